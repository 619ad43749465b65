"""All figures in the order of the page."""

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from sim.report.comparison import Comparison
from sim.report.figures import city_ladders, costs, effects, flow_map, funnel, ladders, money, turnover
from sim.texts.bilingual import Language

type Drawing = Callable[[Comparison, Language], Figure]

GALLERY: Mapping[str, Drawing] = {
    "effects": effects.draw,
    "costs": costs.draw,
    "funnel": funnel.draw,
    "flow_map": flow_map.draw,
    "ladders": ladders.draw,
    "city_ladders": city_ladders.draw,
    "turnover": turnover.draw,
    "money": money.draw,
}
