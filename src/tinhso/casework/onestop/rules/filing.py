"""What does an application say? Checked and trimmed before anything is written; pure.

Shapes: `Filing` is what every door hands in, whoever typed it. Identity numbers are the twelve digits of Luật
Căn cước 26/2023/QH15 Điều 12, or a tax code for a body.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg

MANDATE = "uy-quyen"
"""The component under which the paper lies by which the holder lets somebody file: no procedure lists it."""
MANDATE_NAME = "Văn bản uỷ quyền"
NAME_MAX, LINE_MAX, CODE_MAX = 200, 500, 40
PERSON, BODY = "person", "org"
BY_POST = "post"
OF_A_NAME = 5
"""The version of a UUID that anybody can make again who knows the name of which it was made."""
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
NOTED_HERE = frozenset({Channel.SITE, Channel.COUNTER, Channel.POST})
"""Doors at which this system asks who files for whom; the portal's own answer is taken as it is."""


class Capacity(StrEnum):
    """As what the applicant stands for the holder (Bộ luật Dân sự 2015 Điều 136, 137, 138)."""

    MANDATE = "mandate"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


OF_A_PERSON = frozenset({Capacity.PARENT, Capacity.GUARDIAN})


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
    mark: str = ""
    """By which the portal's document is known again; "" for what comes another way."""


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
    capacity: str = ""
    """A word of `Capacity`; "" where nobody files for another, or where the other system does not say it."""
    holder_vouched: bool = False
    """An electronic identity says that the applicant acts for this body: its number was not just typed."""
    helper: str = ""
    """Who only helped to fill it in: neither applicant nor holder."""
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
    if filing.id.version == OF_A_NAME and filing.channel != Channel.NATIONAL:
        # ids made of names are those of what the portal brings: its codes can be guessed, and whoever came
        # first under such an id would be taken for the dossier that is still on its way
        errors.append(_error("id", msg("Mã của lần nộp phải là số ngẫu nhiên (UUID phiên bản 4 hoặc 7).")))
    if filing.applicant:
        errors += _person("applicant", filing.applicant)
        if not filing.proxy_basis.strip():
            errors.append(_error("proxy_basis", msg("Cần nêu giấy tờ chứng minh được nộp thay.")))
        errors += _capacity(filing)
    elif filing.channel == Channel.SITE and filing.holder.kind == BODY:
        errors.append(_error("applicant.name", msg("Tổ chức nộp qua người đại diện hoặc uỷ quyền.")))
    if filing.delivery == BY_POST and filing.channel != Channel.NATIONAL:  # noqa: SIM102
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


def parts(given: Iterable[Given]) -> list[int]:
    """This will number the files of each component, from 1, in the order given."""
    seen: Counter[str] = Counter()
    found = []
    for one in given:
        seen[one.code] += 1
        found.append(seen[one.code])
    return found


def is_number(number: str, kind: str) -> bool:
    """This will tell whether a person or a body of that kind can have such a number."""
    return _IDENTITY[kind].fullmatch(number) is not None


def is_phone(phone: str) -> bool:
    """This will tell whether it is a telephone number as people write it here."""
    return _PHONE.fullmatch(phone) is not None


def _capacity(filing: Filing) -> Iterable[FieldError]:
    """A parent, a guardian, a body's head need no mandate; everybody else brings one."""
    said = filing.capacity
    if not said and filing.channel != Channel.SITE:
        return
    if said not in set(Capacity):
        yield _error("capacity", msg("Hãy chọn nộp thay với tư cách gì."))
    elif said == Capacity.REPRESENTATIVE and filing.holder.kind != BODY:
        yield _error("capacity", msg("Người đại diện theo pháp luật chỉ nộp cho tổ chức."))
    elif said in OF_A_PERSON and filing.holder.kind != PERSON:
        yield _error("capacity", msg("Cha, mẹ, người giám hộ chỉ nộp cho cá nhân."))
    has_mandate = any(one.code == MANDATE for one in filing.given)
    if said == Capacity.MANDATE and filing.channel in NOTED_HERE and not has_mandate:
        yield _error("mandate", msg("Nộp theo uỷ quyền phải kèm văn bản uỷ quyền."))
    if filing.holder.kind == BODY and not filing.holder.number and filing.channel == Channel.SITE:
        yield _error("holder.number", msg("Cần mã số doanh nghiệp, hợp tác xã hoặc mã số thuế."))


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
