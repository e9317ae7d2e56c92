"""Which bodies does a demonstration province have, and who answers for what? Bodies of 2026, as samples.

Names and kinds follow the two-level government since 1/7/2025; the table of competence is "minh hoạ": no
province has decided it. Kind words come from the area: Huế is a thành phố, never "tỉnh Huế".
"""

from dataclasses import dataclass

from tinhso.foundation.agencies.queries import AgencyKind as Kind


@dataclass(frozen=True)
class Body:
    """One agency to open: `code` within the province, its name, kind, and to whom late work goes."""

    code: str
    kind: Kind
    name: str
    short_name: str
    escalates_to: str | None = "VP"
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Answers:
    """One row of competence: who (a body, or a kind of body at the spot) answers for what."""

    category: str
    body: str = ""
    kind: str = ""
    asset_class: str = ""
    confidence: float = 1.0


PROVINCIAL = (
    Body("VP", Kind.PROVINCE_OFFICE, "Văn phòng UBND {province}", "VP UBND", None),
    Body("DP", Kind.EXCEPTIONS_DESK, "Tổ điều phối phản ánh {province}", "Tổ điều phối"),
    Body(
        "TCD", Kind.RESTRICTED_DESK, "Ban Tiếp công dân {province}", "Ban Tiếp công dân",
        address="Trụ sở Tiếp công dân {province} (địa chỉ minh hoạ)",
    ),
    Body("SXD", Kind.DEPARTMENT, "Sở Xây dựng", "Sở XD"),
    Body("SNNMT", Kind.DEPARTMENT, "Sở Nông nghiệp và Môi trường", "Sở NN&MT"),
    Body("STC", Kind.DEPARTMENT, "Sở Tài chính", "Sở TC"),
    Body("SNV", Kind.DEPARTMENT, "Sở Nội vụ", "Sở NV"),
    Body("SKHCN", Kind.DEPARTMENT, "Sở Khoa học và Công nghệ", "Sở KH&CN"),
    Body("SCT", Kind.DEPARTMENT, "Sở Công Thương", "Sở CT"),
    Body("SGDDT", Kind.DEPARTMENT, "Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    Body("SYT", Kind.DEPARTMENT, "Sở Y tế", "Sở YT"),
    Body("STP", Kind.DEPARTMENT, "Sở Tư pháp", "Sở TP"),
    Body(
        "TTHCC", Kind.DEPARTMENT, "Trung tâm Phục vụ hành chính công {province}", "TT PVHCC",
        address="Trung tâm Phục vụ hành chính công {province} (địa chỉ minh hoạ)",
    ),
    Body("CAT", Kind.CENTRAL_BODY, "Công an {province}", "Công an"),
    Body("BHXH", Kind.CENTRAL_BODY, "Bảo hiểm xã hội {province}", "BHXH"),
    Body("DL", Kind.UTILITY, "Công ty Điện lực {short}", "Điện lực", "SCT"),
    Body("CN", Kind.UTILITY, "Công ty Cổ phần Cấp nước {short}", "Cấp nước", "SXD"),
    Body("VT", Kind.UTILITY, "Viễn thông {short}", "Viễn thông", "SKHCN"),
)  # fmt: skip

OWN = {
    "46": (
        Body("SDL", Kind.DEPARTMENT, "Sở Du lịch", "Sở DL"),
        Body("SVHTT", Kind.DEPARTMENT, "Sở Văn hóa và Thể thao", "Sở VH&TT"),
        Body("DITICH", Kind.DEPARTMENT, "Trung tâm Bảo tồn Di tích Cố đô Huế", "TT Di tích"),
        Body("CVCX", Kind.UTILITY, "Trung tâm Công viên Cây xanh Huế", "TT Cây xanh", "SXD"),
        Body("MT", Kind.UTILITY, "Công ty Cổ phần Môi trường đô thị Huế", "Môi trường đô thị", "SXD"),
    ),
    "11": (
        Body("SVHTTDL", Kind.DEPARTMENT, "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
        Body("SDTTG", Kind.DEPARTMENT, "Sở Dân tộc và Tôn giáo", "Sở DT&TG"),
        Body("BTDB", Kind.UTILITY, "Công ty Quản lý, sửa chữa đường bộ", "Đường bộ", "SXD"),
    ),
}  # fmt: skip
OTHERS = (
    Body("SVHTTDL", Kind.DEPARTMENT, "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
    Body("SDTTG", Kind.DEPARTMENT, "Sở Dân tộc và Tôn giáo", "Sở DT&TG"),
)

SIGNERS = frozenset({Kind.COMMUNE_COMMITTEE, Kind.COMMUNE_POLICE, Kind.DEPARTMENT, Kind.CENTRAL_BODY})
"""Who has a simulated key to sign results with."""

COMMUNE, POLICE = str(Kind.COMMUNE_COMMITTEE), str(Kind.COMMUNE_POLICE)

OF_FIELDS = (
    ("ho-tich", "STP"), ("chung-thuc", "STP"), ("tu-phap-ca", "CAT"), ("cu-tru", "CAT"),
    ("bao-tro", "SYT"), ("giam-ngheo", "SNNMT"), ("nguoi-co-cong", "SNV"), ("bhyt", "BHXH"), ("bhxh", "BHXH"),
    ("giao-duc", "SGDDT"), ("dat-dai", "SNNMT"), ("xay-dung", "SXD"), ("ho-kinh-doanh", "STC"),
    ("doanh-nghiep", "STC"), ("an-toan-thuc-pham", "SYT"), ("giao-thong", "SXD"), ("thien-tai", "SNNMT"),
)  # fmt: skip

COMPETENCE = (
    *(
        Answers(category, kind=COMMUNE)
        for category in (
            "road", "traffic", "lighting", "drainage", "waste", "pollution", "noise", "trees", "construction",
            "sidewalk", "market", "food", "welfare", "animals", "disaster", "public-service",
        )
    ),
    # nobody has decided who removes advertisements: the exceptions desk asks, rules, and teaches
    Answers("other", kind=COMMUNE, confidence=0.7),
    Answers("security", kind=POLICE),
    Answers("road", "SXD", asset_class="national_road"),
    Answers("road", "SXD", asset_class="provincial_road"),
    Answers("traffic", "SXD", asset_class="national_road"),
    Answers("traffic", "SXD", asset_class="provincial_road"),
    Answers("drainage", "SXD", asset_class="drain_class_1"),
    Answers("power", "DL"),
    Answers("water", "CN"),
    Answers("telecom", "VT"),
    Answers("health", "SYT"),
    Answers("education", "SGDDT"),
    # who handles the province's procedures, by their fields
    *(Answers(f"tthc.{field}", body) for field, body in OF_FIELDS),
)  # fmt: skip
OWN_COMPETENCE = {
    "46": (Answers("tourism", "SDL"),),
    "11": (Answers("tourism", "SVHTTDL"),),
}
OTHERS_COMPETENCE = (Answers("tourism", "SVHTTDL"),)

ASSET_CLASSES = (
    ("road", "national_road", "Quốc lộ", "National road"),
    ("road", "provincial_road", "Đường tỉnh", "Provincial road"),
    ("road", "commune_road", "Đường xã, đường thôn", "Commune road"),
    ("traffic", "national_road", "Trên quốc lộ", "On a national road"),
    ("traffic", "provincial_road", "Trên đường tỉnh", "On a provincial road"),
    ("drainage", "drain_class_1", "Cống, mương cấp 1", "Class-1 drain"),
    ("drainage", "drain_class_2", "Cống, mương trong khu dân cư", "Local drain"),
)

# In a commune: a phường has one room for economy, infrastructure and urban matters, a xã one for economy.
ROOMS = (
    ("VP", "Văn phòng HĐND và UBND"),
    ("VHXH", "Phòng Văn hoá – Xã hội"),
    ("PVHCC", "Trung tâm Phục vụ hành chính công"),
    ("QS", "Ban Chỉ huy quân sự"),
)
ROOM_OF_A_WARD = ("KTHT", "Phòng Kinh tế, Hạ tầng và Đô thị")
ROOM_OF_A_COMMUNE = ("KT", "Phòng Kinh tế")

HOTLINES = {"46": [["19001075", "Tổng đài phản ánh Huế"]], "11": [["1022", "Tổng đài phản ánh Điện Biên"]]}


def bodies(province: str) -> tuple[Body, ...]:
    """This will list the provincial bodies of one province."""
    return PROVINCIAL + OWN.get(province, OTHERS)


def competence(province: str) -> tuple[Answers, ...]:
    """This will list the rows of competence of one province."""
    return COMPETENCE + OWN_COMPETENCE.get(province, OTHERS_COMPETENCE)
