"""Which dated rules are in force? Kept in memory as plain values; a change reaches every process."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from tinhso.casework.rulebook import dated, models
from tinhso.casework.rulebook.rules import phrases, refusing
from tinhso.casework.rulebook.rules.approval import ApprovalRow, approval_needed
from tinhso.casework.rulebook.rules.phrases import Phrase
from tinhso.casework.rulebook.rules.proof import ProofRow, proof
from tinhso.casework.rulebook.rules.publication import PublicationRow, When, publication
from tinhso.casework.rulebook.rules.service_times import ServiceTimeRow, service_time
from tinhso.casework.rulebook.rules.sieve import Sieve
from tinhso.core.parameters import value
from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef, Validity
from tinhso.foundation.workdays.rules import Term, TermUnit


@dataclass(frozen=True)
class CategoryView:
    """A category in the reader's words; `name` and `hint` are in the active language."""

    code: str
    name: str
    name_vi: str
    name_en: str
    icon: str
    hint: str
    hint_vi: str
    hint_en: str
    order: int
    is_emergency: bool
    who_may_report: str
    agency_kind: str
    is_public: bool
    is_sample: bool


@dataclass(frozen=True)
class _Category:
    row: models.Category
    validity: Validity
    rule: RuleRef


@dataclass(frozen=True)
class _Book:
    categories: list[_Category]
    service_times: list[ServiceTimeRow]
    publication: list[PublicationRow]
    approval: list[ApprovalRow]
    proof: list[ProofRow]
    phrases: Sieve
    shown: dict[tuple[date, str], dict[str, CategoryView]] = field(default_factory=dict)
    """Categories as they are shown on a day, in a language; built on demand."""
    named: dict[date, dict[str, RuleRef]] = field(default_factory=dict)
    """The rows behind the categories of a day; built on demand."""


def _validity(row: Any) -> Validity:
    return Validity(row.valid_from, row.valid_to)


def _rule(kind: str, row: Any) -> RuleRef:
    return RuleRef(f"{kind}:{row.pk}", row.valid_from, row.citation, row.is_sample)


def _load() -> _Book:
    return _Book(
        categories=[
            _Category(c, _validity(c), _rule("category", c))
            for c in models.Category.objects.order_by("order")
        ],
        service_times=[
            ServiceTimeRow(
                category=t.category,
                urgent=t.urgent,
                calendar=t.calendar,
                accept=Term(t.accept_amount, TermUnit(t.accept_unit)),
                answer=Term(t.answer_amount, TermUnit(t.answer_unit)),
                validity=_validity(t),
                rule=_rule("service_time", t),
            )
            for t in models.ServiceTime.objects.order_by("pk")
        ],
        publication=[
            PublicationRow(
                p.category,
                p.listed,
                When(p.text),
                When(p.photos),
                p.square_m,
                _validity(p),
                _rule("publication", p),
            )
            for p in models.PublicationRule.objects.order_by("pk")
        ],
        approval=[
            ApprovalRow(a.agency_code, a.category, a.needed, _validity(a), _rule("approval", a))
            for a in models.ApprovalRule.objects.order_by("pk")
        ],
        proof=[
            ProofRow(p.category, p.needed, p.near_m, p.bits, _validity(p), _rule("proof", p))
            for p in models.ProofRule.objects.order_by("pk")
        ],
        phrases=Sieve(
            [
                Phrase(phrases.Kind(p.kind), p.pattern, p.unless, p.exact, _validity(p), _rule("phrase", p))
                for p in models.PhraseRule.objects.order_by("pk")
            ]
        ),
    )


_book = Remembered(("rulebook",), _load)

OTHER = "other"
DAYS_KEPT = 400


def categories(on: date) -> list[CategoryView]:
    """This will list the categories of that day in their order, in the active language."""
    return list(_shown(on).values())


def category(code: str, on: date) -> CategoryView | None:
    """This will give one category as it was called that day."""
    return _shown(on).get(code)


def _shown(on: date) -> dict[str, CategoryView]:
    shown, key = _book.get().shown, (on, get_language() or "vi")
    if key not in shown:
        if len(shown) > DAYS_KEPT:
            shown.clear()
        shown[key] = {c.row.code: _view(c, on) for c in _in_force(on)}
    return shown[key]


def category_or_code(code: str, on: date) -> CategoryView:
    """This will give a category of that day, or of any day, or at least its code: a page never breaks."""
    found = category(code, on)
    if found:
        return found
    ever = [c for c in _book.get().categories if c.row.code == code]
    if ever:
        return _view(ever[-1], on)
    return CategoryView(code, code, code, code, "dots", "", "", "", 999, False, "anonymous", "", False, True)


def is_known(code: str) -> bool:
    """This will tell whether a category ever bore that code."""
    return any(c.row.code == code for c in _book.get().categories)


