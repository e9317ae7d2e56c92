"""The auditor's page and the incidents' page: who may, what is shown, what is said."""

import pytest
import time_machine
from django.urls import reverse

from tinhso.casework.oversight import actions, queries
from tinhso.casework.oversight.models import FloodRule, Sample
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import NOW, sent
from tinhso.core import parameters
from tinhso.core.revisions import touch
from tinhso.core.roles import MACHINE, Grant, Role
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.ledger import actions as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue(db):
    with time_machine.travel(NOW, tick=False):
        yield f.province()


def signed_in(client, role, agency=""):
    who = accounts.NewOfficer("lan", "Lan", "lan@example.vn", None, grants=[Grant(role, agency)])
    accounts.create_officers(officers=[who], by=MACHINE, now=NOW)
    client.force_login(Account.objects.get(username="lan"))
    return client


def sampled(**what):
    parameters.write("oversight.sample", 1.0, valid_from=f.SINCE)
    touch("parameters")
    sent(**what)
    ledger.sequence()
    ledger.deliver(now=NOW)


def test_the_auditor_judges_one_after_another(client):
    sampled()
    signed_in(client, Role.AUDITOR)
    page = client.get(reverse("oversight:audit")).content.decode()
    assert "Ổ gà sâu" in page
    assert "chưa đo" in page
    first = queries.next_sample()
    wrong = client.post(reverse("oversight:audit"), {"sample": first.id, "verdict": "wrong", "comment": ""})
    assert wrong.status_code == 422
    done = client.post(
        reverse("oversight:audit"), {"sample": first.id, "verdict": "right", "comment": ""}, follow=True
    )
    assert "100" in done.content.decode()
    assert Sample.objects.get(pk=first.id).verdict == "right"


def test_the_auditor_reads_what_is_not_public_too(client):
    sampled(public=False, text="Nhà bên mở loa suốt đêm")
    assert (
        "mở loa suốt đêm" in signed_in(client, Role.AUDITOR).get(reverse("oversight:audit")).content.decode()
    )


def test_nobody_else_may_look(client):
    sampled()
    signed_in(client, Role.HANDLER, "UB-THUAN-HOA")
    assert client.get(reverse("oversight:audit")).status_code in (403, 404)
    assert client.get(reverse("oversight:incidents")).status_code in (403, 404)


def test_a_leader_opens_and_ends_an_incident(client):
    report = sent(category="drainage", text="Ngập sân trường")
    signed_in(client, Role.LEADER, "UB-THUAN-HOA")
    given = {"group": "flooding", "place": report.place_code}
    page = client.post(reverse("oversight:incidents"), given, follow=True).content.decode()
    assert "Đã mở sự việc" in page
    assert client.post(reverse("oversight:incidents"), given).status_code == 422
    one = queries.incidents(NOW)[0]
    page = client.post(reverse("oversight:close", args=[one.id]), follow=True).content.decode()
    assert "Đã kết thúc" in page


@pytest.mark.parametrize(
    ("agency", "group", "place", "is_theirs"),
    [
        ("UB-PHU-XUAN", "flooding", f.PHU_XUAN, True),
        ("UB-PHU-XUAN", "flooding", f.THUAN_HOA, False),  # another commune
        ("SXD", "storm", f.THUAN_HOA, True),  # answers for provincial roads everywhere
        ("SXD", "flooding", f.THUAN_HOA, False),  # not for drains
        ("NUOC", "water", f.PHU_XUAN, True),
        ("NUOC", "storm", f.PHU_XUAN, False),
    ],
)
def test_a_leader_directs_where_their_body_answers(client, agency, group, place, is_theirs):
    signed_in(client, Role.LEADER, agency)
    form = client.get(reverse("oversight:incidents")).content.decode()
    if is_theirs:
        assert f'value="{group}"' in form
        assert f'value="{place}"' in form
    given = {"group": group, "place": place}
    assert client.post(reverse("oversight:incidents"), given).status_code == (302 if is_theirs else 403)
    assert bool(queries.incidents(NOW)) is is_theirs
    told = {"group": group, "place_code": place, "place_name": "phường"}
    if not is_theirs:
        actions.open_incident(**told, by=f.READER, now=NOW)
    one = queries.incidents(NOW)[0]
    ends = reverse("oversight:close", args=[one.id])
    assert (ends in client.get(reverse("oversight:incidents")).content.decode()) is is_theirs
    assert client.post(ends).status_code == (302 if is_theirs else 403)
    assert bool(queries.incidents(NOW)) is not is_theirs


@pytest.mark.parametrize(
    ("role", "agency", "status"), [(Role.READER, "", 302), (Role.COORDINATOR, "DP", 302),
                                   (Role.READER, "UB-PHU-XUAN", 403)]
)  # fmt: skip
def test_who_looks_after_the_province_directs_everywhere(client, role, agency, status):
    signed_in(client, role, agency)
    given = {"group": "flooding", "place": f.THUAN_HOA}
    assert client.post(reverse("oversight:incidents"), given).status_code == status


@pytest.mark.parametrize(
    ("role", "agency", "chosen"),
    [(Role.LEADER, "UB-PHU-XUAN", "phường Phú Xuân"), (Role.READER, "", "Chọn xã, phường")],
)
def test_nobody_opens_an_incident_in_another_commune_by_not_choosing(client, role, agency, chosen):
    signed_in(client, role, agency)
    page = client.get(reverse("oversight:incidents")).content.decode()
    places = page[page.index('name="place"') :]
    assert chosen.lower() in places[: places.index("</option>")].lower()


def test_the_desk_shows_an_incident_as_one_line_and_the_urgent_apart(client):
    for n in range(3):
        sent(category="drainage", text=f"Ngập ở kiệt {n}", point=f.IN_THUAN_HOA | {"lat": 16.42 + n / 50})
    sent(category="drainage", text="Nước cuốn trôi người, cứu với, có người mắc kẹt", point=f.IN_THUAN_HOA)
    FloodRule.objects.filter(group="flooding").update(reports=3)
    touch("oversight")
    ledger.sequence()
    ledger.deliver(now=NOW)
    page = signed_in(client, Role.HANDLER, "UB-THUAN-HOA").get(reverse("desk:desk")).content.decode()
    assert "Sự việc: 3 việc gom lại" in page
    assert "Nước cuốn trôi" in page
    assert "Ngập ở kiệt" not in page
    one = queries.incidents(NOW)[0]
    assert one.urgent == 1
    page = client.get(reverse("desk:desk"), {"q": one.tag, "whose": ""}).content.decode()
    assert "Ngập ở kiệt 2" in page


def test_the_board_and_the_league_show_what_people_found(client):
    sampled()
    signed_in(client, Role.READER)
    page = client.get(reverse("ioc:board")).content.decode()
    assert "chưa đo" in page
    assert "Đề nghị xem lại: 0" in page
    assert "Tái diễn" in client.get(reverse("ioc:league")).content.decode()
