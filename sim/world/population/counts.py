"""How many firms hold which flag in each member at the end of 2022."""

from functools import cache
from typing import NamedTuple

import numpy as np

from sim.evidence import fact, history_value, regions
from sim.world.population.parameters import Population

SHRINKAGE = 2.0
TABLE_COLUMNS = {"high_tech": "hnte", "gazelle": "gazelle", "young_eagle": "young", "potential_unicorn": "punicorn"}


class Counts(NamedTuple):
    """Number of firms by member, shape (8,) each."""

    high_tech: np.ndarray
    gazelle: np.ndarray
    young_eagle: np.ndarray
    potential_unicorn: np.ndarray
    tech_sme: np.ndarray
    both: np.ndarray
    """High-tech firms that are technology SMEs as well."""
    leading: np.ndarray
    innovative_sme: np.ndarray
    srdi: np.ndarray
    little_giant: np.ndarray
    untitled: np.ndarray
    """Technology firms that hold no title yet: none at the end of 2022, whose stock is that of the titles."""

    @property
    def firms(self) -> np.ndarray:
        """Distinct firms: technology SMEs and high-tech firms, those that are both counted once, and firms without a title."""
        return self.titled + self.untitled

    @property
    def titled(self) -> np.ndarray:
        """Distinct firms with a title."""
        return self.high_tech + self.tech_sme - self.both

    def scaled(self, factor: float) -> "Counts":
        """Counts of a circle that is ``factor`` times as large, each rounded to the nearest."""
        return Counts(*(np.rint(column * factor).astype(int) for column in self))


@cache
def table_one() -> dict[str, np.ndarray]:
    """The 32 cells of table 1, by flag; Shenfu by its components (trap I-02)."""
    members = [region.id for region in regions()]
    return {flag: np.array([int(fact(f"t1_{member}_{column}_2022").value) for member in members]) for flag, column in TABLE_COLUMNS.items()}


def counts(p: Population) -> Counts:
    """Return the counts of the end of 2022: table 1 exactly, technology SMEs by Shenyang's ratio, the rest by stated ratios (E-20.1)."""
    return completed(table_one(), history_value("tech_smes_shenyang_2022"), p)


def completed(cells: dict[str, np.ndarray], shenyang_smes: float, p: Population) -> Counts:
    """Return the counts of a year from those of the four flags of table 1 and from the technology SMEs of Shenyang."""
    high_tech = cells["high_tech"]
    sme = np.rint(high_tech * shenyang_smes / high_tech[0] * p.sme_ratio).astype(int)
    sme[0] = round(shenyang_smes)
    both = np.minimum(np.rint(high_tech * p.high_tech_sme).astype(int), sme)
    ratios = {name: np.rint(high_tech * getattr(p, name)).astype(int) for name in ("leading", "innovative_sme", "srdi", "little_giant")}
    return Counts(**cells, tech_sme=sme, both=both, **ratios, untitled=np.zeros_like(high_tech))


def listing_effort() -> dict[str, np.ndarray]:
    """How much oftener a member's firms stand on the lists of the growth track than the circle's, by flag; shape (8,) each.

    Cities nominate firms for these lists, and table 1 shows that they do it unevenly: Tieling has a gazelle for every five
    high-tech firms, Shenyang one for nineteen. The quotient is drawn towards 1 by the weight of ``SHRINKAGE`` listings, so
    that a cell of 0 or 2 does not become a rule.
    """
    cells = table_one()
    high_tech = cells["high_tech"]
    expected = {flag: cells[flag].sum() * high_tech / high_tech.sum() for flag in ("young_eagle", "gazelle", "potential_unicorn")}
    return {flag: (cells[flag] + SHRINKAGE) / (usual + SHRINKAGE) for flag, usual in expected.items()}
