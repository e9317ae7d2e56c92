"""How much is asked of people once only? Kept by source and used again, for things or for a period.

Quyết định 766/QĐ-TTg, nhóm 4 (4.2 số hoá, 4.3 dùng lại, 4.4 từ kho): the rooms of casework know how many
components and dossiers there are in all, and divide.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from tinhso.foundation.vault import rules
from tinhso.foundation.vault.models import Link, Version

AT_ONCE = 500
"""Subjects named in one statement."""


@dataclass(frozen=True)
class Counts:
    """Versions kept by source, papers used again instead of being asked for, and by how many things."""

    kept: dict[rules.Source, int] = field(default_factory=dict)
    reused: int = 0
    reusing: int = 0

    def of(self, source: rules.Source) -> int:
        """This will tell how many versions came from one source."""
        return self.kept.get(source, 0)


def counts_about(subjects: Iterable[str]) -> dict[str, Counts]:
    """This will count for each thing ("dossier:12") what was kept about it and what it uses again."""
    asked = list(dict.fromkeys(subjects))
    kept: dict[str, dict[rules.Source, int]] = {one: {} for one in asked}
    used: Counter[str] = Counter()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        found = Version.objects.filter(root__in=some).order_by()
        for root, source, number in found.values_list("root", "source").annotate(Count("pk")):
            kept[root][rules.Source(source)] = number
        links = Link.objects.filter(root__in=some).order_by()
        used.update(dict(links.values_list("root").annotate(Count("pk"))))
    return {one: Counts(kept[one], used[one], int(used[one] > 0)) for one in asked}


def counts_between(since: datetime, until: datetime) -> Counts:
    """This will count for a period (since <= moment < until) what came in and what was used again."""
    versions = Version.objects.filter(kept_at__gte=since, kept_at__lt=until).order_by()
    links = Link.objects.filter(linked_at__gte=since, linked_at__lt=until)
    sums = links.aggregate(all=Count("pk"), things=Count("root", distinct=True))
    kept = dict(versions.values_list("source").annotate(Count("pk")))
    return Counts({rules.Source(s): n for s, n in kept.items()}, sums["all"], sums["things"])
