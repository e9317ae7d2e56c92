"""Does a dossier find its body, and leave a wrong one with a reason, its time untouched, never in circles?"""

import pytest

from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries import answering
from tinhso.casework.onestop.rules.filing import Channel, Given
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, COMMUNE, DAY, HANDLER, HOUR, LEADER, NOW, OTHER
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE, Role
from tinhso.core.workflow import WrongState
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies import actions as competence
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db
DESK = f.officer(Role.COORDINATOR, "DP", 31)
ELSEWHERE = f.officer(Role.INTAKE, OTHER, 24)
WHY = "Thửa đất nằm ở phường khác"


@pytest.fixture(autouse=True)
def scene():
    f.scene()


def unplaced() -> Dossier:
    return f.filed(
        channel=Channel.NATIONAL, agency="DP", named="UBND xã Cũ", is_unplaced=True, national_code="H57-1"
    )


def forward(dossier: Dossier, to: str, by=CLERK, **more) -> Dossier:
    return actions.forward(dossier_id=dossier.pk, agency=to, reason=WHY, by=by, now=NOW + HOUR, **more)


def waiting(dossier: Dossier) -> list[tuple[str, str]]:
    found = worklist.items_of(dossier.subject)
    return [(i.duty, i.agency_code) for i in found if i.state == "running"]


def test_it_goes_on_with_its_reason_and_its_date():
    dossier = f.filed(channel=Channel.SITE)
    after = forward(dossier, OTHER)
    assert (after.agency_code, after.intake_agency, after.accept_by) == (OTHER, OTHER, dossier.accept_by)
    assert waiting(after) == [("accept", OTHER)]
    with pytest.raises(Missing):
        queries.case(dossier.code, by=CLERK)
    found = queries.case(dossier.code, by=ELSEWHERE)
    assert [(p.ground, p.reason) for p in found.placings] == [("place", ""), ("forwarded", WHY)]
    assert actions.receive(dossier_id=dossier.pk, by=ELSEWHERE, now=NOW + 2 * HOUR).business == "received"


def test_paper_stays_at_the_counter_that_has_it():
    after = forward(f.filed(), OTHER)
    assert (after.agency_code, after.intake_agency) == (OTHER, COMMUNE)
    assert waiting(after) == [("accept", COMMUNE)]
    assert actions.receive(dossier_id=after.pk, by=CLERK, now=NOW + HOUR).agency_code == OTHER


def test_the_exceptions_desk_passes_on_what_nobody_was_named_for_and_takes_nothing_in():
    dossier = unplaced()
    assert {s.name for s in queries.steps(queries.case(dossier.code, by=DESK), by=DESK)} == {"forward"}
    with pytest.raises(NotPermitted):
        actions.receive(dossier_id=dossier.pk, by=DESK, now=NOW)
    after = forward(dossier, COMMUNE, by=DESK)
    assert waiting(after) == [("accept", COMMUNE)]
    grounds = [(p.ground, p.named) for p in queries.case(dossier.code, by=CLERK).placings]
    assert grounds == [("unknown", "UBND xã Cũ"), ("ruled", "")]


def test_what_the_desk_decides_can_be_learnt():
    forward(unplaced(), COMMUNE, by=DESK, learn=True)
    assert agencies.identified("UBND xã Cũ", "DVCQG", on=NOW.date()) == COMMUNE


def test_an_officer_of_a_body_teaches_nothing():
    dossier = forward(unplaced(), COMMUNE, by=DESK)
    with pytest.raises(NotPermitted):
        forward(dossier, OTHER, learn=True)
    assert f.again(dossier).agency_code == COMMUNE


def test_the_third_body_is_the_exceptions_desk_and_its_word_begins_anew():
    dossier = f.filed(channel=Channel.SITE)
    forward(dossier, OTHER)
    forward(dossier, COMMUNE, by=ELSEWHERE)
    assert forward(dossier, OTHER).agency_code == "DP"
    assert [p.ground for p in dossier.placements.all()][-1] == "looped"
    assert forward(dossier, OTHER, by=DESK).agency_code == OTHER
    assert forward(dossier, COMMUNE, by=ELSEWHERE).agency_code == COMMUNE


@pytest.mark.parametrize("to", [COMMUNE, "", "UB-KHONG-CO"])
def test_it_goes_to_another_body_or_nowhere(to):
    with pytest.raises(Invalid):
        forward(f.filed(channel=Channel.SITE), to)


def test_what_is_received_stays():
    with pytest.raises(WrongState):
        forward(f.received(), OTHER, by=LEADER)


@pytest.mark.parametrize(("asked_on", "left"), [(26, 6), (25, 10)])
def test_a_lack_told_too_late_gives_the_body_no_new_count(asked_on, left):
    """Received on Thursday the 19th, ten working days: until Friday 4 December; notice until the 25th."""
    f.catalogued(code="1.009777", term={"amount": 10, "unit": "working_days"})
    dossier = f.handled(procedure="1.009777")
    wanted = [{"code": "", "text": "Ghi rõ số nhà."}]
    asked = NOW.replace(day=asked_on)
    dossier = actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=HANDLER, now=asked)
    back = NOW + 21 * DAY  # Thursday, 10 December
    dossier = actions.supply(dossier_id=dossier.pk, given=[Given("don")], by=CITIZEN, now=back)
    calendar = workdays.calendar("office")
    assert dossier.current_due == calendar.due_after_days(back, left)


def test_the_present_step_is_given_to_an_officer_of_the_body_only():
    dossier = f.handled()
    colleague, stranger = officer(COMMUNE, Role.HANDLER), officer(OTHER, Role.HANDLER)
    with pytest.raises(Invalid):
        actions.assign(dossier_id=dossier.pk, to=f"officer:{stranger.pk}", by=LEADER, now=NOW + DAY)
    actions.assign(dossier_id=dossier.pk, to=f"officer:{colleague.pk}", by=LEADER, now=NOW + DAY)
    line = dossier.hand_overs.get(ended_at=None)
    item = next(i for i in worklist.items_of(dossier.subject) if i.duty == "handle")
    assert (line.receiver, item.assignee) == (f"officer:{colleague.pk}",) * 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "VP"),
        ([("tthc.test", "", "SXD")], "SXD"),
        ([("tthc.test", "", "SXD"), ("tthc.test", "1.009555", "NUOC")], "NUOC"),
        ([("tthc.dat-dai", "", "SXD")], "VP"),
    ],
)
def test_the_table_of_competence_names_who_handles_a_procedure_of_the_province(rows, expected):
    for category, procedure, agency in rows:
        competence.add_competence(
            category=category, sub_kind=procedure, agency=agency, valid_from=f.SINCE, citation="QĐ 1/2025",
            reason="Thử", by=MACHINE, now=NOW,
        )  # fmt: skip
    f.catalogued(code="1.009555", levels=["province"])
    version = procedures.version_in_force("1.009555", NOW.date())
    found = answering.body_for(version, "", on=NOW.date())
    assert (found.agency.code, found.rule is not None) == (expected, expected != "VP")
    dossier = f.filed(channel=Channel.SITE, procedure=version.code, agency=expected, area="")
    cited = [(p.ground, p.citation) for p in queries.case_of(dossier.pk).placings]
    assert cited == [("place", "QĐ 1/2025" if expected != "VP" else "")]
