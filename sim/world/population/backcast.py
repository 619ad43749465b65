"""The population of end-2019, from which the hindcast starts: counted where counts exist, back-cast where they do not.

High-tech firms, gazelles and potential unicorns of Shenyang are counted. Other members had in 2019 what they have in
table 1 times Shenyang's ratio of 2019 to 2022, corrected by one free number; technology SMEs and young eagles, of which
no count of 2019 is printed, are a free share of those of 2022. Firms that had no title yet are the pool from which the
titles of 2020 to 2022 were won; as it empties, growth slows down. All these shares are fitted together with the rates of the
processes (:mod:`sim.calibration`), so that what is not known of 2019 widens what is inferred.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.evidence import history_value
from sim.parameters.declare import Free
from sim.texts.bilingual import Bilingual as B
from sim.world.population.counts import Counts, completed, table_one
from sim.world.population.parameters import Population


class Backcast(NamedTuple):
    """What the documents do not print of the end of 2019."""

    elsewhere: Annotated[
        float,
        Free(
            1.0,
            "ratio",
            (0.6, 1.7),
            "assumed",
            "the province without Shenyang grew by 7.6 percent in 2021, Shenyang by 30.5 (hnte_liaoning_2021, hnte_shenyang_2021)",
            B("high-tech firms of other members in 2019, relative to Shenyang's growth since", "其他成员2019年高企数（相对沈阳增速折算）"),
        ),
    ]
    tech_sme: Annotated[
        float,
        Free(
            0.42,
            "share",
            (0.2, 0.7),
            "assumed",
            "tech_smes_shenyang_2022 less its growth of 36 percent in 2022; no count of 2019",
            B("technology SMEs of 2019 over those of 2022", "2019年科技型中小企业与2022年之比"),
        ),
    ]
    young_eagle: Annotated[
        float,
        Free(
            0.2,
            "share",
            (0.02, 0.5),
            "assumed",
            "young_eagles_approved_shenyang_2020: 776 were approved in the year after",
            B("young eagles of 2019 over those of 2022", "2019年雏鹰企业与2022年之比"),
        ),
    ]
    high_tech_sme: Annotated[
        float,
        Free(
            0.55,
            "share",
            (0.3, 0.75),
            "assumed",
            "large firms were certified first: mean revenue of 103.5 million in 2020 (hnte_mean_revenue_shenyang_2020)",
            B("high-tech firms of 2019 that are technology SMEs", "2019年高企中科技型中小企业占比"),
        ),
    ]
    untitled: Annotated[
        float,
        Free(
            0.5,
            "ratio",
            (0.1, 1.5),
            "assumed",
            "the pool from which titles were won in 2020 to 2022; no count is printed",
            B("technology firms without a title in 2019, per firm with one", "2019年无称号科技企业与有称号企业之比"),
        ),
    ]
    platforms: Annotated[
        float,
        Free(
            0.7,
            "share",
            (0.5, 0.9),
            "estimated",
            "shenyang_platforms_2021: 1167 against 1421 a year later",
            B("platforms of 2019 over those of 2022, universities and institutes apart", "2019年平台与2022年之比（高校院所除外）"),
        ),
    ]
    alliances: Annotated[
        float,
        Free(0.6, "share", (0.3, 1), "assumed", "no count before 2022", B("alliances of 2019 over those of 2022", "2019年联盟与2022年之比")),
    ]


def counts_2019(p: Population, b: Backcast) -> Counts:
    """Return the counts of the end of 2019 by member (E-20.9)."""
    cells = table_one()
    shenyang = {
        "high_tech": history_value("hnte_shenyang_2019"),
        "gazelle": history_value("gazelles_shenyang_2019"),
        "potential_unicorn": history_value("potential_unicorns_shenyang_2019"),
    }
    found = {flag: _shared_back(cells[flag], shenyang.get(flag), b) for flag in cells}
    found["high_tech"][1:] = np.rint(found["high_tech"][1:] * b.elsewhere)
    titled = completed(found, history_value("tech_smes_shenyang_2022") * b.tech_sme, p._replace(high_tech_sme=b.high_tech_sme))
    return titled._replace(untitled=np.rint(titled.titled * b.untitled).astype(int))


def _shared_back(cells: np.ndarray, shenyang: float | None, b: Backcast) -> np.ndarray:
    """Scale the cells of one flag to what Shenyang held in 2019, or by the free share of young eagles."""
    ratio = b.young_eagle if shenyang is None else shenyang / cells[0]
    return np.rint(cells * ratio).astype(int)
