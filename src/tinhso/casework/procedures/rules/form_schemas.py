"""May this be the schema of an electronic form? A small part of JSON Schema 2020-12 and words of our own.

Types: object, array of objects, string, integer, number, boolean; `enum`, `pattern`, `format` (date, email,
phone, identity), limits, `required`, `if`/`then`/`else`. Our words: `x-order` (order of fields; databases
forget the order of keys), `x-when` (shown only where a condition on the whole form holds), `x-prefill` (what
is already known), `x-labels` (names of the values of an `enum`), `x-section`, `x-multiline`; English: `-en`.
There is no `$ref`: a form never fetches anything. Patterns are anchored and simple, so none runs away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tinhso.core.messages import Message, msg

Schema = Mapping[str, Any]

DEEPEST = 3
MOST_FIELDS = 120
LONGEST_TEXT = 4_000
MOST_ITEMS = 50
LONGEST_PATTERN = 200
FORMATS = ("date", "email", "phone", "identity")
TYPES = ("object", "array", "string", "integer", "number", "boolean")
CONDITION_WORDS = frozenset(
    {
        "properties",
        "required",
        "const",
        "enum",
        "minimum",
        "maximum",
        "not",
        "allOf",
        "anyOf",
        "type",
        "minItems",
    }
)
_FIELD_WORDS = frozenset(
    {
        "type", "title", "description", "default", "x-title-en", "x-description-en", "x-when", "x-prefill",
        "x-section", "x-section-en",
    }
)  # fmt: skip
_OWN_WORDS = {
    "object": frozenset({"properties", "required", "x-order", "if", "then", "else", "allOf"}),
    "array": frozenset({"items", "minItems", "maxItems"}),
    "string": frozenset(
        {"enum", "x-labels", "x-labels-en", "pattern", "format", "minLength", "maxLength", "x-multiline"}
    ),
    "integer": frozenset({"minimum", "maximum", "enum", "x-labels", "x-labels-en"}),
    "number": frozenset({"minimum", "maximum"}),
    "boolean": frozenset(),
}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_OPEN_ENDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\d*\})")
"""What may match shorter or longer: each of them tries every length anew for every length of those before."""
_OPTIONAL = re.compile(r"(?<!\\)\?")
MOST_OPTIONAL = 8
_REPEATED_GROUP = re.compile(r"\)[*+{]")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a schema, and where: a dotted path, a machine code, a sentence."""

    path: str
    code: str
    message: Message


def faults(schema: Any) -> list[Fault]:
    """This will list what keeps a schema from being a form; none for an empty one (no form)."""
    if schema == {}:
        return []
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        return [_fault("", "form-not-object", msg("Mẫu đơn phải là một đối tượng JSON (type: object)."))]
    found = list(_object_faults(schema, "", 0))
    if not found and sum(1 for _ in _fields(schema)) > MOST_FIELDS:
        found.append(_fault("", "form-too-long", msg("Mẫu đơn có quá %(most)s trường."), most=MOST_FIELDS))
    return found


def condition_faults(condition: Any, path: str) -> Iterator[Fault]:
    """This will find what is wrong with a condition on the form's data."""
    if not isinstance(condition, Mapping) or not condition:
        yield _fault(path, "bad-condition", msg("Điều kiện phải là một đối tượng JSON không rỗng."))
        return
    for word, value in condition.items():
        if word not in CONDITION_WORDS:
            yield _fault(
                path, "unknown-word", msg("Không dùng được từ khoá “%(word)s”."), word=str(word)[:40]
            )
        elif word == "properties":
            yield from _each_condition(value.items() if isinstance(value, Mapping) else None, path)
        elif word in ("allOf", "anyOf"):
            yield from _each_condition(enumerate(value) if isinstance(value, list) else None, path)
        elif word == "not":
            yield from condition_faults(value, path)
        elif not _is_limit(word, value):
            yield _fault(path, "bad-condition", msg("Giá trị của “%(word)s” chưa đúng."), word=word)


def _each_condition(parts: Any, path: str) -> Iterator[Fault]:
    if parts is None:
        yield _fault(path, "bad-condition", msg("Điều kiện phải là một đối tượng JSON không rỗng."))
        return
    for name, part in parts:
        yield from condition_faults(part, f"{path}.{name}")


def _is_limit(word: str, value: Any) -> bool:
    match word:
        case "required":
            return isinstance(value, list) and all(isinstance(v, str) for v in value)
        case "enum":
            return isinstance(value, list) and bool(value)
        case "minimum" | "maximum" | "minItems":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "type":
            return value in TYPES
    return True


