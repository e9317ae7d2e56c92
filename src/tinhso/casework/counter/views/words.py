"""How are the axes and the stored words of a dossier said to an officer?"""

from datetime import date

from django.utils.translation import gettext as _

from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.workflow import Clock, Finance, Sync
from tinhso.ui import formats

__all__ = [
    "channel", "day", "delivery", "fate", "finance", "form", "ground", "outcome", "pills", "refused",
    "satisfaction", "source", "verdict", "why",
]  # fmt: skip


def pills(found: Case) -> list[dict[str, str]]:
    """This will show the axes beside the state: clock, money, portal, and what is special."""
    row = found.row
    shown = []
    if row.clock == Clock.PAUSED:
        shown.append({"label": ground(row.pause_ground), "tone": "warning", "icon": "player-pause"})
    if row.finance != Finance.NOTHING:
        shown.append(finance(row.finance))
    if row.sync in (Sync.WAITING, Sync.FAILED):
        failed = row.sync == Sync.FAILED
        label = _("Chưa đồng bộ được với Cổng quốc gia") if failed else _("Chờ đồng bộ Cổng quốc gia")
        shown.append({"label": label, "tone": "warning" if failed else "neutral", "icon": "cloud-up"})
    if row.is_early:
        shown.append({"label": _("Cam kết trả sớm"), "tone": "info", "icon": "bolt"})
    if row.is_internal:
        shown.append({"label": _("Thủ tục nội bộ"), "tone": "neutral", "icon": "building"})
    return shown


def finance(word: str) -> dict[str, str]:
    """This will say how it stands with the money."""
    return {
        "due": {"label": _("Còn phải nộp phí"), "tone": "warning", "icon": "coin"},
        "paid": {"label": _("Đã nộp phí"), "tone": "success", "icon": "coin"},
        "refund": {"label": _("Phải hoàn phí"), "tone": "warning", "icon": "coin-off"},
    }.get(word, {"label": "", "tone": "neutral", "icon": "coin"})


def ground(word: str) -> str:
    """This will say for what a clock stands."""
    return {
        "supplement": _("Chờ bổ sung"),
        "payment": _("Chờ nộp phí"),
        "consultation": _("Chờ ý kiến"),
    }.get(word, word)


def placed(word: str, named: str) -> str:
    """This will say on what ground a dossier lies with a body."""
    return {
        "chosen": _("Cán bộ tiếp nhận chọn cơ quan này."),
        "place": _("Cơ quan này giải quyết thủ tục đó ở nơi người nộp chọn."),
        "named": _("Cổng Dịch vụ công quốc gia gửi tới cơ quan này."),
        "unknown": _("Cổng Dịch vụ công quốc gia gửi tới «%(named)s», ở đây không cơ quan nào mang tên đó.")
        % {"named": named},
        "forwarded": _("Cơ quan trước chuyển tới vì không thuộc thẩm quyền của mình."),
        "looped": _("Hồ sơ đã chuyển vòng quá số lần cho phép, tổ điều phối quyết định."),
        "ruled": _("Tổ điều phối quyết định."),
    }.get(word, word)


def why(word: str) -> str:
    """This will say why the end of the time moved."""
    return {
        "receipt": _("Tiếp nhận hồ sơ"),
        "extension": _("Xin lỗi và hẹn lại"),
        "supplement": _("Người nộp bổ sung, tính lại từ đầu"),
        "payment": _("Dừng chờ nộp phí"),
        "consultation": _("Dừng chờ ý kiến"),
        "reopened": _("Mở lại để đính chính"),
    }.get(word, word)


def channel(word: str) -> str:
    """This will name the door."""
    return {
        "national": _("Cổng Dịch vụ công quốc gia"),
        "site": _("Trang này"),
        "counter": _("Tại quầy"),
        "post": _("Bưu chính công ích"),
        "internal": _("Nội bộ"),
    }.get(word, word)


def delivery(word: str) -> str:
    """This will say how the result comes to the person."""
    return {
        "electronic": _("Bản điện tử"),
        "counter": _("Tại quầy"),
        "post": _("Qua bưu chính công ích"),
    }.get(word, word)


def capacity(word: str) -> str:
    """This will say as what somebody files for the holder."""
    return {
        "mandate": _("Được uỷ quyền"),
        "parent": _("Cha, mẹ của người chưa thành niên"),
        "guardian": _("Người giám hộ"),
        "representative": _("Người đại diện theo pháp luật"),
    }.get(word, "")


def outcome(word: str) -> str:
    """This will say what was decided."""
    return {"granted": _("Đồng ý giải quyết"), "rejected": _("Không đồng ý")}.get(word, "")


def satisfaction(word: str) -> str:
    """This will say how it was for the applicant."""
    return {"good": _("Hài lòng"), "fair": _("Bình thường"), "poor": _("Không hài lòng")}.get(word, "")


def source(word: str) -> str:
    """This will say from where a paper came."""
    return {
        "uploaded": _("người nộp tải lên"),
        "digitised": _("số hoá tại quầy"),
        "reused": _("dùng lại từ kho dữ liệu công dân"),
        "national": _("từ kho quốc gia"),
        "register": _("từ cơ sở dữ liệu"),
    }.get(word, word)


def refused(word: str) -> str:
    """This will say why a file from the portal was not kept."""
    return {
        "not-a-picture": _("không phải tệp PDF hay ảnh"),
        "not-a-document": _("tệp PDF hỏng, có mật khẩu hoặc có nội dung không được nhận"),
        "too-many-pages": _("quá nhiều trang"),
        "too-many-pixels": _("ảnh quá lớn"),
        "too-large": _("tệp quá lớn"),
        "file-too-large": _("tệp quá lớn"),
        "arrival-malformed": _("Cổng không còn giữ tệp"),
    }.get(word, _("không mở được"))


def fate(word: str) -> str:
    """This will say what became of a later version from the portal."""
    return {
        "applied": _("Lúc đó hồ sơ chưa được tiếp nhận nên bản này thay bản nộp trước; hạn giữ nguyên."),
        "supplied": _("Bản này là phần bổ sung đã được yêu cầu."),
        "beside": _("Bản này để bên cạnh, không thay gì trong hồ sơ."),
    }.get(word, word)


def form(word: str) -> str:
    """This will say in which form a paper was given."""
    return {
        "original": _("bản chính"),
        "copy": _("bản sao"),
        "certified": _("bản điện tử đã chứng thực"),
        "electronic": _("bản điện tử"),
    }.get(word, word)


def day(text: str | None) -> str:
    """This will show a kept day as people write it."""
    try:
        return formats.date_vn(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text or ""


def verdict(word: str) -> str:
    """This will say how something stood to its time."""
    return {"early": _("Trước hạn"), "on_time": _("Đúng hạn"), "late": _("Quá hạn")}.get(word, "")
