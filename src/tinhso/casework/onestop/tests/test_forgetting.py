"""Is forgotten whose a dossier was when its time is over, and nothing before, and nothing that must stay?"""

from datetime import date, timedelta

import pytest

from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.models import Dossier, PortalVersion
from tinhso.casework.onestop.queries import listing
from tinhso.casework.onestop.rules.filing import Channel, Given, Person
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, DAY, HANDLER, HOUR, LEADER, NOW
from tinhso.core import parameters
from tinhso.core.errors import NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as kept
from tinhso.foundation.files.tests import factories as uploads
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.vault import actions as vault_actions
from tinhso.foundation.vault import queries as vault
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders

pytestmark = pytest.mark.django_db

KEPT = timedelta(days=3650)
HANG = Person(name="Nguyễn Thị Hằng", number="046188000123", phone="0912345678")


@pytest.fixture(autouse=True)
def province(db):
    f.scene()


def upload() -> str:
    return files.receive_document(uploads.pdf(), by=CLERK, now=NOW).id


def returned(**changes) -> Dossier:
    """One that came with a scanned paper and ended with a result in its holder's vault."""
    given = Given("don", form="certified", source="digitised", file=upload(), certified_by="officer:21")
    dossier = f.decided(**{"given": (given,), **changes})
    issued = actions.Issued(
        paper_type="giay-xac-nhan", title="Giấy xác nhận", number=f"{dossier.pk}/GXN",
        issued_on=date(2026, 11, 20), file=f.signed_upload(),
    )  # fmt: skip
    actions.attach_result(dossier_id=dossier.pk, issued=issued, by=HANDLER, now=NOW + DAY)
    return actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY)


def stopped(**changes) -> Dossier:
    dossier = f.handled(**changes)
    return actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=LEADER, now=NOW + DAY)


def is_forgotten(dossier: Dossier) -> bool:
    row = f.again(dossier).application
    marks = (row.sealed, row.holder_key, row.holder_mark, row.phone_mark)
    assert bool(row.erased_at) is not any(marks)
    return bool(row.erased_at)


def test_who_applied_and_what_came_with_it_go_and_dossier_list_and_result_stay():
    dossier = returned()
    key, paper = dossier.application.holder_key, dossier.components.get()
    owner = f"{dossier.subject}/component:{paper.pk}"
    before = [one.type for one in facts.facts_of(dossier.subject)]
    assert kept.papers_of(owner)

    assert actions.forget_ended(now=dossier.ended_at + KEPT - DAY) == 0
    assert not is_forgotten(dossier)
    assert actions.forget_ended(now=dossier.ended_at + KEPT) == 1
    assert is_forgotten(dossier)
    assert actions.forget_ended(now=dossier.ended_at + KEPT) == 0, "once"

    assert kept.papers_of(owner) == []
    found = queries.case(dossier.code, by=LEADER)
    assert (found.said, found.row.business, len(found.lines)) == ({}, "returned", 2)
    assert [(one.code, one.source, one.file) for one in found.papers] == [("don", "digitised", "")]
    assert not queries.by_second_factor(dossier.code, phone=HANG.phone, number=HANG.number)
    assert queries.codes_of_holder(key) == []
    [result] = vault.papers_of(key, on=date(2026, 11, 21))
    stream, _paper = vault_actions.hand_out(
        paper=result.key, version=result.version, reason="", owner=key, by=CITIZEN, now=NOW + DAY
    )
    assert stream.read(5) == b"%PDF-"
    told = facts.facts_of(dossier.subject)
    assert [one.type for one in told] == [*before, "onestop.applicant_forgotten"]
    assert told[-1].payload["files"] == 1
    day = dossier.received_at.date()
    [line] = listing.register(f.COMMUNE, first_on=day, last_on=day)
    assert (line.code, line.applicant["name"]) == (dossier.code, "")


def test_a_paper_of_the_vault_that_was_used_again_is_opened_for_it_no_more():
    first = returned()
    result = first.results.get()
    reused = Given("don", paper=result.paper, paper_version=result.paper_version)
    second = f.filed(given=(reused,))
    row = second.components.get()
    given = {"paper": result.paper, "version": result.paper_version, "reason": "xem", "by": HANDLER}
    to = f"{second.subject}/component:{row.pk}"
    vault_actions.open_paper(to=to, now=NOW + DAY, **given)
    actions.refuse(dossier_id=second.pk, reason="Không thuộc diện", by=CLERK, now=NOW + DAY)
    Dossier.objects.filter(pk=first.pk).update(filed_at=NOW + 900 * DAY, ended_at=NOW + 900 * DAY)
    assert actions.forget_ended(now=NOW + DAY + KEPT) == 1
    row.refresh_from_db()
    assert (row.source, row.paper, row.paper_version) == ("reused", "", None)
    with pytest.raises(NotPermitted):
        vault_actions.open_paper(to=to, now=NOW + DAY + KEPT, **given)


