"""Is a step handed on only by the role that has it, and only to somebody of the body?"""

from datetime import timedelta

import pytest

from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.rules import access
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Conflict, Invalid, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE, Role
from tinhso.foundation.accounts.tests import factories as accounts
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db

WORKERS = {"intake": f.CLERK, "handler": f.HANDLER, "leader": f.LEADER}


@pytest.fixture(autouse=True)
def province(db):
    f.scene()


def at_step(number: int):
    """A dossier in the hands of one of the three steps of the procedure: counter, handler, leader."""
    dossier = f.received()
    for by in (f.CLERK, f.HANDLER)[: number - 1]:
        actions.hand_over(dossier_id=dossier.pk, by=by, now=f.NOW + f.HOUR)
    return f.again(dossier)


@pytest.mark.parametrize(
    ("number", "who"),
    [(1, {"intake", "handler", "leader"}), (2, {"handler", "leader"}), (3, {"leader"})],
)
def test_a_step_is_handed_on_by_the_role_that_has_it_and_offered_to_nobody_else(number, who):
    may, sees = set(), set()
    for name, by in WORKERS.items():
        dossier = at_step(number)
        if "hand_over" in {one.name for one in queries.steps(queries.case(dossier.code, by=by), by=by)}:
            sees.add(name)
        try:
            actions.hand_over(dossier_id=dossier.pk, by=by, now=f.NOW + f.DAY)
        except NotPermitted:
            assert f.again(dossier).step == number
        else:
            may.add(name)
    assert (may, sees) == (who, who)


def test_the_pinned_version_says_whose_a_step_is():
    version = procedures.version(at_step(1).version_ref)
    assert [access.holders(version, n) >= {Role.HANDLER} for n in (1, 2, 3)] == [True, True, False]
    assert Role.INTAKE in access.holders(version, 9), "a procedure without that step names nobody"


def test_a_desk_ticks_no_step_of_the_leaders():
    def together(dossier):
        return [bool(i.bulk_url) for i in worklist.items_of(dossier.subject) if i.duty == "handle"]

    assert [together(at_step(n)) for n in (1, 2, 3)] == [[True], [True], [False]]


def test_a_receiver_is_one_of_the_body_that_day():
    since = f.SINCE
    ours, theirs = accounts.officer(f.COMMUNE, Role.HANDLER), accounts.officer(f.OTHER, Role.HANDLER)
    coming = accounts.officer(f.COMMUNE, Role.HANDLER, since=f.NOW.date() + timedelta(days=30))
    gone = accounts.officer(f.COMMUNE, Role.HANDLER)
    gone.is_active = False
    gone.save()
    for code, agency in (("P-KT", f.COMMUNE), ("P-KHAC", f.OTHER)):
        agencies.add_unit(
            agency=agency, code=code, name="Phòng Kinh tế", valid_from=since, citation="QĐ 04/QĐ-UBND",
            by=MACHINE, now=f.NOW,
        )  # fmt: skip
    dossier = f.received()
    for field, wrong in (
        ("to", theirs.key), ("to", coming.key), ("to", gone.key), ("to", "officer:999999"), ("to", "x"),
        ("unit", "P-KHAC"), ("unit", "P-BIA"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as told:
            actions.hand_over(dossier_id=dossier.pk, **{field: wrong}, by=f.CLERK, now=f.NOW)
        assert [e.field for e in told.value.errors] == [field], wrong
        assert "cơ quan" in str(told.value).lower()
    assert f.again(dossier).step == 1
    actions.hand_over(dossier_id=dossier.pk, to=ours.key, by=f.CLERK, now=f.NOW)
    actions.hand_over(dossier_id=f.received().pk, unit="P-KT", by=f.CLERK, now=f.NOW)
    item = next(i for i in worklist.items_of(dossier.subject) if i.duty == "handle")
    assert item.assignee == ours.key
    actions.hand_over(dossier_id=dossier.pk, by=f.HANDLER, now=f.NOW)
    item = next(i for i in worklist.items_of(dossier.subject) if i.duty == "handle")
    assert item.assignee == "", "what goes to the whole body is nobody's own any more"


@pytest.mark.parametrize(
    ("role", "answers"),
    [(Role.HANDLER, True), (Role.LEADER, True), (Role.INTAKE, False), (Role.READER, False)],
)
def test_the_answer_to_a_petition_is_offered_to_who_may_give_it(role, answers):
    dossier = f.handled()
    petition = actions.object_(
        dossier_id=dossier.pk, kind=actions.Kind.PETITION, about=actions.About.LATE, text="Chậm quá",
        by=CITIZEN, now=f.NOW + f.DAY,
    )  # fmt: skip
    by = f.officer(role, "VP", 41)
    found = queries.case_of(dossier.pk)
    assert queries.petitions(found, by=by) == ((petition.pk,) if answers else ())
    if answers:
        actions.answer_objection(objection_id=petition.pk, text="Đã nhắc.", by=by, now=f.NOW + f.DAY)
        assert queries.petitions(queries.case_of(dossier.pk), by=by) == ()
    else:
        with pytest.raises(Conflict):
            actions.answer_objection(objection_id=petition.pk, text="Đã nhắc.", by=by, now=f.NOW + f.DAY)
