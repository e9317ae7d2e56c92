"""Which agency answers for a kind of thing at a place on a day, and how sure is the table of competence?

Competence follows the class of the thing as much as the place: a national road or a class-1 drain is not the
commune's (Luật Tổ chức chính quyền địa phương 72/2025/QH15 leaves the division to the province's decisions).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef, Validity
from tinhso.foundation.agencies.rules.kinds import AgencyRef


@dataclass(frozen=True)
class DatedAgency:
    """An agency with the days on which it exists."""

    ref: AgencyRef
    validity: Validity


@dataclass(frozen=True)
class CompetenceRow:
    """One row of the table of competence. Empty text means "any"; exactly one of agency and kind is named."""

    id: int
    category: str
    sub_kind: str
    asset_class: str
    area_code: str
    agency: str
    agency_kind: str
    priority: int
    confidence: float
    explanation: str
    validity: Validity
    rule: RuleRef

    @cached_property
    def specificity(self) -> int:
        """How much the row says: asset class outweighs sub-kind, that the area, that the category."""
        return (
            8 * bool(self.asset_class)
            + 4 * bool(self.sub_kind)
            + 2 * bool(self.area_code)
            + bool(self.category)
        )

    @cached_property
    def weight(self) -> tuple[int, int, float]:
        """What the rows are ordered by, best first."""
        return -self.specificity, -self.priority, -self.confidence


@dataclass(frozen=True)
class Candidate:
    """An agency that may answer, the row that says so, and how sure that is (0..1)."""

    agency: AgencyRef
    rule: RuleRef
    specificity: int
    priority: int
    confidence: float
    because: Message


@dataclass(frozen=True)
class Question:
    """What is asked of the table. `category_name` and `place_name` are only for the sentence."""

    category: str
    sub_kind: str
    asset_class: str
    place_code: str
    on: date
    category_name: str
    place_name: str


@dataclass(frozen=True)
class Doubt:
    """By how much doubt lowers a row's confidence: factors 0..1."""

    unknown_asset: float
    tie: float
    only_if: float


