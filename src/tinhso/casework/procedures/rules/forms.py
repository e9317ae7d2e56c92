"""How does an electronic form ask, what does it take, and which papers follow from the answers?

A form is a schema as `form_schemas` allows it and data is plain JSON. Fields come in the order in which they
are asked; a field whose `x-when` does not hold is neither asked nor kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator

from tinhso.casework.procedures.rules.form_schemas import LONGEST_TEXT, MOST_ITEMS, Schema, names
from tinhso.casework.procedures.rules.form_speech import FORMATS, spoken
from tinhso.casework.procedures.rules.shapes import Component
from tinhso.core.errors import FieldError
from tinhso.core.messages import Message, msg

Data = Mapping[str, Any]

MOST_ERRORS = 100


@dataclass(frozen=True)
class Field:
    """One question. `path` is dotted (`nguoi_thua_ke` or, inside a list's row, its own name).

    `kind`: text, textarea, date, email, phone, identity, integer, number, boolean, choice, group, list.
    `fields` are those of a group, or of one row of a list.
    """

    path: str
    title: str
    kind: str
    required: bool
    help: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    section: str = ""
    default: Any = None
    max_length: int | None = None
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    prefill: str = ""
    fields: tuple["Field", ...] = ()
    is_conditional: bool = False


@dataclass(frozen=True)
class Asked:
    """A paper that the dossier asks for, and whether it must be there."""

    component: Component
    required: bool


def holds(condition: Mapping[str, Any] | None, data: Data) -> bool:
    """This will tell whether a condition holds; a field that it names and that is not answered does not."""
    return condition is None or _validator(_strict(condition)).is_valid(data)


def fields(schema: Schema, data: Data, *, language: str = "vi") -> list[Field]:
    """This will list the questions to be asked now, in order, given what has been answered so far."""
    return list(_asked(schema, data, data, language, ""))


def clean(schema: Schema, data: Data) -> dict[str, Any]:
    """This will keep what the form asks for: answers to questions that are not asked are dropped."""
    return _kept(schema, data, data)


def validate(schema: Schema, data: Any) -> list[FieldError]:
    """This will list what is wrong with the answers, each with its path ("nguoi.2.ten") and a sentence.

    Answers to questions that are not asked do no harm here; `clean` drops them before anything is kept.
    """
    if not schema:
        return []
    if not isinstance(data, Mapping):
        return [FieldError("", Message(msg("Nội dung đơn phải là một đối tượng JSON.")))]
    effective = _effective(schema, data)
    errors: dict[tuple[str, str], FieldError] = {}
    for error in _validator(effective).iter_errors(dict(data)):
        for found in spoken(error):
            errors.setdefault((found.field, found.message.id), found)
        if len(errors) >= MOST_ERRORS:
            break
    return sorted(errors.values(), key=lambda e: e.field)


def prefill(schema: Schema, known: Mapping[str, Any]) -> dict[str, Any]:
    """This will answer the questions whose `x-prefill` is known; a value that would not pass is left out."""
    found: dict[str, Any] = {}
    for name in names(schema):
        field = schema["properties"][name]
        if field["type"] == "object":
            if inner := prefill(field, known):
                found[name] = inner
            continue
        value = known.get(field.get("x-prefill", ""))
        if value not in (None, "") and _validator(_effective(field, {})).is_valid(value):
            found[name] = value
    return found


def components(papers: Sequence[Component], data: Data) -> list[Asked]:
    """This will list the papers that these answers ask for; one whose condition does not hold is left out."""
    return [Asked(paper, paper.required) for paper in papers if holds(paper.when, data)]


def collect(schema: Schema, posted: Mapping[str, str], prefix: str = "") -> dict[str, Any]:
    """This will read the answers out of a web form's flat names: `ten`, `dia_chi.xa`, `nguoi.0.ho_ten`.

    What cannot be read as its type stays the text that was typed, so that `validate` can speak of it. Empty
    answers are left out; a boolean that is not posted is False.
    """
    found: dict[str, Any] = {}
    for name in names(schema):
        field, path = schema["properties"][name], f"{prefix}{name}"
        match field["type"]:
            case "object":
                if inner := collect(field, posted, f"{path}."):
                    found[name] = inner
            case "array":
                if rows := _rows(field["items"], posted, path):
                    found[name] = rows
            case "boolean":
                found[name] = posted.get(path, "") in ("on", "true", "1")
            case kind:
                text = posted.get(path, "").strip()
                if text:
                    found[name] = _typed(kind, field, text)
    return found


def _rows(schema: Schema, posted: Mapping[str, str], path: str) -> list[dict[str, Any]]:
    start = f"{path}."
    numbers = {key[len(start) :].split(".")[0] for key in posted if key.startswith(start)}
    used = sorted(int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) <= 3)[: MOST_ITEMS + 1]
    rows = (collect(schema, posted, f"{start}{n}.") for n in used)
    return [row for row in rows if any(value not in (False, {}, []) for value in row.values())]


def _typed(kind: str, field: Schema, text: str) -> Any:
    if kind == "string":
        return _iso(text) if field.get("format") == "date" else text
    bare = text.replace(" ", "")
    try:
        return int(bare.replace(".", "")) if kind == "integer" else float(bare.replace(",", "."))
    except ValueError:
        return text


def _iso(text: str) -> str:
    """A day as people write it here, dd/mm/yyyy, in the form in which it is kept."""
    parts = text.replace("-", "/").split("/")
    if len(parts) == 3 and len(parts[2]) == 4 and all(p.isascii() and p.isdigit() for p in parts):
        return f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    return text


def _asked(schema: Schema, here: Data, root: Data, language: str, section: str) -> Iterator[Field]:
    needed = _needed(schema, here)
    for name in names(schema):
        field = schema["properties"][name]
        if not holds(field.get("x-when"), root):
            continue
        inner: tuple[Field, ...] = ()
        if field["type"] in ("object", "array"):
            answered = here.get(name)
            below = field if field["type"] == "object" else field["items"]
            below_data = answered if isinstance(answered, Mapping) else {}
            inner = tuple(_asked(below, below_data, root, language, ""))
        section = _said(field, "x-section", language) or section
        yield Field(
            path=name,
            title=_said(field, "title", language),
            kind=_kind(field),
            required=name in needed,
            help=_said(field, "description", language),
            choices=_choices(field, language),
            section=section,
            default=field.get("default"),
            max_length=field.get("maxLength"),
            pattern=field.get("pattern", ""),
            minimum=field.get("minimum"),
            maximum=field.get("maximum"),
            prefill=field.get("x-prefill", ""),
            fields=inner,
            is_conditional="x-when" in field,
        )


def _needed(schema: Schema, data: Data) -> set[str]:
    """The fields that must be answered, those of the branches that hold among them."""
    needed = set(schema.get("required", ()))
    for branch in (schema, *schema.get("allOf", ())):
        if "if" in branch:
            taken = branch.get("then" if holds(branch["if"], data) else "else", {})
            needed |= set(taken.get("required", ()))
    return needed


def _said(field: Schema, word: str, language: str) -> str:
    english = f"{word}-en" if word.startswith("x-") else f"x-{word}-en"
    return str((field.get(english) if language == "en" else "") or field.get(word, ""))


def _kind(field: Schema) -> str:
    match field["type"]:
        case "object":
            return "group"
        case "array":
            return "list"
        case "string" | "integer" if "enum" in field:
            return "choice"
        case "string":
            return str(field.get("format") or ("textarea" if field.get("x-multiline") else "text"))
    return str(field["type"])


def _choices(field: Schema, language: str) -> tuple[tuple[Any, str], ...]:
    labels = field.get("x-labels", {})
    if language == "en":
        labels = {**labels, **field.get("x-labels-en", {})}
    return tuple((value, labels.get(str(value), str(value))) for value in field.get("enum", ()))


def _kept(schema: Schema, here: Data, root: Data) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name in names(schema):
        field = schema["properties"][name]
        if name not in here or not holds(field.get("x-when"), root):
            continue
        value = here[name]
        if field["type"] == "object" and isinstance(value, Mapping):
            value = _kept(field, value, root)
        elif field["type"] == "array" and isinstance(value, list):
            value = [_kept(field["items"], v, root) if isinstance(v, Mapping) else v for v in value]
        kept[name] = value
    return kept


def _effective(schema: Schema, root: Data) -> dict[str, Any]:
    """The schema as it holds for these answers: what is not asked is neither needed nor allowed."""
    made = {k: v for k, v in schema.items() if not k.startswith("x-") and k not in ("title", "default")}
    if schema["type"] == "object":
        shown = [n for n in names(schema) if holds(schema["properties"][n].get("x-when"), root)]
        parts = schema["properties"]
        made["properties"] = {n: _effective(parts[n], root) if n in shown else True for n in parts}
        made["required"] = [n for n in schema.get("required", ()) if n in shown]
        made["additionalProperties"] = False
        if "if" in made:
            made["if"] = _strict(made["if"])
        if "allOf" in made:
            made["allOf"] = [{**part, "if": _strict(part["if"])} for part in made["allOf"] if "if" in part]
    elif schema["type"] == "array":
        made["items"] = _effective(schema["items"], root)
        made["maxItems"] = min(made.get("maxItems", MOST_ITEMS), MOST_ITEMS)
    elif schema["type"] == "string":
        made["maxLength"] = min(made.get("maxLength", LONGEST_TEXT), LONGEST_TEXT)
    return made


def _strict(condition: Mapping[str, Any]) -> dict[str, Any]:
    """The same condition, asking for the fields it names."""
    made = dict(condition)
    if "properties" in made:
        named = made["properties"]
        made["properties"] = {name: _strict(part) for name, part in named.items()}
        made["required"] = sorted({*made.get("required", ()), *named})
    for word in ("allOf", "anyOf"):
        if word in made:
            made[word] = [_strict(part) for part in made[word]]
    if "not" in made:
        made["not"] = _strict(made["not"])
    return made


def _validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=FORMATS)
