"""Is this a paper that can be kept, whose is it, and what is it worth on a day?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.messages import Message, msg

KINDS = ("person", "org")
_OWNER = re.compile(r"(person|org):[0-9a-f]{32}")
_NUMBER = re.compile(r"[0-9A-Z]{8,20}")
_CODE = re.compile(r"[A-Za-z0-9._:/-]+")
TITLE_MAX, NUMBER_MAX, NAME_MAX, CODE_MAX, SUBJECT_MAX = 300, 100, 300, 60, 120


class Source(StrEnum):
    """How a paper came: digitised by an officer at a counter, issued electronically here, from the national
    portal's store, or uploaded by its owner."""

    DIGITISED = "digitised"
    ISSUED = "issued"
    NATIONAL = "national"
    UPLOADED = "uploaded"


class Status(StrEnum):
    """What a version of a paper is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Stay:
    """The days that end a version: the last day it is valid, and the days from which it is revoked or
    replaced; None for what did not happen."""

    expires_on: date | None = None
    revoked_on: date | None = None
    replaced_on: date | None = None


def status_of(stay: Stay, on: date | None) -> Status:
    """This will tell what a version is worth on that day: revoked before replaced before expired.

    "Có giá trị đến ngày 15/3" means that 15/3 is the last good day. Without a day everything that happened
    counts, and no paper is expired.
    """
    if stay.revoked_on and (on is None or stay.revoked_on <= on):
        return Status.REVOKED
    if stay.replaced_on and (on is None or stay.replaced_on <= on):
        return Status.REPLACED
    if stay.expires_on and on is not None and stay.expires_on < on:
        return Status.EXPIRED
    return Status.VALID


def is_owner(key: str) -> bool:
    """This will tell whether a key has the form of an owner's ("person:" or "org:" and 32 hexadecimals)."""
    return _OWNER.fullmatch(key) is not None


def identity(number: str, kind: str) -> str:
    """This will write an identification number the one way in which it is digested. Raises Invalid."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    if kind not in KINDS or not _NUMBER.fullmatch(plain):
        raise Invalid.field("number", msg("Số định danh không hợp lệ."))
    return f"{kind}:{plain}"


def root_of(subject: str) -> str:
    """This will give the thing of which a subject is a part: "dossier:12" of "dossier:12/component:hk01"."""
    return subject.partition("/")[0]


def check_paper(
    *, owner: str, type_code: str, title: str, number: str, issuer_code: str, issuer_name: str,
    issued_on: date, expires_on: date | None, source: Source, certified_by: str, about: str, today: date,
) -> Iterator[FieldError]:  # fmt: skip
    """This will say what is wrong with a paper that is to be kept.

    A digitised copy is worth what the officer is worth who certified it (Nghị định 45/2020/NĐ-CP; Nghị định
    118/2025/NĐ-CP).
    """
    if not is_owner(owner):
        yield _error("owner", msg("Chưa biết giấy tờ này của ai."))
    if not 0 < len(type_code) <= CODE_MAX or not _CODE.fullmatch(type_code):
        yield _error("type_code", msg("Phải có mã loại giấy tờ."))
    if not 0 < len(title.strip()) <= TITLE_MAX:
        yield _error("title", msg("Phải có tên giấy tờ, không quá %(most)s chữ."), most=TITLE_MAX)
    if len(number) > NUMBER_MAX:
        yield _error("number", msg("Số giấy tờ dài quá %(most)s chữ."), most=NUMBER_MAX)
    if not _CODE.fullmatch(issuer_code or "-") or len(issuer_code) > CODE_MAX or len(issuer_name) > NAME_MAX:
        yield _error("issuer_code", msg("Cơ quan cấp không hợp lệ."))
    if issued_on > today:
        yield _error("issued_on", msg("Ngày cấp không thể sau hôm nay."))
    if expires_on and expires_on < issued_on:
        yield _error("expires_on", msg("Ngày hết hạn phải sau ngày cấp."))
    if source == Source.DIGITISED and not certified_by:
        yield _error("certified_by", msg("Bản số hoá phải có cán bộ xác nhận."))
    if len(about) > SUBJECT_MAX or not _CODE.fullmatch(about or "-"):
        yield _error("about", msg("Việc liên quan không hợp lệ."))


def _error(field: str, sentence: str, **values: object) -> FieldError:
    return FieldError(field, Message(sentence, values))
