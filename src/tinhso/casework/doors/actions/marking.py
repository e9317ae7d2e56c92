"""Which report was sent with which number? Kept as a digest, so that a confirmed number finds its reports."""

from tinhso.casework.doors import queries
from tinhso.casework.doors.models import PhoneMark


def mark_phone(*, report_id: int, code: str) -> None:
    """This will note under which number a report can be found; again is no matter."""
    if digest := queries.digest_of(queries.phone_of(report_id)):
        PhoneMark.objects.update_or_create(
            report_id=report_id, defaults={"report_code": code, "digest": digest}
        )