def ordered(schema: Any) -> Any:
    """This will write down the order of the fields wherever a schema does not say it yet."""
    if isinstance(schema, list):
        return [ordered(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    made = {key: ordered(value) for key, value in schema.items()}
    properties = made.get("properties")
    if made.get("type") == "object" and isinstance(properties, Mapping) and "x-order" not in made:
        made["x-order"] = list(properties)
    return made


def names(schema: Schema) -> list[str]:
    """This will list the fields of an object in their order."""
    properties = schema.get("properties", {})
    first = [name for name in schema.get("x-order", ()) if name in properties]
    return [*first, *(name for name in properties if name not in first)]


def _fields(schema: Schema) -> Iterator[Schema]:
    for field in schema.get("properties", {}).values():
        yield field
        yield from _fields(field.get("items", field))


def _object_faults(schema: Schema, path: str, depth: int) -> Iterator[Fault]:
    yield from _unknown_words(schema, path, "object")
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or not properties:
        yield _fault(path, "no-fields", msg("Mẫu đơn phải có ít nhất một trường (properties)."))
        return
    for word in ("required", "x-order"):
        for name in schema.get(word, ()) if isinstance(schema.get(word, []), list) else [None]:
            if name not in properties:
                yield _fault(path, "unknown-field", msg("“%(word)s” kể một trường không có: %(name)s."),
                             word=word, name=str(name)[:40])  # fmt: skip
    yield from _branch_faults(schema, path)
    for name, field in properties.items():
        here = f"{path}.{name}" if path else str(name)
        if not _NAME.fullmatch(str(name)):
            yield _fault(here[:100], "bad-name", msg("Tên trường chỉ gồm chữ thường không dấu, số và _."))
        yield from _field_faults(field, here, depth)


def _branch_faults(schema: Schema, path: str) -> Iterator[Fault]:
    parts = schema.get("allOf", [])
    branches = [schema, *(b for b in parts if isinstance(b, Mapping))] if isinstance(parts, list) else []
    if not isinstance(parts, list) or len(branches) - 1 != len(parts):
        yield _fault(path, "bad-condition", msg("Điều kiện phải là một đối tượng JSON không rỗng."))
    for branch in branches:
        for word in ("if", "then", "else"):
            if word in branch:
                yield from condition_faults(branch[word], f"{path}.{word}" if path else word)
        if branch is not schema and not branch.keys() <= {"if", "then", "else"}:
            yield _fault(path, "bad-condition", msg("Mỗi phần của allOf chỉ gồm if, then, else."))


def _field_faults(field: Any, path: str, depth: int) -> Iterator[Fault]:
    kind = field.get("type") if isinstance(field, Mapping) else None
    if kind not in TYPES:
        yield _fault(path, "bad-type", msg("Trường phải có kiểu: %(types)s."), types=", ".join(TYPES))
        return
    if not isinstance(field.get("title"), str) or not field["title"].strip():
        yield _fault(path, "no-title", msg("Trường phải có tên tiếng Việt (title)."))
    if "x-when" in field:
        yield from condition_faults(field["x-when"], path)
    if kind in ("object", "array"):
        inner = field if kind == "object" else field.get("items")
        if depth + 1 >= DEEPEST:
            yield _fault(path, "too-deep", msg("Mẫu đơn lồng quá sâu."))
        elif not isinstance(inner, Mapping) or inner.get("type") != "object":
            yield _fault(path, "bad-items", msg("Danh sách phải gồm các đối tượng (items: object)."))
        else:
            yield from _object_faults(inner, path, depth + 1)
    if kind != "object":
        yield from _unknown_words(field, path, kind)
    if kind == "string":
        yield from _string_faults(field, path)
    yield from _limit_faults(field, path)


def _string_faults(field: Schema, path: str) -> Iterator[Fault]:
    if field.get("format", "date") not in FORMATS:
        yield _fault(path, "bad-format", msg("Định dạng chỉ gồm: %(formats)s."), formats=", ".join(FORMATS))
    if "pattern" in field and not is_simple(field["pattern"]):
        sentence = msg("Mẫu ký tự phải bắt đầu bằng ^, kết thúc bằng $, ngắn và không lặp lồng nhau.")
        yield _fault(path, "bad-pattern", sentence)


def _limit_faults(field: Schema, path: str) -> Iterator[Fault]:
    choices = field.get("enum")
    if choices is not None:
        is_list = isinstance(choices, list) and 0 < len(choices) <= 400
        if not is_list or any(not isinstance(c, str | int) or isinstance(c, bool) for c in choices):
            yield _fault(path, "bad-enum", msg("Danh sách lựa chọn (enum) chưa đúng."))
    for word, most in (("maxLength", LONGEST_TEXT), ("minLength", LONGEST_TEXT), ("maxItems", MOST_ITEMS),
                       ("minItems", MOST_ITEMS)):  # fmt: skip
        value = field.get(word, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            yield _fault(path, "bad-limit", msg("“%(word)s” phải là số nguyên từ 0 đến %(most)s."),
                         word=word, most=most)  # fmt: skip
    for word in ("minimum", "maximum"):
        value = field.get(word, 0)
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield _fault(path, "bad-limit", msg("“%(word)s” phải là một số."), word=word)


def is_simple(pattern: Any) -> bool:
    """This will tell whether a pattern is anchored, short, compiles, and cannot run away on any text."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
        return False
    if not (pattern.startswith("^") and pattern.endswith("$")) or _REPEATED_GROUP.search(pattern):
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return len(_OPEN_ENDED.findall(pattern)) <= 2 and len(_OPTIONAL.findall(pattern)) <= MOST_OPTIONAL


def _unknown_words(schema: Schema, path: str, kind: str) -> Iterator[Fault]:
    for word in schema.keys() - _FIELD_WORDS - _OWN_WORDS[kind]:
        yield _fault(path, "unknown-word", msg("Không dùng được từ khoá “%(word)s”."), word=str(word)[:40])


def _fault(path: str, code: str, sentence: str, **values: Any) -> Fault:
    return Fault(path, code, Message(sentence, values))
