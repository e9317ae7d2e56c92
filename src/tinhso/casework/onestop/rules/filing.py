"""What does an application say? Checked and trimmed before anything is written; pure.

Shapes: `Filing` is what every door hands in, whoever typed it. Identity numbers are the twelve digits of Luật
Căn cước 26/2023/QH15 Điều 12, or a tax code for a body.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg

NAME_MAX, LINE_MAX, CODE_MAX = 200, 500, 40
PERSON, BODY = "person", "org"
BY_POST = "post"
_IDENTITY = {PERSON: re.compile(r"\d{12}"), BODY: re.compile(r"\d{10}(-\d{3})?|\d{12}")}
_PHONE = re.compile(r"0\d{9}")


class Channel(StrEnum):
    """The door through which a dossier came."""

    NATIONAL = "national"
    SITE = "site"
    COUNTER = "counter"
    POST = "post"
    INTERNAL = "internal"


ONLINE = frozenset({Channel.NATIONAL, Channel.SITE})


@dataclass(frozen=True)
class Person:
    """Somebody named in an application: the holder, or who files for them; `number` is "" if unknown."""

    name: str
    kind: str = PERSON
    number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    born: date | None = None

    def as_json(self) -> dict[str, Any]:
        """This will give the form that is sealed."""
        return {
            "name": self.name, "kind": self.kind, "number": self.number, "phone": self.phone,
            "email": self.email, "address": self.address,
            "born": self.born.isoformat() if self.born else None,
        }  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One paper given for a component: a file's id, a fixed version of a paper in the vault, or on paper."""

    code: str
    form: str = "electronic"
    quantity: int = 1
    source: str = "uploaded"
    file: str = ""
    paper: str = ""
    paper_version: int | None = None
    certified_by: str = ""


@dataclass(frozen=True)
class Filing:
    """A whole application. `applicant` files for the `holder` where they differ; `helper` only typed."""

    id: UUID
    procedure: str
    holder: Person
    channel: Channel
    agency: str
    intake: str = ""
    area: str = ""
    applicant: Person | None = None
    proxy_basis: str = ""
    """On which paper the applicant acts for the holder (giấy uỷ quyền, giấy khai sinh)."""
    helper: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    delivery: str = "electronic"
    delivery_address: str = ""
    """Where the public post brings the result; empty: where the holder lives."""
    delivery_area: str = ""
    """The commune and province of that address, in words: all of it that a list of the post tells."""
    grounds: frozenset[str] = frozenset()
    """Grounds of exemption claimed, as the fee rules name them."""
    national_code: str = ""
    named: str = ""
    """The unit to which the other system sent it, as it is named there."""
    is_unplaced: bool = False
    """Nobody here bears that name: `agency` is the exceptions desk."""


def check(filing: Filing) -> None:
    """This will refuse what cannot be an application, naming each wrong field. Raises Invalid."""
    errors = list(_person("holder", filing.holder))
    if filing.applicant:
        errors += _person("applicant", filing.applicant)
        if not filing.proxy_basis.strip():
            errors.append(_error("proxy_basis", msg("Cần nêu giấy tờ chứng minh được nộp thay.")))
    if filing.delivery == BY_POST and filing.channel != Channel.NATIONAL:
        # what the national portal sends is never refused for it: an officer asks
        if not (filing.delivery_address or filing.holder.address).strip():
            errors.append(_error("delivery_address", msg("Cần địa chỉ để bưu chính mang kết quả tới.")))
    for place, one in enumerate(filing.given):
        if one.quantity < 1:
            errors.append(_error(f"given.{place}.quantity", msg("Số lượng phải từ 1.")))
        if one.paper and one.paper_version is None:
            errors.append(_error(f"given.{place}.paper", msg("Giấy tờ dùng lại phải chỉ rõ bản nào.")))
    if errors:
        raise Invalid(*errors)


def is_number(number: str, kind: str) -> bool:
    """This will tell whether a person or a body of that kind can have such a number."""
    return _IDENTITY[kind].fullmatch(number) is not None


def is_phone(phone: str) -> bool:
    """This will tell whether it is a telephone number as people write it here."""
    return _PHONE.fullmatch(phone) is not None


def trimmed(text: str, longest: int = LINE_MAX) -> str:
    """This will normalise what somebody typed."""
    return nfc(text or "").replace("\x00", "").strip()[:longest]


def _person(where: str, person: Person) -> Iterable[FieldError]:
    if not person.name.strip():
        yield _error(f"{where}.name", msg("Chưa có họ tên."))
    elif len(person.name) > NAME_MAX:
        yield _error(f"{where}.name", msg("Họ tên quá dài."))
    if person.kind not in _IDENTITY:
        yield _error(f"{where}.kind", msg("Phải là cá nhân hoặc tổ chức."))
    elif person.number and not is_number(person.number, person.kind):
        yield _error(f"{where}.number", msg("Số định danh hoặc mã số không đúng dạng."))
    if person.phone and not is_phone(person.phone):
        yield _error(f"{where}.phone", msg("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0."))


def _error(name: str, sentence: str) -> FieldError:
    return FieldError(name, Message(sentence))
