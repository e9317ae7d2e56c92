"""Does a dossier walk its way with its clock, slip and duties, and does nobody take another's step?"""

from datetime import date, datetime

import pytest

from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules.deadlines import TooLateToExtend
from tinhso.casework.onestop.rules.filing import Channel, Given, Person
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, DAY, HANDLER, HOUR, LEADER, NOW
from tinhso.core.days import VIETNAM, local
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE, Assurance, Role
from tinhso.core.workflow import WrongState
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.vault import queries as vault
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def duties(dossier: Dossier) -> dict[str, str]:
    """What is open for whom."""
    open_ = ("running", "paused")
    return {i.duty: i.agency_code for i in worklist.items_of(dossier.subject) if i.state in open_}


@pytest.fixture(autouse=True)
def province(db):
    return f.scene()


def test_a_dossier_is_filed_received_handled_decided_and_returned():
    dossier = f.filed()
    assert dossier.code == "UB-THUAN-HOA-261119-0001"
    assert duties(dossier) == {"accept": f.COMMUNE}
    assert local(dossier.accept_by) == at("20/11/2026 09:30")  # eight working hours, of 7.5 a day

    dossier = actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    assert local(dossier.current_due) == at("25/11/2026 16:30")  # three working days, 24/11 is a holiday
    assert duties(dossier) == {"handle": f.COMMUNE}

    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=NOW + HOUR)
    how = actions.hand_over(dossier_id=dossier.pk, by=HANDLER, now=NOW + DAY)
    assert how == "early"
    assert duties(dossier) == {"handle": f.COMMUNE, "approve": f.COMMUNE}

    dossier = actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + DAY + HOUR)
    assert (dossier.business, dossier.clock, dossier.finished_verdict) == ("decided", "ended", "early")
    assert duties(dossier) == {"return_result": f.COMMUNE}
    with pytest.raises(actions.NoResult):
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY + HOUR)


def test_every_step_left_a_fact_that_names_nobody():
    dossier = f.decided()
    told = [r.type for r in facts.facts_of(dossier.subject)]
    ours = [t for t in told if t.startswith("onestop.")]
    assert ours == ["onestop.filed", "onestop.received", "onestop.handed_over", "onestop.decided"]
    assert "Hằng" not in str(facts.facts_of(dossier.subject))


def test_a_code_begins_with_the_body_s_national_identifier():
    agencies.open_agency(
        code="UB-HUONG-THUY", kind="commune_committee", name="UBND phường Hương Thủy", area_code=None,
        area_structure=None, escalates_to="VP", valid_from=f.SINCE, citation="QĐ 01/2025/QĐ-UBND",
        identifiers=[("QD20", "H57.31")], by=MACHINE, now=NOW,
    )  # fmt: skip
    clerk = f.officer(Role.INTAKE, "UB-HUONG-THUY", 31)
    assert f.filed(intake="UB-HUONG-THUY", by=clerk).code == "H57.31-261119-0001"


def test_the_same_id_twice_is_one_dossier():
    sent = f.filing(id=f.an_id(7))
    first = actions.submit(filing=sent, by=CLERK, now=NOW)
    second = actions.submit(filing=sent, by=CLERK, now=NOW + HOUR)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.code == second.code
    assert Dossier.objects.count() == 1


def test_what_is_missing_is_named_and_may_be_taken_in_anyway():
    dossier = f.filed(given=())
    with pytest.raises(Invalid) as told:
        actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    assert "Đơn đề nghị" in str(told.value)
    assert actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW, anyway=True).business == "received"


def test_any_counter_takes_in_and_only_the_handling_body_handles():
    dossier = f.filed(intake=f.OTHER, by=f.ELSEWHERE)
    assert dossier.code.startswith("UB-PHU-XUAN-")
    assert duties(dossier) == {"accept": f.OTHER}
    dossier = actions.receive(dossier_id=dossier.pk, by=f.ELSEWHERE, now=NOW)
    assert duties(dossier) == {"handle": f.COMMUNE}
    with pytest.raises(NotPermitted):
        actions.start(dossier_id=dossier.pk, by=f.STRANGER, now=NOW)
    with pytest.raises(Missing):
        actions.start(dossier_id=dossier.pk, by=f.CONSULTED, now=NOW)
    actions.start(dossier_id=dossier.pk, by=HANDLER, now=NOW)


def test_before_receipt_a_supplement_starts_the_hours_of_acceptance_anew():
    dossier = f.filed(given=())
    wanted = [{"code": "don", "text": "Nộp đơn đề nghị có chữ ký."}]
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=NOW)
    assert duties(dossier) == {}
    later = NOW + 4 * DAY
    dossier = actions.supply(dossier_id=dossier.pk, given=[Given("don")], by=CITIZEN, now=later)
    assert (dossier.business, duties(dossier)) == ("filed", {"accept": f.COMMUNE})
    assert dossier.accept_by > later
    with pytest.raises(actions.AskedAlready):
        actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=later)


