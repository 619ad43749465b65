"""Tables of a comparison: the ranking, the chances of the official targets, and the numbers behind its pictures."""

from functools import partial

import numpy as np

from sim.browser.drawing.marks import Mark, joined, mark
from sim.browser.live.tables import csv_text
from sim.browser.studies.compared import Compared
from sim.browser.studies.effect_picture import benefit_text, effect_text
from sim.browser.widgets.layout import table
from sim.browser.words import amount, say
from sim.calendar import month_text
from sim.indicators.registry import indicators
from sim.texts.bilingual import Language
from sim.texts.names import region_name
from sim.texts.numbers import number_text, per_cent_text

_EFFECT_COLUMNS = ("effect", "low", "high", "q025", "q975", "p_benefit", "public_cost")


def ranking(compared: Compared, indicator: str) -> Mark:
    """Return the policies from the best to the worst: effect, interval of the mean, spread of the pairs, cost."""
    rows = [_ranked(compared, indicator, place, policy) for place, policy in enumerate(compared.ranked(indicator), start=1)]
    keys = ("rank", "policy", "effect", "interval", "spread", "change", "benefit", "cost", "per_unit")
    return table(_heads(keys, compared.language), rows, numbers=(2, 3, 4, 5, 6, 7, 8))


def _ranked(compared: Compared, indicator: str, place: int, policy: str) -> tuple[str, ...]:
    language, row = compared.language, compared.effect(policy, indicator)
    write = partial(effect_text, indicator=indicator, compared=compared)
    countable = indicators()[indicator].kind != "ratio"
    share = float(row.effect) / float(row.baseline_mean) if row.baseline_mean else float("nan")
    per, certain = float(row.cost_per_unit), float(row.low) * float(row.high) > 0
    return (
        str(place),
        compared.title(policy),
        write(float(row.effect)),
        say("study.range", language, low=write(float(row.low)), high=write(float(row.high))),
        say("study.range", language, low=write(float(row.q025)), high=write(float(row.q975))),
        number_text(100 * share, decimals=2).replace("-", "\u2212") + "%" if share == share and countable else "–",
        benefit_text(float(row.p_benefit)),
        amount(float(row.public_cost), language),
        amount(per, language, decimals=2) if per == per and countable and certain else "–",
    )


def chances_table(compared: Compared) -> Mark:
    """Return for each scenario what it reaches on average and how probably it meets each official target."""
    language, found = compared.language, compared.chances()
    if not found:
        return mark("p", say("study.no_targets", language), class_="quiet-text")
    headings = [say("study.head.scenario", language)]
    for key, (goal, _) in found.items():
        written = effect_text(goal, key, compared, sign=False)
        headings += [say("study.head.mean_of", language, target=indicators()[key].title.in_language(language), goal=written)]
        headings += [say("study.head.chance", language)]
    rows = []
    for place, scenario in enumerate(one.scenario for one in next(iter(found.values()))[1]):
        cells = [compared.title(scenario)]
        for key, (_, chances) in found.items():
            cells += [effect_text(chances[place].mean, key, compared, sign=False), per_cent_text(chances[place].share, decimals=0)]
        rows.append(cells)
    shown = table(headings, rows, numbers=tuple(range(1, len(headings))))
    return joined(shown, mark("p", say("study.targets_note", language), class_="quiet-text"))


def effects_csv(compared: Compared) -> str:
    """Return every effect of the comparison."""
    language = compared.language
    keys = ("policy", "indicator", "region", "unit", "effect", "low", "high", "q025", "q975", "benefit", "cost_million")
    cells = [
        (
            compared.title(row["policy"]),
            indicators()[row["indicator"]].title.in_language(language),
            region_name(row["region"], language),
            indicators()[row["indicator"]].unit.in_language(language),
            *(row[column] for column in _EFFECT_COLUMNS),
        )
        for row in compared.data.effects.to_dict("records")
        if row["indicator"] in indicators()
    ]
    return csv_text(_heads(keys, language), cells)


def course_csv(compared: Compared, months: list[int], courses: dict[str, np.ndarray]) -> str:
    """Return the numbers of a picture over time: mean, lowest and highest tenth of each scenario."""
    language = compared.language
    headings = [say("table.month", language)]
    for key in courses:
        headings += [f"{compared.title(key)} ({say(f'study.head.{part}', language)})" for part in ("mean_of_runs", "tenth", "nine_tenths")]
    rows = [(month_text(month), *(float(course[part, i]) for course in courses.values() for part in range(3))) for i, month in enumerate(months)]
    return csv_text(headings, rows)


def _heads(keys: tuple[str, ...], language: Language) -> list[str]:
    return [say(f"study.head.{key}", language) for key in keys]
