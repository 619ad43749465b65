"""Free numbers of the population of 2022: what the documents do not print."""

from typing import Annotated, NamedTuple

from sim.parameters.declare import Free
from sim.texts.bilingual import Bilingual as B


class Population(NamedTuple):
    """Stated distributions and shares of the initial population."""

    sme_ratio: Annotated[
        float,
        Free(
            1.0,
            "ratio",
            (0.7, 1.3),
            "assumed",
            "no member but Shenyang prints technology SMEs (I-05)",
            B("technology SMEs per high-tech firm outside Shenyang, relative to Shenyang", "其他成员科技型中小企业与高企之比"),
        ),
    ]
    high_tech_sme: Annotated[
        float,
        Free(
            0.70,
            "share",
            (0.5, 0.85),
            "assumed",
            "overlap of the flags is not printed (I-04)",
            B("high-tech firms that are technology SMEs", "高企中科技型中小企业占比"),
        ),
    ]
    growth_high_tech: Annotated[
        float,
        Free(
            0.85,
            "share",
            (0.6, 1),
            "assumed",
            "overlap of the flags is not printed (I-04)",
            B("growth-track firms that are high-tech", "雏鹰瞪羚中高企占比"),
        ),
    ]
    leading: Annotated[
        float,
        Free(0.008, "ratio", (0.003, 0.02), "assumed", "no stock is printed (I-05)", B("leading firms per high-tech firm", "领军企业与高企之比")),
    ]
    innovative_sme: Annotated[
        float,
        Free(0.22, "ratio", (0.1, 0.4), "assumed", "no stock is printed (I-05)", B("innovative SMEs per high-tech firm", "创新型中小企业与高企之比")),
    ]
    srdi: Annotated[
        float,
        Free(
            0.10,
            "ratio",
            (0.05, 0.2),
            "estimated",
            "cn_de_park_srdi / cn_de_park_hnte = 0.15 in one park",
            B("SRDI firms per high-tech firm", "专精特新与高企之比"),
        ),
    ]
    little_giant: Annotated[
        float, Free(0.012, "ratio", (0.005, 0.03), "assumed", "no stock is printed", B("little giants per high-tech firm", "小巨人与高企之比"))
    ]
    sme_revenue: Annotated[
        float,
        Free(
            4.0,
            "million CNY a year",
            (2, 8),
            "assumed",
            "below the mean of high-tech firms",
            B("median revenue, technology SME only", "科技型中小企业收入中位数"),
        ),
    ]
    high_tech_revenue: Annotated[
        float,
        Free(
            22.0,
            "million CNY a year",
            (10, 40),
            "estimated",
            "mean revenue of high-tech firms of Shenyang 2020: 103.5",
            B("median revenue, high-tech SME", "高企中小企业收入中位数"),
        ),
    ]
    revenue_spread: Annotated[float, Free(1.25, "log points", (1, 1.6), "estimated", "science:F4", B("spread of revenue in the body", "收入离散度"))]
    tail_exponent: Annotated[float, Free(1.05, "exponent", (1.0, 1.5), "estimated", "science:F4", B("exponent of the upper tail", "规模幂律指数"))]
    tail_start: Annotated[
        float,
        Free(42.0, "million CNY a year", (30, 90), "derived", "hnte mean revenue of Shenyang 2020 = 103.5", B("start of the upper tail", "上尾起点")),
    ]
    tail_end: Annotated[
        float,
        Free(
            60000.0,
            "million CNY a year",
            (20000, 120000),
            "assumed",
            "largest technology groups of the circle",
            B("end of the upper tail", "上尾终点"),
        ),
    ]
    revenue_per_head: Annotated[
        float, Free(0.8, "million CNY a year", (0.4, 1.5), "assumed", "usual productivity", B("revenue per employee", "人均营收"))
    ]
    sme_age: Annotated[float, Free(4.5, "years", (3, 7), "estimated", "science:F3", B("mean age, technology SME", "科技型中小企业平均年龄"))]
    high_tech_age: Annotated[
        float, Free(7.0, "years", (5, 10), "assumed", "certified firms are older", B("mean age beyond the first year, high-tech", "高企平均年龄"))
    ]
    bunching: Annotated[
        float,
        Free(0.14, "ratio", (0.05, 0.6), "estimated", "science:A4", B("mean reported intensity above the threshold", "申报强度高于门槛的平均幅度")),
    ]
    relabelled: Annotated[
        float, Free(0.24, "share", (0.15, 0.35), "observed", "science:A4", B("relabelled share of reported R&D", "申报研发中的虚增比例"))
    ]
    sme_intensity: Annotated[
        float,
        Free(
            0.04,
            "ratio",
            (0.02, 0.1),
            "assumed",
            "technology SMEs report at least some R&D",
            B("median R&D intensity, technology SME", "科技型中小企业研发强度"),
        ),
    ]
    firm_rd_share: Annotated[
        float,
        Free(
            0.75,
            "share",
            (0.6, 0.85),
            "assumed",
            "share of firms in R&D; national about 0.77",
            B("share of these firms in the city's R&D", "科技企业占全社会研发比例"),
        ),
    ]
    innovators: Annotated[
        float, Free(0.7, "share", (0.6, 0.95), "estimated", "science: validation fact 6", B("innovators among high-tech firms", "高企中创新企业占比"))
    ]
    researchers: Annotated[
        float, Free(45000.0, "persons", (25000, 70000), "assumed", "no number is printed", B("researchers of platforms", "平台科研人员"))
    ]
    researcher_spread: Annotated[
        float, Free(0.9, "log points", (0.5, 1.4), "assumed", "platforms differ widely", B("spread of platform size", "平台规模离散度"))
    ]
    quality_spread: Annotated[
        float, Free(0.4, "log points", (0.2, 0.8), "assumed", "platforms differ in quality", B("spread of platform quality", "平台质量离散度"))
    ]
    concept_slots: Annotated[
        float,
        Free(4.0, "projects", (2, 10), "assumed", "concept_centre_shenfu__volume: 20 a year", B("slots of a concept centre", "概念验证中心容量")),
    ]
    pilot_slots: Annotated[
        float,
        Free(
            34.0,
            "projects",
            (20, 40),
            "derived",
            "pilot_firms_served_2024 / pilot_bases_2024 = 40.8 a year",
            B("slots of a pilot base", "中试基地容量"),
        ),
    ]
    pilot_equipment: Annotated[
        float,
        Free(60.0, "million CNY", (20, 150), "assumed", "pilot contracts of 48 a year per base", B("equipment of a pilot base", "中试基地设备原值")),
    ]
    alliances: Annotated[
        float, Free(410.0, "count", (401, 450), "official", "metro_alliances_2022: over 400", B("alliances of the circle", "产学研联盟数"))
    ]
    alliance_hub: Annotated[
        float, Free(0.9, "elasticity", (0.3, 1.1), "assumed", "science:F7: broad degrees", B("pull of size on membership", "规模对入盟的拉动"))
    ]


DECISIONS = (
    "population.flags",
    "population.size",
    "population.age",
    "population.field",
    "population.rd",
    "population.state",
    "population.partners",
    "population.platform",
    "population.platform_field",
    "population.alliance",
    "population.alliance_field",
)