def category_rule(code: str, on: date) -> RuleRef | None:
    """This will name the row of a category."""
    named = _book.get().named
    if on not in named:
        if len(named) > DAYS_KEPT:
            named.clear()
        named[on] = {c.row.code: c.rule for c in _in_force(on)}
    return named[on].get(code)


def _in_force(on: date) -> list[_Category]:
    latest: dict[str, _Category] = {}
    for c in _book.get().categories:
        if c.validity.covers(on):
            known = latest.get(c.row.code)
            if known is None or known.validity.valid_from < c.validity.valid_from:
                latest[c.row.code] = c
    return sorted(latest.values(), key=lambda c: (c.row.order, c.row.code))


def _view(found: _Category, on: date) -> CategoryView:
    c = found.row
    return CategoryView(
        code=c.code,
        name=_said(c.name, c.name_en),
        name_vi=c.name,
        name_en=c.name_en,
        icon=c.icon,
        hint=_said(c.hint, c.hint_en),
        hint_vi=c.hint,
        hint_en=c.hint_en,
        order=c.order,
        is_emergency=c.is_emergency,
        who_may_report=c.who_may_report,
        agency_kind=c.agency_kind,
        is_public=publication_of(c.code, on).listed,
        is_sample=c.is_sample,
    )


def _said(vietnamese: str, english: str) -> str:
    """Two languages stand in the row; others, laid beside, are asked for the Vietnamese words."""
    language = get_language() or "vi"
    if language.startswith("en"):
        return english
    return vietnamese if language.startswith("vi") or not vietnamese else gettext(vietnamese)


def publication_of(code: str, on: date) -> PublicationRow:
    """This will give the publication rule of a category."""
    return publication(_book.get().publication, category=code, on=on)


def service_time_of(code: str, *, urgent: bool, on: date) -> ServiceTimeRow:
    """This will give the terms and the calendar. Raises NoServiceTime."""
    return service_time(_book.get().service_times, category=code, urgent=urgent, on=on)


def proof_of(code: str, on: date) -> ProofRow:
    """This will tell whether answers of a category need a picture, and how it is checked."""
    return proof(_book.get().proof, category=code, on=on)


def is_approval_needed(agency: str, category: str, on: date) -> bool:
    """This will tell whether a leader must approve."""
    return approval_needed(_book.get().approval, agency=agency, category=category, on=on)


def danger(text: str, on: date) -> Phrase | None:
    """This will give the row by which a text speaks of danger to life."""
    heard, rows = _heard(text, on)
    return phrases.first(heard, rows, on, phrases.Kind.DANGER)


def _heard(text: str, on: date) -> tuple[phrases.Spoken, list[Phrase]]:
    """A text ready to be compared, and the rows it may hold; asked several times of the same text."""
    return _book.get().phrases.heard(text, marked_share=marked_share(on))


def marked_share(on: date) -> float:
    """This will give the share of marked words (0..1) from which a text counts as written with accents."""
    return float(value(dated.MARKED_SHARE, on))


def small_count(on: date) -> int:
    """This will give the count below which a place's figure holds no private report."""
    return int(value(dated.SMALL_COUNT, on))


def phrases_in_force(kind: str, on: date) -> list[Phrase]:
    """This will list the rows of one kind that are in force that day."""
    return [p for p in _book.get().phrases.rows if p.kind == kind and p.validity.covers(on)]


def signs(text: str, on: date) -> tuple[Phrase | None, Phrase | None]:
    """This will give the rows that show danger, and a denunciation or complaint."""
    heard, rows = _heard(text, on)
    return (
        phrases.first(heard, rows, on, phrases.Kind.DANGER),
        phrases.first(heard, rows, on, phrases.Kind.DENUNCIATION, phrases.Kind.COMPLAINT),
    )


@dataclass(frozen=True)
class Unheard:
    """Why a text is no report, or one that is heard and yet never public.

    `reason`: nothing, gibberish, advertising, obscenity; "" where it is a report.
    """

    reason: str
    rule: RuleRef | None
    is_rough: bool
    """It holds words that are not shown to everybody, beside something that is reported."""


def unheard(text: str, on: date, *, has_evidence: bool) -> Unheard:
    """This will tell whether a text names no matter at all; never asked of danger or of what is sealed.

    With a photograph or a voice note a text of few words is a report.
    """
    heard, rows = _heard(text, on)
    found = refusing.reason(
        text, heard, [p for p in rows if p.validity.covers(on)],
        has_evidence=has_evidence, abuse_words=int(value(dated.ABUSE_WORDS, on)),
    )  # fmt: skip
    return Unheard(found.reason, found.rule, found.is_rough)


def rule_comment(text: str, on: date) -> tuple[Phrase, str] | None:
    """This will give the row by which a text comments on administrative rules, and where such go."""
    heard, rows = _heard(text, on)
    row = phrases.first(heard, rows, on, phrases.Kind.RULE_COMMENT)
    return (row, str(value(dated.RULE_COMMENT_CHANNEL, on))) if row else None
