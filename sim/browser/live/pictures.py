"""Charts of the run: turnover, the way of results, causes of stop, public money and funds."""

import numpy as np

from sim.browser.drawing.bars import Bar, Part, bar_chart
from sim.browser.drawing.lines import Line, line_chart
from sim.browser.drawing.marks import Mark
from sim.browser.live.view import View
from sim.browser.words import FEN_PER_MILLION, amount, count, lever_name, say, signed
from sim.indicators.registry import indicators
from sim.ledger.book import PUBLIC_PAYERS, Payer
from sim.texts.bilingual import Language
from sim.texts.catalogue import text
from sim.texts.numbers import per_cent_text

CAUSES = ("technical", "market", "funding")
MOST_BARS = 5
STAGES = ("results_born", "verified_results", "piloted_results", "converted_results", "landed")


def turnover_picture(view: View, language: Language) -> Mark:
    """Registered turnover and real transfer by month; registration is late and peaks at the year's end."""
    scale = 100.0 if language == "zh" else 1000.0
    series = [
        Line(say("live.registered", language), "c1", list(view.series("registered_turnover") / scale)),
        Line(say("live.real", language), "c2", list(view.series("real_transfer") / scale), dash="5 4"),
    ]
    return line_chart(view.months, series, unit=say("unit.axis_a_month", language), alt=say("live.turnover_alt", language), end=view.end)


def pipeline_picture(view: View, language: Language) -> Mark:
    """Results that passed each stage since the start, and those that stopped by cause."""
    totals = {key: view.total(key) for key in STAGES[:-1]}
    inside, outside = view.total("landed_results"), view.total("landed_outside")
    born = totals["results_born"] or 1.0
    bars = []
    for key in STAGES[:-1]:
        title, value = say(f"live.stage.{key}", language), totals[key]
        bars.append(Bar(title, [Part(value, "c1", f"{title}: {count(value)}")], f"{count(value)}  ({per_cent_text(value / born, decimals=0)})"))
    landed = [
        Part(inside, "c3", f"{say('live.landed_inside', language)}: {count(inside)}"),
        Part(outside, "leaving", f"{say('live.landed_outside', language)}: {count(outside)}"),
    ]
    bars.append(Bar(say("live.stage.landed", language), landed, f"{count(inside)} + {count(outside)}"))
    both = ((say("live.landed_inside", language), "c3"), (say("live.landed_outside", language), "leaving"))
    return bar_chart(bars, alt=say("live.pipeline_alt", language), key=both)


def stops_picture(view: View, language: Language) -> Mark:
    """Results stopped in each month by cause, summed over twelve months."""
    series = [
        Line(text(f"word.cause.{cause}", language), cause, _rolling(view.series(f"stopped_{cause}")), dash)
        for cause, dash in zip(CAUSES, (None, "7 4", "2 4"), strict=True)
    ]
    return line_chart(view.months, series, unit=say("live.stops_unit", language), alt=say("live.stops_alt", language), end=view.end)


def _rolling(values: np.ndarray) -> list[float]:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return [float(sums[i + 1] - sums[max(0, i - 11)]) for i in range(len(values))]


def money_picture(view: View, language: Language) -> Mark:
    """Payments of each lever since the start: public money by payer, private money, and money that funds invested."""
    ledger = view.world.ledger
    colours = {Payer.CITY: "c1", Payer.CIRCLE: "c6", Payer.PROVINCE: "c3", Payer.CENTRE: "c5", Payer.PRIVATE: "c4", Payer.FUND: "grey"}
    paid = ledger.paid_by / FEN_PER_MILLION
    bars: list[Bar] = []
    order = np.argsort(-paid[: len(ledger.lever_keys)].sum(axis=1), kind="stable")
    named, rest = order[:MOST_BARS], order[MOST_BARS:]
    rows = [(lever_name(ledger.lever_keys[place], language), paid[place]) for place in named]
    if rest.size:
        rows.append((say("live.other_levers", language, count=rest.size), paid[rest].sum(axis=0)))
    for title, by_payer in rows:
        parts = [
            Part(
                float(by_payer[payer]), colour, f"{title}\n{text(f'word.payer.{payer.name.lower()}', language)}: {amount(by_payer[payer], language)}"
            )
            for payer, colour in colours.items()
            if by_payer[payer] > 0
        ]
        bars.append(Bar(title, parts, amount(float(by_payer.sum()), language)))
    used = {payer for payer in colours if paid[:, payer].sum() > 0}
    shown = [payer for payer in colours if payer in used] or [Payer.CITY]
    key_of = tuple((text(f"word.payer.{payer.name.lower()}", language), colours[payer]) for payer in shown)
    return bar_chart(bars, alt=say("live.money_alt", language), key=key_of, rows=MOST_BARS)


def funds_picture(view: View, language: Language) -> Mark:
    """Accounts of the funds: paid in, invested, returned, written off, cash."""
    funds = view.world.funds
    rows = int(funds.rows[0])
    names = ("paid_in", "invested", "returned", "written_off", "cash")
    colours = dict(zip(names, ("c1", "c2", "c3", "c4", "grey"), strict=True))
    bars = []
    for name in names:
        value = float(getattr(funds, name)[:rows].sum()) / FEN_PER_MILLION
        title = say(f"live.fund.{name}", language)
        bars.append(Bar(title, [Part(value, colours[name], f"{title}: {amount(value, language)}")], amount(value, language)))
    return bar_chart(bars, alt=say("live.funds_alt", language), heading=say("live.fund_count", language, count=rows))


def key_figures(view: View, language: Language) -> list[tuple[str, str, str, str]]:
    """Return the key figures: mark, title, value and what stands below."""
    cost = float(view.world.ledger.paid_by[:, list(PUBLIC_PAYERS)].sum()) / FEN_PER_MILLION
    high_tech = view.last("high_tech")
    title = {key: indicators()[key].title.in_language(language) for key in ("firms", "high_tech", "public_cost")}
    return [
        ("firms", title["firms"], count(view.last("firms")), _change(view, "firms", language)),
        ("high_tech", title["high_tech"], count(high_tech), _change(view, "high_tech", language)),
        (
            "converted",
            say("live.converted", language),
            count(view.year("converted_results")),
            say("live.landed_year", language, count=count(view.year("landed_results"))),
        ),
        (
            "turnover",
            say("live.turnover_kpi", language),
            amount(view.year("registered_turnover"), language),
            say("live.real_year", language, value=amount(view.year("real_transfer"), language)),
        ),
        ("cost", title["public_cost"], amount(cost, language), say("live.since_begin", language)),
    ]


def _change(view: View, key: str, language: Language) -> str:
    if len(view.months) < 2:
        return say("live.no_change", language)
    return say("live.change", language, change=signed(view.last(key) - view.first(key)))
