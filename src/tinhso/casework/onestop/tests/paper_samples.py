"""Which papers do the tests print? Each form as on an ordinary day, at its fullest, and with nothing told."""

from datetime import UTC, date, datetime, timedelta

from tinhso.casework.onestop.papers import shapes
from tinhso.core.values import RuleRef

MADE = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
"""08:05 on Monday 23/11/2026 in Huế."""
LOOK_UP = "https://dichvu.hue.example/tra-cuu/H57.12-261123-0001"

OFFICE = shapes.Office(
    parent="UBND phường Thuận Hoá",
    name="Trung tâm Phục vụ hành chính công",
    place="Huế",
    address="40 Nguyễn Huệ, phường Thuận Hoá, thành phố Huế",
    phone="0234 3822 345",
)
APPLICANT = shapes.Party(
    "Nguyễn Thị Ánh Tuyết",
    "Tổ dân phố 5, phường Thuận Hoá, thành phố Huế",
    "0905 123 456",
    "anhtuyet@example.vn",
)
DOSSIER = shapes.Dossier(
    "H57.12-261123-0001",
    "1.013229",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    APPLICANT,
    LOOK_UP,
    "Trần Văn Bảy",
)
RULES = (
    RuleRef("term:1", date(2025, 7, 1), "Điều 103 Luật Xây dựng số 50/2014/QH13", is_sample=True),
    RuleRef("fee:1", date(2026, 1, 1), "Nghị quyết số 12/2025/NQ-HĐND"),
)
COMPONENTS = (
    shapes.Component("Đơn đề nghị cấp giấy phép xây dựng theo mẫu", originals=1),
    shapes.Component(
        "Giấy chứng nhận quyền sử dụng đất", copies=1, electronic=1, note="lấy từ kho dữ liệu công dân"
    ),
    shapes.Component("Bản vẽ thiết kế xây dựng", originals=2, electronic=1),
)
CHARGES = (
    shapes.Charge("Lệ phí cấp giấy phép xây dựng", 75_000, paid=True),
    shapes.Charge("Phí thẩm định", 1_250_000),
)
DIRECTOR = shapes.Signer(("KT. Giám đốc", "Phó giám đốc"), "Lê Quang Đỉnh")


def acknowledgement(**changed: object) -> shapes.Acknowledgement:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "number": "125/TNHS",
        "dossier": DOSSIER,
        "components": COMPONENTS,
        "received_at": MADE,
        "due_at": datetime(2026, 12, 11, 10, 0, tzinfo=UTC),
        "term": "14 ngày làm việc",
        "rules": RULES,
        "filed_by": "Trực tiếp",
        "returned_by": "Bưu chính công ích, tại địa chỉ của người nộp hồ sơ",
        "charges": CHARGES,
        "register_book": "02/2026",
        "register_number": "0418",
        "officer": "Hoàng Thị Thu Hằng",
    }
    return shapes.Acknowledgement(**{**told, **changed})


def supplement_request(**changed: object) -> shapes.SupplementRequest:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "number": "18/BSHS",
        "dossier": DOSSIER,
        "wanted": (
            shapes.Wanted("Bản vẽ mặt bằng móng tỷ lệ 1/50", "bản đã nộp thiếu cao độ nền"),
            shapes.Wanted("Bản cam kết bảo đảm an toàn với công trình liền kề"),
        ),
        "reason": "Hồ sơ chưa đủ thành phần theo quy định",
        "rules": RULES,
        "answer_by": date(2026, 12, 3),
        "contact": "Hoàng Thị Thu Hằng",
        "contact_phone": "0234 3822 345",
        "officer": "Phạm Minh Đức",
    }
    return shapes.SupplementRequest(**{**told, **changed})


def refusal(**changed: object) -> shapes.Refusal:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "number": "03/TCHS",
        "dossier": DOSSIER,
        "filed_at": MADE - timedelta(hours=15),
        "reasons": (
            "Công trình thuộc trường hợp được miễn giấy phép xây dựng.",
            "Thửa đất đang có tranh chấp, Toà án nhân dân đã thụ lý.",
        ),
        "rules": RULES[:1],
        "guidance": "Ông/bà gửi thông báo khởi công đến UBND phường nơi có công trình.",
        "officer": "Hoàng Thị Thu Hằng",
    }
    return shapes.Refusal(**{**told, **changed})


