"""Rights over results: equity for inventors and ownership of service inventions."""

from typing import Annotated

from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.office import Office
from sim.levers.terms import Status, Terms
from sim.scenario.amounts import Month, Share
from sim.texts.bilingual import Bilingual as B


class TechEquityTerms(Terms):
    """Terms of equity for researchers."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    max_share: Share = 0.3
    """Largest share of a firm's equity that researchers may hold for their technology."""


class TechEquity(Lever[TechEquityTerms]):
    """A larger stake draws more results into equity deals; a permission, it costs nothing."""

    key = "tech_equity"
    title = B("Equity for researchers", "技术入股")
    summary = B("Researchers may hold up to 30 percent of a firm for their technology.", "科研人员以技术入股最高可占企业股权30%。")
    group, acts_on, moves = "market", "deal", "equity_deals"
    evidence = ("tech_equity__max_share",)
    figures = {"tech_equity__max_share": "max_share"}
    terms_type = TechEquityTerms

    def act(self, office: Office) -> None:
        """Allow the larger stake."""
        if self.terms.scale * self.terms.max_share:
            office.shift("equity_limit", min(1.0, self.terms.max_share * self.terms.scale))


class IpAssignmentTerms(Terms):
    """Terms of the assignment of service inventions to their teams."""

    start: Month = parse_month("2023-01")
    """First month in force; calendar years of the pilot are not printed."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    share: Share = 0.9
    """Share of the ownership of each result that goes to the team."""
    years: Annotated[float, Field(gt=0, le=50)] = 3.0
    """Length of the pilot."""
    coverage: Share = 0.1
    """Share of the city's results that come from universities in the pilot."""


class IpAssignment(Lever[IpAssignmentTerms]):
    """Teams that own their result choose equity more often; a permission, it costs nothing."""

    key = "ip_assignment"
    title = B("Ownership of service inventions", "职务科技成果赋权")
    summary = B("Teams of pilot universities own 90 percent of what they invented.", "试点高校将职务科技成果90%的所有权赋予团队。")
    group, acts_on, moves = "market", "deal", "equity_deals"
    evidence = ("ip_assignment__share", "ip_assignment__period")
    figures = {"ip_assignment__share": "share", "ip_assignment__period": "years"}
    assumptions = (Assumption("coverage", "10%", "5% .. 100%", B("One university takes part so far.", "目前仅一所高校试点。")),)
    terms_type = IpAssignmentTerms

    def act(self, office: Office) -> None:
        """Assign while the pilot lasts."""
        terms = self.terms
        if terms.scale * terms.share and office.month - terms.start < terms.years * MONTHS_PER_YEAR:
            office.shift("inventor_share", terms.share * min(1.0, terms.coverage * terms.scale))


LEVERS = (TechEquity, IpAssignment)
