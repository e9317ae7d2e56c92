# ruff: noqa: E501 (a pattern is one line of data)
"""With which categories and dated rules does a new deployment begin? All samples until a province says otherwise.

Times follow published practice: Huế answers in 7 working days; Hà Nội accepts in 8 working hours and has the
urgent done in 4 hours (QĐ 1207/2025). Nobody has checked them against a decision of this province.
"""

from datetime import date

from tinhso.casework.rulebook.signs import PHRASES  # noqa: F401 (rows long enough for a file of their own)

SINCE = date(2025, 7, 1)

_COMMUNE, _POLICE, _UTILITY, _DEPARTMENT = "commune_committee", "commune_police", "utility", "department"

CATEGORIES: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("road", "Đường sá", "Roads", "road", _COMMUNE,
     "Ổ gà, lún, sạt lề, cầu cống, biển tên đường hư hỏng.",
     "Potholes, subsidence, broken edges, bridges, damaged road name signs."),
    ("traffic", "Giao thông", "Traffic", "traffic-lights", _COMMUNE,
     "Đèn tín hiệu, biển báo, vạch kẻ, ùn tắc, đỗ xe sai chỗ.",
     "Signals, signs, markings, congestion, wrong parking."),
    ("lighting", "Chiếu sáng", "Street lighting", "bulb", _COMMUNE,
     "Đèn đường không sáng, sáng ban ngày, cột đèn hư.",
     "Street lamps that are out, lit by day, damaged poles."),
    ("drainage", "Thoát nước, ngập", "Drainage and flooding", "droplets", _COMMUNE,
     "Ngập, cống tắc, mất nắp hố ga, nước thải tràn.",
     "Flooding, blocked drains, missing manhole covers, overflowing sewage."),
    ("waste", "Rác thải", "Waste", "trash", _COMMUNE,
     "Rác chưa thu gom, đổ trộm, điểm tập kết bẩn.",
     "Uncollected rubbish, illegal dumping, dirty collection points."),
    ("pollution", "Ô nhiễm", "Pollution", "cloud-fog", _COMMUNE,
     "Khói, bụi, mùi, nước bẩn từ cơ sở sản xuất, chăn nuôi.",
     "Smoke, dust, smell, dirty water from workshops and farms."),
    ("noise", "Tiếng ồn", "Noise", "volume", _COMMUNE,
     "Karaoke, loa kéo, công trình, cơ sở gây ồn.",
     "Karaoke, loudspeakers, building sites, noisy workshops."),
    ("trees", "Cây xanh", "Trees", "tree", _COMMUNE,
     "Cây nghiêng, gãy đổ, cành che đèn, mảng xanh hư hại.",
     "Leaning or fallen trees, branches over lamps, damaged green spaces."),
    ("power", "Điện", "Electricity", "bolt", _UTILITY,
     "Mất điện, dây võng, cột điện nghiêng, rò điện.",
     "Power cuts, sagging wires, leaning poles, current leaks."),
    ("water", "Nước sạch", "Water supply", "droplet", _UTILITY,
     "Mất nước, vỡ ống, nước đục, hỏng đường ống nước tự chảy.",
     "No water, burst pipes, cloudy water, broken spring-water pipes."),
    ("telecom", "Viễn thông", "Telecommunications", "antenna", _UTILITY,
     "Dây cáp võng, tủ cáp, trạm phát sóng, mất sóng.",
     "Sagging cables, cabinets, masts, no signal."),
    ("construction", "Xây dựng", "Construction", "crane", _COMMUNE,
     "Xây không phép, sai phép, công trình mất an toàn, rơi vãi vật liệu.",
     "Building without or against a permit, unsafe sites, spilled material."),
    ("sidewalk", "Vỉa hè", "Sidewalks", "walk", _COMMUNE,
     "Lấn chiếm vỉa hè, gạch lát hư, lối đi bị chặn.",
     "Occupied sidewalks, broken paving, blocked ways."),
    ("security", "An ninh trật tự", "Public order", "shield", _POLICE,
     "Gây rối, trộm cắp, cờ bạc, ma tuý, đánh nhau.",
     "Disturbance, theft, gambling, drugs, fights."),
    ("advertising", "Quảng cáo", "Advertising", "ad-2", _COMMUNE,
     "Rao vặt dán bậy, biển quảng cáo sai phép, rơi đổ.",
     "Illegal stickers, billboards without permit or about to fall."),
    ("market", "Chợ, thương mại", "Markets and trade", "building-store", _COMMUNE,
     "Chợ tự phát, hàng giả, không niêm yết giá, cân thiếu.",
     "Unplanned markets, fake goods, no price lists, short weight."),
    ("food", "An toàn thực phẩm", "Food safety", "tools-kitchen-2", _COMMUNE,
     "Quán ăn mất vệ sinh, thực phẩm hỏng, nghi ngộ độc.",
     "Unclean kitchens, spoiled food, suspected poisoning."),
    ("health", "Y tế", "Health", "heartbeat", _DEPARTMENT,
     "Trạm y tế, dịch bệnh, ổ muỗi, phục vụ khám chữa bệnh.",
     "Health posts, disease, mosquito breeding, service at clinics."),
    ("education", "Giáo dục", "Education", "school", _DEPARTMENT,
     "Trường lớp hư hỏng, thu tiền, an toàn học sinh.",
     "Damaged schools, charges, safety of pupils."),
    ("welfare", "An sinh xã hội", "Welfare", "heart-handshake", _COMMUNE,
     "Trợ cấp, hộ nghèo, người lang thang, trẻ em, người già.",
     "Allowances, poor households, homeless people, children, the old."),
    ("tourism", "Du lịch, di tích", "Tourism and heritage", "building-monument", _DEPARTMENT,
     "Chèo kéo khách, di tích hư hại, dịch vụ du lịch kém.",
     "Touting, damaged monuments, poor tourist services."),
    ("animals", "Vật nuôi, động vật", "Animals", "paw", _COMMUNE,
     "Chó thả rông, trâu bò trên đường, xác động vật, động vật hoang dã.",
     "Loose dogs, buffaloes and cows on roads, carcasses, wildlife."),
    ("disaster", "Thiên tai, sự cố", "Disasters", "urgent", _COMMUNE,
     "Sạt lở, lũ, cháy, sập, người cần cứu giúp; hãy gọi số khẩn cấp trước.",
     "Landslides, floods, fire, collapse, people in need; call the emergency number first."),
    ("public-service", "Phục vụ của cơ quan", "Public services", "building-bank", _COMMUNE,
     "Thái độ, giờ giấc, thủ tục, hồ sơ chậm ở cơ quan nhà nước.",
     "Manners, hours, procedures and late files at public offices."),
    ("other", "Việc khác", "Other", "dots", _COMMUNE,
     "Việc chưa rõ thuộc lĩnh vực nào.",
     "Anything that fits nowhere else."),
)  # fmt: skip
"""code, name, English name, icon, kind of agency, hint, English hint; the order is the one shown."""

