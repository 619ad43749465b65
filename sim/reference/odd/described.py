"""Meanings of what the code declares without words: funds, the fixed geography, payment points."""

from sim.texts.bilingual import Bilingual as B

FUNDS: dict[str, tuple[B, str]] = {
    "lever": (B("lever that opened the fund", "设立该基金的政策工具"), "index"),
    "cash": (B("cash at hand", "现金"), "fen"),
    "size": (B("size by its terms, times the scale of the lever", "条款规模乘以力度"), "fen"),
    "paid_in": (B("paid in so far", "累计实缴"), "fen"),
    "invested": (B("invested so far", "累计投资"), "fen"),
    "invested_direct": (B("of which directly", "其中直接投资"), "fen"),
    "invested_small": (B("of which in technology SMEs and teams", "其中投向科技型中小企业与团队"), "fen"),
    "returned": (B("returned by exits", "退出回收"), "fen"),
    "written_off": (B("written off", "核销"), "fen"),
    "direct_limit": (B("share of the size that may be invested directly", "直接投资占规模上限"), "share"),
    "small_floor": (B("least share of investment in small firms", "投向小企业的最低比例"), "share"),
    "project_limit": (B("most for one project", "单项目上限"), "fen"),
    "loss_tolerance": (B("share of investment that may be lost", "容错比例"), "share"),
    "trl_low": (B("lowest technology readiness level", "技术成熟度下限"), "TRL"),
    "trl_high": (B("highest technology readiness level", "技术成熟度上限"), "TRL"),
    "cities": (B("members in which it invests, one bit each", "投资城市，每市一位"), "bits"),
    "fields": (B("fields in which it invests, one bit each", "投资领域，每领域一位"), "bits"),
    "holding_fund": (B("holding: fund", "持有项目：基金"), "row"),
    "holding_result": (B("holding: result", "持有项目：成果"), "row"),
    "holding_amount": (B("holding: amount invested", "持有项目：投资额"), "fen"),
    "holding_month": (B("holding: month of investment", "持有项目：投资月份"), "month"),
    "holding_state": (B("holding: 0 held, 1 exited, 2 written off", "持有项目：0持有，1退出，2核销"), "code"),
}
"""Columns of :class:`sim.world.funds.Funds` that are in use: meaning and unit."""

GEOGRAPHY: dict[str, tuple[B, str]] = {
    "distance": (B("great-circle distance between seats, km; inside a region an assumed mean", "驻地间大圆距离（公里），内部为假设均值"), "(14, 14)"),
    "strength": (B("strength of a region in a field", "地区在领域中的实力"), "(14, 13)"),
    "mass": (B("GDP relative to Shenyang", "相对沈阳的经济规模"), "(14,)"),
    "supply": (B("weight in the technology offered from outside", "圈外技术供给权重"), "(14,)"),
    "hub": (B("whether a region is a national technology hub", "是否全国技术枢纽"), "(14,)"),
    "linked": (B("whether two members build a cluster in a field together", "两成员是否在该领域共建集群"), "(8, 8, 13)"),
    "field_distance": (B("cognitive distance between fields", "领域间认知距离"), "(13, 13)"),
    "future": (B("number of 4+8 future industries in a field", "领域内4+8未来产业数"), "(13,)"),
}
"""Arrays of :class:`sim.world.geography.Geography`: meaning and shape."""

POINTS: dict[str, B] = {
    "VERIFICATION_COST": B("a verification starts at a centre; rent within its cost", "在中心启动概念验证；成本中的场地租金"),
    "VERIFICATION_PASSED": B("a result passes verification at a centre; 10 million CNY", "成果在中心通过概念验证；1000万元"),
    "PILOT_COST": B("a pilot starts; its cost", "启动中试；中试成本"),
    "PILOT_EQUIPMENT": B("a pilot base invests in January; its investment", "中试基地一月投资；投资额"),
    "DEAL_AGENCY": B("a deal that an agency brokered; price", "机构促成的交易；成交价"),
    "DEAL_BUYER": B("a deal with a firm of the circle as taker; price", "圈内企业受让的交易；成交价"),
    "DEAL_INVENTOR": B("a deal over a result of the circle; price", "圈内成果的交易；成交价"),
    "JOINT_PROJECT": B("a joint project is carried out; its cost", "实施联合项目；项目成本"),
    "TASK_COST": B("a listed task begins; its cost", "攻关任务启动；任务成本"),
    "FIRST_SALE": B("the first sale of a landed result by a firm; yearly sales", "企业落地成果首次销售；年销售额"),
    "DIGITAL_INVESTMENT": B("a firm invests in its next digital step; its cost", "企业实施下一步数字化改造；改造成本"),
    "CERTIFICATION": B("a firm wins a status flag above registration as SME; 10 million CNY", "企业获得科小登记以上的身份；1000万元"),
    "SERVICE_CONTRACT": B("a contract is registered; its value", "合同登记；合同额"),
    "BREAKTHROUGH": B("a listed task is solved; 10 million CNY", "攻关任务完成；1000万元"),
    "TALENT_ARRIVAL": B("a person of class A, B or C arrives; 10 million CNY", "A、B、C类人才到来；1000万元"),
    "GRADUATE": B("graduates become specialists this month; 10 million CNY each", "当月毕业生成为专才；每人1000万元"),
    "HIGH_TECH_PROFIT": B("January, a high-tech firm; taxable profit of the year", "一月，高新技术企业；年应税利润"),
    "FLEXIBLE_POST": B("flexible posts taken up this month; 10 million CNY each", "当月柔性岗位；每岗1000万元"),
}
"""Each payment point: the event, and what the ratio of an offer is applied to."""
