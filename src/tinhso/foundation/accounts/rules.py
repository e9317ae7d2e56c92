"""Which roles may an officer hold for which body, who may give them, and is this the key that was issued?"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Grant, Role

ROLE_LABELS = {
    Role.HANDLER: msg("Cán bộ xử lý"),
    Role.LEADER: msg("Lãnh đạo"),
    Role.COORDINATOR: msg("Điều phối viên"),
    Role.RESTRICTED: msg("Cán bộ tiếp nhận đơn thư"),
    Role.INTAKE: msg("Trực tổng đài, quầy tiếp nhận"),
    Role.READER: msg("Người xem điều hành"),
    Role.AUDITOR: msg("Kiểm tra, kiểm toán"),
    Role.ADMINISTRATOR: msg("Quản trị"),
}
GRANTABLE = frozenset(ROLE_LABELS)
FOR_ONE_AGENCY = frozenset({Role.HANDLER, Role.LEADER, Role.COORDINATOR, Role.RESTRICTED, Role.INTAKE})
GIVEN_WITHIN_AN_AGENCY = frozenset({Role.HANDLER, Role.LEADER})

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")


def is_username(text: str) -> bool:
    """This will tell whether a sign-in name is 3 to 60 lower-case ASCII letters, digits and . _ @ -."""
    return bool(_USERNAME.fullmatch(text))


def why_not_a_grant(role: Role, agency_code: str) -> str | None:
    """This will name what is wrong with a role for a body (a message id), None where it can be.

    Those who act on cases act for one agency; only looking and administering may span the deployment.
    """
    if role not in GRANTABLE:
        return msg("Vai trò này không cấp cho tài khoản.")
    if role in FOR_ONE_AGENCY and not agency_code:
        return msg("Vai trò này phải gắn với một cơ quan.")
    return None


def may_grant(by: Actor, role: Role, agency_code: str, receiver: str) -> bool:
    """This will tell whether `by` may give or take that role; nobody gives a role to themselves.

    The administrator of one agency gives handler and leader in that agency only.
    """
    if by.has(Role.MACHINE):
        return True
    if by.key == receiver:
        return False
    if by.has(Role.ADMINISTRATOR, ""):
        return True
    return bool(agency_code) and role in GIVEN_WITHIN_AN_AGENCY and by.has(Role.ADMINISTRATOR, agency_code)


ACT_ON_CASES = frozenset({Role.HANDLER, Role.LEADER, Role.COORDINATOR})


def why_not_together(held: Iterable[Grant]) -> str | None:
    """This will name why these roles cannot be one person's (a message id), None where they can.

    A denunciation is kept from the body denounced (Luật Tố cáo 25/2018/QH14, Điều 8): whoever reads sealed
    reports does not at the same time handle the ordinary ones of a body that may be denounced.
    """
    roles = {grant.role for grant in held}
    if Role.RESTRICTED in roles and roles & ACT_ON_CASES:
        return msg(
            "Cán bộ tiếp nhận đơn thư (niêm kín) không đồng thời xử lý, lãnh đạo hay điều phối"
            " ở cơ quan khác."
        )
    return None


@dataclass(frozen=True)
class NewKey:
    """A fresh API key: `raw` is shown once, only prefix, salt and hash are kept."""

    raw: str
    prefix: str
    salt: str
    digest: str


PREFIX_LENGTH = 12


def new_api_key() -> NewKey:
    """This will make a key of 256 random bits: "tinhso_<prefix>_<secret>"."""
    prefix, secret, salt = (
        secrets.token_hex(PREFIX_LENGTH // 2),
        secrets.token_urlsafe(32),
        secrets.token_hex(16),
    )
    raw = f"tinhso_{prefix}_{secret}"
    return NewKey(raw, prefix, salt, digest_of(raw, salt))


def digest_of(raw: str, salt: str) -> str:
    """This will give the salted SHA-256 of a key; enough for 256 random bits, which nobody can guess."""
    return hashlib.sha256(f"{salt}:{raw}".encode()).hexdigest()


def prefix_of(raw: str) -> str | None:
    """This will read the public part of a key, None where the text cannot be one."""
    parts = raw.split("_", 2)
    if len(raw) > 200 or len(parts) != 3 or parts[0] != "tinhso" or len(parts[1]) != PREFIX_LENGTH:
        return None
    return parts[1]


def is_key(raw: str, salt: str, digest: str) -> bool:
    """This will compare a key with the kept digest in constant time."""
    return hmac.compare_digest(digest_of(raw, salt), digest)
