"""The table of a validation, for the screen, CSV, JSON and the documentation."""

from sim.reference.markdown import table, text
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language
from sim.validation.readings import READINGS, UNKNOWN
from sim.validation.study import NULLS, Verdict, misses

HEADINGS = {
    "en": ("fact", "statistic", "band", "median", "range", "verdict", "reading"),
    "zh": ("事实", "统计量", "区间", "中位数", "范围", "结论", "解读"),
}
_PASS, _FAIL = B("pass", "通过"), B("fail", "未通过")
_INTRODUCTION = B(
    "Stylised facts with bands that were committed before the first validation run (`calibration/targets/bands.csv`), measured on the "
    "baseline of 2023 to 2025 with the numbers as shipped. Nothing here was used to set a number. `metrosim validate --write` renews this page.",
    "风格化事实及其区间在首次验证运行之前已提交（`calibration/targets/bands.csv`），按默认参数在2023—2025年基准情景上测量；这些事实未用于设定参数。"
    "`metrosim validate --write` 更新本页。",
)
_NULLS = B("Null models that lack one mechanism should do worse on the fact it explains:", "缺少某一机制的零模型应在其解释的事实上表现更差：")
_WORSE, _NOT_WORSE = B("worse, as it should be", "更差，符合预期"), B("not worse", "未变差")


def rows(verdicts: list[Verdict], language: Language) -> list[tuple[str, ...]]:
    """Return one row for each fact."""
    return [_row(verdict, language) for verdict in verdicts]


def null_lines(verdicts: list[Verdict], language: Language) -> list[str]:
    """Return one line for each null model and the fact it should miss by more."""
    by_key = {verdict.band.key: verdict for verdict in verdicts}
    lines = []
    for key, (title, _, facts) in NULLS.items():
        for fact in facts:
            verdict = by_key[fact]
            worse = misses(verdict, verdict.nulls[key]) > misses(verdict, verdict.median)
            said = (_WORSE if worse else _NOT_WORSE).in_language(language)
            name = verdict.band.title.in_language(language)
            lines.append(f"{title.in_language(language)}: {name} {_number(verdict.nulls[key])} ({_number(verdict.median)}): {said}")
    return lines


def page(verdicts: list[Verdict], language: Language) -> str:
    """Return the page of the documentation."""
    passed = sum(verdict.passed for verdict in verdicts)
    lines = [f"# {B('Validation', '验证').in_language(language)}", "", _INTRODUCTION.in_language(language), ""]
    lines += [B(f"{passed} of {len(verdicts)} facts pass.", f"{len(verdicts)}项事实中{passed}项通过。").in_language(language), ""]
    lines += table(HEADINGS[language], rows(verdicts, language))
    return text([*lines, _NULLS.in_language(language), "", *(f"- {line}" for line in null_lines(verdicts, language))])


def _row(verdict: Verdict, language: Language) -> tuple[str, ...]:
    band = verdict.band
    reading = "" if verdict.passed else READINGS.get(band.key, UNKNOWN).in_language(language)
    said = (_PASS if verdict.passed else _FAIL).in_language(language)
    between = f"{_number(band.low)} .. {_number(band.high)}" if band.high < 1e6 else f"> {_number(band.low)}"
    spread = f"{_number(verdict.low)} .. {_number(verdict.high)}"
    return (band.title.in_language(language), band.statistic.in_language(language), between, _number(verdict.median), spread, said, reading)


def _number(value: float) -> str:
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
