"""``metrosim trace``: lists to choose from, lives told in words, bad input refused with its cure."""

import json

import pytest


@pytest.mark.slow
def test_a_life_is_chosen_from_a_list_and_told_in_both_policies(metrosim, short_scenario):
    listed = json.loads(metrosim("trace", "bare.yaml", "--json", "--most", "3").stdout)
    assert 1 <= len(listed) <= 3
    told = metrosim("trace", "bare.yaml", short_scenario.name, "--result", listed[0]["identity"])
    assert told.returncode == 0, told.stderr
    assert listed[0]["identity"] in told.stdout
    assert "born in a" in told.stdout
    chinese = metrosim("trace", "bare.yaml", "--result", listed[0]["identity"], "--lang", "zh", "--csv", "life.csv")
    assert "产生于" in chinese.stdout


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (("--result", "zzz"), "metrosim trace SCENARIO lists results"),
        (("--city", "beijing"), "there are: shenyang"),
        (("--result", "1", "--firm", "2"), "leave one out"),
    ],
)
def test_what_cannot_be_traced_is_refused_with_a_cure(metrosim, short_scenario, words, cure):
    refused = metrosim("trace", short_scenario.name, *words)
    assert refused.returncode == 2
    assert cure in refused.stderr
