"""Colours and markers, after Okabe and Ito, that stay apart for colour-blind readers and in print."""

from typing import Literal, NamedTuple

from sim.report.comparison import Comparison

INK = "#1f2933"
MUTED = "#5b6770"
GRID = "#d9dee3"
SHADE = "#f1f4f6"
PAPER = "#ffffff"
"""Neutral colours; the page exchanges exactly these for its dark theme."""

ON_COLOUR = "#10161c"
"""Text upon light colours of the series, the same in both themes."""

BLUE, ORANGE, GREEN, VERMILLION = "#0072b2", "#e69f00", "#009e73", "#d55e00"
PURPLE, SKY, YELLOW, GREY = "#cc79a7", "#56b4e9", "#f0e442", "#8a949e"

SERIES = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
CATEGORIES = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW, INK)
CAUSES = {"technical": SKY, "market": ORANGE, "funding": PURPLE}
_MARKERS = ("o", "s", "^", "D", "v", "P")
_LINES: tuple[Literal["-", "--", ":"], ...] = ("-", "--", ":")


class Look(NamedTuple):
    """How one scenario is drawn in every figure."""

    colour: str
    marker: str
    line: Literal["-", "--", ":"] = "-"


def looks(comparison: Comparison) -> dict[str, Look]:
    """Colour and marker by scenario: grey for the baseline; the seventh policy shares a colour, not marker and line."""
    found = {comparison.baseline: Look(GREY, "o")}
    for number, policy in enumerate(comparison.policies):
        turn = number // len(SERIES)
        found[policy] = Look(SERIES[number % len(SERIES)], _MARKERS[(number + turn) % len(_MARKERS)], _LINES[min(turn, 2)])
    return found
