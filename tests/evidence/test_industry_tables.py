from collections import Counter

from sim.evidence import MEMBERS, field_strength, fields, future_fields, joint_clusters, lever_rows


def test_there_are_thirteen_fields_in_order():
    assert [field.id for field in fields()] == [f"F{number:02d}" for number in range(1, 14)]


def test_field_strength_has_a_row_per_member_and_a_column_per_field():
    assert [len(row) for row in field_strength()] == [13] * 8
    assert {cell for row in field_strength() for cell in row} == {"P", "S", "-"}


def test_shenyang_is_named_in_all_fields_and_leads_in_nine():
    assert Counter(field_strength()[0]) == {"P": 9, "S": 4}


def test_other_members_are_named_in_three_to_nine_fields():
    named = {member: 13 - row.count("-") for member, row in zip(MEMBERS, field_strength(), strict=True)}
    assert all(3 <= named[member] <= 9 for member in MEMBERS[1:])


def test_liaoyang_leads_in_metals_and_chemicals():
    row = field_strength()[MEMBERS.index("liaoyang")]
    assert [field.id for field, cell in zip(fields(), row, strict=True) if cell == "P"] == ["F08", "F10"]


def test_the_future_industries_are_four_and_eight():
    assert Counter(future.group for future in future_fields()) == {"existing": 4, "disruptive": 8}


def test_future_industries_map_to_known_fields():
    assert {future.field for future in future_fields()} <= {field.id for field in fields()}


def test_five_clusters_are_shared_by_named_cities():
    clusters = {tie.id: set(tie.cities) for tie in joint_clusters() if tie.kind == "cluster"}
    assert clusters == {
        "agri_belt": {"shenyang", "fuxin"},
        "aviation_centre": {"shenyang", "liaoyang"},
        "biomed_cluster": {"shenyang", "benxi"},
        "environment_cluster": {"anshan", "benxi", "fushun", "fuxin"},
        "agrifood_cluster": {"shenyang", "anshan", "fuxin", "tieling"},
    }


def test_ties_name_known_members_fields_and_lever_rows():
    for tie in joint_clusters():
        assert set(tie.cities) <= set(MEMBERS), tie.id
        assert tie.field in {field.id for field in fields()}, tie.id
        assert tie.evidence_id in lever_rows(), tie.id
