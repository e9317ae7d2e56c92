"""Which verbs stand on the page of a dossier, what does each ask for, and what is said when it is done?

Order, labels and shortcuts are those of `onestop.workflow.DOSSIER`; who may is asked of the rule that the
action asks. This file only joins a verb to its form, its icon and its sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.counter.forms import verbs as forms
from tinhso.casework.counter.forms.adopting import AdoptForm
from tinhso.casework.counter.forms.fields import VerbForm
from tinhso.casework.counter.views import parts, words
from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.rules.filing import Given as Brought
from tinhso.casework.onestop.workflow import COUNTER, DOSSIER
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.gateway.payments import actions as payments
from tinhso.ui import formats

Given = Mapping[str, Any]
Act = Callable[[Case, Given, Actor, datetime], str]
NO_RESULT_FILE = msg("Hãy chọn tệp kết quả.")
NOTHING_TO_ANSWER = msg("Không còn phản ánh nào đang chờ cơ quan này.")


@dataclass(frozen=True)
class Verb:
    """A verb on the page: `form` None is done by one press."""

    name: str
    icon: str
    act: Act
    form: type[VerbForm] | None = None
    tone: str = "secondary"
    label: str = ""
    """A msgid for what is no step of the workflow; "" for the step's own label."""


def _receive(case: Case, given: Given, by: Actor, now: datetime) -> str:
    row = actions.receive(
        dossier_id=case.row.pk, anyway=bool(given.get("anyway")), grounds=given.get("grounds"), by=by, now=now
    )
    due = formats.datetime_vn(row.current_due) if row.current_due else ""
    return _("Đã tiếp nhận; hẹn trả kết quả %(due)s. In giấy hẹn ở mục Giấy tờ để in.") % {"due": due}


