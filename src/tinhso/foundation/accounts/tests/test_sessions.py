"""How long does the door stay open, and what must be done before anything else?"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tinhso.core import parameters
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.foundation.accounts import actions
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.accounts.tests.factories import PASSWORD, SINCE, officer
from tinhso.foundation.ledger import queries as ledger

pytestmark = pytest.mark.django_db

START = datetime(2026, 9, 1, 2, tzinfo=UTC)
PAGE = "/tai-khoan/phien?a=b"
ADMINISTRATOR = Actor("officer:999999", frozenset({Grant(Role.ADMINISTRATOR)}))
SIGNED = {"by": ADMINISTRATOR, "now": START}
NEW = "đò-ngang-chợ-Đông-Ba-77"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def no_factor_needed():
    parameters.write("accounts.second_factor_roles", ["administrator"], valid_from=SINCE)


@pytest.fixture
def dao():
    return officer("SXD", Role.HANDLER, username="dao.nt")


def sign_in(client, password=PASSWORD, username="dao.nt", **more):
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def goes_on(client, path=PAGE):
    return client.get(path).status_code == 200


def later(clock, **period):
    clock.shift(timedelta(**period))


# --- idle ---------------------------------------------------------------------------------------


def test_fifteen_minutes_without_a_hand_lock_the_session_and_a_password_goes_back(
    client, clock, no_factor_needed, dao
):
    sign_in(client)
    for _ in range(3):
        later(clock, minutes=14)
        assert goes_on(client)
    later(clock, minutes=15)
    away = client.get(PAGE)
    assert away.status_code == 302
    door = client.get(away["Location"]).content.decode()
    assert "Phiên đã tự khoá" in door
    assert 'value="dao.nt"' in door
    token = client.cookies["csrftoken"].value
    assert sign_in(client, "sai", next=PAGE).status_code == 200
    assert not goes_on(client)
    back = sign_in(client, next=PAGE)
    assert back["Location"] == PAGE
    assert goes_on(client)
    assert client.cookies["csrftoken"].value == token, "a form that lay open still fits"


def test_what_a_page_asks_for_by_itself_keeps_no_session_open(client, clock, no_factor_needed, dao, settings):
    settings.UNATTENDED_PATHS = ("/tai-khoan/phien",)
    sign_in(client)
    for _ in range(3):
        later(clock, minutes=7)
        client.get(PAGE)
    assert not goes_on(client, "/tai-khoan/")


def test_a_wall_that_only_shows_figures_stays_open(client, clock, no_factor_needed, settings):
    settings.UNATTENDED_PATHS = ("/tai-khoan/",)
    officer("", Role.READER, username="tuong")
    sign_in(client, username="tuong")
    for _ in range(5):
        later(clock, minutes=14)
        assert goes_on(client, "/tai-khoan/?face=wall")


def test_a_locked_session_does_nothing_for_whoever_finds_it(client, clock, no_factor_needed, dao):
    sign_in(client)
    later(clock, minutes=16)
    page = reverse("account_change_password")
    told = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(page, told).status_code == 302
    dao.refresh_from_db()
    assert dao.check_password(PASSWORD)
    part = client.get(
        "/ban-lam-viec/", headers={"HX-Request": "true", "HX-Current-URL": "http://x/xu-ly/1?a=b"}
    )
    assert part.status_code == 401
    assert part["HX-Redirect"] == reverse("account_login") + "?next=%2Fxu-ly%2F1%3Fa%3Db"


def test_another_officer_does_not_get_the_locked_session(client, clock, no_factor_needed, dao):
    other = officer("SXD", Role.HANDLER, username="duc.tv")
    sign_in(client)
    session = client.session.session_key
    later(clock, minutes=16)
    client.get(PAGE)
    sign_in(client, username="duc.tv")
    assert client.session["_auth_user_id"] == str(other.pk)
    assert client.session.session_key != session


def test_an_administrators_session_locks_sooner(client, clock):
    parameters.write("accounts.second_factor_roles", ["auditor"], valid_from=SINCE)
    officer("", Role.ADMINISTRATOR, username="quan.tri")
    sign_in(client, username="quan.tri")
    later(clock, minutes=4)
    assert goes_on(client)
    later(clock, minutes=5)
    assert not goes_on(client)


# --- passwords ----------------------------------------------------------------------------------


def test_a_password_that_somebody_else_chose_is_changed_first(client, clock, no_factor_needed):
    told = {"username": "dao.nt", "full_name": "Nguyễn Thị Đào", "email": ""}
    actions.create_officer(**told, password=PASSWORD, **SIGNED)
    sign_in(client)
    led = client.get("/danh-sach?x=1")
    page = reverse("account_change_password")
    assert led["Location"] == f"{page}?next=%2Fdanh-sach%3Fx%3D1"
    assert "Mật khẩu này do người khác đặt" in client.get(led["Location"]).content.decode()
    assert client.post("/thong-bao/", {}).status_code == 403
    same = client.post(page, {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD})
    assert "đã dùng trước đây" in same.content.decode()
    told = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": "/danh-sach?x=1"}
    assert client.post(page, told)["Location"] == "/danh-sach?x=1"
    assert client.get("/danh-sach?x=1").status_code == 200


def test_an_administrators_password_ages(client, clock):
    parameters.write("accounts.second_factor_roles", ["auditor"], valid_from=SINCE)
    row = officer("", Role.ADMINISTRATOR, username="quan.tri")
    actions.set_password(officer=row.key, password=NEW, by=Actor(row.key), now=START)
    sign_in(client, NEW, username="quan.tri")
    assert goes_on(client, "/danh-sach")
    later(clock, days=61)
    sign_in(client, NEW, username="quan.tri")
    assert client.get("/danh-sach")["Location"].startswith(reverse("account_change_password"))


def test_none_of_the_last_passwords_comes_back(dao):
    own = {"officer": dao.key, "by": Actor(dao.key), "now": START}
    parameters.write("accounts.passwords_not_again", 3, valid_from=SINCE)
    for number in range(3):
        actions.set_password(password=f"{NEW}-{number}", **own)
    for number in range(3):
        with pytest.raises(Invalid, match="đã dùng trước đây"):
            actions.set_password(password=f"{NEW}-{number}", **own)
    actions.set_password(password=PASSWORD, **own)


def test_with_a_second_factor_a_shorter_password_is_enough(dao):
    own = {"officer": dao.key, "by": Actor(dao.key), "now": START}
    with pytest.raises(Invalid, match="14"):
        actions.set_password(password="đò-ngang-7", **own)
    enrolled(dao)
    actions.set_password(password="đò-ngang-7", **own)
    with pytest.raises(Invalid, match="8"):
        actions.set_password(password="đò-7", **own)


# --- the second factor --------------------------------------------------------------------------


def enrolled(account):
    """Give an account a second factor and return its key."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def code_of(secret, at=None):
    moment = at or datetime.now(UTC)
    return format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30))


