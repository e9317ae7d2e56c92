"""Which verbs stand on an officer's case page, what does each ask for, and what is said when it is done?

The order, the labels and the shortcuts are those of `workflow.REPORT`; who may is asked of the same rule
that the action asks. This file only joins a verb to its form, its icon and its sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tinhso.casework.handling.forms import publicity as publicity_forms
from tinhso.casework.handling.forms import verbs as forms
from tinhso.casework.handling.forms.fields import VerbForm
from tinhso.casework.reports import actions
from tinhso.casework.reports.queries.casefile import Case
from tinhso.casework.reports.rules import refusals
from tinhso.casework.reports.workflow import REPORT, Status, Visibility
from tinhso.core.errors import NotPermitted
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.core.workflow import WrongState
from tinhso.ui import formats

Given = Mapping[str, Any]
Act = Callable[[Case, Given, Actor, datetime], str]
BAR, REPORTER, PUBLICITY, HELPING = "bar", "reporter", "publicity", "helping"
FINISHED = frozenset({Status.REFUSED, Status.CLOSED})
ONLY_UNSEALED = msg("Phản ánh thuộc diện hạn chế không chuyển đi được; hãy trả về quy trình thường trước.")
NO_PART_LEFT = msg("Phần phối hợp của đơn vị đã xong từ trước.")


@dataclass(frozen=True)
class Verb:
    """A verb on the page: `form` None is done by one press; `place` says beside what it stands."""

    name: str
    icon: str
    act: Act
    form: type[VerbForm] | None = None
    tone: str = "secondary"
    place: str = BAR
    label: str = ""
    """A msgid for what is no step of its own; "" for the workflow's label."""
    step: str = ""
    """The workflow's step behind it, where its name is another."""
    shortcut: str = ""
    """The key of what is no step of its own."""

    @property
    def transition(self) -> str:
        """This will name the step that must be allowed."""
        return self.step or self.name


def _due(case: Case) -> str:
    return formats.datetime_vn(case.report.due_at)


