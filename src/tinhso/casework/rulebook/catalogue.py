# ruff: noqa: E501 (a pattern is one line of data)
"""With which categories and dated rules does a new deployment begin? All samples until a province says otherwise.

Times follow published practice: Huế answers in 7 working days; Hà Nội accepts in 8 working hours and has the
urgent done in 4 hours (QĐ 1207/2025). Nobody has checked them against a decision of this province.
"""

from datetime import date

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

_OFFICIAL = (
    "chủ tịch|phó chủ tịch|bí thư|phó bí thư|trưởng thôn|trưởng bản|tổ trưởng|trưởng công an|công an|cán bộ|"
    "công chức|viên chức|lãnh đạo|giám đốc|phó giám đốc|trưởng phòng|phó phòng|trưởng trạm|hiệu trưởng|địa chính|"
    "thanh tra|kiểm lâm|cảnh sát|csgt|thuế vụ|quản lý thị trường|đội trưởng|uỷ ban|ubnd|chính quyền|nhân viên một cửa"
)
_MISDEED = (
    "ăn chặn|ăn bớt|ăn tiền|nhận tiền|nhận hối lộ|nhận phong bì|đòi tiền|đòi hối lộ|vòi tiền|vòi vĩnh|"
    "đòi phong bì|làm tiền|thu tiền riêng|bỏ túi|đút túi|tham nhũng|tham ô|biển thủ|"
    "lạm quyền|lộng quyền|lợi dụng chức vụ|lợi dụng chức quyền|cửa quyền|hách dịch|trù dập|sách nhiễu|nhũng nhiễu|"
    "gây khó dễ|bao che|thông đồng|móc ngoặc|khai khống|làm giả hồ sơ|bán đất trái phép|"
    "cấp đất sai|đánh dân|chạy chức|chạy việc|bòn rút|rút ruột|cắt xén|xà xẻo|trục lợi|"
    "chia chác|chung chi|lót tay|bôi trơn"
)
_ROUGH = "hành hung|lấy tiền|dọa nạt|đe dọa|chiếm dụng|chiếm đoạt|bảo kê|tiếp tay|đánh người|chửi bới|lăng mạ"
_CALLED_IN = (
    "đề nghị|nhờ|mong|kính mong|báo|yêu cầu|gọi .. công an|cán bộ|uỷ ban|ubnd|chính quyền|lãnh đạo|cảnh sát .. "
    "xử lý|kiểm tra|can thiệp|giải quyết|vào cuộc|dẹp|ngăn chặn|bắt"
)
"""Somebody asks officials for help against others: no denunciation of the officials."""
_HARD_MISDEED = (
    "hối lộ|đưa hối lộ|nhận hối lộ|tham ô|tham nhũng|lạm quyền|lợi dụng chức vụ|lợi dụng chức quyền|"
    "sách nhiễu|nhũng nhiễu|vòi vĩnh|đòi phong bì|đưa phong bì|tiền bôi trơn|tiền lót tay|chạy chức|"
    "mãi lộ|rút ruột công trình"
)
_AID = "tiền hỗ trợ|tiền cứu trợ|tiền trợ cấp|tiền đền bù|tiền bồi thường|hàng cứu trợ|quà cứu trợ|tiền từ thiện|quỹ"

