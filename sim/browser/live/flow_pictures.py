"""Pictures of the flows page: map, matrix, fields, share that leaves the circle."""

import numpy as np

from sim.browser.drawing.arrows import Flow, arrows, largest
from sim.browser.drawing.bars import Bar, Part, bar_chart
from sim.browser.drawing.ground import HEIGHT, WIDTH, all_regions, ground, spots
from sim.browser.drawing.lines import Line, Paper, line_chart, text_width
from sim.browser.drawing.marks import Mark, box, drawing, joined, mark, words
from sim.browser.live.view import traffic
from sim.browser.words import amount, field_name, say
from sim.texts.bilingual import Language
from sim.texts.names import region_name
from sim.texts.numbers import per_cent_text
from sim.world.columns import CITY_COUNT, FIELD_COUNT, REGION_COUNT
from sim.world.world import World

SHENYANG = 0
BESIDE = Paper(width=400.0, height=170.0, top=24.0, key=False)
"""Size of a chart beside the map."""


def flow_map(matrix: np.ndarray, most: int, language: Language) -> Mark:
    """Draw the largest flows between different regions; discs tell what stays at home."""

    def tip(flow: Flow) -> str:
        return flow_words(flow, language)

    home = np.diagonal(matrix)[:CITY_COUNT]
    biggest = float(home.max()) or 1.0
    discs, names = [], []
    for city in range(CITY_COUNT):
        spot, radius = spots()[city], 6 + 20 * float(np.sqrt(home[city] / biggest))
        said = say("flows.home_tip", language, city=region_name(all_regions()[city], language), value=amount(float(home[city]), language))
        discs.append(mark("circle", cx=spot.x, cy=spot.y, r=radius, style="fill:var(--inside);fill-opacity:.22;stroke:var(--inside)", data_tip=said))
        across, anchor = (-radius, "end") if city == SHENYANG else (0.0, "middle")  # Shenfu's name stands right of it
        names.append(words(spot.x + across, spot.y - radius - 6, say(f"short.{all_regions()[city]}", language), "place", anchor))
    outside = []
    for place in range(CITY_COUNT, REGION_COUNT):
        spot, name = spots()[place], say(f"short.{all_regions()[place]}", language)
        width = text_width(name, 12.5) + 18
        x = min(max(4.0, spot.x - width / 2), WIDTH - width - 4)
        outside += [box(x, spot.y - 13, width, 26, class_="outside", rx=6), words(x + width / 2, spot.y + 4.5, name, "outside-name", "middle")]
    key = [
        joined(
            mark("path", d=f"M12 {20 + 19 * i}h22", class_="stroke", style=f"stroke:var(--{colour});stroke-width:4"),
            words(42, 24 + 19 * i, say(f"flows.{colour}", language), "legend"),
        )
        for i, colour in enumerate(("inside", "leaving", "coming"))
    ]
    return drawing(WIDTH, HEIGHT, ground(), *discs, arrows(largest(matrix, most), tip), *outside, *names, *key, alt=say("flows.map_alt", language))


def flow_words(flow: Flow, language: Language) -> str:
    """Tell origin, destination and value of a flow."""
    names = [region_name(all_regions()[place], language) for place in (flow.origin, flow.destination)]
    return say("flows.tip", language, origin=names[0], destination=names[1], value=amount(flow.value, language))