def test_a_role_that_needs_a_second_factor_sets_it_up_before_anything_else(client, clock, dao):
    sign_in(client)
    page = reverse("mfa_activate_totp")
    assert client.get("/danh-sach")["Location"] == f"{page}?next=%2Fdanh-sach"
    shown = client.get(page).content.decode()
    assert "Vai trò của ông/bà bắt buộc xác thực hai lớp" in shown
    assert "data:image/svg+xml;base64," in shown
    secret = client.session["mfa.totp.secret"]
    assert "Mã chưa đúng." in client.post(page, {"code": "000000"}).content.decode()
    assert client.post(page, {"code": code_of(secret)})["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/danh-sach").status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes.count("<code>") == 10
    kept = dao.authenticator_set.get(type="totp").data["secret"]
    assert secret not in kept
    told = [f.type for f in ledger.facts_of(f"account:{dao.pk}")]
    assert told.count("accounts.second_factor_added") == 2


def test_the_code_is_asked_after_the_password_and_good_for_one_use(client, clock, dao):
    secret = enrolled(dao)
    page = reverse("mfa_authenticate")
    assert sign_in(client, next=PAGE)["Location"].startswith(page)
    assert not goes_on(client)
    assert "Mã chưa đúng." in client.post(page, {"code": "000000"}).content.decode()
    code = code_of(secret)
    assert client.post(page, {"code": f"{code[:3]} {code[3:]}"})["Location"] == PAGE
    assert goes_on(client)
    second = Client()
    sign_in(second)
    cache.clear()  # another process remembers nothing
    assert "Mã này đã dùng" in second.post(page, {"code": code}).content.decode()
    assert not goes_on(second)


def test_guessing_the_code_ends_after_five(client, clock, dao):
    secret = enrolled(dao)
    page = reverse("mfa_authenticate")
    sign_in(client)
    for _ in range(5):
        client.post(page, {"code": "000000"})
    cache.clear()
    assert "quá nhiều lần" in client.post(page, {"code": code_of(secret)}).content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    sign_in(elsewhere)
    assert "quá nhiều lần" in elsewhere.post(page, {"code": code_of(secret)}).content.decode()
    later(clock, minutes=16)
    sign_in(client)
    assert client.post(page, {"code": code_of(secret)}).status_code == 302