EMERGENCIES = frozenset({"disaster"})
NOT_PUBLIC = frozenset({"security", "public-service"})
AT_HOME = frozenset({"health", "noise", "welfare"})
"""Reports of these point at somebody's home: the public map shows a square, not the door."""
HOME_SQUARE_M = 400

SERVICE_TIMES: tuple[tuple[str, bool, str, tuple[int, str], tuple[int, str]], ...] = (
    ("", False, "office", (8, "working_hours"), (7, "working_days")),
    ("", True, "24x7", (1, "hours"), (4, "hours")),
    ("lighting", False, "office", (8, "working_hours"), (3, "working_days")),
    ("waste", False, "office", (8, "working_hours"), (3, "working_days")),
    ("drainage", False, "office", (4, "working_hours"), (5, "working_days")),
    ("trees", False, "office", (4, "working_hours"), (5, "working_days")),
    ("power", False, "office", (4, "working_hours"), (3, "working_days")),
    ("water", False, "office", (4, "working_hours"), (3, "working_days")),
    ("food", False, "office", (4, "working_hours"), (5, "working_days")),
    ("security", False, "office", (4, "working_hours"), (5, "working_days")),
    ("construction", False, "office", (8, "working_hours"), (10, "working_days")),
    ("welfare", False, "office", (8, "working_hours"), (10, "working_days")),
)
"""category ("" for all others), urgent, calendar, accept within, answer within."""
