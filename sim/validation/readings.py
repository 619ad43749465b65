"""What a failed fact tells, one sentence each; a failure stays visible until the model is better."""

from sim.texts.bilingual import Bilingual as B

READINGS = {
    "growth_spread": B(
        "Large firms vary a little too much: the slope of spread on size is flatter than in the data.",
        "大企业增长波动略偏大：离散度随规模下降的斜率偏平。",
    ),
    "service_share": B(
        "Transfers and licences are too small a part of value: the prices of results are low beside service contracts.",
        "转让与许可金额占比偏低：相对服务合同，成果价格偏低。",
    ),
    "local_share": B(
        "Slightly too much stays in Shenyang: services keep close to home by gravity.outer_border, which nothing has fitted yet.",
        "留在沈阳的比例略高：技术服务的外流由尚未拟合的 gravity.outer_border 决定。",
    ),
    "hub_share": B(
        "Hubs hold too few links: preference for established partners is weaker than in observed networks.",
        "枢纽企业联系占比偏低：对在网伙伴的偏好弱于实际网络。",
    ),
    "padded_share": B(
        "Too many firms report more than they do: padding is one number for all firms instead of a spread of inclinations.",
        "申报虚高的企业过多：虚报比例对所有企业相同，没有个体差异。",
    ),
}
UNKNOWN = B("No reading has been written for this failure yet.", "尚未撰写该项未通过的解读。")
