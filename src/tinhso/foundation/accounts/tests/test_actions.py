"""Accounts, roles and keys begin and end; each leaves a fact without a name."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import MACHINE, NOBODY, Actor, Grant, Role
from tinhso.foundation.accounts import actions, queries
from tinhso.foundation.accounts.models import Account, ApiKey
from tinhso.foundation.accounts.scopes import known_scopes
from tinhso.foundation.accounts.tests.factories import PASSWORD, officer
from tinhso.foundation.agencies.tests.factories import small_province
from tinhso.foundation.ledger import queries as ledger

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
TODAY = date(2026, 9, 1)
ADMINISTRATOR = Actor("officer:999999", frozenset({Grant(Role.ADMINISTRATOR)}))
SIGNED = {"by": ADMINISTRATOR, "now": NOW}

pytestmark = pytest.mark.django_db


def create(**changes):
    told = {"username": "Dao.NT", "full_name": "Nguyễn Thị Đào", "email": "", "password": PASSWORD}
    return actions.create_officer(**{**told, **changes}, **SIGNED)


def account(key):
    return Account.objects.get(pk=int(key.partition(":")[2]))


def test_an_officer_is_created_and_the_fact_names_nobody():
    key = create(email="dao@example.vn")
    row = account(key)
    assert (row.username, row.full_name) == ("dao.nt", "Nguyễn Thị Đào")
    assert row.check_password(PASSWORD)
    [fact] = ledger.facts_of(f"account:{row.pk}")
    assert (fact.type, fact.payload) == ("accounts.officer_created", {})
    assert queries.officer(key).name == "Nguyễn Thị Đào"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "Đào"}, "username"),
        ({"full_name": "  "}, "full_name"),
        ({"email": "khong-phai-thu"}, "email"),
        ({"password": "ngan"}, "password"),
        ({"password": "12345678901234567890"}, "password"),
    ],
)
def test_a_wrong_account_is_refused_in_a_sentence(changes, field):
    with pytest.raises(Invalid) as wrong:
        create(**changes)
    assert wrong.value.errors[0].field == field
    assert not Account.objects.exists()


def test_a_sign_in_name_is_taken_once():
    create()
    with pytest.raises(actions.UsernameTaken):
        create(username="dao.nt")


def test_only_an_administrator_opens_accounts():
    with pytest.raises(NotPermitted):
        actions.create_officer(username="abc", full_name="A", email="", password=PASSWORD, by=NOBODY, now=NOW)


def test_many_officers_at_once_with_their_roles():
    small_province()
    many = [
        actions.NewOfficer(f"xd{n}", f"Trần Văn Đức {n}", grants=[Grant(Role.HANDLER, "SXD")])
        for n in range(30)
    ]
    keys = actions.create_officers(officers=many, by=MACHINE, now=NOW)
    found = queries.officers("SXD", on=TODAY)
    assert {o.key for o in found} == set(keys)
    assert not account(keys[0]).has_usable_password()
    with pytest.raises(Invalid):
        many = [actions.NewOfficer("xd99", "A", grants=[Grant(Role.HANDLER, "KHONG-CO")])]
        actions.create_officers(officers=many, by=MACHINE, now=NOW)


def test_a_role_holds_from_its_day_to_its_day():
    small_province()
    key = create()
    given = {"account": key, "role": Role.HANDLER, "agency_code": "SXD", **SIGNED}
    actions.grant(**given, valid_from=date(2026, 9, 2), reason="QĐ điều động 15/QĐ-SXD")
    user = account(key)
    assert queries.actor(user, on=TODAY).grants == frozenset()
    held = queries.actor(user, on=date(2026, 9, 2))
    assert held.key == key
    assert held.has(Role.HANDLER, "SXD")
    assert not held.has(Role.HANDLER, "VP")
    with pytest.raises(actions.AlreadyGranted):
        actions.grant(**given, valid_from=date(2026, 12, 1), reason="lặp lại")
    actions.revoke(**given, valid_to=date(2026, 10, 1), reason="thôi việc")
    assert queries.actor(user, on=date(2026, 9, 30)).has(Role.HANDLER, "SXD")
    assert not queries.actor(user, on=date(2026, 10, 1)).has(Role.HANDLER, "SXD")
    facts = ledger.facts_of(f"account:{user.pk}")
    assert [f.type for f in facts][1:] == ["accounts.role_granted", "accounts.role_revoked"]
    assert "Đào" not in json.dumps([f.payload for f in facts], ensure_ascii=False)


def test_a_role_given_by_mistake_is_gone_the_same_day_and_can_be_given_again():
    small_province()
    key = create()
    given = {"account": key, "role": Role.LEADER, "agency_code": "SXD", **SIGNED}
    actions.grant(**given, valid_from=TODAY, reason="nhầm người")
    actions.revoke(**given, reason="nhầm người")
    assert queries.actor(account(key), on=TODAY).grants == frozenset()
    with pytest.raises(actions.NotGranted):
        actions.revoke(**given, reason="lần nữa")
    actions.grant(**given, valid_from=TODAY, reason="đúng rồi")
    assert queries.actor(account(key), on=TODAY).has(Role.LEADER, "SXD")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency_code": "KHONG-CO"}, "agency_code"),
        ({"agency_code": ""}, "role"),
        ({"role": "sếp"}, "role"),
        ({"reason": ""}, "reason"),
        ({"unit": "PHONG-LA"}, "unit"),
        ({"valid_to": TODAY}, "valid_to"),
    ],
)
def test_a_grant_must_make_sense(changes, field):
    small_province()
    given = {
        "account": create(),
        "role": "handler",
        "agency_code": "SXD",
        "valid_from": TODAY,
        "reason": "QĐ",
    }
    with pytest.raises(Invalid) as wrong:
        actions.grant(**{**given, **changes}, **SIGNED)
    assert wrong.value.errors[0].field == field


def test_colleagues_are_listed_by_role_in_vietnamese_order():
    small_province()
    an = officer("SXD", Role.HANDLER, Role.LEADER)
    an.full_name = "Lê Hoàng Ân"
    an.save()
    dao = officer("SXD", Role.HANDLER)
    dao.full_name = "Nguyễn Thị Đào"
    dao.save()
    officer("VP", Role.HANDLER)
    officer("", Role.READER)
    assert [o.name for o in queries.officers("SXD", on=TODAY)] == ["Lê Hoàng Ân", "Nguyễn Thị Đào"]
    assert [o.key for o in queries.officers("SXD", on=TODAY, role=Role.LEADER)] == [an.key]
    actions.deactivate(officer=an.key, **SIGNED)
    assert [o.key for o in queries.officers("SXD", on=TODAY)] == [dao.key]
    assert queries.officer(an.key).name == "Lê Hoàng Ân"


@pytest.mark.parametrize(
    "key", ["", "officer:", "officer:x", "officer:-1", "officer:" + "9" * 40, "account:1"]
)
def test_an_unknown_key_names_nobody(key):
    assert queries.officer(key) is None
    with pytest.raises(actions.UnknownOfficer):
        actions.deactivate(officer=key, **SIGNED)


def test_nobody_locks_themselves_out():
    one = officer("", Role.ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        actions.deactivate(officer=one.key, by=queries.actor(one, on=TODAY), now=NOW)


def test_an_api_key_is_kept_as_a_digest_only():
    scopes = ["reports:write", "open311"]
    raw = actions.issue_api_key(name="Cổng Hue-S", scopes=scopes, **SIGNED)
    row = ApiKey.objects.get()
    secret = raw.split("_", 2)[2]  # it may hold the sign that stands before it
    for field in ApiKey._meta.fields:
        assert secret not in str(getattr(row, field.attname))
    assert queries.api_key(raw) == queries.KeyHolder(f"apikey:{row.pk}", "Cổng Hue-S", frozenset(scopes))
    assert queries.api_key(raw).may("open311")
    assert not queries.api_key(raw).may("reports:read")
    assert set(known_scopes()) == {"reports:write", "open311"}, (
        "each scope opens a door that others find shut"
    )
    assert queries.api_key(raw[:-1] + ("A" if raw[-1] != "A" else "B")) is None
    assert queries.api_key("") is None
    assert ledger.facts_of(f"apikey:{row.pk}")[0].payload == {"scopes": ["open311", "reports:write"]}
    with pytest.raises(Invalid):
        actions.issue_api_key(name="Cổng", scopes=["reports:everything"], **SIGNED)


def test_a_revoked_key_opens_nothing():
    raw = actions.issue_api_key(name="Cổng", **SIGNED)
    holder = queries.api_key(raw)
    actions.revoke_api_key(key=holder.key, **SIGNED)
    assert queries.api_key(raw) is None
    actions.revoke_api_key(key=holder.key, **SIGNED)
    assert len(ledger.facts_of(holder.key)) == 2


def test_the_use_of_a_key_is_written_once_a_day(django_assert_num_queries):
    holder = queries.api_key(actions.issue_api_key(name="Cổng", **SIGNED))
    actions.note_key_used(key=holder.key, now=NOW)
    actions.note_key_used(key=holder.key, now=NOW - timedelta(days=1))
    assert ApiKey.objects.get().last_used_on == TODAY
