"""Do envelopes go out and come in under both signatures, and does no result get lost on its way?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.models import Application
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.postal import actions, queries
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.subscribers import note_returned, note_supplied
from tinhso.casework.postal.tests.factories import ADDRESS, AREA, SIGNERS, brought, handed, packed, to_post
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.workflow import WrongState
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.ledger.queries import facts_of
from tinhso.foundation.worklist import queries as worklist


def duties(subject):
    found = worklist.items_of(subject, now=f.NOW)
    return {one.duty: one.state for one in found if one.state in ("running", "paused")}


def stages(handover):
    return [one.state.word for one in queries.handover(handover.code, by=f.CLERK).envelopes]


def test_what_is_decided_paid_and_to_come_by_post_stands_ready():
    mine = to_post()
    f.decided(f.NOW - f.DAY)  # comes to the counter
    f.handled(delivery="post", delivery_address=ADDRESS)  # not decided yet
    (one,) = queries.ready(f.COMMUNE)
    assert (one.id, one.code, one.area, one.has_address) == (mine.pk, mine.code, AREA, True)
    assert queries.ready(f.OTHER) == []
    packed(mine)
    assert queries.ready(f.COMMUNE) == []


def test_a_granted_result_that_is_not_attached_is_not_ready():
    f.catalogued(code="1.009002", results=[{"paper_type": "ban-sao", "name": "Bản sao", "electronic": True}])
    to_post(procedure="1.009002")
    assert queries.ready(f.COMMUNE) == []


def test_one_list_whoever_presses_twice_and_nothing_on_two_lists():
    one, two = to_post(), to_post()
    said = {"id": uuid4()}
    first = packed(one, **said)
    assert packed(one, **said).pk == first.pk
    second = packed(one, two)
    assert [row.dossier_id for row in second.envelopes.all()] == [two.pk]
    assert (first.code, second.code) == ("BC-UB-THUAN-HOA-261119-01", "BC-UB-THUAN-HOA-261119-02")
    with pytest.raises(actions.NothingToSend):
        packed(one, two)
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.create(handover=second, number=9, dossier_id=one.pk, stage="packed", contents="x")


def test_only_the_counter_of_the_body_makes_and_sees_lists():
    one = to_post()
    with pytest.raises(NotPermitted):
        packed(one, by=f.ELSEWHERE)
    with pytest.raises(actions.NothingToSend):
        packed(one, by=f.ELSEWHERE, agency=f.OTHER)
    made = packed(one)
    for act in (
        lambda: queries.handover(made.code, by=f.ELSEWHERE),
        lambda: actions.cancel(code=made.code, by=f.ELSEWHERE, now=f.NOW),
        lambda: actions.sign(code=made.code, **SIGNERS, by=f.ELSEWHERE, now=f.NOW),
    ):
        with pytest.raises(Missing):
            act()


def test_a_list_is_mended_before_it_is_signed_and_not_after():
    one, two, three = to_post(), to_post(), to_post()
    made = packed(one, two, three)
    actions.drop(code=made.code, number=2, by=f.CLERK, now=f.NOW)
    actions.write(code=made.code, tracking={1: " EH 123 456 789 VN "}, contents={1: "Bản sao, 02 bản"},
                  by=f.CLERK, now=f.NOW)  # fmt: skip
    assert [d.id for d in queries.ready(f.COMMUNE)] == [two.pk]
    actions.sign(code=made.code, **SIGNERS, by=f.CLERK, now=f.NOW)
    actions.write(code=made.code, tracking={3: "EH2"}, contents={1: "khác"}, by=f.CLERK, now=f.NOW)
    rows = queries.handover(made.code, by=f.CLERK).envelopes
    assert [(r.tracking, r.contents) for r in rows[::2]] == [
        ("EH 123 456 789 VN", "Bản sao, 02 bản"), ("EH2", rows[2].contents)
    ]  # fmt: skip
    assert stages(made) == ["out", "dropped", "out"]
    for act in (
        lambda: actions.sign(code=made.code, **SIGNERS, by=f.CLERK, now=f.NOW),
        lambda: actions.cancel(code=made.code, by=f.CLERK, now=f.NOW),
        lambda: actions.drop(code=made.code, number=1, by=f.CLERK, now=f.NOW),
    ):
        with pytest.raises(Conflict):
            act()


def test_both_names_are_needed_and_an_emptied_list_is_not_signed():
    made = packed(to_post())
    for wrong in ({"giver": " "}, {"receiver": ""}, {"giver": "x" * 121}):
        with pytest.raises(Invalid):
            actions.sign(code=made.code, **{**SIGNERS, **wrong}, by=f.CLERK, now=f.NOW)
    actions.drop(code=made.code, number=1, by=f.CLERK, now=f.NOW)
    with pytest.raises(actions.NothingToSend):
        actions.sign(code=made.code, **SIGNERS, by=f.CLERK, now=f.NOW)


def test_delivered_is_returned_and_the_desk_is_empty():
    one = to_post()
    made = handed(one)
    assert duties(made.subject) == {"post_report": "running"}
    assert duties(one.subject)["return_result"] == "paused"
    actions.deliver(code=made.code, number=1, by=f.CLERK, now=f.NOW + f.DAY)
    done = f.again(one)
    assert (done.business, done.ended_at) == ("returned", f.NOW + f.DAY)
    assert stages(made) == ["delivered"]
    assert duties(made.subject) == duties(one.subject) == {}
    assert HandoverList.objects.get().closed_at == f.NOW + f.DAY
    with pytest.raises(WrongState):
        actions.deliver(code=made.code, number=1, by=f.CLERK, now=f.NOW + f.DAY)


def test_what_comes_back_is_a_duty_until_it_goes_out_again():
    one, two = to_post(), to_post()
    made = handed(one, two)
    with pytest.raises(Invalid):
        actions.fail(code=made.code, number=1, reason="lười", by=f.CLERK, now=f.NOW)
    actions.fail(code=made.code, number=1, reason="absent", by=f.CLERK, now=f.NOW + f.DAY)
    assert f.again(one).business == "decided"
    assert duties(one.subject) == {"return_result": "running", "post_again": "running"}
    assert HandoverList.objects.get().closed_at is None
    assert [d.id for d in queries.ready(f.COMMUNE)] == [one.pk]
    again = packed(one, now=f.NOW + 2 * f.DAY)
    assert "post_again" not in duties(one.subject)
    assert again.pk != made.pk


def test_a_result_fetched_at_the_counter_ends_its_envelope():
    one, two = to_post(), to_post()
    out, waiting = handed(one), packed(two)
    for dossier in (one, two):
        onestop.return_result(dossier_id=dossier.pk, by=f.CLERK, now=f.NOW + f.HOUR)
        for fact in facts_of(dossier.subject):
            if fact.type == "onestop.returned":
                note_returned(fact)
                note_returned(fact)
    assert (stages(out), stages(waiting)) == (["delivered"], ["dropped"])
    assert HandoverList.objects.get(pk=out.pk).closed_at


def test_what_the_postman_brings_is_taken_into_dossiers():
    asked = f.handled()
    onestop.ask_supplement(dossier_id=asked.pk, papers=[{"code": "don", "text": "Ký vào đơn"}],
                           by=f.HANDLER, now=f.NOW + f.HOUR)  # fmt: skip
    made = brought(
        {"contents": "Đơn đã ký", "dossier": asked.code},
        {"contents": "Hồ sơ nhận tại nhà", "procedure": f.PROCEDURE, "area": AREA},
        now=f.NOW + 2 * f.HOUR,
    )
    assert stages(made) == ["brought", "brought"]
    assert duties(made.subject) == {"post_take_in": "running"}
    onestop.supply(dossier_id=asked.pk, given=[f.Given("don")], by=f.CLERK, now=f.NOW + 3 * f.HOUR)
    for fact in facts_of(asked.subject):
        if fact.type == "onestop.supplied":
            note_supplied(fact)
    assert stages(made) == ["taken_in", "brought"]
    new = f.filed(f.NOW + 3 * f.HOUR, channel=Channel.POST)
    for wrong in ("", "KHÔNG-CÓ"):
        with pytest.raises(Invalid):
            actions.take_in(code=made.code, number=2, dossier=wrong, by=f.CLERK, now=f.NOW + 3 * f.HOUR)
    actions.take_in(code=made.code, number=2, dossier=new.code, by=f.CLERK, now=f.NOW + 3 * f.HOUR)
    assert stages(made) == ["taken_in", "taken_in"]
    assert duties(made.subject) == {}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"contents": "Đơn"}, "brought.0.dossier"),
        ({"contents": "Đơn", "dossier": "H57-1", "procedure": f.PROCEDURE}, "brought.0.dossier"),
        ({"contents": "Đơn", "dossier": "H57-1"}, "brought.0.dossier"),
        ({"contents": "Đơn", "procedure": "9.999999"}, "brought.0.procedure"),
        ({"contents": " ", "procedure": f.PROCEDURE}, "brought.0.contents"),
    ],
)
def test_a_line_that_is_wrong_is_named(line, field):
    with pytest.raises(Invalid) as wrong:
        brought(line)
    assert [e.field for e in wrong.value.errors] == [field]
    assert not HandoverList.objects.exists()


def test_no_name_stands_in_a_fact_and_the_signers_are_forgotten():
    made = handed(to_post())
    actions.deliver(code=made.code, number=1, by=f.CLERK, now=f.NOW)
    said = str(list(Fact.objects.values_list("payload", flat=True)))
    for word in ("Bưởi", "Hằng", "Đống Đa", "Thuận Hóa,"):
        assert word not in said
    assert "Bưởi" not in HandoverList.objects.get().sealed_signers
    assert queries.handover(made.code, by=f.CLERK).giver == SIGNERS["giver"]
    assert actions.forget(now=f.NOW + timedelta(days=1800)) == 0
    assert actions.forget(now=f.NOW + timedelta(days=1900)) == 1
    assert queries.handover(made.code, by=f.CLERK).giver == ""


def test_the_address_for_the_post_is_its_own_and_sealed():
    one = to_post()
    application = Application.objects.get(dossier=one)
    assert application.said["delivery"] == {"address": ADDRESS, "area": AREA}
    assert application.said["holder"]["address"] == ""
    assert "Đống" not in application.sealed
    ((_row, who),) = queries.recipients(queries.handover(packed(one).code, by=f.CLERK))
    assert (who.name, who.address, who.area) == ("Nguyễn Thị Hằng", ADDRESS, AREA)
    with pytest.raises(Invalid) as wrong:
        f.filed(delivery="post")
    assert [e.field for e in wrong.value.errors] == ["delivery_address"]
