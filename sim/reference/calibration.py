"""Tables of the calibration, written from the shipped posterior into ``docs/calibration.md`` and ``docs/calibration.zh.md``."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from sim.calibration.names import target_title
from sim.calibration.posterior import about
from sim.calibration.priors import free_numbers
from sim.calibration.shipping import shipped_table
from sim.calibration.targets import all_targets, judged_targets
from sim.parameters.registry import parameters
from sim.reference.markdown import table
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language

type Row = Mapping[str, Any]

_HEADS: dict[str, dict[Language, tuple[str, ...]]] = {
    "cost": {"en": ("quantity", "value"), "zh": ("项目", "数值")},
    "targets": {
        "en": ("target", "observed", "median", "95 percent interval", "median over observed"),
        "zh": ("目标", "观测值", "中位数", "95%区间", "中位数与观测之比"),
    },
    "numbers": {
        "en": ("number", "title", "prior", "posterior", "variance taken away", "coverage", "evenness"),
        "zh": ("参数", "名称", "先验", "后验", "方差消除", "覆盖率", "均匀度"),
    },
    "correlations": {"en": ("first", "second", "correlation"), "zh": ("参数一", "参数二", "相关")},
    "agreement": {"en": ("outcome", "policies", "correlation of ranks"), "zh": ("指标", "政策情景数", "秩相关")},
    "kept": {"en": ("quantity", "period", "value", "note"), "zh": ("数量", "时期", "数值", "说明")},
}
_COST = (
    ("targets", B("targets fitted", "拟合目标数")),
    ("inside", B("of them inside their 95 percent posterior-predictive interval", "其中位于95%后验预测区间内")),
    ("inferred", B("numbers inferred", "推断的参数")),
    ("carried", B("numbers carried with their prior", "保留先验并传递的参数")),
    ("waves", B("hindcasts in each wave of history matching", "历史匹配每轮回溯运行次数")),
    ("left", B("share of the prior left after each wave", "各轮之后剩余先验比例")),
    ("explained", B("median share of variance that emulators explain on unseen hindcasts", "仿真器对未见运行解释方差的中位数")),
    ("pool", B("hindcasts from what is left", "剩余空间内的回溯运行")),
    ("particles", B("particles in a generation", "每代粒子数")),
    ("tolerance", B("tolerance of each generation (prior standard deviations)", "各代容差（先验标准差）")),
    ("acceptance", B("share accepted in each generation", "各代接受率")),
    ("truths", B("data sets simulated and recovered", "模拟并复原的数据集")),
    ("simulations", B("hindcasts in all", "回溯运行总数")),
    ("minutes", B("minutes on two cores", "双核用时（分钟）")),
    ("vectors", B("vectors shipped", "随附向量数")),
    ("effective", B("worth so many equal ones", "等效等权向量数")),
    ("seed", B("seed", "种子")),
)


def cost(_about: str, language: Language) -> list[str]:
    """What was done and what it took."""
    facts = _facts()
    return table(_HEADS["cost"][language], [(title.in_language(language), facts[key]) for key, title in _COST])


def targets(_about: str, language: Language) -> list[str]:
    """Targets beside what the fitted model predicts."""
    titles = {target.key: target_title(target, language) for target in judged_targets()}
    rows = _rows(shipped_table("targets"))
    return table(_HEADS["targets"][language], [_target(row, titles[row["key"]]) for row in rows])


def numbers(verdict: str, language: Language) -> list[str]:
    """Numbers of one verdict: ``identified``, ``weakly``, ``not`` or ``carried``."""
    found = shipped_table("numbers")
    mine = found[found.verdict == verdict].sort_values("shrinkage", ascending=False, kind="stable")
    return table(_HEADS["numbers"][language], [_number(row, language) for row in _rows(mine)])


def correlations(_about: str, language: Language) -> list[str]:
    """Pairs of numbers that the data know together."""
    rows = _rows(shipped_table("correlations"))
    return table(_HEADS["correlations"][language], [(f"`{row['first']}`", f"`{row['second']}`", f"{row['correlation']:.2f}") for row in rows])


def agreement(_about: str, language: Language) -> list[str]:
    """Correlation of ranks of policies' effects under two fits, by outcome."""
    rows = []
    for key, effects in shipped_table("agreement").groupby("outcome"):
        rows.append((f"`{key}`", len(effects), f"{effects['first'].corr(effects['second'], method='spearman'):.3f}"))
    return table(_HEADS["agreement"][language], rows)


def kept(_about: str, language: Language) -> list[str]:
    """What was kept for validation."""
    rows = [target for target in all_targets() if target.use == "validation"]
    return table(_HEADS["kept"][language], [(f"`{one.key}`", one.period, f"{one.value:g}", one.note.in_language(language)) for one in rows])


BLOCKS: Mapping[str, Callable[[str, Language], list[str]]] = {
    "fit-cost": cost,
    "fit-targets": targets,
    "fit-numbers": numbers,
    "fit-correlations": correlations,
    "fit-agreement": agreement,
    "fit-kept": kept,
}


def _facts() -> dict[str, str]:
    found = about()
    effort, waves, generations = found["effort"], found["waves"], found["generations"]
    roles = [number.role for number in free_numbers()]
    return {
        "targets": str(found["of"]),
        "inside": str(found["inside"]),
        "inferred": str(roles.count("infer")),
        "carried": str(roles.count("carry")),
        "waves": f"{effort['waves']} × {effort['wave_size']}",
        "left": " → ".join(f"{wave['share_left']:.0%}" for wave in waves),
        "explained": " → ".join(f"{wave['explained']:.0%}" for wave in waves),
        "pool": f"{effort['pool']:,}",
        "particles": f"{effort['particles']:,}",
        "tolerance": " → ".join(f"{one['tolerance']:.2f}" for one in generations),
        "acceptance": " → ".join(f"{one['acceptance']:.0%}" for one in generations),
        "truths": str(effort["truths"]),
        "simulations": f"{found['simulations']:,}",
        "minutes": f"{found['seconds'] / 60:.0f}",
        "vectors": f"{found['vectors']:,}",
        "effective": f"{found['effective_vectors']:.0f}",
        "seed": str(found["seed"]),
    }


def _target(row: Row, title: str) -> tuple[str, ...]:
    observed, median = row["observed"], row["predicted_0.5"]
    interval = f"{_short(row['predicted_0.025'])} – {_short(row['predicted_0.975'])}"
    return (title, _short(observed), _short(median), interval, f"{median / observed:.2f}" if observed else "–")


def _number(row: Row, language: Language) -> tuple[str, ...]:
    title = parameters()[row["key"]].free.title.in_language(language)
    prior, posterior = (f"{_short(row[f'{n}_0.5'])} [{_short(row[f'{n}_0.025'])}, {_short(row[f'{n}_0.975'])}]" for n in ("prior", "posterior"))
    told = [_share(row["shrinkage"]), _share(row["coverage"]), "–" if math.isnan(row["uneven"]) else f"{row['uneven']:.2f}"]
    return (f"`{row['key']}`", title, prior, posterior, *told)


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0%}"


def _rows(table_of: pd.DataFrame) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in table_of.to_dict("records")]


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
