"""How do 1,000 played reports become 1,000,000? Copies with codes, words, days and points of their own.

A copy is a row of each table that a list, a desk, a map or a board reads: report (with its search words),
decisions, answers, ratings, work items, and the centre's turns; the centre's counters are added up from the
turns by the room's own rules. Copies lie within two years, oldest first, as they would have been written.
Nearly all open ones are of the last two weeks; every tenth lies forgotten anywhere. Reports that ended more
than a year ago are wiped already. Copies have no facts unless asked for: the pages measured read none.

Reports are made as text from their original (`stencils`) and what hangs on them is copied inside the
database: through the ORM a million takes an hour.
"""

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Count, Max, Model

from benchmarks.counters import Counters
from benchmarks.reading import RARE_WORD
from benchmarks.stencils import Hanging, Table, bulk_settings, know, without_indexes
from tinhso.casework.reports.events import ReportReceived
from tinhso.casework.reports.models import Answer, Decision, Rating, Report
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.workflow import OPEN, Status
from tinhso.core.folding import fold
from tinhso.core.values import public_code
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.worklist.models import WorkItem
from tinhso.overview.ioc.models import Turn

DAYS = 730
LATELY = 14
OPEN_EVERY = 10
MERGED_EVERY = 4
"""The demonstration shows off many duplicates; of all that ended they would be a third."""
FORGOTTEN_EVERY = 10
RARE_EVERY = 5_000
KEPT_DAYS = 365
"""After so many days the one who reported is forgotten (the parameter reports.keep_contact)."""
FACTS_EACH = 4
"""At least so many a played report has on the mean."""
AT_ONCE = 50_000
_HANGING = (Decision, Answer, Rating)
_NAMES = """An Bình Cẩm Châu Chi Cúc Dung Dũng Duy Đào Đức Gia Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hoài Hồng
Huệ Hùng Hương Khánh Khoa Kiên Lam Lan Lệ Liên Linh Long Lộc Mai Minh Nam Nga Ngân Ngọc Nguyệt Nhàn Nhung Oanh
Phúc Phước Phương Quân Quế Quý Sơn Tâm Thái Thanh Thảo Thu Thuỷ Tiến Trang Trúc Tuấn Tuyết Uyên Vân Vinh Xuân
Yến"""
_SYLLABLES = tuple(_NAMES.split())
_BESIDE = ("quán", "tiệm", "nhà trọ", "xưởng", "đại lý", "nhà ông", "nhà bà", "quầy")


@dataclass(frozen=True)
class _Copy:
    original: int
    days: int
    at: float
    """The moment of receipt, by which copies are ordered."""


def grow(to: int, *, seed: int = 1) -> int:
    """This will copy until there are `to` reports and give how many were added."""
    return _grow(to - Report.objects.count(), random.Random(seed * 1_000_003 + to), with_facts=False)


def grow_facts(number: int, *, seed: int = 1) -> tuple[int, int]:
    """This will copy reports of the last days with their facts, not numbered yet: how many facts and reports.

    Nothing of the copies was told: they have no turns, and what comes of them is the worker's to do.
    """
    before = Fact.objects.count()
    reports = _grow(number, random.Random(seed), with_facts=True)
    return Fact.objects.count() - before, reports


