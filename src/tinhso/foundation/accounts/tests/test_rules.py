"""Which roles may be held and given, and what an API key looks like."""

import pytest

from tinhso.core.roles import MACHINE, NOBODY, Actor, Grant, Role
from tinhso.foundation.accounts import rules

ADMINISTRATOR = Actor("officer:1", frozenset({Grant(Role.ADMINISTRATOR)}))
OF_SXD = Actor("officer:2", frozenset({Grant(Role.ADMINISTRATOR, "SXD")}))
LEADER = Actor("officer:3", frozenset({Grant(Role.LEADER, "SXD")}))


@pytest.mark.parametrize(
    ("role", "agency", "possible"),
    [
        (Role.HANDLER, "SXD", True),
        (Role.HANDLER, "", False),
        (Role.LEADER, "", False),
        (Role.COORDINATOR, "", False),
        (Role.RESTRICTED, "", False),
        (Role.READER, "", True),
        (Role.READER, "SXD", True),
        (Role.AUDITOR, "", True),
        (Role.ADMINISTRATOR, "", True),
        (Role.ADMINISTRATOR, "SXD", True),
        (Role.CITIZEN, "SXD", False),
        (Role.MACHINE, "", False),
    ],
)
def test_who_acts_on_cases_acts_for_an_agency(role, agency, possible):
    assert (rules.why_not_a_grant(role, agency) is None) is possible


@pytest.mark.parametrize(
    ("by", "role", "agency", "allowed"),
    [
        (MACHINE, Role.ADMINISTRATOR, "", True),
        (ADMINISTRATOR, Role.ADMINISTRATOR, "", True),
        (ADMINISTRATOR, Role.RESTRICTED, "TCD", True),
        (OF_SXD, Role.HANDLER, "SXD", True),
        (OF_SXD, Role.LEADER, "SXD", True),
        (OF_SXD, Role.HANDLER, "VP", False),
        (OF_SXD, Role.ADMINISTRATOR, "SXD", False),
        (OF_SXD, Role.READER, "", False),
        (LEADER, Role.HANDLER, "SXD", False),
        (NOBODY, Role.HANDLER, "SXD", False),
    ],
)
def test_who_may_give_a_role(by, role, agency, allowed):
    assert rules.may_grant(by, role, agency, "officer:9") is allowed


def test_nobody_gives_a_role_to_themselves():
    assert not rules.may_grant(ADMINISTRATOR, Role.RESTRICTED, "TCD", ADMINISTRATOR.key)


@pytest.mark.parametrize(
    ("name", "good"),
    [("dao.nt", True), ("ab", False), ("Đào", False), ("a b c", False), ("a" * 61, False), (".dao", False)],
)
def test_a_sign_in_name_is_short_ascii(name, good):
    assert rules.is_username(name) is good


@pytest.mark.parametrize(
    "text", ["", "tinhso", "tinhso_", "tinhso__x", "khac_123456789012_x", "tinhso_" + "9" * 300]
)
def test_what_cannot_be_a_key(text):
    assert rules.prefix_of(text) is None


def test_a_key_is_recognised_and_every_other_is_not():
    key, other = rules.new_api_key(), rules.new_api_key()
    assert rules.prefix_of(key.raw) == key.prefix
    assert rules.is_key(key.raw, key.salt, key.digest)
    assert not rules.is_key(other.raw, key.salt, key.digest)
    assert len(key.raw) > 50
