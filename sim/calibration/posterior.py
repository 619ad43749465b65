"""The posterior that ships with the project: weighted vectors of the free numbers (``calibration/posterior``)."""

import csv
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.places import repository_or_package_data
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.report.cards.card import Card

GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
"""Steps of this share of a circle spread any number of points evenly."""
VECTORS = "vectors.csv"
ABOUT = "about.json"


class Posterior(NamedTuple):
    """Weighted vectors of free numbers."""

    keys: tuple[str, ...]
    values: np.ndarray
    """Shape (vectors, keys)."""
    weights: np.ndarray
    """Shape (vectors,), adding to one."""

    def draw(self, replicate: int) -> dict[str, float]:
        """Vector of one replicate, by key.

        Replicates walk through the posterior in equal steps of the golden ratio, so that the first ten are spread over it as
        well as the first thousand; the same replicate has the same vector in every scenario, which is what pairs them.
        """
        place = np.searchsorted(np.cumsum(self.weights), (0.5 + replicate * GOLDEN) % 1.0 * self.weights.sum())
        return self._mapping(self.values[min(int(place), len(self.values) - 1)])

    def centre(self) -> dict[str, float]:
        """Weighted mean of every number, by key: for a single run that stands for all."""
        return self._mapping(np.average(self.values, axis=0, weights=self.weights))

    def card(self, language: Language | None = None) -> "Card":
        """Return what a notebook shows, in a language (``en`` or ``zh``) or that of the session."""
        from sim.report.cards.posterior import posterior_card

        return posterior_card(self, language)

    def __repr__(self) -> str:
        return repr(self.card())

    def _repr_html_(self) -> str:
        return self.card()._repr_html_()

    def _mapping(self, row: np.ndarray) -> dict[str, float]:
        return {key: float(value) for key, value in zip(self.keys, row, strict=True)}


@cache
def shipped() -> Posterior:
    """Return the posterior of ``calibration/posterior``; a copy without one gives an empty posterior (all defaults).

    Examples:
        >>> import sim
        >>> posterior = sim.posterior()
        >>> posterior.values.shape == (len(posterior.weights), len(posterior.keys)), round(float(posterior.weights.sum()), 6)
        (True, 1.0)
        >>> sorted(posterior.draw(0)) == sorted(posterior.keys)
        True
    """
    path = repository_or_package_data("calibration") / "posterior" / VECTORS
    return read(path) if path.is_file() else Posterior((), np.empty((1, 0)), np.ones(1))


@cache
def digest() -> str:
    """Digest of the shipped vectors, first 16 hexadecimal digits; part of what a study's result depends on."""
    posterior = shipped()
    return hashlib.sha256(repr(posterior.keys).encode() + posterior.values.tobytes() + posterior.weights.tobytes()).hexdigest()[:16]


@cache
def about() -> Mapping[str, Any]:
    """What was done to get the shipped posterior: seed, effort, model, cost, checks."""
    path = repository_or_package_data("calibration") / "posterior" / ABOUT
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def read(path: Path) -> Posterior:
    """Read vectors from a file: a column ``weight``, then one column per number.

    Raises:
        ValueError: the file is not such a table.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        heading = next(rows, [])
        if heading[:1] != ["weight"] or len(heading) < 2:
            raise ValueError(f"{path} is no table of weighted vectors: its first line must be weight,KEY,...")
        table = np.array([[float(cell) for cell in row] for row in rows])
    return Posterior(tuple(heading[1:]), table[:, 1:], table[:, 0] / table[:, 0].sum())


def write(posterior: Posterior, path: Path) -> None:
    """Write vectors to a file, to seven digits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["weight", *posterior.keys])
        out.writerows([f"{number:.7g}" for number in (weight, *row)] for weight, row in zip(posterior.weights, posterior.values, strict=True))
