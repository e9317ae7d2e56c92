"""The door: who gets in, what is said to the others, and what ends at once."""

from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, resolve, reverse

from tinhso.core.errors import NotPermitted, SignInNeeded
from tinhso.core.roles import NOBODY, Actor, Grant, Role
from tinhso.foundation.accounts import actions, queries
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.accounts.tests.factories import PASSWORD, officer

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
ADMINISTRATOR = Actor("officer:999999", frozenset({Grant(Role.ADMINISTRATOR)}))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lands_at_home(settings):
    settings.LOGIN_REDIRECT_URL = settings.LOGOUT_REDIRECT_URL = "/"


@pytest.fixture
def dao():
    return officer("SXD", Role.HANDLER, username="dao.nt")


def sign_in(client, username="dao.nt", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_officer_signs_in_however_the_name_is_typed(client, dao):
    page = client.get(reverse("account_login"))
    assert page.status_code == 200
    assert "Tên đăng nhập" in page.content.decode()
    assert "Đăng ký" not in page.content.decode()
    assert sign_in(client, " Dao.NT ").status_code == 302
    assert is_in(client)
    assert client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(("username", "password"), [("dao.nt", "sai"), ("khong.co", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_read_the_same(client, dao, username, password):
    page = sign_in(client, username, password)
    assert page.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page.content.decode()
    assert not is_in(client)


def test_an_unknown_name_costs_one_hash_as_a_known_one_does(client, dao):
    for username in ("dao.nt", "khong.co"):
        with patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
        ) as hashed:
            sign_in(client, username, "sai")
        assert hashed.call_count == 1


def test_five_failures_close_the_door_for_that_name_and_address(client, dao):
    for _ in range(4):
        assert sign_in(client, password="sai").status_code == 200
    shut = sign_in(client, password="sai")
    assert shut.status_code == 429
    assert "Mật khẩu đã nhập sai 5 lần. Xin thử lại sau 15 phút" in shut.content.decode()
    assert shut["Retry-After"] == "900"
    for name in ("dao.nt", "DAO.NT"):
        assert sign_in(client, name).status_code == 429
    assert not is_in(client)
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert sign_in(client).status_code == 302


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("/danh-sach", True),
        ("https://la.example/", False),
        ("//la.example/", False),
        ("https:la.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_our_own_addresses_are_followed(client, dao, settings, target, followed):
    settings.ALLOWED_HOSTS = ["*"]
    went = sign_in(client, next=target)
    assert went.status_code == 302
    assert (went["Location"] == target) is followed
    assert "la.example" not in went["Location"]


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/", "dang-ky/"])
def test_there_is_no_sign_up_and_no_reset_by_mail(path):
    with pytest.raises(Resolver404):
        resolve(f"/tai-khoan/{path}")


def test_signing_out_needs_a_press(client, dao):
    client.force_login(dao)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_in(client)


def test_a_deactivated_account_loses_its_session_at_once_and_for_good(client, dao):
    sign_in(client)
    page = reverse("account_change_password")
    assert client.get(page).status_code == 200
    signed = {"officer": dao.key, "by": ADMINISTRATOR, "now": NOW}
    actions.deactivate(**signed)
    assert client.get(page).status_code == 302
    assert sign_in(client).status_code == 200
    actions.reactivate(**signed, password="mật-khẩu-mới-hoàn-toàn")
    assert client.get(page).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, dao, django_user_model):
    elsewhere = type(client)()
    sign_in(client)
    sign_in(elsewhere)
    page = reverse("account_change_password")
    new = "thuyền-khác-sông-khác-2026"
    wrong = client.post(page, {"oldpassword": "sai", "password1": new, "password2": new})
    assert "Mật khẩu hiện tại chưa đúng." in wrong.content.decode()
    uneven = client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new + "x"})
    assert "Hai lần nhập mật khẩu mới không giống nhau." in uneven.content.decode()
    weak = client.post(page, {"oldpassword": PASSWORD, "password1": "ngan", "password2": "ngan"})
    assert weak.status_code == 200
    assert client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code == 302
    assert client.get(page).status_code == 200
    assert elsewhere.get(page).status_code == 302
    dao.refresh_from_db()
    assert dao.check_password(new)


def ask(user, view, path="/ban-lam-viec/", method="get", **headers):
    request = getattr(RequestFactory(headers=headers), method)(path)
    request.user = user
    return view(request)


@signed_in()
def any_officer(request):
    return HttpResponse(actor_of(request).key)


@signed_in(Role.LEADER, Role.READER)
def leaders(request):
    return HttpResponse("ok")


def test_a_guarded_view_sends_strangers_to_the_door_and_back():
    from django.contrib.auth.models import AnonymousUser

    nobody = AnonymousUser()
    went = ask(nobody, any_officer, "/xu-ly/1?a=b")
    assert went["Location"] == reverse("account_login") + "?next=/xu-ly/1%3Fa%3Db"
    with pytest.raises(SignInNeeded):
        ask(nobody, any_officer, method="post")
    with pytest.raises(SignInNeeded):
        ask(nobody, any_officer, accept="application/json")
    assert queries.actor(nobody, on=date(2026, 9, 1)) is NOBODY


def test_a_guarded_view_asks_for_one_of_its_roles(dao):
    assert ask(dao, any_officer).content.decode() == dao.key
    with pytest.raises(NotPermitted):
        ask(dao, leaders)
    assert ask(officer("SXD", Role.LEADER), leaders).status_code == 200
    assert ask(officer("", Role.READER), leaders).status_code == 200


@pytest.mark.parametrize(
    ("roles", "agency", "reads", "changes"),
    [
        ((Role.ADMINISTRATOR,), "", True, True),
        ((Role.AUDITOR,), "", True, False),
        ((Role.ADMINISTRATOR,), "SXD", False, False),
        ((Role.HANDLER, Role.LEADER), "SXD", False, False),
        ((Role.READER,), "", False, False),
        ((), "", False, False),
    ],
)
def test_who_enters_the_administration(roles, agency, reads, changes):
    one = officer(agency, *roles)
    assert one.is_staff is reads
    assert one.has_module_perms("agencies") is reads
    assert one.has_perm("agencies.view_competence") is reads
    assert one.has_perm("agencies.change_competence") is changes
    assert queries.may_administer(one, on=date(2026, 9, 1)) is changes
    assert queries.may_inspect(one, on=date(2026, 9, 1)) is reads
