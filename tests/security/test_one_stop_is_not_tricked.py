"""Can a dossier, its papers or its money be led to somebody whom they do not belong to?

Each test is one attack on one-stop that worked once, played against the rooms as they stand together.
"""

from uuid import uuid4, uuid5

import pytest

from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import mirroring
from tinhso.casework.onestop.rules.filing import Channel, Given, Person
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, DAY, LEADER, NOW
from tinhso.core.errors import Conflict, Invalid, Missing
from tinhso.core.roles import CITIZEN, MACHINE, Role
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import pdf
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.vault import queries as papers
from tinhso.foundation.worklist.models import WorkItem
from tinhso.gateway.national.rules.payloads import NationalDossier

pytestmark = pytest.mark.django_db
VICTIM = "046099000999"


@pytest.fixture(autouse=True)
def province():
    return f.scene()


def kept(number: str = VICTIM):
    """A paper that lies in somebody's vault and has nothing to do with any dossier."""
    return vault.keep(
        owner=papers.owner_key(number), type_code="giay-khai-sinh", title="Giấy khai sinh", number="7/2020",
        issuer_code="UB", issuer_name="UBND", issued_on=NOW.date(), expires_on=None, file_id=uploaded(),
        source=vault.Source.ISSUED, basis=vault.by_law("Luật Hộ tịch 60/2014/QH13"), about="", by=MACHINE,
        now=NOW,
    )  # fmt: skip


def uploaded() -> str:
    return files.receive_paper(pdf(), filename="giay.pdf", by=MACHINE, now=NOW).id


def test_nobody_takes_the_place_of_a_dossier_that_the_portal_will_bring():
    """Codes of the portal can be guessed, and so could the ids that are made of them."""
    code = "000.00.15.H57-261119-0001"
    arrived = NationalDossier(code=code, procedure=f.PROCEDURE, holder="Nguyễn Thị Hằng", phone="0912345678")
    came = mirroring.filing(arrived, agency=f.COMMUNE, is_unplaced=False)
    for channel in (Channel.SITE, Channel.COUNTER):
        with pytest.raises(Invalid):
            actions.submit(filing=f.filing(id=came.id, channel=channel), by=CITIZEN, now=NOW)
    sent = actions.submit(filing=came, by=CITIZEN, now=NOW)
    assert sent.is_new
    assert Dossier.objects.get(pk=sent.id).national_code == code
    assert came.id == uuid5(mirroring.ARRIVALS, code), "the same arrival is the same dossier"


@pytest.mark.parametrize("number", ["", "046188000123"], ids=["nobody's number", "another's number"])
def test_a_counter_uses_no_paper_of_another_persons_vault(number):
    paper = kept()
    stolen = Given("don", paper=paper.key, paper_version=paper.version)
    holder = Person(name="Nguyễn Thị Hằng", number=number, phone="0912345678")
    with pytest.raises(Missing):
        actions.submit(filing=f.filing(given=(stolen,), holder=holder), by=CLERK, now=NOW)
    assert not papers.links_of(papers.owner_key(VICTIM))


def test_a_second_petition_is_no_broken_page_and_is_not_forgotten_with_the_first():
    dossier = f.handled()
    first, second = (petition(dossier, f"Chậm {n}") for n in range(2))
    assert waits_for("VP", dossier)
    actions.answer_objection(objection_id=first.pk, text="Đã nhắc.", by=f.ABOVE, now=NOW + DAY)
    assert waits_for("VP", dossier), "the second one is still to be answered"
    actions.answer_objection(objection_id=second.pk, text="Đã nhắc.", by=f.ABOVE, now=NOW + DAY)
    assert not waits_for("VP", dossier)


def test_one_dossier_does_not_bury_a_desk_in_petitions():
    dossier = f.handled()
    for n in range(10):
        petition(dossier, f"Chậm {n}")
    with pytest.raises(Invalid):
        petition(dossier, "Chậm mãi")


def test_who_must_answer_a_petition_may_read_what_it_is_about_until_then():
    dossier = f.handled()
    with pytest.raises(Missing):
        queries.case(dossier.code, by=f.ABOVE)
    one = petition(dossier, "Chậm quá")
    assert [o.text for o in queries.case(dossier.code, by=f.ABOVE).objections] == ["Chậm quá"]
    assert [o.text for o in queries.case(dossier.code, by=LEADER).objections] == [""]
    actions.answer_objection(objection_id=one.pk, text="Đã nhắc.", by=f.ABOVE, now=NOW + DAY)
    with pytest.raises(Missing):
        queries.case(dossier.code, by=f.ABOVE)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.READER, Role.INTAKE])
def test_who_only_looks_answers_no_petition(role):
    one = petition(f.handled(), "Chậm quá")
    with pytest.raises(Conflict):
        actions.answer_objection(
            objection_id=one.pk, text="Đã nhắc.", by=f.officer(role, "VP", 99), now=NOW + DAY
        )


@pytest.mark.parametrize("deep", [20, 200, 480, 900])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
def test_an_application_nested_a_thousand_deep_is_refused_in_words(client, deep, opens, closes):
    nested = f"{opens * deep}1{closes * deep}"
    body = f'{{"id": "{uuid4()}", "procedure": "{f.PROCEDURE}", "data": {{"x": {nested}}}}}'
    assert client.post("/api/v1/dossiers", body, content_type="application/json").status_code == 400


def petition(dossier, text):
    return actions.object_(
        dossier_id=dossier.pk, kind=actions.Kind.PETITION, about=actions.About.LATE, text=text, by=CITIZEN,
        now=NOW + DAY,
    )  # fmt: skip


def waits_for(agency, dossier):
    return WorkItem.objects.filter(
        agency_code=agency, subject=dossier.subject, duty="answer_objection", done_at=None
    ).exists()
