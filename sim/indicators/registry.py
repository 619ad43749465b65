"""The list of indicators, in the order in which tables show them."""

from collections.abc import Mapping
from functools import cache

from sim.indicators.indicator import Indicator
from sim.texts.bilingual import Bilingual as B

_COUNT = B("count", "项")
_FIRMS = B("firms", "家")
_MONEY = B("million CNY", "百万元")
_RATE = B("million CNY a year", "百万元/年")
_SHARE = B("share", "比例")
_PERSONS = B("persons", "人")

_ALL = (
    Indicator("results_born", B("New results", "新产生成果"), _COUNT, "flow"),
    Indicator("team_results", B("Results brought by teams", "带土移植成果"), _COUNT, "flow"),
    Indicator("key_tasks", B("Key-technology tasks begun", "启动攻关任务"), _COUNT, "flow"),
    Indicator("breakthroughs", B("Key-technology breakthroughs", "关键技术突破"), _COUNT, "flow"),
    Indicator("verified_results", B("Results that passed verification", "通过概念验证成果"), _COUNT, "flow"),
    Indicator("piloted_results", B("Results that passed a pilot", "通过中试成果"), _COUNT, "flow"),
    Indicator("converted_results", B("Converted results", "转化成果"), _COUNT, "flow"),
    Indicator("converted_circle", B("Results converted in the circle", "圈内转化成果"), _COUNT, "flow"),
    Indicator("converted_local", B("Results converted in their own city", "本市转化成果"), _COUNT, "flow"),
    Indicator("landed_results", B("Results landed in the circle", "圈内落地成果"), _COUNT, "flow"),
    Indicator("landed_elsewhere", B("Results landed in another member", "圈内异地落地成果"), _COUNT, "flow"),
    Indicator("landed_outside", B("Results landed outside", "圈外落地成果"), _COUNT, "flow", -1),
    Indicator("stopped_technical", B("Stopped for technical reasons", "技术原因终止"), _COUNT, "flow", -1),
    Indicator("stopped_market", B("Stopped for want of a market", "市场原因终止"), _COUNT, "flow", -1),
    Indicator("stopped_funding", B("Stopped for want of funding", "资金原因终止"), _COUNT, "flow", -1),
    Indicator("first_sales", B("First-year sales of landed results", "落地成果首年销售额"), _MONEY, "flow"),
    Indicator("conversion_value", B("Value of converted results", "成果转化金额"), _MONEY, "flow"),
    Indicator("registered_turnover", B("Registered technology-contract turnover", "登记技术合同成交额"), _MONEY, "flow"),
    Indicator("registered_contracts", B("Registered technology contracts", "登记技术合同数"), _COUNT, "flow"),
    Indicator("real_transfer", B("Real transfer (contracts signed)", "实际技术交易额"), _MONEY, "flow"),
    Indicator("equity_deals", B("Results contributed for equity", "作价入股成果"), _COUNT, "flow"),
    Indicator("cross_city_transfer", B("Transfer between members of the circle", "圈内跨市交易额"), _MONEY, "flow"),
    Indicator("inflow", B("Transfer bought from outside the circle", "圈外流入交易额"), _MONEY, "flow", 0),
    Indicator("future_transfer", B("Transfer in fields of future industries", "未来产业领域交易额"), _MONEY, "flow"),
    Indicator("green_transfer", B("Transfer in energy and environment", "新能源与节能环保交易额"), _MONEY, "flow"),
    Indicator("leakage", B("Transfer sold outside the circle", "流向圈外交易额"), _MONEY, "flow", -1),
    Indicator(
        "local_conversion_rate",
        B("Local conversion rate by value", "本市转化率（按金额）"),
        _SHARE,
        "ratio",
        1,
        "converted_value_local",
        "conversion_value",
    ),
    Indicator(
        "circle_conversion_rate",
        B("Circle conversion rate by value", "圈内转化率（按金额）"),
        _SHARE,
        "ratio",
        1,
        "converted_value_circle",
        "conversion_value",
    ),
    Indicator(
        "local_transfer_rate",
        B("Share of real transfer kept in the city", "本市消化交易额占比"),
        _SHARE,
        "ratio",
        1,
        "real_transfer_local",
        "real_transfer",
    ),
    Indicator("firms", B("Technology enterprises", "科技企业"), _FIRMS, "stock"),
    Indicator("tech_sme", B("Technology SMEs", "科技型中小企业"), _FIRMS, "stock"),
    Indicator("high_tech", B("High-tech enterprises", "高新技术企业"), _FIRMS, "stock"),
    Indicator("leading", B("Leading firms", "领军企业"), _FIRMS, "stock"),
    Indicator("young_eagle", B("Young eagles", "雏鹰企业"), _FIRMS, "stock"),
    Indicator("gazelle", B("Gazelles", "瞪羚企业"), _FIRMS, "stock"),
    Indicator("potential_unicorn", B("Potential unicorns", "潜在独角兽企业"), _FIRMS, "stock"),
    Indicator("unicorn", B("Unicorns", "独角兽企业"), _FIRMS, "stock"),
    Indicator("innovative_sme", B("Innovative SMEs", "创新型中小企业"), _FIRMS, "stock"),
    Indicator("srdi", B("SRDI firms", "专精特新企业"), _FIRMS, "stock"),
    Indicator("little_giant", B("Little giants", "小巨人企业"), _FIRMS, "stock"),
    Indicator("entries", B("Entries of firms", "新进入企业"), _FIRMS, "flow"),
    Indicator("incubated", B("Firms graduated from incubators", "孵化毕业企业"), _FIRMS, "flow"),
    Indicator("attracted", B("Firms attracted from outside", "招引企业"), _FIRMS, "flow"),
    Indicator("spin_offs", B("Spin-offs from results", "成果衍生企业"), _FIRMS, "flow"),
    Indicator("exits", B("Exits of firms", "退出企业"), _FIRMS, "flow", -1),
    Indicator("revenue", B("Revenue of technology enterprises", "科技企业营业收入"), _RATE, "stock"),
    Indicator("rd_real", B("R&D spending, real", "研发投入（真实）"), _RATE, "stock"),
    Indicator("rd_reported", B("R&D spending, reported", "研发投入（申报）"), _RATE, "stock", 0),
    Indicator("duplicate_rd_rate", B("Share of R&D that repeats a neighbour's", "重复研发率"), _SHARE, "ratio", -1, "duplicate_rd", "rd_monthly"),
    Indicator("joint_projects", B("Joint R&D projects", "联合研发项目"), _COUNT, "flow"),
    Indicator("alliances", B("Alliances", "产学研联盟"), _COUNT, "stock"),
    Indicator("platforms", B("R&D platforms", "科技创新平台"), _COUNT, "stock"),
    Indicator("pilot_firms_served", B("Firms served by pilot bases", "中试基地服务企业"), _FIRMS, "flow"),
    Indicator("pilot_firms_landed", B("Firms landed through pilot bases", "中试基地孵化落地企业"), _FIRMS, "flow"),
    Indicator("pilot_contract_value", B("Pilot contracts", "中试合同金额"), _MONEY, "flow"),
    Indicator("fund_invested", B("Invested by funds", "基金投资额"), _MONEY, "flow"),
    Indicator("fund_returned", B("Returned to funds", "基金回收额"), _MONEY, "flow"),
    Indicator("fund_lost", B("Written off by funds", "基金核销额"), _MONEY, "flow", -1),
    Indicator("private_crowded_in", B("Private money crowded in", "带动社会资本"), _MONEY, "flow"),
    Indicator("digital_share", B("Share of digitally advanced firms", "数字化企业占比"), _SHARE, "ratio", 1, "digital_firms", "firms"),
    Indicator("digital_projects", B("Digital transformation projects", "数字化改造项目"), _COUNT, "flow"),
    Indicator("talent", B("Specialists in talent schemes", "各类科技人才"), _PERSONS, "stock"),
    Indicator("talent_net", B("Net arrival of talents", "人才净流入"), _PERSONS, "flow"),
    Indicator("graduates_kept", B("Graduates who became specialists", "留用毕业生专才"), _PERSONS, "flow"),
    Indicator("flexible_posts", B("Flexible posts taken up", "柔性兼职上岗"), B("posts", "个"), "flow"),
    Indicator("theil_turnover", B("Theil index of turnover between cities", "城市间成交额泰尔指数"), B("index", "指数"), "stock", -1),
    Indicator("public_cost", B("Public money spent by levers", "政策财政支出"), _MONEY, "flow", 0),
)

HELPER_SERIES = (
    "converted_value_local",
    "converted_value_circle",
    "real_transfer_local",
    "duplicate_rd",
    "rd_monthly",
    "digital_firms",
)
"""Series recorded only because a ratio needs them."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator by key, in the order in which tables show them; each carries its unit, kind and direction.

    Examples:
        >>> import sim
        >>> turnover = sim.indicators()["registered_turnover"]
        >>> turnover.unit.en, turnover.kind, turnover.title.zh
        ('million CNY', 'flow', '登记技术合同成交额')
    """
    return {indicator.key: indicator for indicator in _ALL}
