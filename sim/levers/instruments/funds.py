"""Further funds: the cluster cultivation fund and the funds of the industrial technology institute."""

from typing import Annotated

from pydantic import Field

from sim.calendar import parse_month
from sim.levers.instruments.launch_fund import FundTerms, pay_tranche
from sim.levers.lever import Assumption, Lever
from sim.levers.office import Office
from sim.levers.terms import Status
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B


class ClusterFundTerms(FundTerms):
    """Terms of the fund for clusters."""

    start: Month = parse_month("2027-01")
    """Month of the first tranche."""
    size: Money = money("20亿")
    """Size of the fund."""
    fiscal: Money = money("20亿")
    """Part of the size that the city pays."""
    social: Money = money("0万")
    """Part of the size that private investors pay."""
    tranches: tuple[Money, ...] = (money("10亿"), money("10亿"))
    """What is paid in at the start and after each further year; adds up to the size."""
    direct_max: Share = 1.0
    """Share of the size that may be invested directly; the rest goes through sub-funds."""
    small_min: Share = 0.6
    """Share of what is invested that must go to technology SMEs and teams."""
    project_cap: Share = 0.05
    """Share of the size that one project may receive at most."""
    trl_min: Annotated[float, Field(ge=1, le=9)] = 4.0
    """Lowest technology readiness level."""
    trl_max: Annotated[float, Field(ge=1, le=9)] = 7.0
    """Highest technology readiness level."""
    loss_tolerance: Share = 0.2
    """Share of what is invested that may be lost without blame to the managers."""
    future_fields_only: bool = False
    """Whether only fields with 4+8 future industries are eligible."""


class ClusterFund(Lever[ClusterFundTerms]):
    """The fund invests by equity and debt in the pilot stage, at least three fifths in technology SMEs."""

    key = "cluster_fund"
    title = B("Cluster cultivation fund", "集群培育基金")
    summary = B("A fund of 2 billion CNY for the pilot stage, at least 60 percent for technology SMEs.",
                "规模20亿元，重点支持中试阶段，对科技型中小企业支持比例不低于60%。")  # fmt: skip
    group, acts_on, moves = "finance", "funds", "piloted_results"
    evidence = ("cluster_fund__size", "cluster_fund__sme_share", "cluster_fund__mode")
    figures = {"cluster_fund__size": "size", "cluster_fund__sme_share": "small_min"}
    assumptions = (
        Assumption("tranches", "10亿, 10亿", "1 .. 4 parts", B("No schedule is printed.", "未载明拨付计划。")),
        Assumption("project_cap", "5%", "2% .. 10%", B("Taken from the launch fund.", "参照启航基金。")),
        Assumption("loss_tolerance", "20%", "0% .. 40%", B("No tolerance is printed.", "未载明容错比例。")),
        Assumption("fiscal", "20亿", "6亿 .. 20亿", B("Private parts are not named.", "未载明社会资本。")),
    )
    terms_type = ClusterFundTerms

    def act(self, office: Office) -> None:
        """Pay the tranche that is due."""
        pay_tranche(office, self.terms)


class InstituteFundsTerms(FundTerms):
    """Terms of the institute's funds, taken together."""

    start: Month = parse_month("2023-01")
    """Month of the first tranche; the documents give the stock of 2025."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    number: Annotated[int, Field(ge=1, le=50)] = 5
    """Funds."""
    size: Money = money("6.16亿")
    """Size of all funds."""
    fiscal: Money = money("3.08亿")
    """Part of the size that the city pays."""
    social: Money = money("3.08亿")
    """Part of the size that private investors pay."""
    tranches: tuple[Money, ...] = (money("2.06亿"), money("2.05亿"), money("2.05亿"))
    """What is paid in at the start and after each further year; adds up to the size."""
    direct_max: Share = 1.0
    """Share of the size that may be invested directly; the rest goes through sub-funds."""
    project_cap: Share = 0.03
    """Share of the size that one project may receive at most."""
    trl_min: Annotated[float, Field(ge=1, le=9)] = 3.0
    """Lowest technology readiness level."""
    trl_max: Annotated[float, Field(ge=1, le=9)] = 7.0
    """Highest technology readiness level."""
    loss_tolerance: Share = 0.2
    """Share of what is invested that may be lost without blame to the managers."""
    future_fields_only: bool = False
    """Whether only fields with 4+8 future industries are eligible."""


class InstituteFunds(Lever[InstituteFundsTerms]):
    """Funds that stand between universities and firms and invest in start-ups."""

    key = "syiitr_funds"
    title = B("Funds of the industrial technology institute", "产研院基金")
    summary = B("Five funds of 616 million CNY invest in conversion projects.", "5支基金、总规模6.16亿元投向成果转化项目。")
    group, acts_on, moves = "finance", "funds", "piloted_results"
    evidence = ("syiitr_funds__number", "syiitr_funds__size")
    figures = {"syiitr_funds__number": "number", "syiitr_funds__size": "size"}
    assumptions = (
        Assumption("fiscal", "3.08亿", "1亿 .. 6.16亿", B("Who paid is not printed: half assumed.", "出资结构未载明，取一半。")),
        Assumption("tranches", "three years from 2023", "1 .. 4 years", B("Only the stock of 2025 is printed.", "仅载明2025年存量。")),
        Assumption("project_cap", "3%", "1% .. 10%", B("Not printed.", "未载明。")),
        Assumption("loss_tolerance", "20%", "0% .. 40%", B("Not printed.", "未载明。")),
    )
    terms_type = InstituteFundsTerms

    def act(self, office: Office) -> None:
        """Pay the tranche that is due."""
        pay_tranche(office, self.terms)


LEVERS = (ClusterFund, InstituteFunds)
