"""Boxes in the space of assumptions in which the cases of interest gather."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pandas as pd

MASS_MIN = 0.05
MOST_PRIM_BOXES = 3
CHANCE = 0.05


class Box(NamedTuple):
    """A box: limits by restricted parameter, and how well it describes the cases of interest.

    ``coverage`` is the share of all cases that lie in it, ``density`` the share of cases among the worlds in it, ``mass`` the share
    of all worlds in it. ``quasi_p`` says for each parameter how easily chance alone gives its restriction (PRIM only).
    """

    method: str
    limits: dict[str, tuple[float, float]]
    coverage: float
    density: float
    mass: float
    quasi_p: dict[str, float]


def prim_boxes(worlds: pd.DataFrame, cases: np.ndarray) -> list[Box]:
    """Find boxes by the patient rule induction method, the best one first; each leaves the cases of the earlier ones out.

    Of every peeling trajectory the box with the best balance of coverage and density (their harmonic mean) is taken; restrictions
    that chance alone gives in more than five percent of cases are lifted.
    """
    found: list[Box] = []
    with _quiet():
        from ema_workbench.analysis.prim import Prim

        prim = Prim(worlds, cases, peel_alpha=0.05, mass_min=MASS_MIN)
        for _ in range(MOST_PRIM_BOXES):
            box = prim.find_box()
            if box is None:
                break
            steps = box.peeling_trajectory
            balance = 2 * steps.coverage * steps.density / (steps.coverage + steps.density).replace(0, np.nan)
            place = int(balance.fillna(0).to_numpy().argmax())
            box.select(place)
            limits = _limits(box.box_lims[place], worlds)
            if not limits or steps.density[place] <= cases.mean():
                break
            _, inside = box.inspect(place, style="data")[0]
            chance = {str(key): float(np.nanmax(values[2:])) for key, values in zip(inside.index, inside.to_numpy(), strict=True)}
            least = min(chance.values())
            kept = {key: ends for key, ends in limits.items() if chance[key] <= max(CHANCE, least)}
            found.append(_measured(kept, worlds, cases, {key: chance[key] for key in kept}))
    return found


def cart_boxes(worlds: pd.DataFrame, cases: np.ndarray) -> list[Box]:
    """Find boxes by a classification tree: its leaves in which most worlds are cases, the one that covers most first."""
    with _quiet():
        from ema_workbench.analysis.cart import CART

        tree = CART(worlds, cases, mass_min=MASS_MIN)
        tree.build_tree()
        leaves = list(zip(tree.boxes, tree.stats, strict=True))
    found = [
        Box("CART", _limits(box, worlds), float(stats["coverage"]), float(stats["density"]), float(stats["mass"]), {}) for box, stats in leaves
    ]
    return sorted((box for box in found if box.density > 0.5 and box.limits), key=lambda box: -box.coverage)


def boxes_table(boxes: Sequence[Box]) -> pd.DataFrame:
    """One row per box and restricted parameter: method, box, parameter, low, high, quasi_p, coverage, density, mass."""
    rows = []
    numbers: dict[str, int] = {}
    for box in boxes:
        numbers[box.method] = numbers.get(box.method, 0) + 1
        for key, (low, high) in box.limits.items():
            chance = box.quasi_p.get(key, float("nan"))
            rows.append((box.method, numbers[box.method], key, low, high, chance, box.coverage, box.density, box.mass))
    return pd.DataFrame(rows, columns=["method", "box", "parameter", "low", "high", "quasi_p", "coverage", "density", "mass"])


def _measured(limits: dict[str, tuple[float, float]], worlds: pd.DataFrame, cases: np.ndarray, chance: dict[str, float]) -> Box:
    """Return a box of PRIM with what it holds of all worlds."""
    inside = np.logical_and.reduce([worlds[key].between(low, high).to_numpy() for key, (low, high) in limits.items()])
    held = int((inside & cases).sum())
    return Box("PRIM", limits, held / int(cases.sum()), held / max(1, int(inside.sum())), float(inside.mean()), chance)


def _limits(box: pd.DataFrame, worlds: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Limits of the parameters that a box restricts."""
    ends = {str(key): (float(box[key].iloc[0]), float(box[key].iloc[1])) for key in box}
    return {key: (low, high) for key, (low, high) in ends.items() if low > worlds[key].min() or high < worlds[key].max()}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the Workbench's warnings to itself, and make the ties of its tree fall the same way each time."""
    state = np.random.get_state()  # noqa: NPY002 - scikit-learn breaks ties with the global generator when it is given none
    np.random.seed(0)  # noqa: NPY002
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
