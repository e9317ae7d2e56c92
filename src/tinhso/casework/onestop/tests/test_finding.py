"""Does a list show the body's own dossiers, newest first, and only those that were meant?"""

from datetime import timedelta
from typing import Any

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries import finding, listing
from tinhso.casework.onestop.queries.listing import ListFilter
from tinhso.casework.onestop.rules import codes
from tinhso.casework.onestop.rules.filing import Channel, Person
from tinhso.casework.onestop.tests import factories as f
from tinhso.core.roles import CITIZEN, Actor, Grant, Role

pytestmark = pytest.mark.django_db
OTHERS = "1.009002"
LATER = f.NOW + 3 * f.DAY
BOTH = Actor("officer:31", frozenset({Grant(Role.HANDLER, f.COMMUNE), Grant(Role.LEADER, f.OTHER)}))
ALL = Actor("officer:32", frozenset({Grant(Role.AUDITOR, "")}))


@pytest.fixture(autouse=True)
def scene() -> None:
    f.scene()
    f.catalogued(code=OTHERS, name="Xác định mức độ khuyết tật")


def _person(number: str = "", phone: str = "") -> Person:
    return Person(name="Trần Văn Đạo", number=number, phone=phone)


def _codes(by: Actor = f.HANDLER, **asked: Any) -> list[str]:
    found = listing.listing(by, now=LATER, filters=ListFilter(**asked))
    return [row.code for row in found.items]


@pytest.fixture
def three() -> list[str]:
    """Of two days and two procedures, one taken in at another counter; the newest first."""
    first = f.filed(f.NOW - f.DAY, holder=_person("046188000777", "0905111222"))
    second = f.filed(f.NOW, procedure=OTHERS, holder=_person(phone="0905111222"))
    third = f.filed(f.NOW + f.HOUR, by=f.ELSEWHERE, intake=f.OTHER, national_code="000.01.15-G22-1")
    return [third.code, second.code, first.code]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("261119", [1]),
        ("2611", [1, 2]),
        ("261119-0001", [1]),
        ("0001", [1, 2]),
        ("-0001", [1, 2]),
        ("1", [1, 2]),
        ("0002", []),
        ("046188000777", [2]),
        ("046 188 000 777", [2]),
        ("0905111222", [1, 2]),
        ("0905111223", []),
        ("khuyết tật", [1]),
        ("KHUYET tat", [1]),
        ("tật khuy", [1]),
        ("giấy xác nhận", [0, 2]),
        (OTHERS, [1]),
        ("000.01.15-G22-1", [0]),
        ("000.01.15", []),
        ("%", []),
        ("_", []),
        ("giấy khai sinh", []),
        ("\x00", []),
        ("9" * 60, []),
    ],
)
def test_what_was_typed_finds_what_was_meant(three, typed, places):
    assert _codes(code=typed) == [three[place] for place in places]


def test_a_code_is_found_whole_by_its_beginning_and_in_small_letters(three):
    assert _codes(code=three[0]) == [three[0]]
    assert _codes(code=three[1][:-2]) == [three[1]]
    assert _codes(code=three[1].lower()) == [three[1]]


def test_nobody_finds_what_is_another_bodys(three):
    assert _codes(by=f.STRANGER, code=three[0]) == []
    assert _codes(by=f.STRANGER, code=three[0], side="taken") == [three[0]]
    assert _codes(by=f.STRANGER, code="046188000777") == []
    assert _codes(by=f.CLERK, code="khuyết tật", side="taken") == [three[1]]
    assert _codes(by=CITIZEN) == []


def test_a_short_beginning_finds_the_last_ones(three, monkeypatch):
    monkeypatch.setattr(finding, "FEW", 1)
    own = three[1].split("-2611")[0]
    assert _codes(code=f"{own}-26") == [three[1]]


