"""Which fields has a row of each list of a procedure? As the administrator reads them."""

from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures import shown
from tinhso.casework.procedures.admin.rows import Column
from tinhso.casework.procedures.queries import FeeKind, Moment, Stage, UnitKind
from tinhso.core.roles import Role

STEPS = (
    Column("number", _("Thứ tự"), "number"),
    Column("name", _("Tên"), "long"),
    Column("unit_kind", _("Loại đơn vị"), "choice", [(v.value, _(shown.UNITS[v])) for v in UnitKind]),
    Column("hours", _("Giờ làm việc"), "decimal"),
    Column("role", _("Vai trò"), "choice", [
        (Role.INTAKE.value, _("Bộ phận tiếp nhận")), (Role.HANDLER.value, _("Chuyên viên")),
        (Role.LEADER.value, _("Lãnh đạo")),
    ], default=Role.HANDLER.value),
    Column("title", _("Chức danh")),
    Column("name_en", _("Tên tiếng Anh"), "long"),
)  # fmt: skip
COMPONENTS = (
    Column("code", _("Mã")),
    Column("name", _("Tên"), "long"),
    Column("name_en", _("Tên tiếng Anh"), "long"),
    Column("originals", _("Bản chính"), "number", default=1),
    Column("copies", _("Bản sao"), "number", default=0),
    Column("required", _("Bắt buộc"), "flag", default=True),
    Column("when", _("Chỉ cần khi"), "condition", default=None),
    Column("form_url", _("Địa chỉ mẫu")),
    Column("paper_type", _("Loại giấy tờ trong kho")),
    Column("register", _("Cơ sở dữ liệu đã có")),
)  # fmt: skip
FEES = (
    Column("code", _("Mã")),
    Column("name", _("Tên"), "long"),
    Column("name_en", _("Tên tiếng Anh"), "long"),
    Column("amount", _("Mức thu (đồng)"), "number"),
    Column("kind", _("Loại"), "choice", [(FeeKind.FEE.value, _("Phí")), (FeeKind.CHARGE.value, _("Lệ phí"))]),
    Column("when", _("Thu khi nào"), "choice", [
        (Moment.RECEIPT.value, _("Khi tiếp nhận")), (Moment.SUPPLEMENT.value, _("Khi bổ sung")),
        (Moment.RETURN.value, _("Khi trả kết quả")),
    ], default=Moment.RECEIPT.value),
)  # fmt: skip
RESULTS = (
    Column("paper_type", _("Loại giấy tờ trong kho")),
    Column("name", _("Tên"), "long"),
    Column("name_en", _("Tên tiếng Anh"), "long"),
    Column("electronic", _("Có bản điện tử"), "flag", default=True),
    Column("valid_months", _("Hiệu lực (tháng)"), "number", default=None),
)
SYSTEMS = (
    Column("stage", _("Chặng"), "choice", [(v.value, _(shown.STAGES[v])) for v in Stage]),
    Column("system", _("Hệ thống"), "text"),
)
ANSWERS = (
    Column("label", _("Câu trả lời"), "long"),
    Column("label_en", _("Câu trả lời, tiếng Anh"), "long"),
    Column("code", _("Mã thủ tục")),
)
