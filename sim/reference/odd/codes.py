"""The codes that stand in columns: status flags, kinds, stages, fates, causes, forms, types."""

from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.reference.markdown import table
from sim.texts.bilingual import Bilingual as B
from sim.texts.bilingual import Language
from sim.world import columns

_HEADINGS = {"en": ("what", "column", "codes"), "zh": ("内容", "列", "代码")}
_GROUPS: tuple[tuple[B, str, tuple[str, ...]], ...] = (
    (
        B("status flags (bits, several at once)", "身份标志（二进制位，可并存）"),
        "firms.status",
        ("TECH_SME", "HIGH_TECH", "LEADING", "YOUNG_EAGLE", "GAZELLE", "POTENTIAL_UNICORN", "UNICORN", "INNOVATIVE_SME", "SRDI", "LITTLE_GIANT"),
    ),
    (
        B("origin of a firm", "企业来源"),
        "firms.origin",
        ("ORIGIN_INITIAL", "ORIGIN_SPIN_OFF", "ORIGIN_START_UP", "ORIGIN_INCUBATED", "ORIGIN_ATTRACTED"),
    ),
    (
        B("kind of a platform", "平台类型"),
        "platforms.kind",
        ("UNIVERSITY", "INSTITUTE", "LABORATORY", "ENGINEERING_CENTRE", "NEW_TYPE", "CONCEPT_CENTRE", "PILOT_BASE", "INCUBATOR", "OFFICE"),
    ),
    (B("level of a platform", "平台级别"), "platforms.level", ("CITY_LEVEL", "PROVINCIAL_LEVEL", "NATIONAL_LEVEL")),
    (
        B("stage of a result", "成果阶段"),
        "results.stage",
        ("QUEUED", "VERIFYING", "SEEKING", "PILOTING", "OFFERED", "CONTRACTED", "CLOSED"),
    ),
    (B("fate of a result", "成果结局"), "results.fate", ("OPEN", "LANDED_CIRCLE", "LANDED_OUTSIDE", "STOPPED")),
    (B("cause of stop", "终止原因"), "results.cause", ("NO_CAUSE", "TECHNICAL", "MARKET", "FUNDING")),
    (B("key-technology task", "攻关任务"), "results.task", ("NO_TASK", "LISTED_TASK", "SOLVED_TASK")),
    (B("form of a deal", "交易形式"), "results.form", ("NO_DEAL", "TRANSFER", "LICENCE", "EQUITY", "DEVELOPMENT_DEAL")),
    (
        B("type of a contract", "合同类型"),
        "contracts.kind",
        ("DEVELOPMENT", "TRANSFER_CONTRACT", "LICENCE_CONTRACT", "CONSULTING", "SERVICE"),
    ),
)
_LEDGER = ((B("payer", "支付方"), "ledger", Payer), (B("kind of payee", "收款方类型"), "ledger", PayeeKind))


def codes(_about: str, language: Language) -> list[str]:
    """One row for each set of codes, with the numbers that the constants of ``sim/world/columns.py`` have."""
    groups = [(title, column, {name: getattr(columns, name) for name in names}) for title, column, names in _GROUPS]
    groups += [(title, column, {one.name: int(one) for one in kinds}) for title, column, kinds in _LEDGER]
    return table(_HEADINGS[language], ((title.in_language(language), f"`{column}`", _listed(numbers)) for title, column, numbers in groups))


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in numbers.items())
