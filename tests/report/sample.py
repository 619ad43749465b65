"""A made-up but plausible stored comparison: 4 scenarios, 6 replicates, 60 months, 8 members and the circle.

``python tests/report/sample.py FOLDER`` writes it, to look at a report without running the model.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from sim.evidence import MEMBERS, OUTSIDE
from sim.indicators.registry import HELPER_SERIES, indicators

BASELINE = "baseline-2022"
POLICIES = ("launch-fund", "pilot-equipment", "transfer-agencies")
SCENARIOS = (BASELINE, *POLICIES)
REPLICATES = 6
MONTHS = range(36, 96)
WEIGHTS = dict(zip(MEMBERS, (0.70, 0.11, 0.04, 0.03, 0.025, 0.04, 0.03, 0.025), strict=True))
FAILED = ("transfer-agencies", 5)

MONTHLY = {
    "results_born": 310, "verified_results": 205, "piloted_results": 148, "converted_results": 96, "converted_circle": 61,
    "converted_local": 48, "landed_results": 58, "landed_outside": 30, "stopped_technical": 66, "stopped_market": 82,
    "stopped_funding": 58, "first_sales": 210, "conversion_value": 460, "registered_turnover": 4350, "registered_contracts": 1600,
    "real_transfer": 5300, "leakage": 1900, "entries": 150, "exits": 85, "joint_projects": 40, "pilot_firms_served": 220,
    "pilot_firms_landed": 14, "pilot_contract_value": 260, "fund_invested": 8, "fund_returned": 2, "fund_lost": 1,
    "private_crowded_in": 5, "digital_projects": 60, "talent_net": 35, "public_cost": 0,
    "converted_value_local": 230, "real_transfer_local": 2900, "duplicate_rd": 160, "rd_monthly": 1900, "digital_firms": 3100,
}  # fmt: skip
"""Circle per month in the baseline."""

STOCKS = {
    "firms": 14200, "tech_sme": 11800, "high_tech": 5739, "leading": 24, "young_eagle": 1900, "gazelle": 190,
    "potential_unicorn": 14, "unicorn": 2, "innovative_sme": 2300, "srdi": 820, "little_giant": 110, "revenue": 640000,
    "rd_real": 23000, "rd_reported": 25500, "alliances": 410, "platforms": 1560, "talent": 21000, "theil_turnover": 0.62,
}  # fmt: skip
"""Circle at the start in the baseline."""

RATIOS = {"local_conversion_rate": 0.5, "circle_conversion_rate": 0.63, "local_transfer_rate": 0.55, "duplicate_rd_rate": 0.08,
          "digital_share": 0.22}  # fmt: skip

CHANGES = {
    "launch-fund": {
        "verified_results": 0.01, "piloted_results": 0.06, "converted_results": 0.055, "converted_circle": 0.06, "landed_results": 0.07,
        "stopped_funding": -0.16, "stopped_market": 0.02, "first_sales": 0.06, "real_transfer": 0.012, "registered_turnover": 0.012,
        "leakage": -0.008, "high_tech": 0.008, "gazelle": 0.03, "rd_real": 0.015, "fund_invested": 6.0, "private_crowded_in": 7.0,
        "theil_turnover": 0.01,
    },
    "pilot-equipment": {
        "piloted_results": 0.09, "converted_results": 0.03, "landed_results": 0.035, "stopped_technical": -0.12, "first_sales": 0.03,
        "real_transfer": 0.002, "pilot_firms_served": 0.15, "rd_real": 0.004,
    },
    "transfer-agencies": {
        "converted_results": 0.004, "landed_results": 0.002, "stopped_market": -0.01, "registered_turnover": 0.045,
        "registered_contracts": 0.09, "real_transfer": 0.006, "leakage": 0.01, "theil_turnover": -0.004,
    },
}  # fmt: skip

PAYMENTS = {
    "launch-fund": [("launch_fund", "city", "fund", 34.0), ("launch_fund", "private", "fund", 58.0), ("launch_fund", "fund", "firm", 51.0)],
    "pilot-equipment": [("pilot_equipment", "city", "platform", 9.0), ("pilot_equipment", "province", "platform", 3.0)],
    "transfer-agencies": [("transfer_agencies", "city", "agency", 2.4), ("transfer_agencies", "circle", "agency", 0.8)],
    BASELINE: [("hnte_tax_benefit", "centre", "firm", 22.0), ("ladder_awards", "city", "firm", 6.0), ("ladder_awards", "province", "firm", 2.0),
               ("joint_rd", "city", "team", 1.5), ("talent_plan", "city", "person", 3.0)],
}  # fmt: skip
"""Lever, payer, payee and million CNY a month; every policy adds its own payments to those of the baseline."""

TITLES = {
    BASELINE: ("Baseline 2022", "2022年基准"),
    "launch-fund": ("Science and technology launch fund of 5 billion CNY", "50亿元科创首发基金"),
    "pilot-equipment": ("Subsidy for pilot equipment", "中试设备补贴"),
    "transfer-agencies": ("Twenty transfer agencies with 3% reward", "20家技术转移机构与3%奖励"),
}


def write_sample(folder: Path, *, seed: int = 7) -> Path:
    """Write all files of a stored comparison and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    ledger = _ledger(rng)
    series = pd.concat([_series(scenario, replicate, ledger) for scenario in SCENARIOS for replicate in range(REPLICATES)])
    _runs().to_parquet(folder / "runs.parquet")
    finished = ~((series["scenario"] == FAILED[0]) & (series["replicate"] == FAILED[1]))
    series[finished].to_parquet(folder / "indicators.parquet")
    ledger.to_parquet(folder / "ledger.parquet")
    _flows().to_parquet(folder / "flows.parquet")
    _effects(series[finished]).to_parquet(folder / "effects.parquet")
    (folder / "manifest.json").write_text(json.dumps(_manifest(), ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def _series(scenario: str, replicate: int, ledger: pd.DataFrame) -> pd.DataFrame:
    own = ledger[(ledger["scenario"] == scenario) & (ledger["replicate"] == replicate)]
    public = own[own["payer"].isin(["city", "circle", "province", "centre"])]
    cost = public.groupby("month")["amount_fen"].sum() / 1e8
    pairs = [(key, region) for key in [*MONTHLY, *STOCKS, *RATIOS] for region in ("circle", *MEMBERS)]
    values = [
        cost.reindex(MONTHS).fillna(0.0).to_numpy() * _weight(region) if key == "public_cost" else _values(key, region, scenario, replicate)
        for key, region in pairs
    ]
    return pd.DataFrame({
        "scenario": scenario, "replicate": replicate, "month": np.tile(list(MONTHS), len(pairs)),
        "region": np.repeat([region for _, region in pairs], len(MONTHS)),
        "indicator": np.repeat([key for key, _ in pairs], len(MONTHS)), "value": np.concatenate(values),
    })  # fmt: skip


def _values(key: str, region: str, scenario: str, replicate: int) -> np.ndarray:
    common = np.random.default_rng([replicate, *key.encode(), *region.encode()])
    own = np.random.default_rng([replicate, *key.encode(), *region.encode(), *scenario.encode()])
    ramp = np.clip((np.array(MONTHS) - 40) / 20, 0, 1)
    change = 1 + CHANGES.get(scenario, {}).get(key, 0.0) * ramp + own.normal(0, 0.004) * ramp
    if key in RATIOS:
        return RATIOS[key] * change * (1 + common.normal(0, 0.01, len(MONTHS)))
    if key in STOCKS:
        growth = 1 + (0.0062 + common.normal(0, 0.0006)) * np.arange(1, len(MONTHS) + 1) * (key != "theil_turnover")
        level = STOCKS[key] * (1 if key == "theil_turnover" else _weight(region)) * growth * change
        return level if key in ("theil_turnover", "revenue", "rd_real", "rd_reported") else np.floor(level)
    season = 1 + 0.25 * (np.array(MONTHS) % 12 == 11)
    size = MONTHLY[key] * _weight(region) * season * (1 + 0.003 * np.arange(len(MONTHS)))
    return size * np.exp(common.normal(0, 0.05, len(MONTHS)) + common.normal(0, 0.03)) * change


def _weight(region: str) -> float:
    return 1.0 if region == "circle" else WEIGHTS[region]


def _ledger(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for scenario in SCENARIOS:
        payments = PAYMENTS[BASELINE] + (PAYMENTS[scenario] if scenario != BASELINE else [])
        for replicate in range(REPLICATES):
            for lever, payer, payee, amount in payments:
                for month in MONTHS:
                    fen = round(amount * (1 + 0.01 * (month - 36)) * 1e8 * float(np.exp(rng.normal(0, 0.02))))
                    rows.append((scenario, replicate, month, lever, payer, payee, "shenyang", fen))
    columns = ["scenario", "replicate", "month", "lever", "payer", "payee", "city", "amount_fen"]
    return pd.DataFrame(rows, columns=columns)


def _flows() -> pd.DataFrame:
    reach = dict(zip(OUTSIDE, (0.10, 0.11, 0.06, 0.04, 0.09, 0.02), strict=True))
    rows = []
    for scenario in SCENARIOS:
        for replicate in range(REPLICATES):
            for origin in (*MEMBERS, *OUTSIDE):
                for destination in (*MEMBERS, *OUTSIDE):
                    if origin in OUTSIDE and destination in OUTSIDE:
                        continue
                    rows += _flow_years(scenario, replicate, origin, destination, reach)
    columns = ["scenario", "replicate", "year", "origin", "destination", "registered_value", "real_value", "contracts"]
    return pd.DataFrame(rows, columns=columns)


def _flow_years(scenario: str, replicate: int, origin: str, destination: str, reach: dict[str, float]) -> list[tuple[object, ...]]:
    common = np.random.default_rng([replicate, *origin.encode(), 0, *destination.encode()])
    own = np.random.default_rng([replicate, *origin.encode(), 0, *destination.encode(), *scenario.encode()])
    share = WEIGHTS.get(origin, reach.get(origin, 0)) * (WEIGHTS.get(destination, reach.get(destination, 0)))
    if origin == destination:
        share *= 1.3
    pull = {"launch-fund": 0.05 * (destination in MEMBERS) - 0.03 * (destination in OUTSIDE), "pilot-equipment": 0.03 * (destination == "shenfu"),
            "transfer-agencies": 0.02 * (origin == "shenyang")}.get(scenario, 0.0)  # fmt: skip
    value = 62000 * share * float(np.exp(common.normal(0, 0.15))) * (1 + pull + own.normal(0, 0.01))
    years = range(2023, 2028)
    return [
        (scenario, replicate, year, origin, destination, 0.82 * value * g, value * g, max(1, int(value * g / 3)))
        for year, g in zip(years, np.linspace(1, 1.25, 5), strict=True)
    ]


def _runs() -> pd.DataFrame:
    rows = []
    for scenario in SCENARIOS:
        for replicate in range(REPLICATES):
            failed = (scenario, replicate) == FAILED
            replay = f"metrosim run {scenario} --seed {1000 + replicate} --replicates 1"
            rows.append((scenario, replicate, 1000 + replicate, "failed" if failed else "done", "run" if failed else "",
                         "the ledger is out of balance <by 1 fen> & stopped" if failed else "", replay))  # fmt: skip
    return pd.DataFrame(rows, columns=["scenario", "replicate", "seed", "state", "stage", "message", "replay"])


def _effects(series: pd.DataFrame) -> pd.DataFrame:
    kinds = {key: one.kind for key, one in indicators().items()}
    shown = series[~series["indicator"].isin(HELPER_SERIES)].sort_values("month")
    groups = shown.groupby(["scenario", "replicate", "region", "indicator"])["value"]
    table = pd.DataFrame({"flow": groups.sum(), "stock": groups.last(), "ratio": groups.mean()}).reset_index()
    kind = table["indicator"].map(kinds)
    table["value"] = np.select([kind == "flow", kind == "stock"], [table["flow"], table["stock"]], table["ratio"])
    wide = table.pivot_table(index=["region", "indicator", "replicate"], columns="scenario", values="value")
    return pd.DataFrame([row for policy in POLICIES for row in _paired(wide, policy, kinds)])


def _paired(wide: pd.DataFrame, policy: str, kinds: dict[str, str]) -> list[dict[str, object]]:
    costs = wide.loc[("circle", "public_cost")]
    cost = float((costs[policy] - costs[BASELINE]).mean())
    rows: list[dict[str, object]] = []
    for (region, indicator), pairs in wide.groupby(level=[0, 1]):
        both = pairs[[BASELINE, policy]].dropna()
        difference = both[policy] - both[BASELINE]
        mean, better = float(difference.mean()), indicators()[indicator].better or 1
        half = float(stats.t.ppf(0.975, len(both) - 1) * difference.std(ddof=1) / np.sqrt(len(both)))
        rows.append({
            "policy": policy, "indicator": indicator, "region": region, "horizon": "total" if kinds[indicator] == "flow" else "end",
            "baseline_mean": float(both[BASELINE].mean()), "policy_mean": float(both[policy].mean()), "effect": mean,
            "low": mean - half, "high": mean + half,
            "q025": float(difference.quantile(0.025)), "q975": float(difference.quantile(0.975)),
            "p_benefit": float((difference * better > 0).mean()), "pairs": len(both),
            "public_cost": cost, "cost_per_unit": cost / mean if mean > 0 else np.nan,
        })  # fmt: skip
    return rows


def _manifest() -> dict[str, object]:
    levers = {
        "launch_fund": {"size": "50亿元 (5,000 million CNY)", "direct_share": "≤ 30%", "start": "2023-05"},
        "pilot_equipment": {"ratio": "30%", "cap": "1000万元 (10 million CNY)", "start": "2023-05"},
        "transfer_agencies": {"count": "20", "reward": "3%", "start": "2023-05"},
    }
    described = {
        key: {
            "title": {"en": en, "zh": zh},
            "description": {"en": f"{en}: everything else as in the baseline <&>.", "zh": f"{zh}：其余同基准<&>。"},
            "source": "file 000, part four" if key != BASELINE else "file 002",
            "levers": {name: terms for name, terms in levers.items() if name.replace("_", "-") == key},
        }
        for key, (en, zh) in TITLES.items()
    }
    return {
        "kind": "comparison", "baseline": BASELINE, "policies": list(POLICIES), "scenarios": described,
        "horizon": {"start": "2023-01", "end": "2027-12"}, "replicates": REPLICATES, "seeds": [1000 + r for r in range(REPLICATES)],
        "parameters_used": {"verification.technical_stop": 0.28, "pilot.load": 0.9}, "version": "0.1.0", "commit": "0f3c2a1",
        "command": "metrosim compare baseline-2022 launch-fund pilot-equipment transfer-agencies --replicates 6",
        "started": "2026-01-05T09:30:00+00:00", "seconds": 84.2, "address": "c2f1a9d07b",
    }  # fmt: skip


if __name__ == "__main__":
    print(write_sample(Path(sys.argv[1])))