def test_while_handled_a_supplement_stops_the_clock_and_the_time_is_counted_anew():
    dossier = f.handled()
    wanted = [{"code": "", "text": "Ghi rõ số nhà."}]
    dossier = actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=HANDLER, now=NOW + 2 * HOUR)
    assert (dossier.clock, dossier.pause_ground) == ("paused", "supplement")
    with pytest.raises(WrongState):
        actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + DAY)
    back = at("02/12/2026 10:00")
    dossier = actions.supply(dossier_id=dossier.pk, given=[Given("don")], by=CITIZEN, now=back)
    assert (dossier.clock, local(dossier.current_due)) == ("running", at("07/12/2026 16:30"))
    assert local(dossier.original_due) == at("25/11/2026 16:30")
    assert [m.why for m in dossier.due_changes.all()] == ["receipt", "supplement"]
    item = next(i for i in worklist.items_of(dossier.subject) if i.duty == "handle")
    assert item.due_at == dossier.current_due


def test_an_extension_is_one_and_in_time():
    dossier = f.handled()
    late = at("24/11/2026 08:00")
    with pytest.raises(TooLateToExtend):
        actions.extend(
            dossier_id=dossier.pk, to=date(2026, 11, 30), reason="Chờ xác minh", by=LEADER, now=late
        )
    dossier = actions.extend(
        dossier_id=dossier.pk, to=date(2026, 11, 30), reason="Chờ xác minh", by=LEADER, now=NOW + 3 * HOUR
    )
    assert local(dossier.current_due) == at("30/11/2026 16:30")
    with pytest.raises(actions.ExtendedAlready):
        actions.extend(
            dossier_id=dossier.pk, to=date(2026, 12, 4), reason="Nữa", by=LEADER, now=NOW + 4 * HOUR
        )
    with pytest.raises(NotPermitted):
        actions.extend(dossier_id=dossier.pk, to=date(2026, 12, 4), reason="Nữa", by=HANDLER, now=NOW)


def test_an_end_that_stays_where_it_was_is_no_move():
    dossier, evening = f.handled(), at("19/11/2026 17:30")
    actions.consult(
        dossier_id=dossier.pk, agency="SXD", question="Có vướng quy hoạch không?", pauses=True, by=HANDLER,
        now=evening,
    )  # fmt: skip
    soon = evening + HOUR
    actions.answer_consultation(dossier_id=dossier.pk, text="Không vướng.", by=f.CONSULTED, now=soon)
    dossier = f.again(dossier)
    assert (dossier.clock, dossier.current_due) == ("running", dossier.original_due)
    assert [m.why for m in dossier.due_changes.all()] == ["receipt"]
    assert not queries.case_of(dossier.pk).has_moved
    assert "onestop.due_changed" not in [r.type for r in facts.facts_of(dossier.subject)]

    actions.extend(dossier_id=dossier.pk, to=date(2026, 11, 30), reason="Chờ xác minh", by=LEADER, now=soon)
    assert queries.case_of(dossier.pk).has_moved
    assert [m.why for m in f.again(dossier).due_changes.all()] == ["receipt", "extension"]


def test_an_opinion_is_a_duty_of_the_body_that_is_asked():
    dossier = f.handled()
    actions.consult(
        dossier_id=dossier.pk, agency="SXD", question="Có vướng quy hoạch không?", pauses=True, by=HANDLER,
        now=NOW + 2 * HOUR,
    )  # fmt: skip
    assert duties(dossier)["consult"] == "SXD"
    assert f.again(dossier).clock == "paused"
    with pytest.raises(Conflict):
        actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + 3 * HOUR)
    with pytest.raises(NotPermitted):
        actions.answer_consultation(dossier_id=dossier.pk, text="Không", by=HANDLER, now=NOW + 3 * HOUR)
    actions.answer_consultation(dossier_id=dossier.pk, text="Không vướng.", by=f.CONSULTED, now=NOW + 2 * DAY)
    dossier = f.again(dossier)
    assert (dossier.clock, "consult" in duties(dossier)) == ("running", False)
    assert dossier.current_due > dossier.original_due


def test_a_rejection_and_an_end_need_their_reason():
    dossier = f.handled()
    with pytest.raises(Invalid):
        actions.decide(dossier_id=dossier.pk, outcome="rejected", by=LEADER, now=NOW + DAY)
    with pytest.raises(Invalid):
        actions.stop(dossier_id=dossier.pk, reason=" ", by=LEADER, now=NOW + DAY)
    dossier = actions.withdraw(dossier_id=dossier.pk, reason="Không cần nữa", by=CITIZEN, now=NOW + DAY)
    assert (dossier.business, dossier.clock, duties(dossier)) == ("withdrawn", "ended", {})


