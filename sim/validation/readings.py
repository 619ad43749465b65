"""What a failed fact tells, one sentence each; a failure stays visible until the model is better."""

from sim.texts.bilingual import Bilingual as B

READINGS = {
    "growth_spread": B(
        "Large firms vary a little too much: the slope of spread on size is flatter than in the data.",
        "大企业增长波动略偏大：离散度随规模下降的斜率偏平。",
    ),
    "survival_5": B(
        "Entrants live longer than firms in general, as the notes allow for technology firms: those that innovate leave half as often.",
        "新进入企业存活长于一般企业，科技企业允许偏高：创新企业退出率约为一半。",
    ),
    "survival_7": B(
        "Entrants live longer than firms in general, as the notes allow for technology firms: those that innovate leave half as often.",
        "新进入企业存活长于一般企业，科技企业允许偏高：创新企业退出率约为一半。",
    ),
    "padded_share": B(
        "Too many firms report more than they do: padding is one number for all firms instead of a spread of inclinations. In money the "
        "share is right (relabelled R&D).",
        "申报虚高的企业过多：虚报比例对所有企业相同，没有个体差异；按金额计则符合（虚报研发占比）。",
    ),
    "contract_mean": B(
        "Draws of the posterior with large service contracts and few of them give a mean above what was registered in 2022.",
        "部分后验样本的服务合同偏大而数量偏少，平均金额高于2022年登记值。",
    ),
    "equity_over_licence": B(
        "Equity deals are somewhat too large: equity is drawn by value, and its price is a multiple of the surplus that nothing has fitted.",
        "入股金额略偏大：入股随成果价值上升，其估值倍数未经拟合。",
    ),
    "service_share": B(
        "Transfers and licences are too small a part of value: the prices of results are low beside service contracts.",
        "转让与许可金额占比偏低：相对服务合同，成果价格偏低。",
    ),
    "local_share": B(
        "Slightly too much stays in Shenyang: services keep close to home by gravity.outer_border, which nothing has fitted.",
        "留在沈阳的比例略高：技术服务的外流由未拟合的 gravity.outer_border 决定。",
    ),
    "gravity_distance": B(
        "Trade between regions falls too steeply with distance: the border of the circle and the local part work on top of the elasticity "
        "of 0.45 that is built in, and the regression puts them together.",
        "区域间交易随距离下降过快：圈界与近距离部分叠加在0.45的弹性之上，回归将其合并。",
    ),
    "hub_share": B(
        "Hubs hold too few links: preference for established partners is weaker than in observed networks.",
        "枢纽企业联系占比偏低：对在网伙伴的偏好弱于实际网络。",
    ),
    "innovators_survive": B(
        "The gap is too wide: firms that live long have more years in which to become innovators, and the lower exit of innovators is added "
        "to that although the observed ratio already holds it.",
        "差距过大：存活越久越有机会创新，而观测到的退出率比已包含这一点，模型又叠加了一次。",
    ),
    "innovators": B(
        "Too few high-tech firms innovate: only results that reach the pipeline count, while surveys count every new product.",
        "高企创新比例偏低：模型只计进入转化链条的成果，调查则计所有新产品。",
    ),
    "university_use": B(
        "More university results are used than patents of universities: the model's results are those that somebody tries to "
        "convert, a selection from the patents.",
        "高校成果转化率高于高校专利产业化率：模型中的成果是已进入转化的部分，而非全部专利。",
    ),
    "institute_use": B(
        "Institutes' results leave the band of their patents.",
        "院所成果转化率超出其专利产业化区间。",
    ),
    "micro_use": B(
        "Firms' own results pass the same three stages as those of universities; patents that firms use in house, most of the 34 percent, "
        "are not results of the model.",
        "企业成果与高校成果经历同样三个阶段；企业自用专利（占34%的大部分）不在模型成果之内。",
    ),
    "high_tech_use": B(
        "Firms' own results pass the same three stages as those of universities; patents that firms use in house, most of the 58 percent, "
        "are not results of the model.",
        "企业成果与高校成果经历同样三个阶段；企业自用专利（占58%的大部分）不在模型成果之内。",
    ),
    "incremental_small": B(
        "Small firms add no more than others: a firm's ratio is drawn from one distribution whatever its size.",
        "小企业新增并不更多：新增比例抽自同一分布，与规模无关。",
    ),
    "matched_placebo": B(
        "The discontinuity estimate is too noisy in these replicates to lie below the matched one.",
        "这些重复中断点估计噪声过大，未低于匹配估计。",
    ),
    "episode_direct": B(
        "The subsidy moves less than observed: most local contracts are registered without it, whereas in 2016 only 8 percent were local.",
        "补贴作用小于观测：本地合同多已登记，而2016年本地占比仅8%。",
    ),
    "equity_incentive": B(
        "A higher limit draws deals into equity but makes no further deals: inventors' effort to transfer does not answer to their stake.",
        "提高上限使交易转向入股，但不增加交易数：科研人员的转化意愿未随持股变化。",
    ),
}
UNKNOWN = B("No reading has been written for this failure yet.", "尚未撰写该项未通过的解读。")
