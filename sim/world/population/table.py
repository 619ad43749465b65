"""Target beside built: what ``metrosim show baseline-2022 --population`` prints."""

from typing import NamedTuple

import numpy as np

from sim.evidence import fact, history_value, regions
from sim.parameters.declare import build
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import CITY_COUNT, CONCEPT_CENTRE, GAZELLE, HIGH_TECH, NEW_TYPE, PILOT_BASE, POTENTIAL_UNICORN, TECH_SME, YOUNG_EAGLE
from sim.world.population.counts import table_one
from sim.world.population.parameters import Population
from sim.world.population.platforms import zone_institutions
from sim.world.world import World

FLAGS = {
    "high_tech": (HIGH_TECH, B("High-tech enterprises", "高新技术企业")),
    "gazelle": (GAZELLE, B("Gazelles", "瞪羚企业")),
    "young_eagle": (YOUNG_EAGLE, B("Young eagles", "雏鹰企业")),
    "potential_unicorn": (POTENTIAL_UNICORN, B("Potential unicorns", "潜在独角兽企业")),
}


class PopulationRow(NamedTuple):
    """One target: what, where, target value with label and source, built value, and whether it is met.

    ``tolerance`` is the precision within which the target is stated, as a share of the target; 0 means exactly.
    """

    key: str
    region: str
    title: B
    target: float
    label: str
    source: str
    built: float
    tolerance: float

    @property
    def met(self) -> bool:
        """Whether the built value lies within the stated precision."""
        return abs(self.built - self.target) <= self.tolerance * self.target + 1e-9


def population_table(world: World) -> list[PopulationRow]:
    """Return every target of 2022 beside what was built."""
    return [*_cells(world), *_totals(world), *_platforms(world), *_estimates(world)]


def _held(world: World, flag: int) -> np.ndarray:
    rows = int(world.firms.rows[0])
    holders = world.firms.alive[:rows] & ((world.firms.status[:rows] & flag) != 0)
    return np.bincount(world.firms.city[:rows][holders], minlength=CITY_COUNT)


def _cells(world: World) -> list[PopulationRow]:
    members = [region.id for region in regions()]
    columns = {"high_tech": "hnte", "gazelle": "gazelle", "young_eagle": "young", "potential_unicorn": "punicorn"}
    rows = []
    for name, (flag, title) in FLAGS.items():
        built = _held(world, flag)
        for place, member in enumerate(members):
            cell = fact(f"t1_{member}_{columns[name]}_2022")
            rows.append(PopulationRow(name, member, title, float(table_one()[name][place]), "official", cell.id, float(built[place]), 0.0))
    return rows


def _totals(world: World) -> list[PopulationRow]:
    rows = int(world.firms.rows[0])
    alive = float(world.firms.alive[:rows].sum())
    high_tech = float(_held(world, HIGH_TECH).sum())
    sme = float(_held(world, TECH_SME)[0])
    eagles = float(sum(_held(world, flag).sum() for flag in (GAZELLE, YOUNG_EAGLE, POTENTIAL_UNICORN)))
    living = float((world.alliances.ends[: int(world.alliances.rows[0])] > world.month).sum())
    enterprises = B("Technology enterprises (distinct)", "科技企业（去重）")
    return [
        PopulationRow(
            "high_tech", "circle", B("High-tech enterprises, column sum", "高新技术企业（分市合计）"), 5739.0, "derived", "I-01", high_tech, 0.0
        ),
        PopulationRow("growth_track", "circle", B("Growth-track firms", "雏鹰、瞪羚与潜在独角兽"), 2216.0, "derived", "I-03", eagles, 0.0),
        PopulationRow(
            "tech_sme",
            "shenyang",
            B("Technology SMEs", "科技型中小企业"),
            history_value("tech_smes_shenyang_2022"),
            "observed",
            "tech_smes_shenyang_2022",
            sme,
            0.0,
        ),
        PopulationRow("firms", "circle", enterprises, 14000.0, "estimated", "brief of the model, section 2: 12 to 16 thousand", alive, 2 / 14),
        PopulationRow("alliances", "circle", B("Alliances", "产学研联盟"), 410.0, "official", "metro_alliances_2022: over 400", living, 0.025),
    ]


def _platforms(world: World) -> list[PopulationRow]:
    rows = int(world.platforms.rows[0])
    kind, city = world.platforms.kind[:rows], world.platforms.city[:rows]
    zones = zone_institutions()
    result = [
        PopulationRow(
            "platforms",
            "shenyang",
            B("Platforms of all levels", "各级各类科技创新平台"),
            history_value("platforms_shenyang_2022"),
            "observed",
            "platforms_shenyang_2022",
            float((city == 0).sum()),
            0.0,
        )
    ]
    for code, key, title, target, source in (
        (CONCEPT_CENTRE, "concept_centres", B("Concept-verification centres", "概念验证中心"), 28.0, "concept_centres_000"),
        (PILOT_BASE, "pilot_bases", B("Pilot bases", "中试基地"), 66.0, "pilot_bases_2024"),
        (NEW_TYPE, "new_type", B("New-type R&D institutions", "新型研发机构"), 100.0, "new_rd_institutions_shenyang_2022"),
    ):
        built = float(((kind == code) & (city == 0)).sum())
        result.append(PopulationRow(key, "shenyang", title, target, "observed", source, built, 0.0))
    for place, region in enumerate(regions()):
        if place > 0:
            built = float(((city == place) & np.isin(kind, [2, 3])).sum())
            label, source = ("official", f"{region.id}_htz_rd_institutions") if place < 7 else ("assumed", "I-29")
            title = B("R&D institutions of zones", "高新区研发机构")
            result.append(PopulationRow("rd_institutions", region.id, title, float(zones[place]), label, source, built, 0.0))
    return result


def _estimates(world: World) -> list[PopulationRow]:
    """Totals that are only estimated: true R&D of Shenyang's firms, and mean revenue of its high-tech firms in 2020."""
    rows = int(world.firms.rows[0])
    here = world.firms.alive[:rows] & (world.firms.city[:rows] == 0)
    high_tech = here & ((world.firms.status[:rows] & HIGH_TECH) != 0)
    spent = history_value("rd_expenditure_shenyang_2022") * 100 * build("population", Population, {}).firm_rd_share
    return [
        PopulationRow(
            "rd",
            "shenyang",
            B("R&D of firms, million CNY", "企业研发投入（百万元）"),
            spent,
            "estimated",
            "rd_expenditure_shenyang_2022; population.firm_rd_share",
            float(world.firms.rd[:rows][here].sum()),
            0.2,
        ),
        PopulationRow(
            "revenue_high_tech",
            "shenyang",
            B("Mean revenue of a high-tech firm, million CNY (2020)", "高企户均营业收入（百万元，2020年）"),
            103.5,
            "derived",
            "hnte_mean_revenue_shenyang_2020",
            float(world.firms.revenue[:rows][high_tech].mean()),
            0.3,
        ),
    ]
