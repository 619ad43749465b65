"""How many firms hold which flag in each member at the end of 2022."""

from functools import cache
from typing import NamedTuple

import numpy as np

from sim.evidence import fact, history_value, regions
from sim.world.population.parameters import Population

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

    @property
    def firms(self) -> np.ndarray:
        """Distinct firms: technology SMEs and high-tech firms, those that are both counted once."""
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
    """Return the counts: table 1 exactly, technology SMEs by Shenyang's ratio, the rest by stated ratios (E-20.1)."""
    cells = table_one()
    high_tech = cells["high_tech"]
    shenyang = int(history_value("tech_smes_shenyang_2022"))
    sme = np.rint(high_tech * shenyang / high_tech[0] * p.sme_ratio).astype(int)
    sme[0] = shenyang
    both = np.minimum(np.rint(high_tech * p.high_tech_sme).astype(int), sme)
    ratios = {name: np.rint(high_tech * getattr(p, name)).astype(int) for name in ("leading", "innovative_sme", "srdi", "little_giant")}
    return Counts(**cells, tech_sme=sme, both=both, **ratios)
