import pytest

from sim.levers.documents import places, printed_value, term_value, unrepresented
from sim.levers.registry import lever_types
from sim.testing import check_lever


@pytest.mark.parametrize("key", sorted(lever_types()))
def test_the_lever_keeps_the_contract(key):
    check_lever(lever_types()[key])


def test_every_row_of_the_documents_is_a_lever_or_has_a_reason():
    everywhere = list(places())
    assert len(everywhere) == 318
    for place in everywhere:
        assert bool(place.lever) != bool(place.reason.en and place.reason.zh), place.row.id


def test_no_row_belongs_to_two_levers():
    rows = [row for lever in lever_types().values() for row in lever.evidence]
    assert len(rows) == len(set(rows))
    assert not set(rows) & set(unrepresented())


def test_every_default_that_is_printed_equals_the_document():
    figures = [place for place in places() if place.term]
    assert len(figures) >= 120
    for place in figures:
        assert term_value(lever_types()[place.lever], place.term) == pytest.approx(printed_value(place.row), rel=1e-12), place.row.id


def test_the_status_of_a_lever_is_that_of_one_of_its_rows():
    rows = {place.row.id: place.row.status for place in places()}
    for lever in lever_types().values():
        if lever.evidence:
            assert lever.terms_type.model_validate({}).status in {rows[row] for row in lever.evidence}, lever.key
