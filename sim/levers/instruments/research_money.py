"""Money for research: the basic-research fund, matching of national projects, and tolerance of failure."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.ledger.book import FEN_PER_MILLION, Payer
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import PayeeKind
from sim.levers.office import Office
from sim.levers.terms import DatedTerms, Terms
from sim.scenario.amounts import Fen, Money, Month, Ratio, Share, money, money_words
from sim.scenario.problems import TermsProblem
from sim.texts.bilingual import Bilingual as B

_ELASTICITY = Assumption(
    "elasticity", "0.4", "0.1 .. 0.8", B("No study of the circle exists; below 1 by general experience.", "无本地研究，按一般经验取小于1。")
)
_PER_HEAD = Assumption("per_researcher", "60万", "30万 .. 120万", B("Cost of a researcher a year is not printed.", "科研人员年均经费未载明。"))


def research_lift(office: Office, million: float, per_researcher: Money, elasticity: float) -> None:
    """Raise the rate of results by ``(1 + money / research budget) ** elasticity`` in the cities of the terms.

    Args:
        office: the lever's desk.
        million: money of a year, million CNY, times the scale already.
        per_researcher: usual money of one researcher a year.
        elasticity: elasticity of results on money.
    """
    cities = list(office.terms.city_indices())
    budget = float(office.world.cities.researchers[cities].sum()) * per_researcher / FEN_PER_MILLION
    office.shift("research_rate", (1.0 + million / max(1.0, budget)) ** elasticity)


class BasicResearchFundTerms(DatedTerms):
    """Terms of the yearly fund for basic research."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    size: Money = money("5亿")
    """Fund of a year."""
    city_part: Money = money("3亿")
    """Part of the city's budget a year."""
    province_part: Money = money("1亿")
    """Match of the province a year."""
    centre_part: Money = money("1亿")
    """Central guiding money that is hoped for a year."""
    centre_won: Share = 0.5
    """Share of the central money that is won."""
    basic: Share = 0.1
    """By how much the share of basic research rises in the platforms of the city."""
    per_researcher: Money = money("60万")
    """Usual money of one researcher a year."""
    elasticity: Annotated[float, Field(ge=0.01, le=1)] = 0.4
    """Elasticity of the number of results on money."""

    @model_validator(mode="after")
    def _parts_add_up(self) -> Self:
        parts = Fen(self.city_part + self.province_part + self.centre_part)
        if parts != self.size:
            raise TermsProblem("fund_parts", parts=money_words(parts), size=money_words(self.size))
        return self

    def paid(self) -> dict[Payer, int]:
        """What each payer gives in a year, fen."""
        parts = {Payer.CITY: self.city_part, Payer.PROVINCE: self.province_part, Payer.CENTRE: round(self.centre_part * self.centre_won)}
        return {payer: part for payer, part in parts.items() if part > 0}

    def payer_shares(self) -> dict[Payer, float]:
        """City, province and centre by what each really gives."""
        paid = self.paid()
        return {payer: part / sum(paid.values()) for payer, part in paid.items()} or {Payer.CITY: 1.0}


