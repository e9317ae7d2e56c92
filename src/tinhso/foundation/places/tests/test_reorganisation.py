"""Areas pass into others on a day: nothing invented, nothing lost, nothing twice."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import actions, queries
from tinhso.foundation.places.models import Area, AreaSuccession, Locality
from tinhso.foundation.places.tests import factories as make

pytestmark = pytest.mark.django_db

SINCE, ON, NOW = date(2025, 1, 1), date(2025, 7, 1), datetime(2025, 7, 1, 1, tzinfo=UTC)


@pytest.fixture
def before(db):
    """Nine square communes 46001 … 46009 of the old structure."""
    make.bring_in(make.geojson(make.province()), structure="2025-01", valid_from=SINCE, now=NOW)


def carry_out(table, on=ON, now=NOW):
    plan = actions.plan_reorganisation(table, on=on)
    assert plan.findings.errors == []
    actions.apply_reorganisation(plan, by=MACHINE, now=now)
    return plan


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Area, AreaSuccession, Locality)] + [
        ledger.verify().facts
    ]


def test_the_same_code_means_another_area_after_the_day(before, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(make.nine_to_four())
    assert queries.place("46001", on=date(2025, 6, 30)).structure == "2025-01"
    assert queries.place("46001", on=ON).name == "Phường Mới"
    assert queries.place("46002", on=ON) is None
    assert len(queries.communes(on=ON)) == 4
    assert queries.served_province(on=ON).structure == "2025-07"


def test_ground_of_merged_areas_is_their_sum_and_parted_ground_goes_to_the_nearest(before):
    plan = carry_out(make.nine_to_four())
    at = lambda x, y: GeoPoint(make.SOUTH + y * make.SIDE, make.WEST + x * make.SIDE)  # noqa: E731
    for x in (0.5, 1.5, 2.5):
        assert queries.locate(at(x, 0.5), on=ON).place.code == "46001"
    assert queries.locate(at(0.2, 1.5), on=ON).place.code == "46101"
    assert queries.locate(at(0.9, 1.5), on=ON).place.code == "46102"
    assert plan.heir_at("46004", at(0.2, 1.5)).code == "46101"
    assert plan.heir_at("46004", at(2.9, 2.9)) is None
    assert Area.objects.get(code="46102", structure="2025-07").approximate
    assert not Area.objects.get(code="46001", structure="2025-07").approximate


def test_heirs_are_told_through_every_step_the_main_one_first(before):
    carry_out(make.nine_to_four())
    assert [p.code for p in queries.heirs("46004", structure="2025-01", on=ON)] == ["46101", "46102"]
    assert [p.code for p in queries.heirs("46002", structure="2025-01", on=date(2025, 6, 30))] == ["46002"]
    assert [p.name for p in queries.heirs("46001", structure="2025-01", on=ON)] == ["Phường Mới"]


def test_hamlets_follow_their_commune_or_their_point(before):
    for code, hamlets in {
        "46001": [actions.NewLocality("1", "Tổ dân phố")],
        "46002": [actions.NewLocality("1", "Tổ dân phố"), actions.NewLocality("Vĩ Dạ Hạ", "Thôn")],
        "46004": [
            actions.NewLocality("An Bằng", "Thôn", GeoPoint(make.SOUTH + 1.5 * make.SIDE, make.WEST + 0.003)),
            actions.NewLocality("Không Điểm", "Thôn"),
        ],
    }.items():
        actions.add_localities(code, hamlets, valid_from=SINCE, by=MACHINE, now=NOW, citation="QĐ 1")
    plan = carry_out(make.nine_to_four())
    assert [x.name for x in queries.localities("46001", on=ON)] == ["Vĩ Dạ Hạ", "1", "1"]
    assert [x.name for x in queries.localities("46101", on=ON)] == ["An Bằng"]
    assert [x.name for x in queries.localities("46002", on=date(2025, 6, 30))] == ["Vĩ Dạ Hạ", "1"]
    assert len(plan.findings.decisions) == 1
    assert "Không Điểm" in str(plan.findings.decisions[0])
    assert plan.heir_of_locality("46004", "thon an bang").code == "46101"
    assert plan.heir_of_locality("46004", "Không Điểm") is None


def test_planning_writes_nothing_and_the_second_run_changes_nothing(before):
    was = rows()
    actions.plan_reorganisation(make.nine_to_four(), on=ON)
    assert rows() == was
    carry_out(make.nine_to_four())
    first = rows()
    assert first != was
    carry_out(make.nine_to_four())
    assert rows() == first


@pytest.mark.parametrize(
    ("change", "on", "says"),
    [
        ({"citation": ""}, ON, "căn cứ"),
        ({}, SINCE, "chỉ có từ"),
        ({}, date(2024, 12, 1), "chỉ có từ"),
        ({"from_structure": "1975"}, ON, "Không có"),
    ],
)
def test_what_cannot_be_is_refused_in_words(before, change, on, says):
    plan = actions.plan_reorganisation(replace(make.nine_to_four(), **change), on=on)
    assert any(says in str(error.message) for error in plan.findings.errors), plan.findings.errors


def test_an_area_that_ended_long_ago_is_refused(before):
    Area.objects.filter(code="46005").update(valid_to=date(2025, 3, 1))
    plan = actions.plan_reorganisation(make.nine_to_four(), on=ON)
    assert [error.field for error in plan.findings.errors] == ["46005"]
    assert "01/03/2025" in str(plan.findings.errors[0].message)


def test_given_boundaries_win_and_codes_nobody_knows_are_refused(before):
    drawn = make.geojson([make.feature("46009", "x", "commune", "46", make.square(107.9, 16.9))])
    table = actions.with_boundaries(make.nine_to_four(), drawn)
    carry_out(table)
    assert queries.locate(GeoPoint(16.9 + make.SIDE / 2, 107.9 + make.SIDE / 2), on=ON).place.code == "46009"
    with pytest.raises(actions.BoundariesRefused):
        actions.with_boundaries(
            make.nine_to_four(), make.geojson([make.feature("1", "x", "commune", "46", make.square(1, 1))])
        )


def test_a_merger_within_one_structure_leaves_the_others_alone(before):
    table = replace(
        make.old_to_new(("46002", "Phường Hợp Nhất", ["46001", "46002"], [], {})), to_structure="2025-01"
    )
    carry_out(table)
    assert queries.place("46001", on=ON) is None
    assert queries.place("46002", on=ON).name == "Phường Hợp Nhất"
    assert queries.place("46002", on=date(2025, 6, 30)).name != "Phường Hợp Nhất"
    assert len(queries.communes(on=ON)) == 8
    was = rows()
    carry_out(table)
    assert rows() == was


def test_a_table_written_as_a_spreadsheet_reads_back_the_same():
    table = replace(queries.reorganisation_table("46"), citation=make.DECISION)
    again = queries.read_reorganisation(queries.write_reorganisation(table, as_csv=True))
    assert [(a.code, a.name, a.made_from) for a in again.areas] == [
        (a.code, a.name, a.made_from) for a in table.areas
    ]
    assert queries.read_reorganisation(queries.write_reorganisation(table)).heirs.keys() == again.heirs.keys()
    assert (len(table.areas), len(table.heirs)) == (40, 133)


def test_the_whole_country_s_table_holds_together():
    from tinhso.foundation.places import gazetteer

    old = [code for p in gazetteer.listings() for code in queries.reorganisation_table(p).heirs]
    assert len(old) == 10040 - 5 + 5
    for province in gazetteer.listings():
        table = queries.reorganisation_table(province)
        queries.read_reorganisation(queries.write_reorganisation(table))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe", "CSV"),
        (b"row,old\nareas,1\n", "row"),
        (b'{"areas": [{"code": "1", "name": "A", "from": [{"code": 7}]}]}', "phải là chữ"),
        (b'{"areas": [{"code":"1","name":"A","from":[{"code":"7"}]},'
         b'{"code":"2","name":"B","from":[{"code":"7"}]}]}', "đúng một đơn vị kế tục chính"),
        (b'{"areas": 7, "agencies": {"a": 1}}', "danh sách"),
        (b"[]", "không có đơn vị mới nào"),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused_row_by_row(content, says):
    with pytest.raises(queries.TableRefused) as refused:
        queries.read_reorganisation(content)
    assert any(says in str(error.message) for error in refused.value.errors), refused.value.errors
