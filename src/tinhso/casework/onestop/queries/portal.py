"""Which papers does a dossier have, and what did the national portal bring later?"""

from tinhso.casework.onestop.models import Component, Dossier
from tinhso.casework.onestop.queries.shapes import Later, Paper
from tinhso.casework.onestop.rules import versions as rules

Held = dict[int, tuple[Paper, bool]]


def papers(row: Dossier) -> Held:
    """This will give every paper by its id, and whether it stands; files of a component in their order."""
    awaited = set[int]()
    if row.national_code:
        waiting = row.awaited_files.filter(next_try_at__isnull=False, paper__isnull=False)
        awaited = set(waiting.values_list("paper_id", flat=True))
    return {
        c.pk: (
            Paper(
                c.code, c.name, c.form, c.quantity, c.source, c.file, f"{row.subject}/component:{c.pk}",
                c.paper, c.paper_version, c.given_at, c.pk, c.part, c.refused_for, c.pk in awaited,
            ),
            c.replaced_at is None,
        )
        for c in _in_order(row)
    }  # fmt: skip


def _in_order(row: Dossier) -> list[Component]:
    found = list(row.components.all())
    first: dict[str, int] = {}
    for place, one in enumerate(found):
        if one.replaced_at is None:
            first.setdefault(one.code, place)
    return sorted(found, key=lambda one: (first.get(one.code, len(found)), one.part, one.pk))


def versions(row: Dossier, held: Held) -> tuple[Later, ...]:
    """This will list what the portal brought after the filing, the oldest first."""
    if not row.national_code:
        return ()
    found = []
    for one in row.portal_versions.all():
        said = one.said
        ids = {what: [p["component"] for p in one.papers if p["what"] == what] for what in ("new", "gone")}
        new, gone = (tuple(held[pk][0] for pk in ids[what] if pk in held) for what in ("new", "gone"))
        before, after = said.get("before") or {}, said.get("after") or {}
        data = (before.get("data") or {}, after.get("data") or {})
        changed = rules.differences(before, after)
        found.append(Later(one.at, one.fate, changed, data, new, gone, one.seen_at, one.seen_by))
    return tuple(found)