class BasicResearchFund(Lever[BasicResearchFundTerms]):
    """More results, nearer to basic research: their way to industry is longer."""

    key = "basic_research_fund"
    title = B("Fund for basic research", "基础研究专项基金")
    summary = B("A yearly fund of 500 million CNY for research platforms: 300 city, 100 province, 100 centre.",
                "每年5亿元支持创新平台开展基础研究：市级3亿、省级1亿、争取中央1亿。")  # fmt: skip
    group, acts_on, moves = "research", "research", "results_born"
    evidence = ("basic_research_fund__size", "basic_research_fund__city_share", "basic_research_fund__province_share",
                "basic_research_fund__central_share")  # fmt: skip
    figures = {
        "basic_research_fund__size": "size",
        "basic_research_fund__city_share": "city_part",
        "basic_research_fund__province_share": "province_part",
        "basic_research_fund__central_share": "centre_part",
    }
    assumptions = (
        Assumption("centre_won", "50%", "0% .. 100%", B("Central money is to be won (I-43).", "中央资金需争取（I-43）。")),
        Assumption("basic", "10%", "0% .. 30%", B("Turn to basic research; not printed.", "基础研究占比提升幅度未载明。")),
        _PER_HEAD,
        _ELASTICITY,
    )
    terms_type = BasicResearchFundTerms

    def act(self, office: Office) -> None:
        """Pay a twelfth of the year and raise results and their distance from use."""
        terms = self.terms
        if terms.scale == 0 or not terms.paid():
            return
        for payer, part in terms.paid().items():
            office.pay(part // MONTHS_PER_YEAR, PayeeKind.PLATFORM, -1, terms.city_indices()[0], payer)
        million = sum(terms.paid().values()) * terms.scale / FEN_PER_MILLION
        research_lift(office, million, terms.per_researcher, terms.elasticity)
        office.shift("research_basic", terms.basic * min(1.0, terms.scale))


class NationalProjectMatchTerms(Terms):
    """Terms of the match of national projects."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    ratio: Ratio = 1.0
    """Local money for each yuan of a national project."""
    national: Money = money("1.5亿")
    """National project money that teams of the cities win a year."""
    per_researcher: Money = money("60万")
    """Usual money of one researcher a year."""
    elasticity: Annotated[float, Field(ge=0.01, le=1)] = 0.4
    """Elasticity of the number of results on money."""


class NationalProjectMatch(Lever[NationalProjectMatchTerms]):
    """The city doubles what teams win from national programmes; there is no cap."""

    key = "national_project_match"
    title = B("Match of national projects", "国家级专项配套")
    summary = B("Teams that win national projects get the same sum from the city.", "对获批国家级专项的团队按1:1配套。")
    group, acts_on, moves = "research", "research", "results_born"
    evidence = ("national_project_match__ratio",)
    figures = {"national_project_match__ratio": "ratio"}
    assumptions = (
        Assumption(
            "national", "1.5亿 a year", "0.5亿 .. 5亿", B("National project money of the city is not printed.", "全市承担国家专项经费未载明。")
        ),
        _PER_HEAD,
        _ELASTICITY,
    )
    terms_type = NationalProjectMatchTerms

    def act(self, office: Office) -> None:
        """Pay a twelfth of the match and raise the rate of results."""
        terms = self.terms
        match = round(terms.national * terms.ratio)
        if match * terms.scale == 0:
            return
        office.pay(match // MONTHS_PER_YEAR, PayeeKind.PLATFORM, -1, terms.city_indices()[0])
        research_lift(office, match * terms.scale / FEN_PER_MILLION, terms.per_researcher, terms.elasticity)


class FailureExemptionTerms(Terms):
    """Terms of the exemption of failed projects."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    share: Share = 0.3
    """Share of basic-research money whose projects may fail without blame."""
    boldness: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Risk that an exempt team adds to its project, 0..1."""


class FailureExemption(Lever[FailureExemptionTerms]):
    """Teams dare more: value spreads, failure comes oftener. The rule itself costs nothing."""

    key = "failure_exemption"
    title = B("Exemption of failed projects", "项目失败豁免")
    summary = B("Projects with 30 percent of the basic-research money may fail without blame.", "基础研究经费的30%用于可豁免失败责任的探索项目。")
    group, acts_on, moves = "research", "research", "stopped_technical"
    evidence = ("failure_exemption__share",)
    figures = {"failure_exemption__share": "share"}
    assumptions = (Assumption("boldness", "0.5", "0.1 .. 1", B("No measured effect exists.", "无实测作用。")),)
    terms_type = FailureExemptionTerms

    def act(self, office: Office) -> None:
        """Raise the risk that teams take."""
        if self.terms.scale * self.terms.share:
            office.shift("research_risk", min(1.0, self.terms.share * self.terms.scale) * self.terms.boldness)


LEVERS = (BasicResearchFund, NationalProjectMatch, FailureExemption)
