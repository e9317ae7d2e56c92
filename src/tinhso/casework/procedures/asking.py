"""How does an electronic form stand on a page: each question, what was typed, what is wrong, and whence?

Plain values for `procedures/form/questions.html`; the answers are read back by `rules.forms.collect`. The
same page serves the citizen's phone and the officer's counter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.form_schemas import Schema
from tinhso.core.errors import FieldError
from tinhso.core.translation import say

NATIVE = {"date": "date", "email": "email", "phone": "tel"}
DIGITS = frozenset({"identity", "integer", "phone"})


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One field. `section` is said only where a new one begins; `decides`: other questions hang on it.

    `questions` are those of a group; `rows` those of a list, the last one empty.
    """

    name: str
    title: str
    kind: str
    required: bool
    value: str = ""
    help: str = ""
    section: str = ""
    choices: tuple[Choice, ...] = ()
    error: str = ""
    source: str = ""
    native: str = "text"
    numeric: bool = False
    decides: bool = False
    max_length: int | None = None
    questions: tuple["Question", ...] = ()
    rows: tuple[tuple["Question", ...], ...] = ()

    @property
    def id(self) -> str:
        """The id of its control."""
        return "q-" + self.name.replace(".", "-")

    @property
    def is_long(self) -> bool:
        """Whether its answers are too many for a row of buttons."""
        return len(self.choices) > 7


def questions(
    schema: Schema,
    data: Mapping[str, Any],
    *,
    errors: Iterable[FieldError] = (),
    sources: Mapping[str, str] | None = None,
    language: str = "vi",
    prefix: str = "",
) -> list[Question]:
    """This will lay out the questions to be asked now. `sources` tells of prefilled fields where their answer
    comes from, by name; `prefix` stands before every name of the page ("d.")."""
    if not schema:
        return []
    wrong: dict[str, str] = {}
    for error in errors:
        wrong.setdefault(error.field, say(error.message))
    page = _Page(wrong, sources or {}, frozenset(deciding(schema)), prefix)
    return list(page.laid_out(forms.fields(schema, data, language=language), data, ""))


def deciding(schema: Schema) -> Iterator[str]:
    """This will name the fields on whose answers other questions hang."""
    for field in schema.get("properties", {}).values():
        yield from _named(field.get("x-when", {}))
    for branch in (schema, *schema.get("allOf", ())):
        yield from _named(branch.get("if", {}))


def error_list(asked: Iterable[Question]) -> list[dict[str, str]]:
    """This will list what is wrong for the summary on top of the page, each with the way to its field."""
    found: list[dict[str, str]] = []
    for one in asked:
        if one.error:
            found.append({"href": f"#{one.id}", "message": f"{one.title}: {one.error}"})
        found += error_list(one.questions)
        for row in one.rows:
            found += error_list(row)
    return found


@dataclass(frozen=True)
class _Page:
    wrong: Mapping[str, str]
    sources: Mapping[str, str]
    deciding: frozenset[str]
    prefix: str

    def laid_out(
        self, asked: Iterable[forms.Field], data: Mapping[str, Any], above: str
    ) -> Iterator[Question]:
        section = ""
        for field in asked:
            path = f"{above}{field.path}"
            value = data.get(field.path)
            begins = field.section if field.section != section else ""
            section = field.section
            yield Question(
                name=f"{self.prefix}{path}",
                title=field.title,
                kind=field.kind,
                required=field.required,
                value=_text(field.default if value is None else value),
                help=field.help,
                section=begins,
                choices=tuple(
                    Choice(str(one), label, str(one) == _text(field.default if value is None else value))
                    for one, label in field.choices
                ),
                error=self.wrong.get(path, ""),
                source=self.sources.get(path, ""),
                native=_native(field.kind, value),
                numeric=field.kind in DIGITS,
                decides=not above and field.path in self.deciding,
                max_length=field.max_length,
                questions=self._group(field, value, path),
                rows=self._rows(field, value, path),
            )

    def _group(self, field: forms.Field, value: Any, path: str) -> tuple[Question, ...]:
        if field.kind != "group":
            return ()
        return tuple(self.laid_out(field.fields, value if isinstance(value, Mapping) else {}, f"{path}."))

    def _rows(self, field: forms.Field, value: Any, path: str) -> tuple[tuple[Question, ...], ...]:
        if field.kind != "list":
            return ()
        answered = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        return tuple(
            tuple(self.laid_out(field.fields, row, f"{path}.{number}."))
            for number, row in enumerate([*answered, {}])
        )


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _native(kind: str, value: Any) -> str:
    """A day that cannot be read stays as it was typed, which a field for days would wipe out."""
    return NATIVE.get(kind, "text") if kind != "date" or not value or _is_day(value) else "text"


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _named(condition: Any) -> Iterator[str]:
    if isinstance(condition, Mapping):
        for word, part in condition.items():
            if word == "properties" and isinstance(part, Mapping):
                yield from part
            elif isinstance(part, list):
                for one in part:
                    yield from _named(one)
            else:
                yield from _named(part)