@dataclass
class Register:
    """The agencies and the table of competence in memory, indexed for one look-up per (category, area)."""

    agencies: dict[str, DatedAgency]
    by_kind: dict[tuple[str, str | None], list[DatedAgency]]
    by_category_and_area: dict[tuple[str, str], list[CompetenceRow]]
    asset_names: dict[str, str] = field(default_factory=dict)
    handed_over: dict[str, list[tuple[date, str]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        agencies: Iterable[DatedAgency],
        rows: Iterable[CompetenceRow],
        asset_names: Mapping[str, str] | None = None,
        handed_over: Mapping[str, list[tuple[date, str]]] | None = None,
    ) -> "Register":
        """This will index agencies and rows; `handed_over` lists (day, successor) by predecessor."""
        register = cls({}, {}, {}, dict(asset_names or {}), dict(handed_over or {}))
        for dated in agencies:
            register.agencies[dated.ref.code] = dated
            register.by_kind.setdefault((dated.ref.kind, dated.ref.area_code), []).append(dated)
        for row in rows:
            register.by_category_and_area.setdefault((row.category, row.area_code), []).append(row)
        return register

    def rows_for(self, asked: Question) -> list[CompetenceRow]:
        """This will give the rows in force whose category, area and sub-kind fit; asset classes not yet."""
        index, on, found = self.by_category_and_area, asked.on, []
        for category in {asked.category, ""}:
            for area in {asked.place_code, ""}:
                for row in index.get((category, area), ()):
                    if row.validity.covers(on) and row.sub_kind in ("", asked.sub_kind):
                        found.append(row)
        return found

    def holders(self, row: CompetenceRow, place_code: str, on: date) -> list[AgencyRef]:
        """This will name the agency of a row, or the agencies of its kind whose area holds the place.

        A row that names an agency which has handed over since means its successors.
        """
        if row.agency:
            living = self.living(row.agency, on)
            return [living] if living else self.heirs(row.agency, on)
        local_ones = self.by_kind.get((row.agency_kind, place_code), ())
        found = [d.ref for d in local_ones if d.validity.covers(on)]
        if not found:
            wide = self.by_kind.get((row.agency_kind, None), ())
            found = [d.ref for d in wide if d.validity.covers(on)]
        return found

    def living(self, code: str, on: date) -> AgencyRef | None:
        """This will give the agency if it exists on that day."""
        dated = self.agencies.get(code)
        return dated.ref if dated and dated.validity.covers(on) else None

    def heirs(self, code: str, on: date) -> list[AgencyRef]:
        """This will give the agencies that have taken over from `code` by that day, through every step."""
        todo, seen, found = [code], {code}, []
        while todo:
            for day, heir in self.handed_over.get(todo.pop(0), ()):
                if day > on or heir in seen:
                    continue
                seen.add(heir)
                living = self.living(heir, on)
                if living:
                    found.append(living)
                else:
                    todo.append(heir)
        return found

    def inherited(self, codes: Collection[str], on: date) -> frozenset[str]:
        """This will list the agencies closed by that day from which one of `codes` has taken over."""
        closed = (code for code in self.handed_over if self.living(code, on) is None)
        return frozenset(c for c in closed if any(heir.code in codes for heir in self.heirs(c, on)))


BY_TABLE = msg("Theo bảng thẩm quyền, %(category)s ở %(place)s do %(agency)s phụ trách.")
BY_TABLE_EXPLAINED = msg(
    "Theo bảng thẩm quyền, %(category)s ở %(place)s do %(agency)s phụ trách. %(explanation)s"
)
UNKNOWN_ASSET = msg(
    "Theo bảng thẩm quyền, %(category)s ở %(place)s do %(agency)s phụ trách; "
    "nếu công trình do cấp khác quản lý, việc sẽ được chuyển tiếp."
)
TIED = msg("Bảng thẩm quyền nêu nhiều cơ quan cho %(category)s ở %(place)s; tạm giao %(agency)s.")
ONLY_IF = msg("Nếu đây là %(asset)s thì %(agency)s phụ trách.")


def rank(register: Register, asked: Question, doubt: Doubt) -> list[Candidate]:
    """This will list who may answer, best first, each agency once: by specificity, priority, confidence.

    Where nobody said which class of asset it is and the answer hangs on it, the general row (the
    commune's) comes first with lower confidence, and the rows of the named classes follow as "only if".
    Where the best two rows weigh the same and name different agencies, both lose confidence.
    """
    fitting, only_if = [], []
    for row in register.rows_for(asked):
        if row.asset_class in ("", asked.asset_class):
            fitting.append(row)
        elif not asked.asset_class:
            only_if.append(row)
    fitting.sort(key=_order)
    only_if.sort(key=_order)
    named, perhaps = _holders(register, fitting, asked), _holders(register, only_if, asked)
    first = named[0][1].code if named else None
    hangs_on_asset = any(agency.code != first for _, agency in perhaps)
    candidates = _sure(named, asked, doubt, hangs_on_asset)
    seen = {c.agency.code for c in candidates}
    for row, agency in perhaps:
        if agency.code not in seen:
            seen.add(agency.code)
            candidates.append(_perhaps(register, row, agency, doubt))
    return candidates


def _order(row: CompetenceRow) -> tuple[tuple[int, int, float], int]:
    return row.weight, -row.id


def _holders(
    register: Register, rows: Sequence[CompetenceRow], asked: Question
) -> list[tuple[CompetenceRow, AgencyRef]]:
    return [(row, agency) for row in rows for agency in register.holders(row, asked.place_code, asked.on)]


def _sure(
    named: Sequence[tuple[CompetenceRow, AgencyRef]], asked: Question, doubt: Doubt, hangs_on_asset: bool
) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    tied = {agency.code for row, agency in named if row.weight == named[0][0].weight}
    for row, agency in named:
        if agency.code in found:
            continue
        confidence = row.confidence * (doubt.unknown_asset if hangs_on_asset else 1.0)
        about = asked.category_name[:1].lower() + asked.category_name[1:]
        values = {"category": about, "place": asked.place_name, "agency": agency.name}
        sentence = UNKNOWN_ASSET if hangs_on_asset else BY_TABLE
        if row.explanation and not hangs_on_asset:
            sentence, values = BY_TABLE_EXPLAINED, {**values, "explanation": row.explanation}
        if len(tied) > 1 and agency.code in tied:
            confidence *= doubt.tie
            sentence = TIED
        found[agency.code] = Candidate(
            agency, row.rule, row.specificity, row.priority, confidence, Message(sentence, values)
        )
    return list(found.values())


def _perhaps(register: Register, row: CompetenceRow, agency: AgencyRef, doubt: Doubt) -> Candidate:
    asset = register.asset_names.get(row.asset_class, row.asset_class)
    because = Message(ONLY_IF, {"asset": asset, "agency": agency.name})
    return Candidate(agency, row.rule, row.specificity, row.priority, row.confidence * doubt.only_if, because)
