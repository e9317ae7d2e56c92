"""Does a result wait for its signature, get it from a leader, and never go out on a broken one?"""

from datetime import date
from typing import Any

import pytest

from tinhso.casework.onestop import actions, dated, queries
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import CLERK, DAY, HANDLER, LEADER, NOW
from tinhso.core import parameters
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.workflow import WrongState
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import jpeg, pdf, upload_pdf
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.signing.tests import factories as signing
from tinhso.foundation.vault import queries as vault
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def province(db):
    return f.scene()


def brought(dossier: Any, file: str = "", **changes: Any) -> Any:
    """This will attach a result."""
    said: dict[str, Any] = {
        "paper_type": "giay-xac-nhan", "title": "Giấy xác nhận", "number": "12/GXN",
        "issued_on": date(2026, 11, 20), "file": file or upload_pdf(now=NOW).id, **changes,
    }  # fmt: skip
    return actions.attach_result(
        dossier_id=dossier.pk, issued=actions.Issued(**said), by=HANDLER, now=NOW + DAY
    )


def duties(dossier: Any) -> set[str]:
    return {i.duty for i in worklist.items_of(dossier.subject) if i.state == "running"}


def papers(dossier: Any) -> list[Any]:
    return vault.papers_of(dossier.application.holder_key, on=ON)


def test_an_unsigned_result_waits_and_the_leader_signs_it():
    dossier = f.decided()
    brought(dossier)
    assert papers(dossier) == []
    assert duties(dossier) == {"return_result", "sign"}
    with pytest.raises(actions.Unsigned):
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY)
    with pytest.raises(NotPermitted):
        actions.sign(dossier_id=dossier.pk, by=HANDLER, now=NOW + DAY)
    with pytest.raises(actions.NoKey):
        actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)

    signing.trusted()
    key = signing.key()
    actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)
    (paper,) = papers(dossier)
    assert (paper.number, paper.signature["valid"]) == ("12/GXN", True)
    assert paper.signature["signer"].startswith("Ủy ban nhân dân phường Thuận Hóa")
    (given,) = queries.case(dossier.code, by=LEADER).results
    assert (given.paper, given.waits, given.file) == (paper.key, False, "")
    assert duties(dossier) == {"return_result"}
    told = [one for one in facts.facts_of(dossier.subject) if one.type == "onestop.result_signed"]
    assert [one.payload["key"] for one in told] == [key]
    with pytest.raises(actions.NothingToSign):
        actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY).business == "returned"
    with pytest.raises(WrongState):
        actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)


def test_a_file_signed_outside_goes_to_the_vault_at_once():
    dossier = f.decided()
    brought(dossier, f.signed_upload())
    (paper,) = papers(dossier)
    (one,) = paper.signature["signatures"]
    assert (paper.signature["valid"], one["trust"]) == (False, "unknown")
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY).business == "returned"


def test_a_province_may_ask_that_somebody_trusted_vouches():
    parameters.write(dated.TRUSTED_RESULTS.key, True, valid_from=f.SINCE)
    dossier = f.decided()
    brought(dossier, f.signed_upload())
    with pytest.raises(actions.Unsigned):
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY)


def test_a_broken_signature_is_refused_and_nothing_changes():
    dossier = f.decided()
    signing.trusted()
    signed = bytearray(signing.signed(pdf()))
    signed[signed.index(b"595")] = ord("6")
    broken = files.receive_document(bytes(signed), by=HANDLER, now=NOW).id
    with pytest.raises(actions.BrokenSignature) as told:
        brought(dossier, broken)
    assert "chữ ký hỏng" in str(told.value)
    assert dossier.results.count() == 0


def test_a_new_draft_takes_the_place_of_the_one_that_waits():
    dossier = f.decided()
    brought(dossier, number="1/GXN")
    brought(dossier, number="2/GXN")
    assert [one.number for one in dossier.results.all()] == ["2/GXN"]
    brought(dossier, f.signed_upload(), number="2/GXN")
    assert [one.number for one in papers(dossier)] == ["2/GXN"]
    assert duties(dossier) == {"return_result"}


def test_a_picture_is_no_electronic_result_and_a_result_on_paper_may_be_one():
    dossier = f.decided()
    picture = files.receive_paper(jpeg(), filename="kq.jpg", by=HANDLER, now=NOW).id
    with pytest.raises(Invalid):
        brought(dossier, picture)

    on_paper = [{"paper_type": "the-giay", "name": "Thẻ", "electronic": False}]
    f.catalogued(code="1.009002", results=on_paper)
    dossier = f.decided(procedure="1.009002")
    brought(dossier, picture, paper_type="the-giay")
    assert [one.signature for one in papers(dossier)] == [None]
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY).business == "returned"


def test_where_the_rule_is_off_nothing_waits():
    parameters.write(dated.SIGNED_RESULTS.key, False, valid_from=f.SINCE)
    dossier = f.decided()
    brought(dossier)
    assert len(papers(dossier)) == 1
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY).business == "returned"


def test_a_result_of_somebody_whose_vault_nobody_knows_stays_with_the_dossier():
    dossier = f.decided()
    dossier.application.holder_key = ""
    dossier.application.save()
    brought(dossier)
    signing.trusted()
    signing.key()
    (row,) = actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)
    assert (bool(row.file), row.paper, row.signature["valid"]) == (True, "", True)
    assert actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + DAY).business == "returned"


def test_what_was_exchanged_while_it_was_signed_is_not_given_out(monkeypatch):
    from tinhso.core.errors import Conflict
    from tinhso.foundation.signing import actions as house

    dossier = f.decided()
    brought(dossier, number="1/GXN")
    signing.trusted()
    signing.key()
    real = house.sign

    def slow(*args: Any, **how: Any) -> bytes:
        brought(dossier, number="2/GXN")
        return real(*args, **how)

    monkeypatch.setattr(house, "sign", slow)
    with pytest.raises(Conflict):
        actions.sign(dossier_id=dossier.pk, by=LEADER, now=NOW + DAY)
    assert [one.number for one in queries.case(dossier.code, by=LEADER).results if one.waits] == ["2/GXN"]