def petition(dossier, kind=actions.Kind.PETITION):
    return actions.object_(
        dossier_id=dossier.pk, kind=kind, about=actions.About.WRONG, text="Sai tên tôi", by=CITIZEN,
        now=NOW + 2 * DAY,
    )  # fmt: skip


def test_one_with_an_open_petition_waits_for_the_answer():
    dossier = stopped()
    row = petition(dossier)
    late = NOW + KEPT + 90 * DAY
    assert actions.forget_ended(now=late) == 0
    actions.answer_objection(objection_id=row.pk, text="Đã xem lại.", by=f.ABOVE, now=late)
    assert actions.forget_ended(now=late) == 1
    [said] = queries.case_of(dossier.pk).objections
    assert (said.text, said.answer, said.kind) == ("", "", "petition")


def test_a_complaint_that_is_answered_elsewhere_holds_it_for_as_long_again():
    dossier = stopped()
    until = petition(dossier, actions.Kind.COMPLAINT).until
    assert actions.forget_ended(now=until + KEPT - HOUR) == 0
    assert actions.forget_ended(now=until + KEPT) == 1


def test_one_whose_money_still_goes_back_waits():
    payments.open_account(
        code="thuan-hoa", agency=f.COMMUNE, holder="UBND PHUONG", bank="Vietcombank", bin_="970436",
        number="0011001234567", valid_from=f.SINCE, citation="QĐ 05/QĐ-UBND", reason="mở tài khoản",
        by=MACHINE, now=NOW,
    )  # fmt: skip
    f.catalogued(code="1.009009", fees=[
        {"code": "le-phi", "name": "Lệ phí", "amount": 15_000, "kind": "charge"},
    ])  # fmt: skip
    dossier = f.received(procedure="1.009009")
    [order] = orders.orders_about(dossier.subject)
    payments.record_cash(
        number=order.number, amount=15_000, counter=f.COMMUNE, idempotency_key="a", by=CLERK, now=NOW
    )
    dossier = actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=LEADER, now=NOW + DAY)
    late = NOW + DAY + KEPT
    Dossier.objects.filter(pk=dossier.pk).update(finance="refund")
    assert actions.forget_ended(now=late) == 0
    Dossier.objects.filter(pk=dossier.pk).update(finance="nothing")  # a refund is asked all the same
    refund = payments.ask_refund(number=order.number, amount=5_000, reason="Hoàn", by=HANDLER, now=NOW)
    assert actions.forget_ended(now=late) == 0
    payments.decide_refund(refund_id=refund, grant=False, reason="Không hoàn", by=LEADER, now=NOW)
    assert actions.forget_ended(now=late) == 1


def test_what_is_not_over_or_taken_up_again_stays_and_what_is_forgotten_is_not_taken_up():
    going, ended, again = f.handled(), stopped(), stopped()
    actions.reopen(dossier_id=again.pk, reason="Đính chính", by=LEADER, now=NOW + 2 * DAY)
    late = NOW + DAY + KEPT
    assert actions.forget_ended(now=late) == 1
    assert [is_forgotten(one) for one in (going, ended, again)] == [False, True, False]
    with pytest.raises(actions.Forgotten):
        actions.reopen(dossier_id=ended.pk, reason="Đính chính", by=LEADER, now=late)
    assert "reopen" not in {one.name for one in queries.steps(queries.case_of(ended.pk), by=LEADER)}


def test_a_province_says_how_long_and_later_versions_go_too():
    dossier = stopped(channel=Channel.NATIONAL, national_code="000.00.00.H57-1", by=MACHINE)
    PortalVersion.objects.create(
        dossier=dossier, arrival=1, at=NOW, fate="beside", sealed=dossier.application.sealed
    )
    parameters.write("onestop.keep_data", 30, valid_from=f.SINCE, citation="QĐ 07/QĐ-UBND")
    assert actions.forget_ended(now=dossier.ended_at + 29 * DAY) == 0
    assert actions.forget_ended(now=dossier.ended_at + 30 * DAY) == 1
    assert PortalVersion.objects.get().sealed == ""
