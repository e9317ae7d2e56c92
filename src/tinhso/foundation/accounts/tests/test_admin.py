"""The administrator's pages call the actions; the auditor looks; the others stay out."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts import queries
from tinhso.foundation.accounts.models import Account, ApiKey, RoleGrant
from tinhso.foundation.accounts.tests.factories import PASSWORD, officer
from tinhso.foundation.agencies import actions as agencies_actions
from tinhso.foundation.agencies.models import Agency, Competence
from tinhso.foundation.agencies.tests.factories import small_province
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import queries as places
from tinhso.foundation.places.actions import import_boundaries
from tinhso.foundation.places.tests.factories import geojson, province

pytestmark = pytest.mark.django_db
SINCE, NOW = date(2025, 7, 1), datetime(2026, 9, 1, 2, tzinfo=UTC)
PAGES = [
    f"admin:{name}_changelist"
    for name in [
        "accounts_account",
        "accounts_rolegrant",
        "accounts_apikey",
        "agencies_agency",
        "agencies_competence",
        "agencies_unit",
        "agencies_identifier",
        "agencies_assetclass",
        "agencies_dutyroster",
        "agencies_succession",
        "socialaccount_socialaccount",
    ]
]


@pytest.fixture
def administrator(client):
    small_province()
    one = officer("", Role.ADMINISTRATOR)
    client.force_login(one)
    return one


def test_every_list_and_form_opens(client, administrator):
    for page in PAGES:
        assert client.get(reverse(page)).status_code == 200
        assert client.get(reverse(page.replace("changelist", "add"))).status_code == 200


def test_an_auditor_looks_and_changes_nothing(client, administrator):
    client.force_login(officer("", Role.AUDITOR))
    for page in PAGES:
        assert client.get(reverse(page)).status_code == 200
        assert client.get(reverse(page.replace("changelist", "add"))).status_code == 403
    row = Competence.objects.first()
    page = reverse("admin:agencies_competence_change", args=[row.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"category": "trees"}).status_code == 403


def test_others_are_sent_to_the_house_door(client):
    index = reverse("admin:index")
    first = client.get(index)
    second = client.get(first["Location"])
    assert second["Location"] == f"{reverse('account_login')}?next={index}"
    away = client.get(reverse("admin:login") + "?next=https://la.example/")
    assert "la.example" not in away["Location"]


def test_an_account_is_opened_corrected_and_locked(client, administrator):
    add = reverse("admin:accounts_account_add")
    told = {"username": "dao.nt", "full_name": "Nguyễn Thị Đào", "email": "", "new_password": "ngan"}
    refused = client.post(add, told, follow=True)
    assert "Mật khẩu chưa đủ mạnh" in refused.content.decode()
    assert client.post(add, {**told, "new_password": PASSWORD}).status_code == 302
    row = Account.objects.get(username="dao.nt")
    assert row.check_password(PASSWORD)
    change = reverse("admin:accounts_account_change", args=[row.pk])
    client.post(change, {"full_name": "Nguyễn Thị Đào Hoa", "email": "dao@example.vn", "new_password": ""})
    chosen = {"action": "lock", "_selected_action": [row.pk]}
    client.post(reverse("admin:accounts_account_changelist"), chosen)
    row.refresh_from_db()
    assert (row.full_name, row.is_active) == ("Nguyễn Thị Đào Hoa", False)
    assert [f.type for f in ledger.facts_of(f"account:{row.pk}")] == [
        "accounts.officer_created",
        "accounts.officer_changed",
        "accounts.officer_deactivated",
    ]


def test_a_role_is_given_and_ended_but_not_to_oneself(client, administrator):
    dao = officer()
    add = reverse("admin:accounts_rolegrant_add")
    told = {
        "account": dao.pk,
        "role": "handler",
        "agency_code": "SXD",
        "valid_from": "2026-01-05",
        "reason": "QĐ 7",
    }
    assert client.post(add, {**told, "account": administrator.pk}, follow=True).status_code == 200
    assert RoleGrant.objects.filter(account=administrator).count() == 1
    assert client.post(add, told).status_code == 302
    row = RoleGrant.objects.get(account=dao)
    change = reverse("admin:accounts_rolegrant_change", args=[row.pk])
    assert client.post(change, {"valid_to": "2026-03-01", "reason": "thôi việc"}).status_code == 302
    row.refresh_from_db()
    assert str(row.valid_to) == "2026-03-01"


def test_a_key_is_shown_once(client, administrator):
    page = client.post(
        reverse("admin:accounts_apikey_add"), {"name": "Cổng Hue-S", "scopes": ["open311"]}, follow=True
    )
    raw = re.search(r"tinhso_[0-9a-f]{12}_[\w-]+", page.content.decode())[0]
    assert queries.api_key(raw).name == "Cổng Hue-S"
    assert raw not in client.get(reverse("admin:accounts_apikey_changelist")).content.decode()
    chosen = {"action": "revoke", "_selected_action": [ApiKey.objects.get().pk]}
    client.post(reverse("admin:accounts_apikey_changelist"), chosen)
    assert queries.api_key(raw) is None


def test_a_succession_is_an_act(client, administrator):
    told = {
        "predecessor": Agency.objects.get(code="CA-PHU-XUAN").pk,
        "successors": [Agency.objects.get(code="CA-THUAN-HOA").pk],
        "kind": "merge",
        "on": "2026-10-01",
        "decision": "QĐ 9/QĐ-BCA",
    }
    add = reverse("admin:agencies_succession_add")
    assert client.post(add, told).status_code == 302
    assert "agencies.agency_succeeded" in [f.type for f in ledger.facts_of("agency:CA-PHU-XUAN")]
    again = client.post(add, told, follow=True)
    assert "đã kết thúc hoạt động từ 01/10/2026" in again.content.decode()


def test_a_row_of_competence_needs_a_reason_and_one_agency(client, administrator):
    add = reverse("admin:agencies_competence_add")
    told = {
        "category": "trees",
        "priority": 0,
        "confidence": 1,
        "valid_from": "2026-01-01",
        "agency_kind": "department",
    }
    assert client.post(add, told).status_code == 200
    both = {**told, "reason": "QĐ 5", "agency": Agency.objects.first().pk}
    assert "Xin nêu một cơ quan, hoặc một loại cơ quan." in client.post(add, both).content.decode()
    assert not Competence.objects.filter(category="trees").exists()
    assert client.post(add, {**told, "reason": "QĐ 5"}).status_code == 302
    row = Competence.objects.get(category="trees")
    assert (row.note, row.explanation) == ("QĐ 5", "")
    assert ledger.facts_of(f"rule:agencies.competence:{row.pk}")[0].type == "ledger.rule_changed"


def test_agencies_and_rooms_are_picked_by_name(client, administrator):
    dao = officer()
    signed = {"by": MACHINE, "now": NOW}
    agencies_actions.add_unit(agency="SXD", code="HT", name="Phòng Hạ tầng", valid_from=SINCE, **signed)
    agencies_actions.close_agency(code="NUOC", valid_to=date(2026, 1, 1), decision="QĐ 2", **signed)
    add = reverse("admin:accounts_rolegrant_add")
    page = client.get(add).content.decode()
    assert '<option value="SXD">Sở Xây dựng (SXD)</option>' in page
    assert '<option value="SXD/HT">Phòng Hạ tầng – Sở Xây dựng</option>' in page
    assert 'value="NUOC"' not in page
    told = {"account": dao.pk, "role": "handler", "valid_from": "2026-02-05", "reason": "QĐ 7"}
    for wrong in ({"agency_code": "NUOC"}, {"agency_code": "KHONG"}, {"agency_code": "DP", "unit": "SXD/HT"}):
        assert client.post(add, {**told, **wrong}).status_code == 200
    assert not RoleGrant.objects.filter(account=dao).exists()
    assert client.post(add, {**told, "agency_code": "SXD", "unit": "SXD/HT"}).status_code == 302
    assert RoleGrant.objects.get(account=dao).unit == "HT"
    before = client.post(add, {**told, "agency_code": "NUOC", "valid_from": "2025-08-01", "role": "leader"})
    assert before.status_code == 302


def test_an_area_is_picked_by_name_and_brings_its_structure(client, administrator):
    signed = {"by": MACHINE, "now": NOW}
    import_boundaries(geojson(province()), structure="2025-07", valid_from=SINCE, dry_run=False, **signed)
    row = Agency.objects.get(code="SXD")
    change = reverse("admin:agencies_agency_change", args=[row.pk])
    commune = places.communes(on=SINCE)[0]
    page = client.get(change).content.decode()
    assert f'<option value="{commune.code}">{commune.name} ({commune.code})</option>' in page
    told = {"kind": row.kind, "name": row.name, "valid_from": "2025-07-01", "reason": "QĐ 3"}
    assert client.post(change, {**told, "area_code": "99999"}).status_code == 200
    assert client.post(change, {**told, "area_code": commune.code}).status_code == 302
    row.refresh_from_db()
    assert (row.area_code, row.area_structure) == (commune.code, "2025-07")
    old = Agency.objects.get(code="UB-PHU-XUAN")
    page = client.get(reverse("admin:agencies_agency_change", args=[old.pk])).content.decode()
    assert "(không còn hiệu lực)" in page