PHRASES: tuple[tuple[str, str, str, bool], ...] = (
    # denunciation (tố cáo): Luật Tố cáo 25/2018/QH14
    ("denunciation", "tố cáo|đơn tố cáo|tố giác|tố giác cán bộ|tố cán bộ|tố chủ tịch",
     "cây to cao|cây xanh to cao|cây rất to cao|cành to cao|cột to cao|to cao che|to cao sắp", True),
    ("denunciation", f"{_OFFICIAL} .. {_MISDEED}", "", True),
    ("denunciation", f"{_OFFICIAL} .. {_ROUGH}", _CALLED_IN, True),
    ("denunciation", "chủ tịch|phó chủ tịch|bí thư|cán bộ|công an|trưởng thôn .. nhận tiền|ăn chặn|ăn tiền|đòi tiền", "",
     False),
    ("denunciation", f"ăn chặn|ăn bớt|bòn rút|biển thủ|chiếm đoạt|cắt xén|xà xẻo .. {_AID}", "", True),
    ("denunciation", f"{_AID} .. bị ăn chặn|bị ăn bớt|bị cắt xén|bị chiếm đoạt|bị xà xẻo|vào túi", "", True),
    ("denunciation", _HARD_MISDEED, "", True),
    ("denunciation", f"đưa tiền|đưa phong bì|phải chi|nộp tiền riêng|chung tiền .. {_OFFICIAL}", "", True),
    ("denunciation", f"{_OFFICIAL} .. vi phạm pháp luật|làm sai|làm trái|sai phạm|gian lận|gian dối|khuất tất", "", True),
    # complaint (khiếu nại): Luật Khiếu nại 02/2011/QH13
    ("complaint", "khiếu nại|đơn khiếu nại|khiếu kiện|khởi kiện", "", False),
    ("complaint", "không đồng ý|không đồng tình|phản đối .. quyết định .. thu hồi|xử phạt|cưỡng chế|bồi thường|đền bù", "",
     True),
    ("complaint", "quyết định .. thu hồi đất|cưỡng chế|xử phạt .. không đúng|sai|trái luật|trái pháp luật|oan", "", True),
    # danger to life
    ("danger", "cháy nhà|cháy lớn|đang cháy|bốc cháy|hoả hoạn|cháy chợ|cháy rừng|cháy xe|đám cháy", "", True),
    ("danger", "sạt lở|lở núi|lở đất|lũ quét|lũ ống|vỡ đập|vỡ đê", "nguy cơ nhỏ", True),
    ("danger", "đuối nước|chết đuối|bị nước cuốn|nước cuốn trôi|lũ cuốn|mắc kẹt|bị kẹt|bị vùi lấp|bị đè", "", True),
    ("danger", "sập nhà|nhà sập|sập cầu|cầu sập|sập tường|sắp sập|sắp đổ sập|đổ sập|sập mái", "", True),
    ("danger", "điện giật|rò điện|hở điện|dây điện đứt|đứt dây điện|dây điện rơi|dây điện hở|phóng điện|cột điện đổ|cột điện gãy",
     "", True),
    ("danger", "dây điện|cột điện|trụ điện .. đứt|rơi xuống|sà xuống|đổ xuống|gãy đổ", "", True),
    ("danger", "cứu với|cấp cứu|kêu cứu|cứu người|bất tỉnh|nguy kịch|nguy hiểm tính mạng|chết người|có người chết|tự tử", "",
     True),
    ("danger", "tai nạn .. bị thương|chết|nặng|nghiêm trọng|bất tỉnh|chảy máu", "", True),
    ("danger", "rò gas|rò rỉ gas|rò khí|xì gas|nổ khí|nổ gas|nổ bình|mùi gas", "", True),
    ("danger", "ngộ độc .. nhập viện|cấp cứu|nhiều người|hàng loạt|tử vong", "", True),
    ("danger", "đang đánh nhau|cầm dao|cầm mã tấu|có súng|nổ súng|chém nhau|chém người|đâm người|bắt cóc", "", True),
    ("danger", "bạo hành|đánh đập .. trẻ|cháu bé|em bé|vợ|con|người già", "", True),
    ("danger", "cháu bé|em bé|trẻ em|người già|người .. bị lạc|rơi xuống|ngã xuống|rớt xuống .. cống|hố|giếng|sông|suối|mương",
     "", True),
    ("danger", "bom|mìn|đạn|lựu đạn|vật liệu nổ|đầu đạn .. phát hiện|chưa nổ|sót lại|đào được", "", True),
    ("danger", "phát hiện|đào được|có quả .. bom|mìn|lựu đạn|đầu đạn|đạn pháo", "", True),
)  # fmt: skip
"""kind, pattern, exception, exact; see `rules.phrases`."""