def _refuse(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.refuse(dossier_id=case.row.pk, reason=given["reason"], by=by, now=now)
    return _("Đã từ chối tiếp nhận; người nộp đọc được lý do.")


def _ask_supplement(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.ask_supplement(dossier_id=case.row.pk, papers=given["papers"], by=by, now=now)
    return _("Đã yêu cầu bổ sung; đồng hồ chờ người nộp.")


def _forward(case: Case, given: Given, by: Actor, now: datetime) -> str:
    row = actions.forward(
        dossier_id=case.row.pk, agency=given["agency"], reason=given["reason"],
        learn=bool(given.get("learn")), by=by, now=now,
    )  # fmt: skip
    if row.agency_code != given["agency"]:
        return _("Hồ sơ đã chuyển vòng nhiều lần nên nay do %(agency)s quyết định.") % {
            "agency": row.agency_name
        }
    return _("Đã chuyển hồ sơ tới %(agency)s; hạn tiếp nhận giữ nguyên.") % {"agency": row.agency_name}


def _assign(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.assign(dossier_id=case.row.pk, to=given["to"], by=by, now=now)
    return _("Đã phân công bước đang làm.")


def _supply(case: Case, given: Given, by: Actor, now: datetime) -> str:
    brought = []
    for component in procedures.version(case.row.version_ref).components:
        files = given["uploads"].get(f"file_{component.code}", [])
        if files or given.get(f"have_{component.code}"):
            brought.append(
                Brought(
                    component.code, form="certified" if files else "original", source="digitised",
                    file=files[0] if files else "", certified_by=by.key if files else "",
                )
            )  # fmt: skip
    actions.supply(dossier_id=case.row.pk, given=brought, by=by, now=now)
    return _("Đã ghi nhận giấy tờ bổ sung.")


def _adopt(case: Case, given: Given, by: Actor, now: datetime) -> str:
    chosen = [int(one) for one in given.get("papers") or ()]
    taken = actions.adopt(dossier_id=case.row.pk, papers=chosen, by=by, now=now)
    if not taken:
        return _("Đã ghi nhận là đã xem; hồ sơ giữ nguyên.")
    return _("Đã lấy %(n)d giấy tờ của bản mới; bản cũ được lưu lại.") % {"n": taken}


def _start(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.start(dossier_id=case.row.pk, by=by, now=now)
    return _("Đã bắt đầu giải quyết.")


def _hand_over(case: Case, given: Given, by: Actor, now: datetime) -> str:
    to = given["to"]
    unit = to.removeprefix("unit:") if to.startswith("unit:") else ""
    how = actions.hand_over(
        dossier_id=case.row.pk, to="" if unit else to, unit=unit, note=given["note"], by=by, now=now
    )
    return _("Đã chuyển bước; bước vừa xong: %(how)s.") % {"how": words.verdict(how.value).lower()}


def _consult(case: Case, given: Given, by: Actor, now: datetime) -> str:
    row = actions.consult(
        dossier_id=case.row.pk, agency=given["agency"], question=given["question"],
        pauses=given["pauses"], by=by, now=now,
    )  # fmt: skip
    return _("Đã hỏi %(agency)s; chờ trả lời tới %(due)s.") % {
        "agency": row.agency_name,
        "due": formats.datetime_vn(row.due_at),
    }


def _answer_consultation(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.answer_consultation(dossier_id=case.row.pk, text=given["text"], by=by, now=now)
    return _("Đã gửi ý kiến tới cơ quan giải quyết.")


def _extend(case: Case, given: Given, by: Actor, now: datetime) -> str:
    row = actions.extend(dossier_id=case.row.pk, to=given["to"], reason=given["reason"], by=by, now=now)
    due = formats.datetime_vn(row.current_due) if row.current_due else ""
    return _("Đã xin lỗi và hẹn lại %(due)s.") % {"due": due}


def _decide(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.decide(dossier_id=case.row.pk, outcome=given["outcome"], reason=given["reason"], by=by, now=now)
    return _("Đã quyết định; đồng hồ đã dừng. Còn đính kèm và trả kết quả.")


def _stop(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.stop(dossier_id=case.row.pk, reason=given["reason"], by=by, now=now)
    return _("Đã dừng giải quyết; người nộp đọc được lý do.")


def _attach_result(case: Case, given: Given, by: Actor, now: datetime) -> str:
    ids = given["uploads"].get("file", [])
    if not ids:
        raise Invalid.field("file", NO_RESULT_FILE)
    version = procedures.version(case.row.version_ref)
    names = {one.paper_type: one.name for one in version.results}
    issued = actions.Issued(
        paper_type=given["paper_type"],
        title=names.get(given["paper_type"], version.name),
        number=given["number"],
        issued_on=given["issued_on"],
        expires_on=given["expires_on"],
        file=ids[0],
    )
    row = actions.attach_result(dossier_id=case.row.pk, issued=issued, by=by, now=now)
    if row.signature:
        return _("Đã đính kèm kết quả; chữ ký số trên tệp còn nguyên vẹn.")
    if any(one.waits for one in queries.case_of(case.row.pk).results):
        return _("Đã đính kèm kết quả; tệp chưa có chữ ký số, còn chờ lãnh đạo ký.")
    return _("Đã đính kèm kết quả.")


def _sign(case: Case, given: Given, by: Actor, now: datetime) -> str:
    signed = actions.sign(
        dossier_id=case.row.pk, key=given["key"], seen=given["seen"].split(), by=by, now=now
    )
    return _("Đã ký số: %(names)s.") % {"names": "; ".join(f"{one.title} {one.number}" for one in signed)}


def _return_result(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.return_result(dossier_id=case.row.pk, by=by, now=now)
    return _("Đã trả kết quả; hồ sơ kết thúc.")


def _reopen(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.reopen(dossier_id=case.row.pk, reason=given["reason"], by=by, now=now)
    return _("Đã mở lại; hạn mới tính từ bây giờ.")


def _answer_objection(case: Case, given: Given, by: Actor, now: datetime) -> str:
    mine = queries.petitions(case, by=by)
    if not mine:
        raise Conflict(NOTHING_TO_ANSWER)
    actions.answer_objection(objection_id=mine[0], text=given["text"], by=by, now=now)
    return _("Đã trả lời; người nộp đọc được.")


def _take_cash(case: Case, given: Given, by: Actor, now: datetime) -> str:
    order, amount = parts.cash_owed(case)
    payments.record_cash(
        number=order, amount=amount, counter=cash_desk(case, by), idempotency_key=f"counter:{order}",
        by=by, now=now,
    )  # fmt: skip
    return _("Đã thu %(amount)s đ tiền mặt; trạng thái phí đổi ngay khi biên lai được ghi.") % {
        "amount": formats.number(amount)
    }


def cash_desk(case: Case, by: Actor) -> str:
    """This will name the body of the officer at whose counter the money lies; "" for none."""
    mine = by.bodies(*COUNTER)
    return next((b for b in (case.row.intake_agency, case.row.agency_code) if b in mine), "")


VERBS: tuple[Verb, ...] = (
    Verb("receive", "check", _receive, tone="primary"),
    Verb("start", "tools", _start, tone="primary"),
    Verb("hand_over", "arrow-forward", _hand_over, forms.HandOverForm, tone="primary"),
    Verb("forward", "arrows-right-left", _forward, forms.ForwardForm),
    Verb("assign", "user-plus", _assign, forms.AssignForm),
    Verb("ask_supplement", "file-plus", _ask_supplement, forms.SupplementForm),
    Verb("supply", "files", _supply, forms.SupplyForm, tone="primary"),
    Verb("adopt", "git-compare", _adopt, AdoptForm),
    Verb("consult", "message-question", _consult, forms.ConsultForm),
    Verb("answer_consultation", "message-reply", _answer_consultation, forms.OpinionForm, tone="primary"),
    Verb("decide", "gavel", _decide, forms.DecideForm),
    Verb("attach_result", "paperclip", _attach_result, forms.ResultForm),
    Verb("sign", "signature", _sign, forms.SignForm, tone="primary"),
    Verb("return_result", "package-export", _return_result, tone="primary"),
    Verb("take_cash", "cash", _take_cash, forms.CashForm, label=msg("Thu tiền mặt")),
    Verb("extend", "calendar-plus", _extend, forms.ExtendForm),
    Verb("refuse", "ban", _refuse, forms.RefuseForm),
    Verb("stop", "player-stop", _stop, forms.StopForm),
    Verb("reopen", "refresh", _reopen, forms.ReopenForm),
    Verb("answer_objection", "message-check", _answer_objection, forms.AnswerObjectionForm,
         label=msg("Trả lời phản ánh")),
)  # fmt: skip
BY_NAME = {verb.name: verb for verb in VERBS}
_ALSO = {"supply": ("supply", "file_again")}
CONFIRMED = frozenset({"sign"})
"""Verbs before which an officer shows again who is there."""


def offered(case: Case, by: Actor) -> list[Verb]:
    """This will list the verbs that this officer can use now, in the order in which they are used."""
    allowed = {step.name for step in queries.steps(case, by=by)}
    if queries.petitions(case, by=by):
        allowed.add("answer_objection")
    if parts.cash_owed(case)[0] and cash_desk(case, by):
        allowed.add("take_cash")
    pointless = set() if any(one.waits for one in case.versions) else {"adopt"}
    if case.wanted:
        pointless.add("ask_supplement")
    if case.row.extended_at or case.row.clock != "running":
        pointless.add("extend")
    if not any(one.waits for one in case.results) or not parts.signing_keys(case, by):
        pointless.add("sign")
    if (
        case.row.outcome == "granted"
        and not case.results
        and procedures.version(case.row.version_ref).results
    ):
        pointless.add("return_result")  # there is nothing to give out yet
    return [v for v in VERBS if allowed & set(_ALSO.get(v.name, (v.name,))) and v.name not in pointless]


def label(verb: Verb) -> str:
    """This will name the verb on its button."""
    return _(verb.label or DOSSIER.step(verb.name).label)


def shortcut(verb: Verb) -> str:
    """This will give the key of the verb."""
    known = {step.name: step.shortcut for step in DOSSIER.transitions}
    return known.get(verb.name, "")
