"""Do filters and forms mean what GeoReport v2 says they mean?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.casework.open311 import rules
from tinhso.casework.open311.faults import Refusal

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DAYS_90 = timedelta(days=90)
NAMES = ("start_date", "end_date", "status", "service_code", "service_request_id", "page", "page_size")


def _day(year, month, day):
    return datetime(year, month, day, tzinfo=UTC)


def test_without_filters_the_last_ninety_days_and_a_thousand():
    asked = rules.asked({}, NOW)
    assert asked.window.since == NOW - DAYS_90
    assert asked.window.until > NOW
    assert (asked.limit, asked.offset, asked.codes, asked.statuses) == (1000, 0, (), ())


@pytest.mark.parametrize(
    ("given_", "since", "until"),
    [
        ({"start_date": "2026-11-01T00:00:00Z"}, datetime(2026, 11, 1, tzinfo=UTC), NOW + timedelta(days=1)),
        ({"start_date": "2026-01-01T00:00:00Z"}, _day(2026, 1, 1), _day(2026, 4, 1)),
        ({"end_date": "2026-11-01T00:00:00Z"}, _day(2026, 8, 3), _day(2026, 11, 1)),
        (
            {"start_date": "2026-11-01T07:00:00+07:00", "end_date": "2026-11-02T07:00:00+07:00"},
            datetime(2026, 11, 1, tzinfo=UTC),
            datetime(2026, 11, 2, tzinfo=UTC),
        ),
    ],
)  # fmt: skip
def test_periods(given_, since, until):
    window = rules.asked(given_, NOW).window
    assert (window.since, window.until) == (since, until)


@pytest.mark.parametrize(
    "given_",
    [
        {"start_date": "hôm qua"},
        {"start_date": "2026-11-01T00:00:00"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"},
        {"start_date": "2026-11-02T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"},
        {"status": "opened"},
        {"page_size": "-1"},
        {"service_request_id": ",".join(str(n) for n in range(300))},
    ],
)
def test_wrong_filters_are_400(given_):
    with pytest.raises(Refusal) as refused:
        rules.asked(given_, NOW)
    assert {f.code for f in refused.value.faults} == {400}


def test_all_faults_are_told_at_once():
    with pytest.raises(Refusal) as refused:
        rules.asked({"status": "x", "page": "no"}, NOW)
    assert len(refused.value.faults) == 2


def test_an_empty_parameter_is_an_absent_one():
    empty = dict.fromkeys(("start_date", "status", "service_code", "page", "service_request_id"), " ")
    assert rules.asked(empty, NOW) == rules.asked({}, NOW)


def test_open_and_closed_cover_every_status_once():
    halves = [set(rules.asked({"status": word}, NOW).statuses) for word in ("open", "closed")]
    assert not halves[0] & halves[1]
    assert halves[0] | halves[1] == set(rules.UPDATE_STATUS)
    assert rules.asked({"status": "open,closed"}, NOW).statuses == ()


def _body(**changes):
    form = {
        "description": ["Ổ gà"],
        "lat": ["16.46"],
        "long": ["107.59"],
        "service_code": ["road"],
        **changes,
    }
    return rules.report_body(form, sender_id="x", photos=(), place=None)


def test_a_form_becomes_the_body_of_every_other_door():
    body = _body(
        **{"attribute[occurred_at]": ["2026-11-20T08:00:00+07:00"], "attribute[public]": ["no"]},
        first_name=["Lan"], last_name=["Nguyễn"], email=["lan@example.vn"],
    )  # fmt: skip
    assert body["point"] == {"lat": 16.46, "lon": 107.59, "accuracy_m": None}
    assert body["contact"] == {"name": "Lan Nguyễn", "phone": None, "email": "lan@example.vn"}
    assert body["occurred_at"] == "2026-11-20T01:00:00+00:00"
    assert body["public"] is False
    assert body["channel"] == "open311"


@pytest.mark.parametrize(
    "changes",
    [
        {"description": [""]},
        {"description": ["x" * 4001]},
        {"lat": ["nan"]},
        {"lat": ["1e999"]},
        {"long": [""]},
        {"attribute[public]": ["maybe"]},
        {"attribute[occurred_at]": ["sáng nay"]},
    ],
)
def test_wrong_forms_are_400(changes):
    with pytest.raises(Refusal) as refused:
        _body(**changes)
    assert refused.value.faults[0].code == 400


def test_attributes_in_both_spellings():
    given_ = {"attribute[A]": ["1"], "attribute[B][]": ["x", "y"], "attribute[C]": [""], "lat": ["1"]}
    assert rules.attributes_of(given_) == {"A": ["1"], "B": ["x", "y"]}


@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.one_of(
            st.text(max_size=30),
            st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
            st.sampled_from(["open", "closed,open", "road,waste", "1", "0"]),
        ),
    )
)  # fmt: skip
def test_filters_are_read_or_refused_whatever_they_are(given_):
    try:
        asked = rules.asked(given_, NOW)
    except Refusal as refused:
        told = {f.code for f in refused.faults}
    else:
        told = {400}
        assert timedelta(0) <= asked.window.until - asked.window.since <= DAYS_90 + timedelta(days=1)
        assert 1 <= asked.limit <= 1000
        assert asked.offset >= 0
    assert told == {400}