def test_a_result_lies_in_the_holders_vault_and_the_dossier_ends():
    dossier = f.decided()
    issued = actions.Issued(
        paper_type="giay-xac-nhan", title="Giấy xác nhận", number="12/GXN", issued_on=date(2026, 11, 20),
        file=f.signed_upload(),
    )  # fmt: skip
    result = actions.attach_result(dossier_id=dossier.pk, issued=issued, by=HANDLER, now=NOW + DAY)
    dossier = actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY)
    assert (dossier.business, duties(dossier)) == ("returned", {})
    papers = vault.papers_of(dossier.application.holder_key, on=date(2026, 11, 21))
    assert [(p.key, p.number) for p in papers] == [(result.paper, "12/GXN")]

    # the next dossier of the same person takes it from there
    again = f.filed(given=(Given("don", paper=result.paper, paper_version=result.paper_version),))
    row = again.components.get()
    assert (row.source, row.paper) == ("reused", result.paper)


def test_a_petition_goes_above_and_a_complaint_to_its_own_desk():
    dossier = f.handled()
    petition = actions.object_(
        dossier_id=dossier.pk, kind=actions.Kind.PETITION, about=actions.About.LATE, text="Chậm quá",
        by=CITIZEN, now=NOW + DAY,
    )  # fmt: skip
    complaint = actions.object_(
        dossier_id=dossier.pk, kind=actions.Kind.COMPLAINT, about=actions.About.WRONG, text="Khiếu nại",
        by=CITIZEN, now=NOW + DAY,
    )  # fmt: skip
    assert (petition.agency_code, complaint.agency_code) == ("VP", "TCD")
    with pytest.raises(Conflict):
        actions.answer_objection(objection_id=petition.pk, text="…", by=LEADER, now=NOW + DAY)
    with pytest.raises(Conflict):
        actions.answer_objection(objection_id=complaint.pk, text="…", by=f.officer_of("TCD"), now=NOW + DAY)
    actions.answer_objection(objection_id=petition.pk, text="Đã nhắc.", by=f.ABOVE, now=NOW + 2 * DAY)
    assert "Chậm" not in petition.sealed_text


def test_satisfaction_is_said_once_and_only_at_the_end():
    dossier = f.handled()
    with pytest.raises(WrongState):
        actions.rate(dossier_id=dossier.pk, value="good", by=CITIZEN, now=NOW)
    actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=LEADER, now=NOW + DAY)
    actions.rate(dossier_id=dossier.pk, value="poor", by=CITIZEN, now=NOW + DAY)
    with pytest.raises(Conflict):
        actions.rate(dossier_id=dossier.pk, value="good", by=CITIZEN, now=NOW + DAY)


def test_online_needs_the_identity_that_the_procedure_asks_for():
    f.catalogued(code="1.009002", needs_identity=True)
    sent = f.filing(procedure="1.009002", channel=Channel.SITE)
    with pytest.raises(actions.IdentityNeeded):
        actions.submit(filing=sent, by=CITIZEN, now=NOW)
    assert f.filed(procedure="1.009002", channel=Channel.SITE).accept_by > NOW


def test_what_another_system_takes_is_not_taken_here():
    f.catalogued(code="1.009003", authoritative={"submit": "npsp"})
    with pytest.raises(actions.NotTakenHere):
        actions.submit(filing=f.filing(procedure="1.009003", channel=Channel.SITE), by=CITIZEN, now=NOW)


def test_the_application_is_sealed_and_found_by_what_its_people_know():
    dossier = f.filed(holder=Person(name="Trần Văn Lộc", number="046188000999", phone="0987654321"))
    assert "Lộc" not in dossier.application.sealed
    assert queries.by_second_factor(dossier.code, phone="0987654321")
    assert queries.by_second_factor(dossier.code, number="046188000999")
    assert not queries.by_second_factor(dossier.code, phone="0987654322")
    assert not queries.by_second_factor(dossier.code)
    assert queries.case(dossier.code, by=CLERK).said["holder"]["name"] == "Trần Văn Lộc"
    with pytest.raises(Missing):
        queries.case(dossier.code, by=f.STRANGER)


def test_a_number_that_nobody_vouches_for_leads_into_no_vault():
    def key(**how):
        done = actions.submit(filing=f.filing(**how.pop("said", {})), by=CITIZEN, now=NOW, **how)
        return Dossier.objects.get(pk=done.id).application.holder_key

    site = {"channel": Channel.SITE}
    assert key(said=site, assurance=Assurance.ANONYMOUS) == ""
    assert key(said=site, assurance=Assurance.PHONE) == ""
    assert key(said=site, assurance=Assurance.IDENTITY).startswith("person:")
    assert key(said={}).startswith("person:"), "an officer at the counter saw the card"