@pytest.mark.parametrize("by", [f.HANDLER, BOTH, ALL])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"state": "open"},
        {"state": "returned"},
        {"state": "decided"},
        {"state": "filed"},
        {"channel": "national"},
        {"channel": "counter", "state": "decided"},
        {"channel": "internal"},
        {"procedure": OTHERS},
        {"procedure": OTHERS, "state": "decided", "channel": "counter"},
        {"due": "late"},
        {"due": "soon"},
        {"code": "xác"},
        {"code": "xác", "state": "open", "channel": "national"},
        {"side": "taken"},
        {"side": "taken", "state": "decided"},
        {"side": "taken", "code": "xác"},
    ],
)
def test_every_choice_gives_what_reading_every_row_would(by, asked):
    """Lists are read in parts, each by its index: together they are what the conditions say, in order."""
    for hour in range(4):
        at = f.NOW + hour * f.HOUR
        f.filed(at, procedure=OTHERS if hour % 2 else f.PROCEDURE)
        f.filed(at, channel=Channel.NATIONAL, given=())
        f.filed(at, by=f.ELSEWHERE, agency=f.OTHER, intake=f.OTHER)
        f.decided(at, procedure=OTHERS if hour % 2 else f.PROCEDURE)
        f.received(at, by=f.CLERK)
    refused = f.filed(f.NOW)
    actions.refuse(dossier_id=refused.pk, reason="Không thuộc thẩm quyền", by=f.CLERK, now=f.NOW)
    wanted = [row.code for row in _by_reading(by, **asked)]
    got, cursor = [], None
    while True:
        page = listing.listing(by, now=LATER, filters=ListFilter(**asked), cursor=cursor, limit=3)
        got += [row.code for row in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert got == wanted


def _by_reading(by: Actor, **asked: Any) -> list[Dossier]:
    side = "intake_agency" if asked.get("side") == "taken" else "agency_code"
    bodies = by.bodies(*listing.LOOKING)
    open_ = {"filed", "received", "handling", "supplementing"}

    def keeps(row: Dossier) -> bool:
        state, due = asked.get("state", ""), asked.get("due", "")
        by_when = row.accept_by if row.business == "filed" else row.current_due
        until = timedelta(0) if due == "late" else listing.SOON
        is_due = bool(by_when and by_when < LATER + until and (due == "late") == (by_when < LATER))
        return all(
            (
                by is ALL or getattr(row, side) in bodies,
                not state or row.business == state or (state == "open" and row.business in open_),
                not asked.get("channel") or row.channel == asked["channel"],
                not asked.get("procedure") or row.procedure_code == asked["procedure"],
                not asked.get("code") or "xác" in row.name.lower(),
                not due or (row.business in open_ and is_due and (due == "late" or row.clock == "running")),
            )
        )

    return sorted(
        (row for row in Dossier.objects.all() if keeps(row)),
        key=lambda row: (row.filed_at, row.pk),
        reverse=True,
    )


def test_many_bodies_are_asked_in_one_condition(three, monkeypatch):
    monkeypatch.setattr(listing, "MOST_PARTS", 1)
    assert _codes(by=BOTH) == three
    assert _codes(by=BOTH, code="xác nhận") == [three[0], three[2]]


def test_a_list_asks_the_same_few_questions_of_many_dossiers(three, django_assert_max_num_queries):
    for minute in range(60):
        f.filed(f.NOW + timedelta(minutes=minute))
    for asked in ({}, {"code": "xác"}, {"code": "0001"}, {"code": "0905111222"}, {"state": "decided"}):
        with django_assert_max_num_queries(5):
            _codes(by=BOTH, **asked)


@pytest.mark.parametrize(("by", "side"), [(f.HANDLER, "handled"), (BOTH, "handled"), (ALL, "handled")])
def test_a_body_is_offered_the_procedures_it_has_dossiers_of(three, by, side):
    assert [code for code, _name in listing.procedures_in_use(by, side=side)] == [f.PROCEDURE, OTHERS]


def test_a_procedure_is_offered_to_those_who_have_it(three):
    assert listing.procedures_in_use(f.STRANGER) == []
    assert listing.procedures_in_use(f.STRANGER, side="taken") == [
        (f.PROCEDURE, "Cấp giấy xác nhận thử nghiệm")
    ]
    assert listing.procedures_in_use(CITIZEN) == []


@pytest.mark.parametrize(
    ("pattern", "before"),
    [
        ("{unit}-{day:%y%m%d}-{number:04d}", "H57.12-"),
        ("HS/{unit}/{number}/{day:%Y}", "HS/H57.12/"),
        ("{day:%y%m%d}-{unit}-{number}", ""),
        ("{number}.{unit}.{day:%y%m%d}", ""),
    ],
)
def test_what_stands_before_the_day(pattern, before):
    assert codes.before_day(pattern, "H57.12") == before
