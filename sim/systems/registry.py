"""The list of systems, in the order of the documents."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sim.systems.switch import Expectation as E
from sim.systems.switch import Trial
from sim.texts.bilingual import Bilingual as B

_BIG = {"start": "2023-01", "end": None, "scale": 5.0}


class System(NamedTuple):
    """One system: titles, the processes and levers that carry it, the indicator that shows it, and the trial of its switch."""

    key: str
    title: B
    processes: tuple[str, ...]
    levers: tuple[str, ...]
    indicator: str
    trial: Trial


_ALL = (
    System("S01", B("Core-periphery division of labour", "核心—外围分工"), ("landing", "gravity"),
           ("core_periphery", "benxi_supporting_area", "paired_parks", "metro_bases"), "landed_elsewhere",
           Trial((E("landed_elsewhere", "less"),), ("results_born", "verified_results", "high_tech"), {"landing.home": 60.0})),
    System("S02", B("City network and joint clusters", "城市网络与共建集群"), ("gravity", "services"),
           ("agri_belt", "aviation_centre", "biomed_cluster", "environment_cluster", "agrifood_cluster", "condition_platform", "four_networks",
            "peer_layout"),
           "cross_city_transfer",
           Trial((E("cross_city_transfer", "less"),), ("results_born", "high_tech", "entries"),
                 {"gravity.border": 1e-6, "gravity.cluster_link": 1.0})),
    System("S03", B("Ladder of technology enterprises", "科技企业梯度"), ("ladders",),
           ("tech_firm_plan", "multi_database", "county_assessment", "ladder_awards", "high_tech_tax", "peer_circle_centres"), "high_tech",
           Trial((E("high_tech", "less"), E("young_eagle", "less")), ("results_born", "converted_results", "srdi"),
                 {"ladders.participation": 0.0, "ladders.eagle_join": 0.0})),
    System("S04", B("SRDI ladder and size grades", "专精特新梯度与规模等级"), ("ladders",), ("one_firm_one_plan", "ladder_awards"), "srdi",
           Trial((E("innovative_sme", "less"), E("srdi", "less")), ("high_tech", "results_born", "registered_contracts"),
                 {"ladders.innovative_join": 0.0, "ladders.srdi_join": 0.0, "ladders.giant_join": 0.0})),
    System("S05", B("Concept verification, pilot, industrialisation", "概念验证—中试—产业化"), ("verification", "pilot", "landing"),
           ("concept_rent", "verify_action", "pilot_equipment", "official_concept_centres", "official_pilot_bases", "conversion_centres",
            "steel_pilot_base", "state_pilot_equity", "test_flight_base"), "piloted_results",
           Trial((E("verified_results", "zero"),), ("results_born", "high_tech", "digital_projects"), {"verification.direct_share": 1.0})),
    System("S06", B("Technology market with branches and brokers", "技术市场、分市场与经纪人"), ("search", "services"),
           ("branch_market", "broker_training", "transfer_system", "transfer_zone"), "converted_results",
           Trial((E("converted_results", "less"),), ("results_born", "high_tech", "pilot_firms_served"), {"search.broker_contacts": 0.0})),
    System("S07", B("Transfer agencies and trading platforms", "转移机构与交易平台"), ("search", "deal"),
           ("transfer_agencies", "trading_platform", "specialised_agencies", "sci_commissioners"), "converted_local",
           Trial((E("converted_local", "less"), E("public_cost", "less")), ("results_born", "high_tech", "pilot_firms_served"), {},
                 ("transfer_agencies", "trading_platform"), {"transfer_agencies": _BIG, "trading_platform": _BIG})),
    System("S08", B("Rights and benefit sharing", "权属与利益共享"), ("deal", "landing", "alliances"),
           ("tech_equity", "ip_assignment", "ip_rights", "joint_ownership", "benefit_sharing"), "equity_deals",
           Trial((E("equity_deals", "less"), E("landed_elsewhere", "less")), ("results_born", "high_tech", "verified_results"), {},
                 ("tech_equity", "ip_rights", "benefit_sharing"), {"tech_equity": _BIG, "ip_rights": _BIG, "benefit_sharing": _BIG})),
    System("S09", B("Key-technology breakthroughs", "关键技术攻关"), ("research", "pilot", "landing"),
           ("mode325", "open_bid", "low_alt_rd", "open_bid_metro", "open_bid_shenfu", "aircraft_parts_bids", "joint_national_projects"),
           "breakthroughs",
           Trial((E("key_tasks", "zero"), E("breakthroughs", "zero")), ("high_tech", "entries", "digital_projects"), {},
                 ("mode325", "low_alt_rd"), {"mode325": {"start": "2023-01"}, "low_alt_rd": {"start": "2023-01"}})),
    System("S10", B("Research platforms and basic research", "创新平台与基础研究"), ("research",),
           ("basic_research_fund", "national_project_match", "materials_lab", "liaohe_lab", "facility_group", "mega_facilities",
            "national_platforms", "public_platforms", "base_platforms", "platform_gathering", "silk_road_centre", "think_tank_union"),
           "results_born",
           Trial((E("results_born", "less"), E("converted_results", "less")), ("high_tech", "srdi", "digital_projects"),
                 {"research.platform_rate": 0.0})),
    System("S11", B("New-type R&D institutions", "新型研发机构"), ("research", "funds", "alliances"),
           ("new_rd_institutes", "joint_centres", "syiitr_funds"), "fund_invested",
           Trial((E("fund_invested", "zero"), E("alliances", "less")), ("high_tech", "entries", "digital_projects"), {},
                 ("syiitr_funds", "joint_centres", "new_rd_institutes"), {"joint_centres": _BIG, "new_rd_institutes": _BIG})),
    System("S12", B("Alliances and consortia", "产学研联盟与创新联合体"), ("alliances",),
           ("joint_rd", "tech_alliances", "alliance_support", "coop_centres", "innovation_consortium", "consortium_shenfu", "joint_ownership"),
           "joint_projects",
           Trial((E("joint_projects", "zero"), E("alliances", "less")), ("results_born", "pilot_firms_served", "entries"),
                 {"alliances.found": 0.0, "alliances.idea": 0.0})),
    System("S13", B("Chains and chain leaders", "产业链与链主"), ("alliances", "research"),
           ("chain_leader", "demand_list", "chain_chief"), "joint_projects",
           Trial((E("joint_projects", "less"), E("alliances", "less")), ("results_born", "high_tech", "entries"),
                 {"alliances.leader": 0.0, "alliances.demand_pull": 0.0})),
    System("S14", B("Funds and technology finance", "基金与科技金融"), ("funds", "pilot", "growth"),
           ("launch_fund", "cluster_fund", "syiitr_funds", "patient_capital", "future_fund", "guide_funds", "vc_attraction", "sub_funds",
            "joint_credit", "risk_pool", "innovation_loans", "sci_finance", "green_finance", "ipo_channel"), "fund_invested",
           Trial((E("fund_invested", "zero"), E("piloted_results", "less")), ("high_tech", "entries", "digital_projects"), {},
                 ("launch_fund", "syiitr_funds"), {"launch_fund": {"start": "2023-01", "end": "2025-12"}})),
    System("S15", B("Risk tolerance", "风险容错"), ("research", "funds"), ("failure_exemption", "launch_fund"), "stopped_technical",
           Trial((E("stopped_technical", "less"),), ("results_born", "high_tech", "entries"), {}, ("failure_exemption",),
                 {"failure_exemption": {"start": "2023-01", "end": None, "scale": 3.0}})),
    System("S16", B("Scenes and first purchase", "场景开放与首购首用"), ("landing",),
           ("public_scene", "scene_centre", "hospital_scene", "first_purchase", "evtol_cert", "uav_service", "uav_procurement", "v2x_pilot",
            "showcase_centre", "ai_plus", "scene_plus"), "landed_results",
           Trial((E("landed_results", "less"),), ("results_born", "verified_results", "high_tech"), {}, ("first_purchase", "public_scene"),
                 {"first_purchase": _BIG, "public_scene": {"start": "2023-01", "scale": 30.0}})),
    System("S17", B("Talent", "人才"), ("talent", "research"),
           ("xingshen", "talent_plan", "sapling_plan", "flex_talent", "team_import", "anshan_talent", "fushun_talent", "benxi_talent", "fuxin_talent",
            "liaoyang_talent", "tieling_talent", "shenfu_talent", "talent_coordination", "talent_port", "talent_community", "education_platforms"),
           "talent",
           Trial((E("team_results", "zero"), E("graduates_kept", "zero"), E("flexible_posts", "zero"), E("talent", "less")),
                 ("high_tech", "entries", "digital_projects"),
                 {"talent.top": 0.0, "talent.lead": 0.0, "talent.young": 0.0, "talent.teams": 0.0, "talent.stay": 0.0, "talent.flexible": 0.0})),
    System("S18", B("Digital transformation", "数字化转型"), ("digital", "growth"),
           ("smart_retrofit", "factory5g", "digital_services", "smart_1231"), "digital_projects",
           Trial((E("digital_projects", "zero"), E("digital_share", "less")), ("results_born", "pilot_firms_served", "entries"),
                 {"digital.look": 0.0})),
    System("S19", B("High-tech zones", "高新区与空间布局"), ("landing",),
           ("htz_policy20", "zone_upgrade", "shenyang_layout", "special_parks", "agri_zone", "xinchuang_park", "shenfu_parks"), "first_sales",
           Trial((E("first_sales", "less", ("anshan", "fushun", "tieling")),), ("results_born", "high_tech", "entries"), {}, ("zone_upgrade",),
                 {"zone_upgrade": {"start": "2023-01", "end": None, "scale": 8.0}})),
    System("S20", B("Incubation and enclaves", "孵化与飞地"), ("entry_exit",),
           ("incubation_modes", "shenzhen_enclave", "peer_enclaves"), "incubated",
           Trial((E("incubated", "less"), E("entries", "less")), ("results_born", "pilot_firms_served"), {"entry_exit.incubated": 0.0})),
    System("S21", B("Shared resource platform and stations", "科技条件平台与服务工作站"), ("gravity", "search"),
           ("service_stations", "condition_platform", "ip_services"), "cross_city_transfer",
           Trial((E("cross_city_transfer", "less"),), ("results_born", "high_tech", "entries"), {}, ("service_stations",),
                 {"service_stations": {"start": "2023-01"}})),
    System("S22", B("International links and rail", "国际合作与通道"), ("research", "growth", "entry_exit"),
           ("intl_rd_fund", "intl_parks", "expo_booth", "train_platform", "trade_channels", "going_abroad", "foreign_firms"), "revenue",
           Trial((E("revenue", "less"), E("attracted", "less")), ("results_born", "pilot_firms_served"), {},
                 ("trade_channels", "foreign_firms"), {"trade_channels": _BIG, "foreign_firms": _BIG})),
    System("S23", B("Outside sources inside China", "国内圈外技术来源"), ("research", "search"),
           ("beijing_shanghai_transfer", "outside_institutes", "suliao_park"), "inflow",
           Trial((E("inflow", "less"),), ("results_born", "high_tech", "entries"), {"research.outside_rate": 0.0})),
    System("S24", B("Gradient of future industries (4+8)", "未来产业梯度（4+8）"), ("research",),
           ("lead_fields", "frontier_fields", "future_action"), "future_transfer",
           Trial((E("future_transfer", "less"),), ("high_tech", "entries", "digital_projects"), {}, ("lead_fields", "frontier_fields"),
                 {"lead_fields": _BIG, "frontier_fields": _BIG})),
    System("S25", B("Governance and monitoring", "治理与监测"), ("governance",), ("joint_meeting", "coordination_body"), "high_tech",
           Trial((E("high_tech", "less"),), ("results_born", "pilot_firms_served", "digital_projects"), {}, ("joint_meeting",),
                 {"joint_meeting": {"start": "2023-01", "scale": 4.0, "high_tech_goal": 20000}, "tech_firm_plan": {"start": "2023-01"}})),
    System("S26", B("Shenfu programme of 2026", "沈抚2026年行动方案"), ("digital", "research", "alliances", "talent", "landing"),
           ("smart_1231", "shenfu_parks", "concept_centre_shenfu", "pilot_platforms_shenfu", "demo_base", "through_train", "consortium_shenfu",
            "platform_gathering", "hydrogen_pilot", "testing_cluster", "chain_chief", "risk_pool", "innovation_loans", "sub_funds", "ai_plus",
            "scene_plus", "future_action", "suliao_park", "open_bid_shenfu"), "digital_projects",
           Trial((E("digital_projects", "less", ("shenfu",)), E("alliances", "less", ("shenfu",)), E("public_cost", "zero", ("shenfu",))),
                 ("results_born", "high_tech", "pilot_firms_served"), {}, ("smart_1231", "consortium_shenfu", "through_train"),
                 {"smart_1231": _BIG, "consortium_shenfu": _BIG, "through_train": _BIG})),
    System("S27", B("Green transition as demand", "绿色转型需求"), ("search", "landing"), ("green_demand",), "green_transfer",
           Trial((E("green_transfer", "less"),), ("results_born", "high_tech", "entries"), {}, ("green_demand",), {"green_demand": _BIG})),
    System("S28", B("Macro frame of Shenyang", "沈阳宏观环境"), ("search", "landing", "services"), ("macro_frame",), "converted_results",
           Trial((E("converted_results", "more"),), ("results_born", "high_tech", "pilot_firms_served"), {}, ("macro_frame",),
                 {"macro_frame": {"start": "2023-01", "end": None, "scale": 5.0}})),
)  # fmt: skip


@cache
def systems() -> Mapping[str, System]:
    """Return every system by key."""
    return {system.key: system for system in _ALL}
