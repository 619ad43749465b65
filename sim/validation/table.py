"""The table of a validation, for the screen, CSV, JSON and the documentation."""

from collections.abc import Sequence

from sim.reference.markdown import table, text
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language
from sim.validation.bands import Band
from sim.validation.readings import READINGS, UNKNOWN
from sim.validation.study import NULLS, Verdict, misses

HEADINGS = {
    "en": ("fact", "statistic", "band", "median", "range", "verdict", "reading"),
    "zh": ("事实", "统计量", "区间", "中位数", "范围", "结论", "解读"),
}
_PASS, _FAIL = B("pass", "通过"), B("fail", "未通过")
_INTRODUCTION = B(
    "Stylised facts with bands that were committed before the first run that measured them (`calibration/targets/bands.csv`). Each "
    "replicate of the baseline has a seed and a draw of the posterior of its own; facts of firms, market and results are measured at the end "
    "of 2025, innovators at the end of 2032, policy on paired runs to the end of 2027. No fact was used to set a number. "
    "`metrosim validate --write` renews this page.",
    "风格化事实及其区间在首次测量之前已提交（`calibration/targets/bands.csv`）。基准情景每次重复各有种子与后验样本；企业、市场与成果类事实测于2025年末，"
    "创新企业测于2032年末，政策类事实测于至2027年末的配对运行。这些事实均未用于设定参数。`metrosim validate --write` 更新本页。",
)
_REPLICATES = B("Median and range of {n} replicates; null models: medians of the same.", "{n}次重复的中位数与范围；零模型取相同重复的中位数。")
_ELSEWHERE = B(
    "Row 26 of the list of facts, the growth of counts after 2022, is scored on data that this project has not seen: "
    "`metrosim forecast baseline-2022` states the intervals.",
    "事实清单第26项（2022年后数量增长）以本项目未见的数据评分：`metrosim forecast baseline-2022` 给出区间。",
)
_NULLS = B("Null models that lack one mechanism should do worse on the fact it explains:", "缺少某一机制的零模型应在其解释的事实上表现更差：")
_WORSE, _NOT_WORSE = B("worse, as it should be", "更差，符合预期"), B("not worse", "未变差")


def rows(verdicts: Sequence[Verdict], language: Language) -> list[tuple[str, ...]]:
    """Return one row for each fact."""
    return [_row(verdict, language) for verdict in verdicts]


def null_lines(verdicts: Sequence[Verdict], language: Language) -> list[str]:
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


def page(verdicts: Sequence[Verdict], language: Language, *, replicates: int) -> str:
    """Return the page of the documentation."""
    passed = sum(verdict.passed for verdict in verdicts)
    lines = [f"# {B('Validation', '验证').in_language(language)}", "", _INTRODUCTION.in_language(language), ""]
    lines += [B(f"{passed} of {len(verdicts)} facts pass.", f"{len(verdicts)}项事实中{passed}项通过。").in_language(language), ""]
    lines += table(HEADINGS[language], rows(verdicts, language))
    lines += [_REPLICATES.in_language(language).format(n=replicates), "", _ELSEWHERE.in_language(language), ""]
    return text([*lines, _NULLS.in_language(language), "", *(f"- {line}" for line in null_lines(verdicts, language))])


def band_text(band: Band) -> str:
    """Write a band: both ends, or the lower one of a sign."""
    return f"> {_number(band.low)}" if band.open_above else f"{_number(band.low)} .. {_number(band.high)}"


def _row(verdict: Verdict, language: Language) -> tuple[str, ...]:
    band = verdict.band
    reading = "" if verdict.passed else READINGS.get(band.key, UNKNOWN).in_language(language)
    said = (_PASS if verdict.passed else _FAIL).in_language(language)
    between = band_text(band)
    spread = f"{_number(verdict.low)} .. {_number(verdict.high)}"
    return (band.title.in_language(language), band.statistic.in_language(language), between, _number(verdict.median), spread, said, reading)


def _number(value: float) -> str:
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