def matrix_picture(matrix: np.ndarray, language: Language) -> Mark:
    """Draw sellers by buyers; the shade grows with the logarithm, so that small flows are seen."""
    size, left, top = 32.0, 132.0, 100.0
    most = np.log1p(float(matrix.max())) or 1.0
    names = [say(f"short.{key}", language) for key in all_regions()]
    cells = []
    for i, j in np.ndindex(REGION_COUNT, REGION_COUNT):
        value = float(matrix[i, j])
        if i >= CITY_COUNT and j >= CITY_COUNT:
            continue
        shade = 0.05 + 0.9 * float(np.log1p(value)) / most if value > 0 else 0.0
        cells.append(
            box(
                left + size * j,
                top + size * i,
                size - 2,
                size - 2,
                style=f"fill:var(--{Flow(i, j, value).colour});fill-opacity:{shade:.2f}",
                data_tip=flow_words(Flow(i, j, value), language),
                rx=2,
            )
        )
    rows = [words(left - 8, top + size * i + 20, name, "label", "end") for i, name in enumerate(names)]
    columns = [
        mark("text", name, class_="label", transform=f"translate({left + size * (j + 0.55):.0f} {top - 8:.0f}) rotate(-48)")
        for j, name in enumerate(names)
    ]
    heads = joined(
        words(left - 8, top - 8, say("flows.seller", language), "unit", "end"),
        words(left + size * REGION_COUNT + 4, top - 8, say("flows.buyer", language), "unit"),
    )
    return drawing(
        left + size * REGION_COUNT + 60, top + size * REGION_COUNT + 6, *cells, *rows, *columns, heads, alt=say("flows.matrix_alt", language)
    )


def sales_by_field(world: World, first: int, last: int, registered: bool) -> list[tuple[int, float, float]]:
    """Return field, sales within the circle and sales that leave it, million CNY, the largest field first."""
    found = []
    for place in range(FIELD_COUNT):
        matrix = traffic(world, first=first, last=last, field=place, registered=registered)[:CITY_COUNT]
        found.append((place, float(matrix[:, :CITY_COUNT].sum()), float(matrix[:, CITY_COUNT:].sum())))
    return sorted(found, key=lambda one: -one[1] - one[2])


def field_picture(sales: list[tuple[int, float, float]], language: Language) -> Mark:
    """Draw what members sold by field, split by where it went."""
    bars = []
    for place, inside, leaving in sales:
        title = field_name(place, language)
        parts = [
            Part(inside, "inside", f"{title}\n{say('flows.inside', language)}: {amount(inside, language)}"),
            Part(leaving, "leaving", f"{title}\n{say('flows.leaving', language)}: {amount(leaving, language)}"),
        ]
        bars.append(Bar(title, parts, amount(inside + leaving, language)))
    key = ((say("flows.inside", language), "inside"), (say("flows.leaving", language), "leaving"))
    return bar_chart(bars, alt=say("flows.fields_alt", language), key=key, row=35.0, widest=236.0)


def leakage_shares(leakage: np.ndarray, total: np.ndarray) -> list[float]:
    """Return by month the share of what members sold in twelve months that left the circle, per cent."""
    sums = [(leakage[max(0, i - 11) : i + 1].sum(), total[max(0, i - 11) : i + 1].sum()) for i in range(len(total))]
    return [100 * float(part) / float(whole) if whole else float("nan") for part, whole in sums]


def leakage_picture(months: list[int], shares: list[float], language: Language, end: int) -> Mark:
    """Draw the share that leaves the circle."""
    series = [Line(say("flows.leaving", language), "leaving", shares)]
    unit, alt = say("flows.leakage_unit", language), say("flows.leakage_alt", language)
    return line_chart(months, series, unit=unit, alt=alt, end=end, paper=BESIDE)


def shares_words(matrix: np.ndarray, language: Language) -> list[tuple[str, str, str, str]]:
    """Return key figures of a matrix: all sales of members, kept at home, in the circle, leaving, coming in."""
    own = matrix[:CITY_COUNT]
    total = float(own.sum())
    home, inside = float(np.trace(own[:, :CITY_COUNT])), float(own[:, :CITY_COUNT].sum())
    parts = {
        "total": total,
        "home": home,
        "circle": inside - home,
        "leaving": total - inside,
        "coming": float(matrix[CITY_COUNT:, :CITY_COUNT].sum()),
    }
    below = {key: say("flows.share", language, share=per_cent_text(value / total if total else 0.0)) for key, value in parts.items()}
    below["total"] = below["coming"] = ""
    return [(key, say(f"flows.kpi.{key}", language), amount(value, language), below[key]) for key, value in parts.items()]
