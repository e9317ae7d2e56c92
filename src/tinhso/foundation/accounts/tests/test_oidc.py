"""Do OpenID Connect providers let officers and citizens in, and never anybody else? A real one is started."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread

from tinhso.core import clock, parameters
from tinhso.core.roles import Actor, Assurance, Grant, Role
from tinhso.foundation.accounts import actions, citizens
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.accounts.tests.factories import SINCE, officer
from tinhso.foundation.accounts.tests.test_sessions import enrolled
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.vault import queries as vault
from tinhso.foundation.vault.tests.factories import uploaded

pytestmark = pytest.mark.django_db

ADMINISTRATOR = Actor("officer:999999", frozenset({Grant(Role.ADMINISTRATOR)}))
PEOPLE = (
    User(
        sub="kc-dao", claims={"email": "Dao.NT@hue.gov.vn", "email_verified": True, "name": "Nguyễn Thị Đào"}
    ),
    User(sub="kc-unproven", claims={"email": "dao.nt@hue.gov.vn", "email_verified": False}),
    User(sub="kc-word", claims={"email": "dao.nt@hue.gov.vn", "email_verified": "true"}),
    User(sub="kc-other", claims={"email": "khac@hue.gov.vn", "email_verified": True}),
    User(sub="001099012345", claims={"name": "Trần Văn Bé", "acr": "loa2"}),
    User(sub="001099000001", claims={"acr": "loa1"}),
    User(sub="001099000002", claims={"acr": "loa9"}),
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture(autouse=True)
def _configured(settings, server):
    cache.clear()
    app = {"client_id": "tinhso", "secret": "bí-mật", "settings": {"server_url": server}}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {**app, "provider_id": "keycloak", "name": "Keycloak của tỉnh"},
                {**app, "provider_id": "vneid", "name": "VNeID"},
            ],
        }
    }
    settings.OIDC = [
        {"id": "keycloak", "name": "Keycloak của tỉnh", "for": "officers"},
        {
            "id": "vneid", "name": "VNeID", "for": "citizens",
            "assurance": {"loa1": "phone", "loa2": "identity"},
        },
    ]  # fmt: skip
    parameters.write("accounts.second_factor_roles", ["administrator"], valid_from=SINCE)


@pytest.fixture
def dao():
    row = officer("SXD", Role.HANDLER, username="dao.nt")
    Account.objects.filter(pk=row.pk).update(email="dao.nt@hue.gov.vn")
    return row


def go(client, provider, subject, *, action="", **asked):
    """Press the button, sign in over there as `subject`, and come back."""
    out = client.get(reverse("openid_connect_login", args=[provider]), asked)
    assert out.status_code == 302
    sent = parse_qs(urlsplit(out["Location"]).query)
    assert sent["code_challenge_method"] == ["S256"]
    back = httpx.post(out["Location"], data={"sub": subject, **({"action": action} if action else {})})
    assert back.status_code in (302, 303), back.text
    returned = urlsplit(back.headers["location"])
    return client.get(f"{returned.path}?{returned.query}")


def is_in(client):
    return "_auth_user_id" in client.session


def test_the_sign_in_page_offers_the_officers_provider_only(client):
    page = client.get(reverse("account_login"), {"next": "/xu-ly/1"}).content.decode()
    assert "Đăng nhập bằng Keycloak của tỉnh" in page
    assert "/tai-khoan/dang-nhap/cong/keycloak/?next=%2Fxu-ly%2F1" in page
    assert "VNeID" not in page


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "{server}/khong-co"])
def test_a_provider_that_does_not_answer_is_said_in_a_sentence(client, settings, server, address):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps[0]["settings"] = {"server_url": address.format(server=server)}
    answer = client.get(reverse("openid_connect_login", args=["keycloak"]))
    assert answer.status_code == 503
    assert "Chưa kết nối được với Keycloak của tỉnh" in answer.content.decode()


def test_an_officer_is_linked_by_the_staff_address_once_and_by_subject_from_then_on(client, dao):
    assert go(client, "keycloak", "kc-dao", next="/tai-khoan/phien")["Location"] == "/tai-khoan/phien"
    assert client.session["_auth_user_id"] == str(dao.pk)
    kept = SocialAccount.objects.get()
    assert (kept.user_id, kept.uid, kept.extra_data) == (dao.pk, "kc-dao", {})
    fact = ledger.facts_of(f"account:{dao.pk}")[-1]
    assert (fact.type, fact.payload) == ("accounts.identity_linked", {"provider": "keycloak", "how": "email"})
    client.post(reverse("account_logout"))
    Account.objects.filter(pk=dao.pk).update(email="doi.roi@hue.gov.vn")
    assert go(client, "keycloak", "kc-dao").status_code == 302
    assert is_in(client)
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("subject", ["kc-unproven", "kc-word", "kc-other", "kc-nobody"])
def test_nobody_else_gets_in_and_nobody_is_created(client, dao, subject):
    page = go(client, "keycloak", subject)
    assert page.status_code == 403
    assert "chưa gắn với tài khoản cán bộ nào" in page.content.decode()
    assert not is_in(client)
    assert Account.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_two_accounts_with_one_address_are_not_guessed_between(client, dao):
    row = officer("SXD", Role.HANDLER)
    Account.objects.filter(pk=row.pk).update(email="DAO.NT@hue.gov.vn")
    assert go(client, "keycloak", "kc-dao").status_code == 403
    assert not is_in(client)


def test_a_closed_account_stays_closed(client, dao):
    go(client, "keycloak", "kc-dao")
    actions.deactivate(officer=dao.key, by=ADMINISTRATOR, now=clock.now())
    fresh = type(client)()
    assert go(fresh, "keycloak", "kc-dao").status_code == 403
    assert not is_in(fresh)
    assert client.get("/tai-khoan/").status_code == 302


def test_the_house_still_asks_for_its_own_code_unless_the_provider_does(client, dao, settings):
    secret = enrolled(dao)
    asked = go(client, "keycloak", "kc-dao", next="/tai-khoan/phien")
    assert asked["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    code = format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))
    assert client.post(reverse("mfa_authenticate"), {"code": code})["Location"] == "/tai-khoan/phien"
    client.post(reverse("account_logout"))
    settings.OIDC = [{**settings.OIDC[0], "second_factor": True}]
    parameters.write("accounts.second_factor_roles", ["handler"], valid_from=SINCE)
    go(client, "keycloak", "kc-dao")
    assert is_in(client)
    assert client.get("/tai-khoan/").status_code == 200
    assert "must_enrol" not in client.session


def test_an_administrator_links_and_an_officer_unlinks(client, dao):
    quan_tri = officer("", Role.ADMINISTRATOR)
    client.force_login(quan_tri)
    add = reverse("admin:socialaccount_socialaccount_add")
    assert client.post(add, {"user": dao.pk, "provider": "keycloak", "uid": "kc-other"}).status_code == 302
    twice = client.post(add, {"user": quan_tri.pk, "provider": "keycloak", "uid": "kc-other"}, follow=True)
    assert SocialAccount.objects.count() == 1
    assert twice.status_code == 200
    client.logout()
    go(client, "keycloak", "kc-other")
    assert client.session["_auth_user_id"] == str(dao.pk)
    client.post(reverse("account_unlink", args=["keycloak"]))
    client.post(reverse("account_logout"))
    assert go(client, "keycloak", "kc-other").status_code == 403


@pytest.mark.parametrize(
    ("subject", "assurance"),
    [
        ("001099012345", Assurance.IDENTITY),
        ("001099000001", Assurance.PHONE),
        ("001099000002", Assurance.ANONYMOUS),
    ],
)
def test_a_citizen_is_known_for_the_session_and_never_kept(client, subject, assurance):
    back = go(client, "vneid", subject, next="/phan-anh/moi")
    assert back["Location"] == "/phan-anh/moi"
    request = RequestFactory().get("/")
    request.session = client.session
    citizen = citizens.citizen_of(request)
    assert citizen.assurance == assurance
    assert not is_in(client)
    stored = str(dict(client.session.items()))
    assert subject not in stored
    assert "Trần Văn Bé" not in stored
    assert not SocialAccount.objects.exists()
    assert not Account.objects.exists()
    again = type(client)()
    go(again, "vneid", subject)
    request.session = again.session
    assert citizens.citizen_of(request).key == citizen.key
    assert go(type(client)(), "vneid", subject, next="https://la.example/")["Location"] == "/"


def test_what_an_identity_says_fills_in_a_form_and_is_read_in_that_session_alone(client, settings):
    asked = {"name": "name", "number": "sub", "born": "birthdate"}
    settings.OIDC = [{**settings.OIDC[1], "person": asked}]
    request = RequestFactory().get("/")
    go(client, "vneid", "001099012345")
    request.session = client.session
    assert citizens.person_of(request) == citizens.Person(name="Trần Văn Bé", number="001099012345")
    stored = str(dict(client.session.items()))
    assert "001099012345" not in stored
    assert "Trần Văn Bé" not in stored
    weaker = type(client)()
    go(weaker, "vneid", "001099000001")
    request.session = weaker.session
    assert citizens.person_of(request) is None


@pytest.mark.parametrize(
    ("subject", "claims", "is_known"),
    [
        ("001099012345", {"number": "sub"}, True),
        ("001099012345", {"name": "name"}, False),  # the deployment asks for no number
        ("001099012345", {"number": "name"}, False),  # and this is none
        ("001099000001", {"number": "sub"}, False),  # a telephone opens no vault
    ],
)
def test_an_identity_opens_its_own_vault_and_nothing_else_does(client, settings, subject, claims, is_known):
    settings.OIDC = [{**settings.OIDC[1], "person": claims}]
    request = RequestFactory().get("/")
    request.session = client.session
    assert citizens.owner_of(request) == ""
    go(client, "vneid", subject)
    request.session = client.session
    assert citizens.owner_of(request) == (vault.owner_key(subject) if is_known else "")
    assert vault.owner_key(subject) not in str(dict(client.session.items()))


def test_a_vault_stays_open_when_the_secret_key_is_changed(client, settings):
    settings.OIDC = [{**settings.OIDC[1], "person": {"number": "sub"}}]
    kept = uploaded(owner=vault.owner_key("001099012345"))
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khoá mới " * 8, [old]
    go(client, "vneid", "001099012345")
    settings.SECRET_KEY_FALLBACKS = []
    assert vault.owner_key("001099012345") == kept.owner


def test_a_citizen_may_leave(client):
    go(client, "vneid", "001099012345")
    assert "Đã xác nhận qua VNeID" in client.get(reverse("account_citizen")).content.decode()
    client.post(reverse("account_citizen_leaves"))
    page = client.get(reverse("account_citizen"), {"next": "/phan-anh/moi"}).content.decode()
    assert re.search(r"/cong/vneid/\?next=%2Fphan-anh%2Fmoi", page)


def test_who_changes_their_mind_or_brings_a_foreign_answer_is_told(client, dao):
    refused = go(client, "keycloak", "kc-dao", action="deny")
    assert (refused.status_code, is_in(client)) == (403, False)
    forged = client.get(reverse("openid_connect_callback", args=["keycloak"]), {"code": "x", "state": "y"})
    assert forged.status_code == 403
    assert client.get(reverse("openid_connect_login", args=["khong-co"])).status_code == 404
