"""Do a proxy, a parent and a company's head apply for another, find it again, and open nobody's vault?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tinhso.casework.applying.tests.factories import (
    NAME,
    NOW,
    NUMBER,
    THUAN_HOA,
    page_one,
    photo,
    scene,
    sign_in,
)
from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import filing
from tinhso.casework.onestop.tests.factories import CLERK, HANDLER, LEADER, signed_upload
from tinhso.casework.procedures.tests import factories as procedures
from tinhso.core import limits
from tinhso.core.errors import Invalid
from tinhso.foundation.signing.tests import factories as keys
from tinhso.foundation.vault import queries as vault

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
HOLDER, HOLDER_NAME, BODY = "046199000456", "Lê Văn Nam", "3300101234"
OURS = "DP.000904"
START = f"/nop-ho-so/{OURS}"
MINE = "/ho-so-cua-toi"
FOR_NAM = {"p.for_whom": "other", "p.capacity": "mandate", "p.other_name": HOLDER_NAME,
           "p.other_number": HOLDER, "p.proxy_basis": "Giấy uỷ quyền 12/2026"}  # fmt: skip
FOR_BODY = {"p.for_whom": "org", "p.org_capacity": "representative", "p.org_name": "Hợp tác xã Quảng Phú",
            "p.org_number": BODY, "p.proxy_basis": "Giám đốc"}  # fmt: skip
PAPERS = {"r.delivery": "electronic", "do": "next"}


@pytest.fixture(autouse=True)
def hue():
    cache.clear()
    limits._here.clear()
    with time_machine.travel(NOW, tick=False):
        found = scene()
        procedures.keep(code=OURS, name="Thuê mặt bằng chợ", needs_identity=True, is_local=True, fees=[],
                        audience=["citizen", "organisation"], form_schema={},
                        components=[{"code": "so-do", "name": "Sơ đồ vị trí"}])  # fmt: skip
        yield found


@pytest.fixture
def hang() -> Client:
    return sign_in(Client())


def text(answer) -> str:
    return answer.content.decode()


def first_page(**changes: str) -> dict[str, str]:
    return {name: value for name, value in page_one(**changes).items() if not name.startswith("d.")}


def applied(client: Client, said: dict[str, str], **papers) -> Dossier:
    at = client.post(START, first_page(**said))["Location"]
    ready = client.post(at, {"paper-so-do": photo(), **papers, **PAPERS})["Location"]
    return Dossier.objects.get(code=client.post(ready)["Location"].rpartition("/")[2])


def returned(dossier: Dossier) -> None:
    keys.trusted()
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + HOUR)
    issued = actions.Issued("giay-xac-nhan", "Giấy xác nhận", "7/GXN", date(2026, 11, 19), signed_upload())
    actions.attach_result(dossier_id=dossier.pk, issued=issued, by=HANDLER, now=NOW + HOUR)
    actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + HOUR)


def result(dossier: Dossier) -> str:
    return f"/tra-cuu-ho-so/{dossier.code}/ket-qua/0"


def test_who_files_under_a_mandate_adds_it_and_is_kept_apart_from_the_holder(hang):
    at = hang.post(START, first_page(**FOR_NAM))["Location"]
    without = hang.post(at, {"paper-so-do": photo(), **PAPERS})
    assert without.status_code == 422
    assert "Văn bản uỷ quyền: Hãy chụp hoặc chọn tệp giấy tờ này." in text(without)
    dossier = applied(hang, FOR_NAM, **{"paper-uy-quyen": photo("uq.jpg")})
    said = dossier.application.said
    assert (said["holder"]["name"], said["holder"]["number"]) == (HOLDER_NAME, HOLDER)
    assert (said["applicant"]["name"], said["applicant"]["number"]) == (NAME, NUMBER)
    assert said["capacity"] == "mandate"
    assert set(dossier.components.values_list("code", "name")) == {
        ("uy-quyen", "Văn bản uỷ quyền"), ("so-do", "Sơ đồ vị trí"),
    }  # fmt: skip


def test_both_find_it_and_only_the_holder_opens_the_result(hang):
    dossier = applied(hang, FOR_NAM, **{"paper-uy-quyen": photo("uq.jpg")})
    returned(dossier)
    holder, stranger = sign_in(Client(), HOLDER), sign_in(Client(), "046188000999")
    again = sign_in(Client())  # another day, another telephone
    for who, status in ((holder, 200), (again, 200), (stranger, 404)):
        assert (dossier.code in text(who.get(MINE))) == (status == 200)
        assert who.get(f"/tra-cuu-ho-so/{dossier.code}").status_code == status
    assert result(dossier) not in text(again.get(f"/tra-cuu-ho-so/{dossier.code}"))
    assert again.get(result(dossier)).status_code == 404
    assert holder.get(result(dossier)).status_code == 200
    day = NOW.date()
    assert [p.number for p in vault.papers_of(vault.owner_key(HOLDER), on=day)] == ["7/GXN"]
    assert vault.papers_of(vault.owner_key(NUMBER), on=day) == []


def test_a_proxy_supplies_what_is_missing(hang):
    dossier = applied(hang, FOR_NAM, **{"paper-uy-quyen": photo("uq.jpg")})
    actions.ask_supplement(dossier_id=dossier.pk, papers=[{"code": "so-do", "text": "Mờ"}], by=CLERK, now=NOW)
    again = sign_in(Client())
    sent = again.post(f"/tra-cuu-ho-so/{dossier.code}/bo-sung", {"wanted-0": photo()})
    assert sent.status_code == 302
    assert Dossier.objects.get().business == "filed"


def test_the_proxys_telephone_is_a_second_factor_too(hang):
    dossier = applied(hang, FOR_NAM, **{"paper-uy-quyen": photo("uq.jpg")})
    for factor, status in (("0912345678", 302), (NUMBER, 302), (HOLDER, 302), ("0912345679", 422)):
        asked = Client().post("/tra-cuu-ho-so", {"code": dossier.code, "factor": factor})
        assert asked.status_code == status, factor


def test_a_parent_needs_no_mandate_and_says_the_relation(hang):
    said = {**FOR_NAM, "p.capacity": "parent", "p.proxy_basis": "Mẹ đẻ"}
    dossier = applied(hang, said)
    kept = dossier.application.said
    assert (kept["capacity"], kept["proxy_basis"]) == ("parent", "Mẹ đẻ")
    blank = hang.post(START, first_page(**{**said, "p.proxy_basis": ""}))
    assert "Giấy tờ hoặc quan hệ cho phép nộp thay: Cần trả lời câu này." in text(blank)
    unsaid = hang.post(START, first_page(**{**said, "p.capacity": ""}))
    assert "Ông/bà nộp thay với tư cách gì?: Cần trả lời câu này." in text(unsaid)


def test_who_helps_is_neither_applicant_nor_holder(hang):
    dossier = applied(hang, {"p.helped_by": "team", "p.helper_name": "Võ Thị Mai"})
    said = dossier.application.said
    assert said["helper"] == "Tổ công nghệ số cộng đồng: Võ Thị Mai"
    assert (said["holder"]["name"], said["applicant"]) == (NAME, None)


def test_a_body_applies_through_who_stands_for_it(hang):
    assert "Thay cho doanh nghiệp, hợp tác xã" in text(hang.get(START))
    wrong = hang.post(START, first_page(**{**FOR_BODY, "p.org_number": "33"}))
    assert wrong.status_code == 422
    dossier = applied(hang, FOR_BODY)
    said = dossier.application.said
    assert (said["holder"]["kind"], said["holder"]["number"]) == ("org", BODY)
    assert dossier.application.holder_key == ""  # declared, and nobody vouches for it
    assert dossier.code in text(sign_in(Client()).get(MINE))


def test_a_vouched_body_has_its_own_vault_that_its_people_open(hang):
    head = sign_in(Client(), organisation=BODY, organisation_name="HTX Quảng Phú")
    asked = head.post(START, first_page(**{"p.for_whom": "org", "do": "again"}))
    assert f'value="{BODY}"' in text(asked)  # filled in
    dossier = applied(head, FOR_BODY)
    application = dossier.application
    assert application.said["holder"]["name"] == "HTX Quảng Phú"
    assert application.holder_key == vault.owner_key(BODY, kind="org")
    assert application.holder_key.startswith("org:")
    returned(dossier)
    successor = sign_in(Client(), "046177000111", name="Trần An", organisation=BODY)
    assert dossier.code in text(successor.get(MINE))
    assert successor.get(result(dossier)).status_code == 200
    assert sign_in(Client()).get(result(dossier)).status_code == 404  # acts for nobody any more


def test_another_bodys_number_is_not_vouched_for():
    head = sign_in(Client(), organisation=BODY, organisation_name="HTX Quảng Phú")
    dossier = applied(head, {**FOR_BODY, "p.org_number": "3300109999", "p.org_name": "Công ty khác"})
    assert dossier.application.holder_key == ""
    assert dossier.application.said["holder"]["name"] == "Công ty khác"


PERSON = filing.Person(HOLDER_NAME, number=HOLDER)
COMPANY = filing.Person("HTX", kind=filing.BODY, number=BODY)
A_MANDATE = (filing.Given(filing.MANDATE, file="x"),)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"capacity": "mandate", "given": A_MANDATE}, None),
        ({"capacity": "mandate"}, "mandate"),
        ({"capacity": "mandate", "channel": filing.Channel.COUNTER}, "mandate"),
        ({"capacity": "", "channel": filing.Channel.NATIONAL}, None),
        ({"capacity": "mandate", "channel": filing.Channel.NATIONAL}, None),
        ({"capacity": ""}, "capacity"),
        ({"capacity": "bạn"}, "capacity"),
        ({"capacity": "parent"}, None),
        ({"capacity": "parent", "proxy_basis": " "}, "proxy_basis"),
        ({"capacity": "guardian", "holder": COMPANY}, "capacity"),
        ({"capacity": "representative"}, "capacity"),
        ({"capacity": "representative", "holder": COMPANY}, None),
        ({"capacity": "mandate", "holder": COMPANY, "given": A_MANDATE}, None),
        ({"capacity": "representative", "holder": filing.Person("HTX", kind=filing.BODY)}, "holder.number"),
        ({"applicant": None, "holder": COMPANY}, "applicant.name"),
    ],
)
def test_luat_dan_su_136_137_138_who_may_stand_for_whom(changes, field):
    sent = {
        "id": uuid4(), "procedure": OURS, "holder": PERSON, "channel": filing.Channel.SITE, "agency": "x",
        "area": THUAN_HOA, "applicant": filing.Person(NAME, number=NUMBER), "proxy_basis": "Giấy",
    }  # fmt: skip
    if field is None:
        filing.check(filing.Filing(**{**sent, **changes}))
        return
    with pytest.raises(Invalid) as wrong:
        filing.check(filing.Filing(**{**sent, **changes}))
    assert [e.field for e in wrong.value.errors] == [field]