def _accept(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.accept(report_id=case.id, by=by, now=now)
    return _("Đã nhận xử lý; người gửi đã được báo. Hạn trả lời: %(due)s.") % {"due": _due(case)}


def _take(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.assign(report_id=case.id, to=by.key, by=by, now=now)
    return _("Việc này giờ là của ông/bà. Hạn trả lời: %(due)s.") % {"due": _due(case)}


def _assign(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.assign(report_id=case.id, to=given["to"], by=by, now=now)
    return _("Đã giao việc; người được giao thấy ngay trên bàn làm việc.")


def _start(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.start(report_id=case.id, by=by, now=now)
    return _("Đã bắt đầu xử lý; người gửi thấy ở diễn biến. Hạn trả lời: %(due)s.") % {"due": _due(case)}


def _ask(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.ask_citizen(report_id=case.id, question=given["question"], by=by, now=now)
    return _("Đã hỏi người gửi. Đồng hồ dừng tới khi có trả lời hoặc hết thời gian chờ.")


def _draft(case: Case, given: Given, by: Actor, now: datetime) -> str:
    photos = given.get("photo_ids", ())
    # one go: where it cannot be submitted nothing is saved either, and the photos stay to be sent again
    with transaction.atomic():
        actions.draft_answer(report_id=case.id, text=given["text"], photos=photos, by=by, now=now)
        if given.get("then") == "submit":
            return _submit(case, given, by, now)
    return _("Đã lưu nháp. Chưa ai ngoài đơn vị thấy câu trả lời này.")


def _submit(case: Case, given: Given, by: Actor, now: datetime) -> str:
    status = actions.submit_for_approval(report_id=case.id, by=by, now=now)
    if status == Status.ANSWERED:
        return _("Đã trả lời người gửi; đồng hồ đã dừng. Người gửi có thể đánh giá.")
    return _("Đã trình lãnh đạo duyệt. Đồng hồ chỉ dừng khi câu trả lời được duyệt.")


def _approve(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.approve(report_id=case.id, by=by, now=now)
    return _("Đã duyệt; câu trả lời đã tới người gửi và đồng hồ đã dừng.")


def _return(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.return_answer(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Đã trả lại để sửa; người soạn thấy lý do trên bàn làm việc.")


def _forward(case: Case, given: Given, by: Actor, now: datetime) -> str:
    if case.report.visibility == Visibility.SEALED:
        raise WrongState(ONLY_UNSEALED)
    to = actions.forward(
        report_id=case.id, to_agency=given["to_agency"], asset_class=given.get("asset_class", ""),
        reason=given["reason"], by=by, now=now,
    )  # fmt: skip
    return _("Đã chuyển tới %(agency)s; việc này không còn chờ đơn vị của ông/bà.") % {"agency": to.name}


def _request_extension(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.request_extension(report_id=case.id, until=given["until"], reason=given["reason"], by=by, now=now)
    return _("Đã xin gia hạn; lãnh đạo sẽ quyết định. Tới lúc đó hạn cũ vẫn tính.")


def _grant_extension(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.grant_extension(report_id=case.id, by=by, now=now)
    return _("Đã đồng ý gia hạn; người gửi thấy hạn mới ngay.")


def _refuse_extension(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.refuse_extension(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Không gia hạn; hạn trả lời vẫn là %(due)s.") % {"due": _due(case)}


def _stand_down(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.stand_down(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Đã bỏ diện khẩn cấp; hạn tính lại theo giờ làm việc từ lúc nhận, người gửi thấy ở diễn biến.")


def _dismiss_appeal(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.dismiss_appeal(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Đã giữ việc không tiếp nhận; người gửi đọc được lý do.")


def _merge(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.merge(report_id=case.id, first=given["first"], by=by, now=now)
    return _("Đã gộp; người gửi được báo và theo câu trả lời ở phản ánh trước.")


def _unmerge(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.unmerge(report_id=case.id, by=by, now=now)
    return _("Đã tách ra; phản ánh có hạn riêng từ bây giờ.")


def _note(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.note(report_id=case.id, text=given["text"], by=by, now=now)
    return _("Đã ghi chú. Chỉ cán bộ xử lý đọc được.")


def _add_co_handler(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.add_co_handler(report_id=case.id, agency=given["agency"], task=given["task"], by=by, now=now)
    return _("Đã thêm đơn vị phối hợp; việc đã nằm trên bàn làm việc của họ.")


def _finish(case: Case, given: Given, by: Actor, now: datetime) -> str:
    parts = own_parts(case, by)
    if not parts:
        raise WrongState(NO_PART_LEFT) if _is_helping(case, by) else NotPermitted
    for part in parts:
        actions.finish_co_handling(co_handling_id=part, outcome=given["outcome"], by=by, now=now)
    return _("Đã xong phần phối hợp; cơ quan phụ trách thấy kết quả.")


def _flag(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.flag(report_id=case.id, reason=given["reason"], comment=given["comment"], by=by, now=now)
    return _("Đã báo. Cơ quan phụ trách sẽ xem lại nội dung này.")


def _hide(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.hide(
        report_id=case.id, part=given["part"], reason=given["reason"], comment=given["comment"], by=by,
        now=now,
    )  # fmt: skip
    return _("Đã ẩn khỏi trang công khai; trang ghi rõ lý do và số lần ẩn.")


def _unhide(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.unhide(report_id=case.id, part=given["part"], reason=given["reason"], by=by, now=now)
    return _("Đã hiện lại trên trang công khai.")


def _seal(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.seal(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Đã chuyển sang diện hạn chế; từ nay chỉ bộ phận tiếp công dân mở được.")


def _unseal(case: Case, given: Given, by: Actor, now: datetime) -> str:
    actions.unseal(report_id=case.id, reason=given["reason"], by=by, now=now)
    return _("Đã trả về quy trình thường; máy đã tìm cơ quan phụ trách.")


def _reveal(case: Case, given: Given, by: Actor, now: datetime) -> str:
    raise AssertionError("the view shows the reporter in its own answer")


VERBS: tuple[Verb, ...] = (
    Verb("unseal", "lock-open", _unseal, publicity_forms.UnsealForm),
    Verb("accept", "check", _accept, tone="primary"),
    Verb("take", "user-check", _take, label=msg("Tôi làm"), step="assign", shortcut="i"),
    Verb("assign", "user-share", _assign, forms.AssignForm),
    Verb("start", "tools", _start, tone="primary"),
    Verb("ask_citizen", "message-question", _ask, forms.QuestionForm),
    Verb("draft_answer", "pencil", _draft, forms.DraftForm),
    Verb("submit_for_approval", "send", _submit, tone="primary"),
    Verb("answer", "send", _submit, tone="primary", step="submit_for_approval"),
    Verb("approve", "checks", _approve, tone="primary"),
    Verb("return_answer", "arrow-back", _return, forms.ReturnForm),
    Verb("forward", "arrow-forward", _forward, forms.ForwardForm),
    Verb("request_extension", "calendar-plus", _request_extension, forms.ExtensionForm),
    Verb("grant_extension", "calendar-check", _grant_extension, tone="primary"),
    Verb("refuse_extension", "calendar-x", _refuse_extension, forms.RefuseExtensionForm),
    Verb("stand_down", "clock", _stand_down, forms.StandDownForm),
    Verb("dismiss_appeal", "ban", _dismiss_appeal, forms.DismissAppealForm),
    Verb("merge", "git-merge", _merge, forms.MergeForm),
    Verb("unmerge", "git-branch", _unmerge),
    Verb("note", "note", _note, forms.NoteForm),
    Verb("add_co_handler", "users-plus", _add_co_handler, forms.CoHandlerForm),
    Verb("finish_co_handling", "circle-check", _finish, forms.FinishForm, tone="primary"),
    Verb("reveal_reporter", "eye", _reveal, publicity_forms.RevealForm, place=REPORTER, tone="quiet"),
    Verb("flag", "flag", _flag, publicity_forms.FlagForm, place=PUBLICITY, tone="quiet"),
    Verb("hide", "eye-off", _hide, publicity_forms.HideForm, place=PUBLICITY, tone="quiet"),
    Verb("unhide", "eye", _unhide, publicity_forms.UnhideForm, place=PUBLICITY, tone="quiet", step="hide"),
    Verb("seal", "lock", _seal, publicity_forms.SealForm, place=PUBLICITY, tone="quiet"),
)
BY_NAME = {verb.name: verb for verb in VERBS}


def _is_helping(case: Case, by: Actor) -> bool:
    return any(by.has(r, c.agency.code) for c in case.co_handlings for r in (Role.HANDLER, Role.LEADER))


def own_parts(case: Case, by: Actor) -> list[int]:
    """This will list the unfinished co-handlings of the actor's own agencies."""
    return [
        c.id
        for c in case.co_handlings
        if c.finished_at is None and any(by.has(r, c.agency.code) for r in (Role.HANDLER, Role.LEADER))
    ]


def offered(case: Case, by: Actor) -> list[Verb]:
    """This will list the verbs that this officer can use now, in the order in which they are used.

    What the rules allow comes with the case; left out is what would have nothing to do.
    """
    allowed = {step.name for step in case.verbs}
    if own_parts(case, by):
        allowed |= {"finish_co_handling", "note"}
    empty = _pointless(case, by)
    return [verb for verb in VERBS if verb.transition in allowed and verb.name not in empty]


def _pointless(case: Case, by: Actor) -> set[str]:
    draft_ready = case.draft is not None and case.draft.state in ("draft", "returned")
    is_public = case.report.visibility == Visibility.PUBLIC
    mine = any(i.assignee == by.key and i.state in ("running", "paused") for i in case.items)
    without_use = {
        # what is sealed leaves its desk by unsealing alone
        "forward": case.report.visibility == Visibility.SEALED,
        "submit_for_approval": not draft_ready or not case.approval_needed,
        "answer": not draft_ready or case.approval_needed,
        "stand_down": not case.report.urgent or case.report.category.is_emergency,
        "take": mine or case.report.status.word == Status.RECEIVED,
        "reveal_reporter": not case.has_contact,
        "flag": not is_public,
        "hide": not is_public,
        "unhide": not case.report.times_hidden or not is_public,
        "dismiss_appeal": not is_appealed(case),
        "merge": case.report.visibility == Visibility.SEALED,
        "note": case.report.status.word in FINISHED,
    }
    return {name for name, has_none in without_use.items() if has_none}


def is_appealed(case: Case) -> bool:
    """This will tell whether the reporter of a refused report asked for it to be read, and waits."""
    decided = [b.outcome for b in case.report.because if b.decision == "refusal"]
    return bool(decided) and decided[-1] == refusals.APPEALED_OUTCOME


def label(verb: Verb) -> str:
    """This will name the verb on its button."""
    return _(verb.label or REPORT.step(verb.name).label)