def test_a_recovery_code_opens_once(client, clock, dao):
    enrolled(dao)
    page = reverse("mfa_authenticate")
    code = dao.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client)
    assert client.post(page, {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    second = Client()
    sign_in(second)
    assert "Mã chưa đúng." in second.post(page, {"code": code}).content.decode()


def test_a_locked_session_opens_with_the_password_alone(client, clock, dao):
    secret = enrolled(dao)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    later(clock, minutes=16)
    assert not goes_on(client)
    assert sign_in(client, next=PAGE)["Location"] == PAGE
    assert goes_on(client)
    stranger = Client()
    assert sign_in(stranger)["Location"] == reverse("mfa_authenticate")


def test_what_a_role_asks_for_is_not_turned_off(client, clock, dao):
    secret = enrolled(dao)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    page = reverse("mfa_deactivate_totp")
    assert "bắt buộc xác thực hai lớp" in client.get(page).content.decode()
    client.post(page)
    assert dao.authenticator_set.filter(type="totp").exists()
    parameters.write("accounts.second_factor_roles", ["administrator"], valid_from=SINCE)
    assert client.post(page).status_code == 302
    assert not dao.authenticator_set.exists()


def test_a_lost_telephone_is_reset_by_an_administrator_only(client, clock, dao):
    secret = enrolled(dao)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert goes_on(client)
    with pytest.raises(NotPermitted):
        actions.reset_second_factor(officer=dao.key, by=Actor(dao.key), now=START)
    assert actions.reset_second_factor(officer=dao.key, **SIGNED) == 2
    assert not goes_on(client)
    assert sign_in(client).status_code == 302
    assert client.get("/danh-sach")["Location"].startswith(reverse("mfa_activate_totp"))


def test_after_five_minutes_the_password_is_asked_again_before_what_matters(client, clock, dao):
    parameters.write("accounts.second_factor_roles", ["administrator"], valid_from=SINCE)
    sign_in(client)
    page = reverse("mfa_activate_totp")
    assert client.get(page).status_code == 200
    later(clock, minutes=6)
    asked = client.get(page)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    again = {"password": PASSWORD, "next": page}
    assert client.post(asked["Location"], {**again, "password": "sai"}).status_code == 200
    assert client.post(asked["Location"], again)["Location"] == page
    assert client.get(page).status_code == 200


# --- sessions and accounts that end -------------------------------------------------------------


def test_sessions_are_listed_and_ended_from_elsewhere(client, clock, no_factor_needed, dao):
    at_home = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/129.0"})
    other = officer("SXD", Role.HANDLER, username="duc.tv")
    theirs = Client()
    sign_in(client), sign_in(at_home), sign_in(theirs, username="duc.tv")
    page = client.get(reverse("account_sessions")).content.decode()
    assert "Chrome · Android" in page
    assert page.count("Phiên này") == 1
    ends = reverse("account_end_sessions")
    foreign = UserSession.objects.get(user=other)
    client.post(ends, {"session": [str(foreign.pk), "x", "9" * 30]})
    assert goes_on(theirs)
    assert goes_on(at_home)
    client.post(ends, {"all": "1"})
    assert not goes_on(at_home)
    assert goes_on(client)
    assert ledger.facts_of(f"account:{dao.pk}")[-1].payload == {"sessions": 1}


def test_an_account_nobody_uses_is_closed_and_opened_by_an_administrator(client, clock, no_factor_needed):
    told = {"username": "dao.nt", "full_name": "Nguyễn Thị Đào", "email": ""}
    silent = actions.create_officer(**{**told, "username": "may"}, password=None, **SIGNED)
    key = actions.create_officer(**told, password=PASSWORD, is_initial=False, **SIGNED)
    later(clock, days=40)
    sign_in(client)
    machine = {"by": MACHINE}
    assert actions.close_unused(now=START + timedelta(days=84), **machine) == 0
    assert actions.close_unused(now=START + timedelta(days=86), limit=1, **machine) == 1
    row = Account.objects.get(username="dao.nt")
    assert not row.is_active
    assert Account.objects.get(username="may").is_active, "an account nobody can sign in with stays as it was"
    assert ledger.facts_of(f"account:{row.pk}")[-1].type == "accounts.officer_closed_unused"
    assert sign_in(Client()).status_code == 200
    later(clock, days=50)
    actions.reactivate(officer=key, password=NEW, by=ADMINISTRATOR, now=START + timedelta(days=90))
    assert actions.close_unused(now=START + timedelta(days=91), **machine) == 0
    assert sign_in(Client(), NEW).status_code == 302
    with pytest.raises(NotPermitted):
        actions.close_unused(by=Actor(silent), now=START)


def test_old_traces_of_signing_in_go(client, clock, no_factor_needed, dao):
    sign_in(client)
    later(clock, days=100)
    sign_in(Client(), "sai", username="khac")
    sign_in(Client())
    assert (AccessLog.objects.count(), AccessAttempt.objects.count(), UserSession.objects.count()) == (
        2,
        1,
        1,
    )
    actions.forget_sign_ins(now=START + timedelta(days=100))
    assert (AccessLog.objects.count(), AccessAttempt.objects.count(), UserSession.objects.count()) == (
        1,
        1,
        1,
    )
    actions.forget_sign_ins(now=START + timedelta(days=193))
    assert (AccessLog.objects.count(), AccessAttempt.objects.count(), UserSession.objects.count()) == (
        0,
        0,
        0,
    )


def test_how_often_and_how_long_the_door_closes_is_dated_data(client, clock, dao):
    parameters.write("accounts.failures", 2, valid_from=SINCE)
    parameters.write("accounts.locked_minutes", 30, valid_from=SINCE)
    assert sign_in(client, "sai").status_code == 200
    shut = sign_in(client, "sai")
    assert (shut.status_code, shut["Retry-After"]) == (429, "1800")
