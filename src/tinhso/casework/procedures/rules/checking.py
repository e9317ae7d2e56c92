"""Is a document a procedure? Every fault with its place, a machine code and a sentence; nothing is guessed.

The same check stands before the editor, the import and the first rows. Law: the parts that a procedure must
have, Thông tư 02/2017/TT-VPCP; the published reason for "một phần", Nghị định 224/2026/NĐ-CP, Điều 14.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tinhso.casework.procedures.rules import form_schemas
from tinhso.casework.procedures.rules.reading import MOST_ROWS, NOT_OBJECT, Problem, Reader
from tinhso.casework.procedures.rules.shapes import (
    HERE,
    Audience,
    FeeKind,
    Level,
    Moment,
    OnlineLevel,
    Stage,
    TermUnit,
    UnitKind,
)
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Role

HOURS_A_DAY = 8
"""Working hours of a working day, as procedures reckon them."""
LARGEST_FORM = 60_000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{1,39}")
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Known:
    """Which codes exist that a document may name; None: any."""

    fields: frozenset[str] | None = None
    systems: frozenset[str] | None = None


def check(raw: Any, known: Known = Known()) -> tuple[dict[str, Any], list[Problem]]:
    """This will give the document in its whole form, and its problems; without any it may be built."""
    if not isinstance(raw, Mapping):
        return {}, [Problem("", -1, "", "not-object", Message(NOT_OBJECT))]
    read = Reader(raw)
    doc: dict[str, Any] = {
        "code": read.code("code", _CODE),
        "name": read.text("name", 500, needed=True),
        "name_en": read.text("name_en", 500),
        "who": read.text("who", 500),
        "who_en": read.text("who_en", 500),
        "online_reason": read.text("online_reason", 500),
        "online_reason_en": read.text("online_reason_en", 500),
        "accept_hours": read.whole("accept_hours", 1, 400, default=None),
        "is_internal": read.flag("is_internal", default=False),
        "is_local": read.flag("is_local", default=False),
        "needs_identity": read.flag("needs_identity", default=False),
        "citation": read.text("citation", 300),
        "code_note": read.text("code_note", 300),
        "is_sample": read.flag("is_sample", default=False),
        "valid_from": read.day("valid_from", needed=True),
        "valid_to": read.day("valid_to", needed=False),
        "field": read.code("field", _WORD),
        "levels": read.words("levels", Level),
        "audience": read.words("audience", Audience),
        "online_level": read.one("online_level", OnlineLevel),
        "authoritative": _systems(read, known),
        "term": _term(read),
        "components": read.rows("components", _component),
        "steps": read.rows("steps", _step),
        "fees": read.rows("fees", _fee),
        "results": read.rows("results", _result),
        "legal_bases": read.texts("legal_bases", 500),
        "words": read.texts("words", 200),
        "form_schema": _form(read),
    }
    read.refuse_others()
    read.problems.extend(_contradictions(doc, known))
    return doc, read.problems


def _systems(read: Reader, known: Known) -> dict[str, str]:
    raw = read.get("authoritative") or {}
    if not isinstance(raw, Mapping):
        read.wrong("authoritative", "not-object", NOT_OBJECT)
        return {}
    for stage, system in raw.items():
        if stage not in set(Stage):
            read.wrong("authoritative", "bad-choice", msg("Chỉ nhận một trong: %(choices)s."),
                       choices=", ".join(Stage))  # fmt: skip
        elif not isinstance(system, str) or not _WORD.fullmatch(system):
            read.wrong("authoritative", "bad-code", msg("Mã “%(value)s” có ký tự không dùng được."),
                       value=str(system)[:40])  # fmt: skip
        elif known.systems is not None and system not in known.systems | {HERE}:
            read.wrong("authoritative", "unknown-system", msg("Không có hệ thống “%(value)s”."), value=system)
    return {stage.value: raw[stage.value] for stage in Stage if stage.value in raw}


def _term(read: Reader) -> dict[str, Any] | None:
    raw = read.get("term")
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        read.wrong("term", "not-object", NOT_OBJECT)
        return None
    below = Reader(raw, "", -1, read.problems)
    term = {"amount": below.whole("amount", 1, 3_650), "unit": below.one("unit", TermUnit)}
    below.refuse_others()
    return term


def _component(read: Reader) -> dict[str, Any]:
    when = read.get("when")
    if when is not None:
        for fault in form_schemas.condition_faults(when, "when"):
            read.wrong("when", fault.code, fault.message.id, **fault.message.values)
    return {
        "code": read.code("code", _WORD),
        "name": read.text("name", 1_000, needed=True),
        "name_en": read.text("name_en", 1_000),
        "originals": read.whole("originals", 0, 99, default=1),
        "copies": read.whole("copies", 0, 99, default=0),
        "required": read.flag("required", default=True),
        "when": when,
        "form_url": read.text("form_url", 500),
        "paper_type": read.code("paper_type", _WORD, needed=False),
        "register": read.code("register", _WORD, needed=False),
    }


def _step(read: Reader) -> dict[str, Any]:
    hours = read.get("hours")
    if not isinstance(hours, int | float) or isinstance(hours, bool) or not 0 < hours <= 5_000:
        read.wrong("hours", "bad-number", msg("Giờ làm việc của bước là một số lớn hơn 0."))
        hours = 1
    return {
        "number": read.whole("number", 1, MOST_ROWS),
        "name": read.text("name", 300, needed=True),
        "unit_kind": read.one("unit_kind", UnitKind),
        "hours": int(hours) if float(hours).is_integer() else hours,
        "role": read.one("role", Role, default=Role.HANDLER.value),
        "title": read.text("title", 200),
        "name_en": read.text("name_en", 300),
    }


def _fee(read: Reader) -> dict[str, Any]:
    return {
        "code": read.code("code", _WORD),
        "name": read.text("name", 300, needed=True),
        "amount": read.whole("amount", 0, 10_000_000_000),
        "kind": read.one("kind", FeeKind),
        "when": read.one("when", Moment, default=Moment.RECEIPT.value),
        "name_en": read.text("name_en", 300),
    }


def _result(read: Reader) -> dict[str, Any]:
    return {
        "paper_type": read.code("paper_type", _WORD),
        "name": read.text("name", 300, needed=True),
        "electronic": read.flag("electronic", default=True),
        "valid_months": read.whole("valid_months", 1, 1_200, default=None),
        "name_en": read.text("name_en", 300),
    }


def _form(read: Reader) -> Any:
    raw = read.get("form_schema") or {}
    if len(json.dumps(raw, ensure_ascii=False)) > LARGEST_FORM:
        read.wrong("form_schema", "form-too-long", msg("Mẫu đơn điện tử quá dài."))
        return {}
    found = form_schemas.faults(raw)
    for fault in found:
        read.problems.append(Problem("form_schema", -1, fault.path, fault.code, fault.message))
    return {} if found else form_schemas.ordered(raw)


def _contradictions(doc: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """What is right by itself and wrong together."""

    def wrong(key: str, code: str, sentence: str, **values: Any) -> Problem:
        return Problem("", -1, key, code, Message(sentence, values))

    if doc["valid_to"] and doc["valid_from"] and doc["valid_to"] <= doc["valid_from"]:
        yield wrong("valid_to", "ends-before-it-starts", msg("Ngày hết hiệu lực phải sau ngày có hiệu lực."))
    if known.fields is not None and doc["field"] and doc["field"] not in known.fields:
        yield wrong("field", "unknown-field", msg("Không có lĩnh vực “%(value)s”."), value=doc["field"])
    if doc["online_level"] != OnlineLevel.FULL and not doc["online_reason"]:
        yield wrong("online_reason", "no-reason", msg("Chưa toàn trình thì phải công khai lý do."))
    if doc["is_local"] and doc["authoritative"].get(Stage.HANDLE, HERE) != HERE:
        yield wrong("is_local", "local-elsewhere", msg("Dịch vụ riêng của tỉnh phải do hệ thống này xử lý."))
    if doc["is_internal"] != (doc["audience"] == [Audience.AGENCY]):
        sentence = msg("Thủ tục nội bộ, và chỉ thủ tục nội bộ, có đối tượng là cơ quan (agency).")
        yield wrong("audience", "internal-audience", sentence)
    for part in ("components", "fees"):
        codes = [row["code"] for row in doc[part]]
        for number, code in enumerate(codes):
            if code in codes[:number]:
                yield Problem(part, number, "code", "doubled",
                              Message(msg("Mã “%(value)s” đã có ở dòng trên."), {"value": code}))  # fmt: skip
    for place, step in enumerate(doc["steps"]):
        if step["number"] != place + 1:
            yield Problem("steps", place, "number", "bad-order",
                          Message(msg("Các bước phải đánh số liên tục từ 1."), {}))  # fmt: skip
    yield from _too_long(doc)


def _too_long(doc: Mapping[str, Any]) -> Iterator[Problem]:
    """Steps together longer than the term promise what cannot be kept."""
    term = doc["term"]
    in_hours = {TermUnit.WORKING_HOURS: 1, TermUnit.WORKING_DAYS: HOURS_A_DAY}
    if term is None or term["unit"] not in in_hours:
        return
    allowed, used = term["amount"] * in_hours[term["unit"]], sum(s["hours"] for s in doc["steps"])
    if used > allowed:
        sentence = msg("Các bước cộng lại %(used)s giờ, dài hơn thời hạn %(allowed)s giờ.")
        yield Problem("steps", -1, "hours", "steps-longer-than-term",
                      Message(sentence, {"used": f"{used:g}", "allowed": allowed}))  # fmt: skip
