# ruff: noqa: E501 (a pattern is one line of data)
"""By which words does a text show that it is no report, or a comment on rules? First rows, all samples.

Each advertising row has one exception for all: whoever complains about an advertisement reports something.
Exceptions are compared without accents, so words that sell when folded ("bẩn" as "bán") stand in pairs only.
"""

_REPORTING = (
    "đề nghị|kiến nghị|phản ánh|xử lý|xử phạt|kiểm tra|ai dẹp|cần dẹp|dẹp giúp|tháo dỡ|bóc|gỡ bỏ|cơ quan|chức năng|chính quyền|công an|phường|"
    "lừa đảo|bị lừa|mất tiền|dán|dán đầy|sơn|vẽ bậy|phun sơn|treo|tờ rơi|phát tờ|rải|bôi bậy|tường|cột điện|trụ điện|vỉa hè|lề đường|"
    "lòng đường|lấn chiếm|mỹ quan|làm phiền|quấy rối|quấy rầy|tin nhắn rác|cuộc gọi rác|hàng giả|đồ giả|thuốc giả|hàng nhái|không phép|"
    "trái phép|sai phép|không rõ nguồn gốc|kém chất lượng|ồn|mất vệ sinh|hôi thối|khó chịu|bức xúc|mong|nhờ|báo cho|báo cáo|ép mua|"
    "chặt chém|nói thách|cân thiếu|nghi|dụ dỗ|người dân|bà con|dân|nguy hiểm|tai nạn|hỏng|hư|cháy|ngập|vứt|đổ ra|đổ rác|xả nước|xả thải|"
    "xả rác|chưa|không ai|hộ nghèo|chính sách|bao giờ|tại sao|vì sao|sao lại|xin hỏi|cho hỏi|thắc mắc|không chịu|không được|bị|trẻ em|"
    "học sinh|thoát hiểm|hàng lậu|buôn lậu|bị cấm|pháo|ma tuý|mại dâm|bán dâm|trá hình|cọc|không trả|dạy thêm|học thêm|thu tiền|"
    "nhưng|nộp hs|nộp hồ sơ|xác nhận|chửi|chửi bới|đe doạ|khủng bố|bọn|yếu|vi phạm|đậu xe|đỗ xe|khuya|ban đêm|nửa đêm|gây|tràn|chặn đường|có mùi|khói|hết hạn|ôi thiu|mất dạy"
)
_REACH = "liên hệ|lh|lhe|zalo|hotline|sđt|inbox|ib|ibox|gọi ngay|gọi|nhắn tin|alo|call|website|link|đăng ký"

_ADVERTS = (
    f"vay tiền|vay vốn|vay tín chấp|vay nóng|vay nhanh|vay online|cho vay|hỗ trợ vay|giải ngân|rút tiền thẻ|đáo hạn .. {_REACH}|lãi suất|chỉ cần|cccd|trong ngày|không thế chấp",
    f"khoan cắt bê tông|thông cống|thông tắc|hút bể phốt|hút hầm cầu|sửa máy lạnh|sửa điều hoà|sửa khoá|chuyển nhà|lắp mạng|lắp camera|làm bằng|chống thấm .. {_REACH}|giá rẻ|uy tín|phục vụ 24|24 24|24h",
    f"casino|nhà cái|cá cược|cá độ|tài xỉu|nổ hũ|xóc đĩa|bắn cá|game bài|lô đề online|xổ số online .. {_REACH}|nạp|tặng|thưởng|khuyến mãi|hoàn tiền|rút tiền|tải app|tỷ lệ|kèo",
    f"tuyển cộng tác viên|tuyển ctv|tuyển dụng|việc nhẹ lương cao|làm việc tại nhà|làm online|kiếm tiền online|kiếm tiền tại nhà .. {_REACH}|thu nhập|lương|hoa hồng|ngày công|không cần vốn",
    f"chuyên bán|bán sỉ|bán lẻ|bán buôn|bán hàng|chuyên sỉ|cung cấp|phân phối|thanh lý|nhượng|sang nhượng|xả kho|xả hàng|nhận đặt|nhận làm|nhận thiết kế .. {_REACH}|giá rẻ|giá sỉ|giá gốc|giá tốt|giá sốc|freeship|miễn phí vận chuyển|ship toàn quốc",
    "giảm giá|khuyến mãi|khuyến mại|ưu đãi|sale|flash sale|combo|mua 1 tặng 1|mua một tặng một .. liên hệ|lh|zalo|hotline|inbox|ib|mua ngay|đặt hàng|đặt ngay|chốt đơn|freeship|số lượng có hạn|shop|cửa hàng|đăng ký ngay",
    "cần bán|bán gấp|bán nhà|bán đất|đất nền .. chính chủ|sổ hồng|sổ đỏ|giá chỉ|giá rẻ|tỷ|liên hệ|lh|zalo|mặt tiền",
    "cho thuê|cần cho thuê .. liên hệ|lh|zalo|chính chủ|hotline|inbox",
    "kem trộn|giảm cân|tăng cân|trị mụn|trị nám|làm đẹp|spa|phun xăm|nâng mũi|tăng chiều cao|sinh lý|xương khớp|đông y gia truyền .. cam kết|hiệu quả|liệu trình|liên hệ|zalo|inbox|giá|giảm|ưu đãi|đặt mua|miễn phí",
    "đầu tư|tiền ảo|bitcoin|forex|chứng khoán|coin|sàn giao dịch .. lợi nhuận|lãi|cam kết|x2|x3|nhóm zalo|tham gia|nhân đôi|tín hiệu",
    "khoá học|lớp học|gia sư|luyện thi|học tiếng anh .. học phí|miễn phí|đăng ký|ưu đãi|cam kết|zalo|liên hệ|khai giảng",
    "loan|casino|betting|viagra|crypto|forex|seo|backlink|discount|cheap .. click|visit|http|https|www|buy now|order now|whatsapp|telegram|free|bonus|sign up",
    "tham gia|vào|join .. nhóm zalo|group telegram|kênh telegram|nhóm kín .. nhận|miễn phí|quà|kèo|lợi nhuận|tiền",
)

