"""A plug-in: one lever and one process of one's own, in one file outside the package.

metrosim --plugin docs/examples/night_market.py levers night_market
metrosim --plugin docs/examples/night_market.py compare baseline-2022 my-night-market.yaml
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.office import Office
from sim.levers.terms import Terms
from sim.parameters.declare import Free
from sim.processes.process import Process
from sim.scenario.amounts import Money, Month, money
from sim.texts.bilingual import Bilingual as B
from sim.world.world import World


class NightMarketTerms(Terms):
    """Terms of the night market for technology."""

    start: Month = parse_month("2024-01")
    """First month in force."""
    status: str = "hypothetical"
    """Standing of the instrument in the documents."""
    evenings: Annotated[float, "evenings a month"] = 4.0
    """Evenings a month on which teams show their results."""
    per_evening: Money = money("5万")
    """Public cost of one evening."""
    contacts: float = 0.02
    """Contacts that one evening brings a result."""


class NightMarket(Lever[NightMarketTerms]):
    """Teams show results on evenings; each evening brings a few more contacts."""

    key = "night_market"
    title = B("Night market for technology", "科技夜市")
    summary = B("Evenings on which teams show results to firms.", "团队在夜市向企业展示成果。")
    group, acts_on, moves = "market", "search", "converted_results"
    evidence = ()
    assumptions = (
        Assumption("contacts", "0.02", "0.005 .. 0.1", B("An example; no evening was ever counted.", "示例，无实测。")),
        Assumption("per_evening", "5万", "1万 .. 20万", B("An example.", "示例。")),
    )
    terms_type = NightMarketTerms

    def act(self, office: Office) -> None:
        """Pay for the evenings and arrange contacts."""
        terms = self.terms
        if terms.scale * terms.evenings == 0:
            return
        office.upkeep(round(terms.per_evening * terms.evenings), 1)
        office.shift("contacts", terms.contacts * terms.evenings * terms.scale)


class Weather(NamedTuple):
    """Free numbers of the process."""

    gloom: Annotated[float, Free(0.1, "share", (0, 0.5), "assumed", "an example", B("firms kept at home by rain", "雨天缺席比例"))]


def run(world: World, parameters: Weather) -> None:
    """Note for each member whether this month was wet; a real process would change tables here."""
    wet = world.draws.uniforms("weather.rain", world.month, 8) < parameters.gloom
    world.notes["weather.wet"] = np.asarray(wet)


PROCESS = Process(
    key="weather",
    title=B("Weather", "天气"),
    run=run,
    parameters_type=Weather,
    decisions=("weather.rain",),
    equation="wet_c ~ Bernoulli(gloom)",
)

LEVERS = (NightMarket,)
PROCESSES = ((PROCESS, "policy"),)
