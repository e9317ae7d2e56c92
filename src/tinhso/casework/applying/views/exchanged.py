"""What was given with a dossier, what is owed, what came of it, what was said of it? For its applicant."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.applying.views import costs, doors
from tinhso.casework.onestop import carriage
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.workflow import Business
from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.translation import say
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.signing import shown as signatures
from tinhso.foundation.vault import queries as vault
from tinhso.gateway.payments import addresses as payments
from tinhso.gateway.payments import queries as orders
from tinhso.ui import formats


@dataclass(frozen=True)
class Debt:
    """One fee: what is due, whether it is paid, where one pays."""

    name: str
    full: str
    due: str
    is_less: bool
    why: str
    state: str
    tone: str
    url: str
    receipt: str
    """Where the receipt stands; "" before it is paid."""


@dataclass(frozen=True)
class Outcome:
    """One result, who signed it, and where it is opened."""

    title: str
    text: str
    url: str
    sign_in: str
    """Where to sign in to open it; empty where it opens, or where another person's identity is signed in."""
    lines: list[signatures.Line]


def debts(found: Case) -> list[Debt]:
    """This will list what is owed."""
    made = []
    known = orders.orders_about(found.row.subject) if any(one.order for one in found.owed) else []
    receipts = {one.number: payments.receipt(one.number) for one in known if one.receipt_number}
    english = {fee.code: fee.name_en for fee in procedures.version(found.row.version_ref).fees}
    for one in found.owed:
        if one.due == 0:
            state, tone = _("Được miễn"), "success"
        elif one.paid_at:
            paid_at = formats.datetime_vn(one.paid_at)
            state, tone = _("Đã thanh toán lúc %(at)s") % {"at": paid_at}, "success"
        elif one.order:
            state, tone = _("Chưa thanh toán"), "warning"
        else:
            state, tone = _("Nộp khi trả kết quả"), "neutral"
        url = payments.page(one.order) if one.order and not one.paid_at else ""
        made.append(
            Debt(
                (doors.language() == "en" and english.get(one.code)) or one.name,
                costs.dong(one.full),
                costs.dong(one.due),
                one.due < one.full,
                one.citation,
                state,
                tone,
                url,
                receipts.get(one.order, "") if one.paid_at else "",
            )
        )
    return made


def given(found: Case) -> list[dict[str, str]]:
    """This will list the papers that were given, and how."""
    words = {
        "uploaded": _("tải lên"), "digitised": _("cán bộ số hoá"), "reused": _("dùng lại từ kho"),
        "national": _("từ Cổng Dịch vụ công quốc gia"), "register": _("từ cơ sở dữ liệu"),
    }  # fmt: skip
    english = {
        one.code: one.name_en for one in procedures.version(found.row.version_ref).components
    } if doors.language() == "en" else {}  # fmt: skip
    return [
        {
            "label": _label(english.get(one.code) or one.name, one.part),
            "value": _("tệp không nhận được") if one.refused_for else words.get(one.source, one.source),
            "url": reverse("applying:paper", args=[found.row.code, number]) if one.file else "",
        }
        for number, one in enumerate(found.papers)
    ]


def carried(found: Case) -> list[dict[str, str]]:
    """This will tell how the post brings the result: by whom, under which number, how it stands."""
    return [
        {
            "state": say(one.state),
            "tone": one.tone,
            "why": say(one.why) if one.why else "",
            "carrier": one.carrier,
            "tracking": one.tracking,
            "at": formats.datetime_vn(one.at) if one.at else "",
        }
        for one in carriage.carried(found.row.pk)
    ]


def _label(name: str, part: int) -> str:
    return _("%(name)s (tệp %(number)d)") % {"name": name, "number": part} if part > 1 else name


def outcomes(found: Case, keys: Sequence[str]) -> list[Outcome]:
    """This will list the results, once they were given out: in the vault for the holder, or as a file."""
    if found.row.business != Business.RETURNED:
        return []
    made = []
    for number, one in enumerate(found.results):
        may_open = bool(one.file) or bool(owner(one.paper, keys))
        text = _("Số %(number)s") % {"number": one.number} if one.number else ""
        if one.paper and not may_open:
            text = f"{text}. " + _(
                "Nằm trong kho giấy tờ của chủ hồ sơ; đăng nhập bằng định danh điện tử để mở."
            )
        url = reverse("applying:result", args=[found.row.code, number]) if may_open else ""
        here = doors.to_sign_in(reverse("applying:page", args=[found.row.code]))
        sign_in = here if one.paper and not may_open and not keys else ""
        made.append(Outcome(one.title, text, url, sign_in, signatures.lines(one.signature)))
    return made


def owner(paper: str, keys: Sequence[str]) -> str:
    """This will tell under which of a reader's keys a paper of the vault lies; "" for somebody else's."""
    try:
        holder = vault.paper(paper).owner if paper else ""
    except Missing:
        return ""
    return next((key for key in keys if holder in vault.keys_of(key)), "")


def objections(found: Case) -> list[dict[str, str]]:
    """This will list what the applicant said of the dossier, until when it is answered, and the answer."""
    kinds = {"petition": _("Phản ánh, kiến nghị"), "complaint": _("Khiếu nại")}
    on = local_date(found.row.filed_at)
    made = []
    for one in found.objections:
        desk = agencies.agency(one.agency_code, on=on)
        said = _("Gửi lúc %(at)s tới %(desk)s. Hạn trả lời: %(until)s.")
        if one.kind == "complaint":
            said = _("Gửi lúc %(at)s, đã chuyển %(desk)s để giải quyết theo Luật Khiếu nại.")
        values = {"at": formats.datetime_vn(one.made_at), "desk": desk.name if desk else one.agency_code,
                  "until": formats.datetime_vn(one.until)}  # fmt: skip
        made.append({"kind": kinds.get(one.kind, one.kind), "text": one.text, "said": said % values,
                     "answer": one.answer})  # fmt: skip
    return made
