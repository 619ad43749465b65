"""What is fitted and what is only validated are apart; priors keep inside their ranges and go back and forth."""

import numpy as np
import pytest

from sim.calibration.priors import as_mapping, free_numbers, inferred, to_parameters, to_scores
from sim.calibration.targets import all_targets, deviation, fit_targets, judged_targets, observed, transformed, untransformed
from sim.evidence import facts
from sim.parameters.registry import parameters

LAST_YEAR = 2022


def test_no_row_is_both_fitted_and_validated():
    keys = [target.key for target in all_targets()]
    assert len(keys) == len(set(keys))
    fitted = {(t.indicator, t.region, t.period) for t in all_targets() if t.use == "fit"}
    kept = {(t.indicator, t.region, t.period) for t in all_targets() if t.use == "validation"}
    assert fitted
    assert kept
    assert not fitted & kept


def test_nothing_after_2022_is_fitted():
    assert all(target.year <= LAST_YEAR for target in judged_targets())


def test_the_doubtful_turnover_of_2024_is_no_target():
    assert not any(target.indicator == "registered_turnover" and target.year > LAST_YEAR for target in all_targets())


def test_all_cells_of_table_one_are_fitted():
    cells = [t for t in fit_targets() if t.source.startswith("t1_") and t.period == "2022"]
    assert len(cells) == 32
    assert all(facts()[cell.source].value == cell.value for cell in cells)


def test_every_fitted_row_states_error_discrepancy_and_source():
    for target in judged_targets():
        assert target.error + target.discrepancy > 0
        assert target.source
        assert target.note.en
        assert target.note.zh


def test_transformation_and_back_is_identity():
    values = np.array([target.value for target in fit_targets()])
    assert untransformed(transformed(values[None, :], fit_targets()), fit_targets())[0] == pytest.approx(values, abs=1e-9)
    assert observed(fit_targets()).shape == deviation(fit_targets()).shape == values.shape


def test_normal_scores_go_to_values_and_back():
    scores = np.random.default_rng(1).normal(size=(50, len(free_numbers())))
    assert to_scores(to_parameters(scores)) == pytest.approx(scores, abs=1e-6)


def test_priors_lie_in_the_declared_range_with_the_mode_at_the_default():
    for number in free_numbers():
        free = parameters()[number.key].free
        inside = number.quantile(np.array([0.0, 0.001, 0.5, 0.999, 1.0]))
        assert (np.diff(inside) > 0).all()
        assert inside[0] == pytest.approx(free.bounds[0], abs=1e-12)
        assert inside[-1] == pytest.approx(free.bounds[1])
        density = np.diff(number.cumulative(np.linspace(number.low, number.high, 2001)))
        mode = number.low + (np.argmax(density) + 0.5) * (number.high - number.low) / 2000
        assert mode == pytest.approx(free.default, abs=0.002 * (number.high - number.low))


def test_numbers_to_infer_come_first_and_carried_ones_have_a_reason():
    roles = [number.role for number in free_numbers()]
    assert inferred().tolist() == list(range(roles.count("infer")))
    assert all(number.reason.en and number.reason.zh for number in free_numbers() if number.role == "carry")


def test_a_vector_by_key_names_every_free_number():
    values = to_parameters(np.zeros(len(free_numbers())))
    assert as_mapping(values) == {number.key: pytest.approx(value) for number, value in zip(free_numbers(), values, strict=True)}
