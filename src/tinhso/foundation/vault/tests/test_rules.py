"""What a paper is worth on a day, who looks, and what is wrong with a paper: as tables."""

from datetime import date

import pytest

from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN, MACHINE, NOBODY, Actor, Grant, Role
from tinhso.foundation.vault import rules
from tinhso.foundation.vault.rules import Reader, Status, Stay

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("stay", "on", "status"),
    [
        (Stay(), ON, Status.VALID),
        (Stay(expires_on=date(2026, 11, 20)), ON, Status.VALID),  # its last good day
        (Stay(expires_on=date(2026, 11, 19)), ON, Status.EXPIRED),
        (Stay(expires_on=date(2026, 11, 19)), None, Status.VALID),
        (Stay(revoked_on=date(2026, 11, 20)), ON, Status.REVOKED),
        (Stay(revoked_on=date(2026, 11, 21)), ON, Status.VALID),
        (Stay(revoked_on=date(2026, 11, 21)), None, Status.REVOKED),
        (Stay(replaced_on=date(2026, 11, 20), expires_on=date(2026, 1, 1)), ON, Status.REPLACED),
        (Stay(replaced_on=date(2026, 1, 1), revoked_on=date(2026, 2, 1)), ON, Status.REVOKED),
        (Stay(replaced_on=date(2026, 1, 1), revoked_on=date(2026, 12, 1)), ON, Status.REPLACED),
    ],
)
def test_what_a_version_is_worth(stay, on, status):
    assert rules.status_of(stay, on) == status


@pytest.mark.parametrize(
    ("number", "kind", "plain"),
    [
        (" 046 199 001234 ", "person", "person:046199001234"),
        ("0401.234.567-001", "org", "org:0401234567001"),
        ("c1234567", "person", "person:C1234567"),  # a foreigner's passport
    ],
)
def test_a_number_is_written_one_way(number, kind, plain):
    assert rules.identity(number, kind) == plain


@pytest.mark.parametrize(
    ("number", "kind"), [("", "person"), ("123", "person"), ("046199001234", "xe"), ("é" * 12, "org")]
)
def test_what_is_no_number_is_refused(number, kind):
    with pytest.raises(Invalid) as refused:
        rules.identity(number, kind)
    assert "046" not in str(refused.value)


def actor(*grants: Grant) -> Actor:
    return Actor("officer:1", frozenset(grants))


@pytest.mark.parametrize(
    ("by", "reader"),
    [
        (actor(Grant(Role.HANDLER, "SXD")), Reader("handler", "SXD")),
        (actor(Grant(Role.LEADER, "SXD"), Grant(Role.INTAKE, "UBND")), Reader("intake", "UBND")),
        (actor(Grant(Role.READER, "SXD")), None),
        (actor(Grant(Role.ADMINISTRATOR)), None),
        (MACHINE, Reader("machine")),
        (CITIZEN, None),
        (NOBODY, None),
    ],
)
def test_who_looks(by, reader):
    assert rules.reader_of(by) == reader


GOOD = {
    "owner": "person:" + "0" * 32, "type_code": "khai-sinh", "title": "Giấy khai sinh", "number": "15",
    "issuer_code": "UBND-TH", "issuer_name": "UBND phường Thuận Hóa", "issued_on": ON, "expires_on": None,
    "source": rules.Source.DIGITISED, "certified_by": "officer:1", "about": "dossier:1", "today": ON,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"number": "", "issuer_code": "", "about": "", "expires_on": ON}, None),
        ({"owner": "046199001234"}, "owner"),
        ({"owner": "person:xyz"}, "owner"),
        ({"type_code": "khai sinh"}, "type_code"),
        ({"title": " "}, "title"),
        ({"number": "1" * 101}, "number"),
        ({"issuer_code": "Ủy ban"}, "issuer_code"),
        ({"issued_on": date(2026, 11, 21)}, "issued_on"),
        ({"expires_on": date(2026, 11, 19)}, "expires_on"),
        ({"certified_by": ""}, "certified_by"),
        ({"certified_by": "", "source": rules.Source.UPLOADED}, None),
        ({"about": "hồ sơ 1"}, "about"),
    ],
)
def test_a_paper_that_cannot_be_kept_says_which_field(changes, field):
    assert [e.field for e in rules.check_paper(**{**GOOD, **changes})] == ([field] if field else [])


@pytest.mark.parametrize(
    ("basis", "field"),
    [
        (rules.by_law("Luật 148/2025/QH15"), None),
        (rules.by_law(" "), "basis.citation"),
        (rules.by_consent("kho-giay-to", "dossier:1#2"), None),
        (rules.by_consent("", "dossier:1#2"), "basis.purpose"),
        (rules.by_consent("mọi việc", "dossier:1#2"), "basis.purpose"),
        (rules.by_consent("kho-giay-to", ""), "basis.proof"),
    ],
)
def test_consent_is_for_one_purpose_with_proof_and_law_is_cited(basis, field):
    assert [e.field for e in rules.check_basis(basis)] == ([field] if field else [])
