"""Scenes and early demand: public scenes, a scene centre, hospitals, drone services, airworthiness.

A scene is a first customer. ``opened`` scenes a month meet the results that wait for one in the cities and fields of the
lever, so the chance of a first sale rises by (scenes that match) over (results that wait): a given number of scenes helps
each of many results little and each of few results much.
"""

from typing import Annotated

from pydantic import Field

from sim.calendar import MONTHS_PER_YEAR, parse_month
from sim.levers.lever import Assumption, Lever
from sim.levers.offers import Point
from sim.levers.office import Office
from sim.levers.terms import Status, Terms
from sim.processes.landing import awaiting_customers
from sim.scenario.amounts import Money, Month, Share, money
from sim.texts.bilingual import Bilingual as B

USUAL_CHANCE = 0.08
"""Chance a month that a waiting result finds its first customer without scenes; only a unit for ``first_purchase``."""
ALL_FIELDS = tuple(range(13))
AVIATION, HEALTH = 3, 6

_MATCH = Assumption("match", "0.5", "0.2 .. 0.9", B("How often a scene suits a waiting result is not known.", "场景与成果的匹配率未知。"))


class SceneTerms(Terms):
    """Terms of a programme of scenes."""

    scenes: Annotated[float, Field(ge=0, le=5000)] = 10.0
    """Scenes that are opened a year in all cities of the terms."""
    cap: Money = money("200万")
    """Most that one scene receives when its first sale comes."""
    match: Share = 0.5
    """Chance that an opened scene suits a result that waits."""


def open_scenes(office: Office, terms: SceneTerms, fields: tuple[int, ...]) -> None:
    """Open a twelfth of the year's scenes among the waiting results, and pay the scene's share at first sales."""
    opened = terms.scenes * terms.scale / MONTHS_PER_YEAR
    if opened == 0:
        return
    mask = sum(1 << field for field in fields)
    waiting = awaiting_customers(office.world, terms.city_mask(), mask)
    lift = opened * terms.match / max(1, waiting) / USUAL_CHANCE
    office.shift("first_purchase", min(3.0, lift), fields=fields)
    if terms.cap:
        share = lift / (1.0 + lift)
        office.offer(Point.FIRST_SALE, ratio=share / terms.scale, cap=round(terms.cap * share / terms.scale), fields=mask)


class PublicSceneTerms(SceneTerms):
    """Terms of the subsidy for public scenes."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    scenes: Annotated[float, Field(ge=0, le=5000)] = 2.0
    """Scenes that are opened a year; two pilots are named, the list is open."""


class PublicScene(Lever[PublicSceneTerms]):
    """Hospitals and connected streets become first customers; acts on the market cause."""

    key = "public_scene"
    title = B("Subsidy for public scenes", "公共服务场景补贴")
    summary = B("Each public scene receives up to 2 million CNY.", "对公共服务场景单个最高补贴200万元。")
    group, acts_on, moves = "demand", "landing", "landed_results"
    evidence = ("public_scene__cap", "public_scene__pilots")
    figures = {"public_scene__cap": "cap", "public_scene__pilots": "scenes"}
    assumptions = (_MATCH,)
    terms_type = PublicSceneTerms

    def act(self, office: Office) -> None:
        """Open the scenes of the month."""
        open_scenes(office, self.terms, ALL_FIELDS)


class SceneCentreTerms(SceneTerms):
    """Terms of the scene promotion centre."""

    start: Month = parse_month("2026-01")
    """First month in force; the proposal of 2026 prints no year."""
    scenes: Annotated[float, Field(ge=0, le=5000)] = 20.0
    """Scene projects a year."""
    cap: Money = money("0万")
    """Most that one scene receives; the centre pays none."""
    yearly_cost: Money = money("400万")
    """Public cost of the centre a year."""


class SceneCentre(Lever[SceneCentreTerms]):
    """A centre brings owners of scenes and suppliers together."""

    key = "scene_centre"
    title = B("Scene promotion centre", "未来产业应用场景促进中心")
    summary = B("The centre opens twenty scene projects a year.", "促进中心每年推出场景项目20项。")
    group, acts_on, moves = "demand", "landing", "landed_results"
    evidence = ("scene_centre__projects",)
    figures = {"scene_centre__projects": "scenes"}
    assumptions = (_MATCH, Assumption("yearly_cost", "400万", "100万 .. 1000万", B("Cost of the centre is not printed.", "中心运行成本未载明。")))
    terms_type = SceneCentreTerms

    def act(self, office: Office) -> None:
        """Open the scenes of the month and keep up the centre."""
        terms = self.terms
        open_scenes(office, terms, (0, 1, 3, 5, 6, 8, 10))
        if terms.scale * terms.scenes:
            office.upkeep(terms.yearly_cost, MONTHS_PER_YEAR)


class HospitalSceneTerms(SceneTerms):
    """Terms of the hospital scenes."""

    start: Month = parse_month("2026-01")
    """First month in force."""
    end: Month | None = parse_month("2028-12")
    """Last month in force."""
    hospitals: Annotated[float, Field(ge=0, le=500)] = 10.0
    """Hospitals that take part by the end of the programme."""
    scenes: Annotated[float, Field(ge=0, le=5000)] = 1.0
    """Technologies that one hospital tries a year."""
    cap: Money = money("100万")
    """Most that one scene receives when its first sale comes."""


class HospitalScene(Lever[HospitalSceneTerms]):
    """Ten hospitals try imaging software and surgical robots; acts on health technology."""

    key = "hospital_scene"
    title = B("Hospital scenes", "三甲医院应用试点")
    summary = B("Ten hospitals become first users of medical technology.", "10家三甲医院率先应用AI影像与手术机器人。")
    group, acts_on, moves = "demand", "landing", "landed_results"
    evidence = ("hospital_scene__number",)
    figures = {"hospital_scene__number": "hospitals"}
    assumptions = (
        _MATCH,
        Assumption("scenes", "1 per hospital and year", "0.3 .. 3", B("Uses per hospital are not printed.", "单院应用数量未载明。")),
        Assumption("cap", "100万", "20万 .. 200万", B("Money per use is not printed.", "单项经费未载明。")),
    )
    terms_type = HospitalSceneTerms

    def act(self, office: Office) -> None:
        """Open the scenes of the hospitals that take part."""
        terms = self.terms
        open_scenes(office, terms.model_copy(update={"scenes": terms.scenes * terms.hospitals}), (HEALTH, 0, 5))


class UavServiceTerms(SceneTerms):
    """Terms of the reward for drone services."""

    start: Month = parse_month("2024-01")
    """First month in force."""
    end: Month | None = parse_month("2026-12")
    """Last month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    scenes: Annotated[float, Field(ge=0, le=5000)] = 6.0
    """Service contracts that come about for the reward a year."""
    cap: Money = money("100万")
    """Reward of one firm."""


