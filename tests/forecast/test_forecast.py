"""Forecasts: the documented layout, intervals that hold what they say, goals judged run by run."""

import numpy as np
import pytest

from sim.evidence import MEMBERS
from sim.forecast import forecast
from sim.forecast.discrepancy import COURSES, discrepancies, factors
from sim.forecast.goals import goals
from sim.forecast.study import COLUMNS, PLACES, ForecastStudy
from sim.forecast.yearly import disturbed, whole_years, yearly_values
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.runs.outcome import simulate
from sim.scenario.resolve import load_scenario
from sim.studies.study import NothingLeftError

TWO_YEARS = load_scenario("baseline-2022").with_horizon("2023-01", "2024-12")
PROMISED = (
    "high_tech", "young_eagle", "gazelle", "potential_unicorn", "tech_sme", "registered_turnover", "registered_contracts",
    "local_conversion_rate", "platforms", "rd_real", "pilot_firms_served", "pilot_firms_landed",
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return forecast(TWO_YEARS, draws=6, workers=2)


@pytest.fixture(scope="module")
def run():
    return simulate(TWO_YEARS, seed=1)


def test_the_table_has_the_documented_columns_and_a_row_for_each_indicator_region_and_year(found):
    assert tuple(found.table.columns) == COLUMNS
    assert COLUMNS == ("indicator", "region", "year", "mean", "q025", "q10", "q25", "q50", "q75", "q90", "q975", "unit")
    assert len(found.table) == len(indicators()) * (len(MEMBERS) + 1) * 2
    assert set(PROMISED) <= set(found.table.indicator)
    assert set(found.table.region) == {*MEMBERS, "circle"}


def test_quantiles_are_in_order(found):
    levels = found.table[["q025", "q10", "q25", "q50", "q75", "q90", "q975"]].dropna().to_numpy()
    assert (np.diff(levels, axis=1) >= -1e-9).all()


def test_the_circle_is_the_sum_of_its_members_in_the_mean(found):
    for key in ("high_tech", "registered_turnover", "platforms"):
        table = found.table[found.table.indicator == key]
        members = table[table.region != "circle"].groupby("year")["mean"].sum()
        assert members.to_numpy() == pytest.approx(table[table.region == "circle"]["mean"].to_numpy(), rel=1e-9)


def test_the_same_study_gives_the_same_numbers(found):
    again = forecast(TWO_YEARS, draws=6, workers=1)
    assert again.table.equals(found.table)
    assert again.targets.equals(found.targets)


def test_without_discrepancy_and_posterior_intervals_are_narrower(found):
    narrow = forecast(TWO_YEARS, draws=6, numbers="defaults", discrepancy=False)
    width = [float((one.of("high_tech").q975 - one.of("high_tech").q025).iloc[-1]) for one in (found, narrow)]
    assert width[1] < width[0]


def test_yearly_values_are_sums_of_flows_and_stocks_of_december(run):
    values, names = yearly_values(run), series_names()
    series = run.series[:, names.index("registered_turnover"), CIRCLE]
    assert values["registered_turnover"][:, CIRCLE] == pytest.approx([series[:12].sum(), series[12:].sum()])
    assert values["high_tech"][1, CIRCLE] == run.series[-1, names.index("high_tech"), CIRCLE]
    assert values["local_conversion_rate"].shape == (2, len(PLACES))


def test_only_whole_years_count():
    assert whole_years(tuple(range(36, 36 + 30))) == [2023, 2024]
    assert whole_years(tuple(range(38, 38 + 14))) == []


def test_a_horizon_without_a_whole_year_is_refused():
    with pytest.raises(NothingLeftError, match="whole|calendar year"):
        forecast(load_scenario("baseline-2022").with_horizon("2023-03", "2023-10"), draws=2)


def test_factors_depend_on_draw_seed_and_indicator_and_a_longer_horizon_only_adds_years():
    first = factors("high_tech", 3, 5, seed=1)
    assert first.shape == (COURSES, 5, 8)
    assert (first > 0).all()
    assert np.array_equal(first, factors("high_tech", 3, 5, seed=1))
    assert np.array_equal(first[:, :2], factors("high_tech", 3, 2, seed=1))
    assert not np.array_equal(first, factors("high_tech", 4, 5, seed=1))
    assert not np.array_equal(first, factors("tech_sme", 3, 5, seed=1))


def test_discrepancy_has_the_spread_that_its_table_states():
    stated = discrepancies()["high_tech"]
    logs = np.log([factors("high_tech", draw, 1, seed=2)[:, 0] for draw in range(200)])
    expected = np.sqrt(stated.start**2 + stated.yearly**2 + stated.regional**2)
    assert logs.std() == pytest.approx(expected, rel=0.08)


def test_shares_stay_shares_when_they_are_disturbed(run):
    values = yearly_values(run)["local_conversion_rate"]
    assert np.nanmax(disturbed("local_conversion_rate", values, np.full((3, 2, 8), 5.0))) <= 1.0


def test_goals_are_official_targets_and_are_judged_by_level_or_growth():
    known = {goal.key: goal for goal in goals()}
    high = known["metro_hnte_2027"]
    years = [2025, 2026, 2027]
    values = high.bound + np.array([0.0, -1.0])[:, None, None] * np.ones((2, 3, 9))
    assert high.met(values, years).tolist() == [True, False]
    assert high.met(values, [2025, 2026]) is None
    duplicate = known["duplicate_rd_rate_2026"]
    assert duplicate.met(np.full((1, 3, 9), duplicate.bound), years).all()
    research = known["metro_rd_growth"]
    doubling = np.cumprod(np.full((1, 5, 9), 2.0), axis=1)
    assert research.met(doubling, [2023, 2024, 2025, 2026, 2027]).all()
    assert not research.met(np.ones((1, 5, 9)), [2023, 2024, 2025, 2026, 2027]).any()


def test_chances_of_targets_are_shares_of_the_draws(found):
    reached = found.targets[found.targets.draws > 0]
    assert reached.probability.between(0, 1).all()
    assert (found.targets[found.targets.year > 2024].draws == 0).all()


def test_a_study_needs_two_draws():
    with pytest.raises(ValueError, match="greater than or equal to 2"):
        ForecastStudy(scenario=TWO_YEARS, draws=1)