def apology(**changed: object) -> shapes.Apology:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "number": "07/XLGH",
        "dossier": DOSSIER,
        "received_at": datetime(2026, 11, 3, 7, 30, tzinfo=UTC),
        "due_at": datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
        "new_due_at": datetime(2026, 12, 2, 10, 0, tzinfo=UTC),
        "reason": "phải kiểm tra lại ranh giới thửa đất tại thực địa sau mưa lũ.",
        "rules": RULES[:1],
        "signer": DIRECTOR,
        "copies_to": ("Như trên", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    }
    return shapes.Apology(**{**told, **changed})


def stop_notice(**changed: object) -> shapes.StopNotice:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "number": "02/TB-DGQ",
        "dossier": DOSSIER,
        "received_at": datetime(2026, 11, 3, 7, 30, tzinfo=UTC),
        "stopped_at": MADE,
        "reasons": ("Đã quá thời hạn bổ sung mà ông/bà chưa hoàn thiện hồ sơ.",),
        "rules": RULES[:1],
        "given_back": COMPONENTS[1:],
        "refund": 1_250_000,
        "guidance": "Ông/bà có thể nộp lại hồ sơ khi đã đủ thành phần.",
        "signer": DIRECTOR,
        "copies_to": ("Như trên",),
    }
    return shapes.StopNotice(**{**told, **changed})


UNITS = (
    ("Trung tâm Phục vụ hành chính công", "Hoàng Thị Thu Hằng"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", "Phạm Minh Đức"),
    ("Lãnh đạo UBND phường", "Lê Quang Đỉnh"),
    ("Văn thư", "Đỗ Thị Ngọc Bích"),
)
AHEAD = {shapes.Pace.EARLY: 3, shapes.Pace.ON_TIME: 1, shapes.Pace.LATE: -2}
PACES = (shapes.Pace.EARLY, shapes.Pace.ON_TIME, shapes.Pace.LATE, None)


def hand_overs(number: int) -> tuple[shapes.HandOver, ...]:
    hands = [shapes.Hand(unit, name) for unit, name in UNITS]
    return tuple(
        shapes.HandOver(
            hands[at % 4],
            hands[(at + 1) % 4],
            MADE + timedelta(hours=5 * at),
            MADE + timedelta(hours=5 * at + AHEAD[pace]) if (pace := PACES[at % 4]) else None,
            PACES[at % 4],
            "chờ ý kiến Điện lực" if at % 4 == 2 else "",
        )
        for at in range(number)
    )


def control_slip(**changed: object) -> shapes.ControlSlip:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "dossier": DOSSIER,
        "received_at": MADE,
        "due_at": datetime(2026, 12, 11, 10, 0, tzinfo=UTC),
        "hand_overs": hand_overs(5),
        "handling": "Phòng Kinh tế, Hạ tầng và Đô thị",
        "consulted": ("Công ty Điện lực Huế", "Công an phường Thuận Hoá"),
    }
    return shapes.ControlSlip(**{**told, **changed})


PROCEDURES = ("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Cấp bản sao trích lục hộ tịch", "Chứng thực chữ ký")
PEOPLE = (
    "Nguyễn Thị Ánh Tuyết",
    "Công ty TNHH Thương mại Hương Giang",
    "Hồ A Lềnh",
    "Đặng Thuỳ Trâm",
)


def rows(number: int) -> tuple[shapes.RegisterRow, ...]:
    return tuple(
        shapes.RegisterRow(
            at + 1,
            f"H57.12-261123-{at + 1:04d}",
            PROCEDURES[at % 3],
            shapes.Party(PEOPLE[at % 4], f"{at + 1} Lê Lợi, phường Thuận Hoá", f"0905 {at:06d}"),
            MADE + timedelta(minutes=at),
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            due_at=MADE + timedelta(days=3, minutes=at),
            forwarded_at=MADE + timedelta(hours=2),
            result_at=MADE + timedelta(days=2) if at % 2 else None,
            returned_at=MADE + timedelta(days=3) if at % 2 else None,
            returned_by="Bưu chính công ích" if at % 2 else "",
            note="" if at % 5 else "bổ sung 01 lần",
        )
        for at in range(number)
    )


def register(**changed: object) -> shapes.Register:
    told: dict = {
        "office": OFFICE,
        "made_at": MADE,
        "book": "02/2026",
        "first_on": date(2026, 11, 1),
        "last_on": date(2026, 11, 30),
        "rows": rows(12),
    }
    return shapes.Register(**{**told, **changed})