# with accents only: in the uplands everybody lives in a "bản"
_ADVERTS_EXACT = (
    f"bán .. {_REACH}|giá rẻ|giá sỉ|giá gốc|giá tốt|giá sốc|freeship|miễn phí vận chuyển|ship toàn quốc",
)

_ABUSE = (
    # with accents only: without them these may be other words; "chó chết", "cứt", "cút" are also what is reported
    (
        "đụ má|đụ mẹ|đụ mạ|đù má|đù mẹ|địt mẹ|địt mạ|địt cụ|địt con mẹ|đéo|vãi lồn|cái lồn|mặt lồn|lồn|buồi|con cặc|cặc|đĩ mẹ|con đĩ|tiên sư|tổ sư|"
        "đồ chó|đồ chó đẻ|đồ súc vật|mất dạy|đồ ngu|ngu như|óc chó|óc lợn|óc bò|khốn nạn|bố láo|cút đi|cút ngay|câm mồm|thằng ngu|lũ ngu|bọn ngu|mẹ kiếp|mẹ mày|bố mày|con mẹ|mả mẹ",
        True,
    ),
    # whatever else these may mean is left out: "cho de" is "chợ, đề nghị", "con cac" is "còn các hộ"
    (
        "dcm|dkm|dmm|dmcs|vcl|vkl|vcc|clgt|cmm|dit me|dit con me|me kiep|du ma may|du me may|fuck|fuck you|bitch|shit|asshole|motherfucker|wtf",
        False,
    ),
)

_NOTHING = (
    "test|test test|testing|tét|test thử|thử|thử xem|thử nghiệm|thử tí|kiểm thử|gửi thử|chạy thử|gõ thử|abc|abcd|abcde|xyz|asd|"
    "alo|a lô|alo alo|alo 123|hello|hi|hey|chào|xin chào|chào bạn|chào mọi người|hế lô|ok|oke|okê|okay|uh|ừ|ờ|dạ|vâng|không có gì|"
    "chưa có gì|không biết|haha|hihi|hehe|huhu|kkk|lol|bla|bla bla|lorem ipsum|no|yes|nothing|none|null|n a|demo|mẫu|nội dung|"
    "noi dung phan anh|nội dung phản ánh|phản ánh|text|string|example|sample|xin chào ạ|chào ad|hello ad|hi ad|chấm|hóng|like|up"
)

_RULES = "thủ tục|thủ tục hành chính|quy định|hồ sơ|thành phần hồ sơ|giấy tờ|biểu mẫu|thông tư|nghị định|quy trình cấp|văn bản quy phạm"
_FAULT = (
    "rườm rà|phức tạp|chồng chéo|bất cập|bất hợp lý|không hợp lý|không phù hợp|không còn phù hợp|mâu thuẫn|trái luật|không thống nhất|"
    "khó thực hiện|không khả thi|nên bỏ|cần bỏ|đề nghị bỏ|bãi bỏ|nên sửa|cần sửa|sửa đổi|đơn giản hoá|cắt giảm|nhiêu khê|quá nhiều|không cần thiết"
)
_COMMENT_NOT = "thái độ|hách dịch|trễ hẹn|chậm trả|quá hạn|chưa trả|mất hồ sơ|cán bộ|đi lại nhiều lần"

PHRASES: tuple[tuple[str, str, str, bool], ...] = (
    *(("advertising", pattern, _REPORTING, False) for pattern in _ADVERTS),
    *(("advertising", pattern, _REPORTING, True) for pattern in _ADVERTS_EXACT),
    *(("obscenity", pattern, "", exact) for pattern, exact in _ABUSE),
    ("nothing", _NOTHING, "", False),
    ("rule_comment", f"thủ tục hành chính|{_RULES} .. {_FAULT}", _COMMENT_NOT, True),
    ("rule_comment", "góp ý|kiến nghị|ý kiến .. quy định hành chính|thủ tục hành chính|về quy định|nghị định|thông tư", _COMMENT_NOT, True),
)  # fmt: skip
"""kind, pattern, exception, exact; see `rules.phrases`."""