def _grow(missing: int, dice: random.Random, *, with_facts: bool) -> int:
    if missing <= 0:
        return 0
    with bulk_settings():
        base = _Base(with_facts=with_facts)
        wanted = base.chosen(missing // FACTS_EACH if with_facts else missing, dice)
        if with_facts:
            wanted = base.up_to(missing, wanted)
        with without_indexes(model._meta.db_table for model in base.written):
            for start in range(0, len(wanted), AT_ONCE):
                with transaction.atomic():
                    base.write(wanted[start : start + AT_ONCE], dice)
        if not with_facts:
            with transaction.atomic():
                base.counters.write()
        settle(base.written)
    return len(wanted)


class _Base:
    """The played reports, read once, each ready to be copied."""

    def __init__(self, *, with_facts: bool) -> None:
        self.with_facts = with_facts
        self.table = Table(Report)
        self.written: list[type[Model]] = [Report, *_HANGING, WorkItem, Fact if with_facts else Turn]
        # The worker would wake copies that wait for a reply, and they have no facts to go on from.
        last = _last_played()
        rows = Report.objects.exclude(status=Status.WAITING_FOR_CITIZEN).filter(pk__lte=last)
        self.reports = list(rows.order_by("pk"))
        originals = f"reports_report WHERE id <= {last}"
        self.hanging = [Hanging(model, originals, changes={}) for model in _HANGING]
        self.hanging.append(Hanging(WorkItem, originals, of="subject", changes={"next_alarm_at": "NULL"}))
        if with_facts:
            self.hanging.append(
                Hanging(Fact, originals, of="subject", changes={"position": "NULL", "hash": "NULL"})
            )
        else:
            self.hanging.append(Hanging(Turn, originals, changes={"code": "copies.code"}))
        self.stencils = [self.table.stencil(row) for row in self.reports]
        self.codes = set(Report.objects.values_list("code", flat=True))
        self.counters = Counters()
        self.turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in () if with_facts else Turn.objects.filter(report_id__lte=last).order_by("pk"):
            self.turns[turn.report_id].append(turn)
        self.next = (Report.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        self.first_of_merged = 0
        self.number = 0

    def chosen(self, number: int, dice: random.Random) -> list[_Copy]:
        """This will choose originals and how many days further back each copy lies, oldest copy first."""
        found: list[_Copy] = []
        while len(found) < number:
            at = dice.randrange(len(self.reports))
            original = self.reports[at]
            is_open = original.status in OPEN
            if is_open and dice.randrange(OPEN_EVERY):
                continue
            if original.status == Status.MERGED and dice.randrange(MERGED_EVERY):
                continue
            lately = self.with_facts or (is_open and dice.randrange(FORGOTTEN_EVERY))
            days = dice.randrange(1, LATELY if lately else DAYS)
            found.append(_Copy(at, days, original.received_at.timestamp() - days * 86_400))
        found.sort(key=lambda one: one.at)
        return found

    def up_to(self, facts: int, wanted: Sequence[_Copy]) -> list[_Copy]:
        """This will keep the newest copies that have so many facts together."""
        counted = Fact.objects.values_list("subject").annotate(number=Count("pk")).order_by()
        of_each = dict(counted.filter(subject__startswith="report:"))
        kept: list[_Copy] = []
        for one in reversed(wanted):
            if facts <= 0:
                break
            facts -= of_each[self.reports[one.original].subject]
            kept.append(one)
        return kept[::-1]

    def write(self, wanted: Sequence[_Copy], dice: random.Random) -> None:
        """This will write some copies, and then what hangs on each, table by table."""
        reports, copies = [], []
        for pk, one in enumerate(wanted, self.next):
            code, original = self._new_code(dice), self.reports[one.original]
            reports.append(self._report(one, pk, code, dice))
            copies.append((original.pk, pk, one.days, code))
            for turn in self.turns.get(original.pk, ()):
                self.counters.add(turn, one.days)
        self.next += len(wanted)
        self.table.write(reports)
        know(copies)
        for hanging in self.hanging:
            hanging.copy()

    def _report(self, one: _Copy, pk: int, code: str, dice: random.Random) -> Any:
        self.number += 1
        original, table = self.reports[one.original], self.table
        back = timedelta(days=one.days)
        changes: dict[str, Any] = {
            "id": pk,
            "code": code,
            "client_id": f"{dice.getrandbits(128):032x}",
            "nonce": table.binary(dice.randbytes(16)),
            **self._words(original, dice),
            **_elsewhere(original, dice, far=0.02 if self.with_facts else 0.002),
        }
        if self.with_facts:
            changes["is_simulated"] = table.plain(False)
        elif original.status == Status.ANSWERED:
            # The worker closes after seven days of silence; a copy is closed already.
            changes |= {"status": Status.CLOSED.value, "closed_at": table.moment(original.answered_at - back)}
        if original.status == Status.MERGED:
            changes["merged_into_id"] = self.first_of_merged or original.merged_into_id
        else:
            self.first_of_merged = pk
        if original.status not in OPEN and one.days > KEPT_DAYS:
            wiped = original.received_at - back + timedelta(days=KEPT_DAYS)
            changes |= {
                "wiped_at": table.moment(wiped),
                "request_digest": "",
                "text": table.plain(mask(original.text)),
            }
        return table.copy(self.stencils[one.original], one.days, changes)

    def _words(self, original: Report, dice: random.Random) -> dict[str, Any]:
        """A number and a name nearby, some said often and most seldom, so that texts hold different words."""
        name = f"{_seldom(_SYLLABLES, dice)} {_seldom(_SYLLABLES, dice)}"
        said = f" Gần số {int(1_500 * dice.random() ** 2)}, cạnh {dice.choice(_BESIDE)} {name}."
        table = self.table
        changes = {"text": table.plain(original.text + said)}
        if original.public_text:
            changes["public_text"] = table.plain(original.public_text + said)
        if original.public_words:
            rare = f" {RARE_WORD}" if self.number % RARE_EVERY == 0 else ""
            changes["public_words"] = f"{original.public_words} {fold(said)}{rare}"
        return changes

    def _new_code(self, dice: random.Random) -> str:
        # among a million random codes of 10^9 some five hundred meet
        while (code := public_code(dice.randrange(10**9))) in self.codes:
            pass
        self.codes.add(code)
        return code


def _last_played() -> int:
    """Played reports came first, and each has the fact of its receipt; copies of pages have none."""
    played = Fact.objects.filter(type=ReportReceived.type).count()
    return int(Report.objects.order_by("pk").values_list("pk", flat=True)[played - 1])


def _seldom(words: Sequence[str], dice: random.Random) -> str:
    return words[int(len(words) * dice.random() ** 2)]


def _elsewhere(original: Report, dice: random.Random, *, far: float) -> dict[str, float]:
    """Some way off; what the public sees moves along, unless it is the middle of a square."""
    if original.lat is None or original.lon is None:
        return {}
    lat, lon = original.lat + dice.uniform(-far, far), original.lon + dice.uniform(-far, far)
    is_shown_exactly = (original.public_lat, original.public_lon) == (original.lat, original.lon)
    shown = {"public_lat": lat, "public_lon": lon} if is_shown_exactly else {}
    return {"lat": lat, "lon": lon, **shown}


def settle(models: Iterable[type[Model]]) -> None:
    """What autovacuum does by itself in a minute or two; SQLite has nothing of the kind and gets nothing.

    The keys were given by hand, so the sequences are set behind them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def inside(what: str, number: str) -> dict[str, float]:
    """This will grow the service's database by "reports" or "facts" and tell how long it took."""
    began = time.monotonic()
    told: dict[str, float] = {}
    if what == "reports":
        told["added"] = grow(int(number))
    else:
        told["added"], told["reports"] = grow_facts(int(number))
    return {**told, "seconds": round(time.monotonic() - began, 1)}
