"""What is told of the catalogue besides its procedures? Fields, systems, groups, questions."""

from dataclasses import dataclass

from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.values import RuleRef


@dataclass(frozen=True)
class FieldView:
    """A field of government in the reader's words, and how many public procedures it has that day."""

    code: str
    name: str
    icon: str
    count: int


@dataclass(frozen=True)
class System:
    """A system whose word counts at a stage, in the reader's words. `url` "" where nobody files there."""

    code: str
    name: str
    body: str
    url: str


@dataclass(frozen=True)
class Ground:
    """A ground on which a fee is waived or less."""

    code: str
    name: str


@dataclass(frozen=True)
class Group:
    """Procedures of one event of life, in their order."""

    code: str
    name: str
    text: str
    icon: str
    url: str
    procedures: tuple[ProcedureVersion, ...]
    rule: RuleRef


@dataclass(frozen=True)
class Essential:
    """One of the essential services, with the procedures of this catalogue that are it."""

    number: int
    name: str
    body: str
    procedures: tuple[ProcedureVersion, ...]
    rule: RuleRef


@dataclass(frozen=True)
class Question:
    """A question to ask back; `choices` are (answer, code of the procedure)."""

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """What a search found: questions first, where law knows more than one procedure."""

    hits: tuple[ProcedureVersion, ...]
    asks: tuple[Question, ...]
