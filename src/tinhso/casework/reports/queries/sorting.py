"""Which category is it? The one given, or what the text is about."""

from datetime import date

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import CategoryView
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.errors import Invalid
from tinhso.core.messages import Message, msg

CHOSEN_CATEGORY = msg("Người gửi chọn «%(category)s».")
NO_CATEGORY = msg("Người gửi chưa chọn lĩnh vực và không viết gì; tạm xếp vào «%(category)s».")


def category_of(code: str | None, on: date, text: str = "") -> tuple[CategoryView, Decided]:
    """This will take the category given; for none, what the text is about; `other` where that is not sure.

    Raises Invalid on "category".
    """
    if not code and text.strip():
        return _read(text, on)
    found = rulebook.category(code or rulebook.OTHER, on)
    if found is None:
        raise Invalid.field("category", msg("Không có lĩnh vực mang mã này."))
    because = Message(CHOSEN_CATEGORY if code else NO_CATEGORY, {"category": found.name_vi})
    rule = rulebook.category_rule(found.code, on)
    return found, Decided("category", found.code, because, rule, 1.0 if code else None)


def _read(text: str, on: date) -> tuple[CategoryView, Decided]:
    """A category the machine knows and the province has closed is none: the report goes out as `other`."""
    names = {c.code: c.name_vi for c in rulebook.categories(on)}
    suggested = reading.suggest(text, on=on, names=names)
    found = rulebook.category(suggested.category, on) if suggested.category else None
    if found is None:
        found = rulebook.category(rulebook.OTHER, on)
    if found is None:
        raise Invalid.field("category", msg("Không có lĩnh vực mang mã này."))
    likely = [[code, share] for code, share in suggested.alternatives]
    inputs = {"model": suggested.rule.key, "likely": likely}
    return found, Decided(
        "category", found.code, suggested.because, suggested.rule, round(suggested.probability, 3), inputs
    )
