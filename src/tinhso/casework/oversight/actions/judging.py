"""Was it decided well? Samples for a person, the judgement, and how appeals ended."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tinhso.casework.oversight import dated, events
from tinhso.casework.oversight.models import Appeal, Sample
from tinhso.casework.oversight.rules import sampling
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger

COMMENT_MAX = 500


def chosen(fact_id: int, kinds: Sequence[str], *, at: datetime) -> list[str]:
    """This will tell which decisions of a fact fall into the share that a person looks at."""
    share = float(parameters.value(dated.SAMPLE, local_date(at)))
    key = settings.SECRET_KEY.encode()
    return [k for k in kinds if sampling.is_sampled(key, fact_id, k, share=share)]


def keep_sample(*, fact_id: int, report_id: int, code: str, kinds: Sequence[str], at: datetime) -> None:
    """This will put chosen decisions aside for a person; the same again is no matter."""
    new = [Sample(fact_id=fact_id, report_id=report_id, code=code, kind=k, at=at) for k in kinds]
    Sample.objects.bulk_create(new, ignore_conflicts=True)


def judge(*, sample_id: int, verdict: str, comment: str, by: Actor, now: datetime) -> None:
    """This will keep an auditor's judgement. Raises NotPermitted, Missing (judged before), Invalid."""
    if not by.has(Role.AUDITOR):
        raise NotPermitted
    if verdict not in Sample.Verdict.values:
        raise Invalid.field("verdict", msg("Hãy chọn đúng, sai hoặc không rõ."))
    told = nfc(comment).strip()
    if len(told) > COMMENT_MAX:
        raise Invalid.field("comment", msg("Dài quá %(longest)s ký tự."), longest=COMMENT_MAX)
    if verdict == Sample.Verdict.WRONG and not told:
        raise Invalid.field("comment", msg("Hãy cho biết sai ở đâu."))
    with transaction.atomic():
        row = rows.first(Sample, lock=True, id=sample_id, verdict="")
        if row is None:
            raise Missing
        row.verdict, row.comment, row.judged_by, row.judged_at = verdict, told, by.key, now
        rows.update(row, "verdict", "comment", "judged_by", "judged_at")
        fact = events.DecisionJudged(
            subject=Code(f"report:{row.report_id}"),
            kind=Code(row.kind),
            decided_by=row.fact_id,
            verdict=Code(verdict),
        )
        ledger.append(fact, by=by, now=now)


def note_appeal(*, report_id: int, at: datetime) -> None:
    """This will count an appeal."""
    Appeal.objects.get_or_create(report_id=report_id, defaults={"filed_at": at})


def note_heard(*, report_id: int, outcome: str, at: datetime) -> None:
    """This will count how an appeal ended; what was never appealed is left alone."""
    Appeal.objects.filter(report_id=report_id, outcome="").update(outcome=outcome, heard_at=at)
