from sim.evidence import lever_row, lever_rows


def test_there_are_318_lever_rows():
    assert len(lever_rows()) == 318


def test_every_lever_row_has_a_label_a_source_and_a_place_in_it():
    assert [row.id for row in lever_rows().values() if not (row.label and row.source and row.locator)] == []


def test_a_lever_row_with_a_value_has_a_unit():
    assert [row.id for row in lever_rows().values() if row.value is not None and not row.unit] == []


def test_every_lever_row_has_one_of_four_statuses():
    statuses = {row.status for row in lever_rows().values()}
    assert statuses == {"in_force", "planned", "proposed", "peer_example"}


def test_proposals_are_labelled_proposed_and_never_start_before_2026():
    for row in lever_rows().values():
        assert (row.status == "proposed") == (row.label == "proposed"), row.id
        if row.status == "proposed":
            assert row.start is None or row.start >= 2026, row.id
            assert "I-42" in row.traps, row.id


def test_the_launch_fund_is_paid_in_three_tranches_that_add_to_its_size():
    size = lever_row("launch_fund__size")
    assert size.schedule == ((2026, 20.0), (2027, 20.0), (2028, 10.0))
    assert sum(value for _, value in size.schedule) == size.value == 50


def test_numbers_counted_from_a_list_of_names_are_derived_or_proposed():
    for row in lever_rows().values():
        if "counted" in row.caveats:
            assert row.label in {"derived", "proposed"}, row.id


def test_no_lever_ends_before_it_starts():
    spans = [(row.id, row.start, row.end) for row in lever_rows().values() if row.start and row.end]
    assert [name for name, start, end in spans if end < start] == []