class UavService(Lever[UavServiceTerms]):
    """Rescue services by drone that pass an income threshold are rewarded; the threshold is not printed."""

    key = "uav_service"
    title = B("Reward for drone services", "无人机应急救援服务奖励")
    summary = B("Drone-service firms receive 1 million CNY.", "对无人机应急救援服务企业奖励100万元。")
    group, acts_on, moves = "demand", "landing", "landed_results"
    evidence = ("uav_service__reward",)
    figures = {"uav_service__reward": "cap"}
    assumptions = (_MATCH, Assumption("scenes", "6 a year", "2 .. 20", B("The number of firms is not printed.", "受奖企业数未载明。")))
    terms_type = UavServiceTerms

    def act(self, office: Office) -> None:
        """Open the contracts of the month in aviation."""
        open_scenes(office, self.terms, (AVIATION,))


class EvtolCertTerms(SceneTerms):
    """Terms of the reward for airworthiness."""

    start: Month = parse_month("2024-01")
    """First month in force."""
    end: Month | None = parse_month("2026-12")
    """Last month in force."""
    status: Status = "in_force"
    """Standing of the instrument in the documents."""
    scenes: Annotated[float, Field(ge=0, le=5000)] = 1.0
    """Types that are certified for the reward a year."""
    cap: Money = money("800万")
    """Reward of one certificate."""
    match: Share = 0.9
    """Chance that a certificate opens the market."""


class EvtolCert(Lever[EvtolCertTerms]):
    """An airworthiness certificate opens the market for an aircraft."""

    key = "evtol_cert"
    title = B("Reward for airworthiness of eVTOL", "eVTOL适航取证奖励")
    summary = B("Makers of certified aircraft receive 8 million CNY.", "对取得适航证的eVTOL企业奖励800万元。")
    group, acts_on, moves = "demand", "landing", "landed_results"
    evidence = ("evtol_cert__reward",)
    figures = {"evtol_cert__reward": "cap"}
    assumptions = (Assumption("scenes", "1 a year", "0.3 .. 3", B("The number of types is not printed.", "取证机型数未载明。")),)
    terms_type = EvtolCertTerms

    def act(self, office: Office) -> None:
        """Let the certificates of the month open the market."""
        open_scenes(office, self.terms, (AVIATION,))


LEVERS = (PublicScene, SceneCentre, HospitalScene, UavService, EvtolCert)
