"""How does a row of the table of competence begin and end?"""

from datetime import date, datetime

from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies.actions.permits import (
    check_can_administer,
    check_can_teach,
    check_code,
    check_lengths,
    check_said,
    find,
)
from tinhso.foundation.agencies.events import CompetenceAdded, CompetenceEnded, competence_subject
from tinhso.foundation.agencies.models import AssetClass, Competence
from tinhso.foundation.agencies.rules import AgencyKind
from tinhso.foundation.ledger import actions as ledger


class UnknownRow(Missing):
    """There is no such row of the table."""

    sentence = msg("Không có dòng thẩm quyền này.")


class AlreadyEnded(Conflict):
    """The row has ended already."""

    code = "competence-ended"
    sentence = msg("Dòng thẩm quyền này đã hết hiệu lực từ %(day)s.")


def add_competence(
    *,
    category: str,
    sub_kind: str = "",
    asset_class: str = "",
    area_code: str = "",
    agency: str | None = None,
    agency_kind: AgencyKind | str = "",
    priority: int = 0,
    confidence: float = 1.0,
    valid_from: date,
    valid_to: date | None = None,
    citation: str,
    reason: str,
    explanation: str = "",
    is_sample: bool = False,
    by: Actor,
    now: datetime,
) -> int:
    """This will add a row and give its id. Exactly one of `agency` and `agency_kind` is named.

    `reason` is why the row is there and is kept with it; `explanation` is a Vietnamese sentence added to
    the answer that a citizen gets. The exceptions desk may add rows for one agency from today on only; it may
    not write the past anew. Raises NotPermitted, Invalid, UnknownAgency.
    """
    check_can_teach(by=by, on=local_date(now))
    check_said(citation=citation, reason=reason)
    words = {"category": category, "sub_kind": sub_kind, "asset_class": asset_class, "area_code": area_code}
    for name, word in words.items():
        if word:
            check_code(name, word)
    texts = {**words, "citation": citation, "note": reason, "explanation": explanation}
    check_lengths(Competence, texts)
    _check_answerer(agency, agency_kind)
    _check_numbers(priority, confidence)
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid.field("valid_to", msg("Ngày kết thúc phải sau ngày bắt đầu."))
    if valid_from < local_date(now):
        check_can_administer(by=by)
    with transaction.atomic():
        row = Competence.objects.create(
            agency=find(agency) if agency else None,
            agency_kind=str(agency_kind),
            priority=priority,
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            is_sample=is_sample,
            **texts,
        )
        ledger.append(_added(row, agency or ""), by=by, now=now)
    return row.pk


def _check_answerer(agency: str | None, agency_kind: AgencyKind | str) -> None:
    if bool(agency) == bool(agency_kind) or (agency_kind and agency_kind not in set(AgencyKind)):
        raise Invalid.field("agency", msg("Xin nêu một cơ quan, hoặc một loại cơ quan."))


def _check_numbers(priority: int, confidence: float) -> None:
    if not 0 <= confidence <= 1:
        raise Invalid.field("confidence", msg("Độ tin cậy nằm trong khoảng từ 0 đến 1."))
    if not -(2**31) <= priority < 2**31:
        raise Invalid.field("priority", msg("Mức ưu tiên quá lớn."))


def _added(row: Competence, agency_code: str) -> CompetenceAdded:
    return CompetenceAdded(
        subject=competence_subject(row.pk),
        category=Code(row.category),
        sub_kind=Code(row.sub_kind),
        asset_class=Code(row.asset_class),
        area_code=Code(row.area_code),
        agency=Code(agency_code),
        agency_kind=Code(row.agency_kind),
        valid_from=row.valid_from,
    )


def end_competence(*, competence_id: int, valid_to: date, reason: str, by: Actor, now: datetime) -> None:
    """This will end a row on a day. Raises NotPermitted, Invalid, UnknownRow, AlreadyEnded."""
    check_can_teach(by=by, on=local_date(now))
    check_said(reason=reason)
    check_lengths(Competence, {"note": reason})
    if valid_to < local_date(now):
        check_can_administer(by=by)
    with transaction.atomic():
        row = Competence.objects.select_for_update().filter(pk=competence_id).first()
        if row is None:
            raise UnknownRow()
        if row.valid_to is not None and row.valid_to <= valid_to:
            raise AlreadyEnded(day=f"{row.valid_to:%d/%m/%Y}")
        if valid_to <= row.valid_from:
            raise Invalid.field("valid_to", msg("Ngày kết thúc phải sau ngày bắt đầu."))
        row.valid_to, row.note = valid_to, reason
        row.save()
        fact = CompetenceEnded(subject=competence_subject(row.pk), valid_to=valid_to)
        ledger.append(fact, by=by, now=now)


def add_asset_class(
    *,
    category: str,
    code: str,
    name: str,
    name_en: str = "",
    valid_from: date,
    citation: str = "",
    is_sample: bool = False,
    by: Actor,
    now: datetime,
) -> None:
    """This will name a class of assets that may be said for a category; the same again changes nothing."""
    check_can_administer(by=by)
    check_code("code", code)
    check_said(name=name)
    check_lengths(AssetClass, {"category": category, "name": name, "name_en": name_en, "citation": citation})
    AssetClass.objects.get_or_create(
        category=category,
        code=code,
        valid_from=valid_from,
        defaults={"name": name, "name_en": name_en, "citation": citation, "is_sample": is_sample},
    )
