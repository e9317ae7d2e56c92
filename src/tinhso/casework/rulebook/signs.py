# ruff: noqa: E501 (a pattern is one line of data)
"""With which phrases does a new deployment recognise danger to life, denunciations and complaints?

Tuned for recall: a missed cry for help costs more than a call too many. Measured in docs/reference/reading.md
on texts of which half were written after the rows were closed (`tests/spoken`). Samples until a province
says otherwise.
"""

_OFFICIAL = (
    "đội quản lý đô thị|trưởng trạm y tế|tram truong|trạm trưởng|cục phó|cục trưởng|chi cục trưởng|sếp|người của phường|người của xã|người trong xã|hội chữ thập đỏ|"
    "trật tự đô thị|đội trật tự|giao thông công chính|ban quản lý dự án|ban quản lý di tích|chủ tịch tỉnh|chủ tịch huyện|bảo trợ xã hội|quân sự xã|thanh tra giao thông|"
    "chủ tịch|phó chủ tịch|bí thư|phó bí thư|trưởng thôn|trưởng bản|tổ trưởng|trưởng công an|công an|công an viên|cán bộ|"
    "công chức|viên chức|lãnh đạo|giám đốc|phó giám đốc|trưởng phòng|phó phòng|trưởng trạm|hiệu trưởng|hiệu phó|địa chính|"
    "thanh tra|kiểm lâm|cảnh sát|csgt|thuế vụ|quản lý thị trường|đội trưởng|uỷ ban|ubnd|chính quyền|nhân viên một cửa|"
    "kế toán|thủ quỹ|trưởng ban|trưởng khoa|chủ nhiệm|hội trưởng|chủ tịch hội|ban quản lý|ban giám hiệu|hải quan|biên phòng|"
    "thẩm phán|toà án|thi hành án|điều tra viên|kiểm sát viên|đăng kiểm|giám sát|quan chức|quan xã|sếp|bác sĩ|y tá|điều dưỡng|"
    "giáo viên|thầy giáo|cô giáo|nhân viên bến xe|kiểm ngư|trạm trưởng|trưởng ấp|bảo hiểm xã hội huyện|nhân viên y tế|người của xã|phường đội|xã đội|đăng ký đất đai|một cửa"
)
_MISDEED = (
    "ăn chặn|ăn bớt|ăn tiền|nhận tiền|nhận hối lộ|nhận phong bì|đòi tiền|đòi hối lộ|vòi tiền|vòi vĩnh|"
    "đòi phong bì|phong bì|làm tiền|thu tiền riêng|bỏ túi|đút túi|tham nhũng|tham ô|biển thủ|"
    "lạm quyền|lộng quyền|lợi dụng chức vụ|lợi dụng chức quyền|lợi dụng quyền|cửa quyền|hách dịch|trù dập|sách nhiễu|nhũng nhiễu|"
    "gây khó dễ|bao che|thông đồng|móc ngoặc|móc nối|khai khống|khai gian|làm giả|giả mạo|bán đất trái phép|bán đất công|"
    "cấp đất sai|cấp sai|đánh dân|chạy chức|chạy việc|chạy điểm|chạy trường|chạy suất|chạy án|bòn rút|rút ruột|cắt xén|xà xẻo|trục lợi|"
    "chia chác|ăn chia|chia tiền|chia đất|chung chi|lót tay|bôi trơn|gợi ý đưa|hạch sách|ức hiếp|đe nẹt|"
    "lập khống|ký khống|kê khống|nâng khống|chứng từ khống|bằng giả|bằng cấp giả|bằng cấp gia|dùng xe công|tang vật|hoa hồng|huê hồng|"
    "nuốt tiền|tiêu riêng|lấy tiêu|xài riêng|lấy làm của riêng|giữ lại không chia|tuồn|cấu kết|câu kết|ép cung|bức cung|nhục hình|"
    "quấy rối|sàm sỡ|sờ soạng|gạ gẫm|dâm ô|thông thầu|đội giá|sân sau|làm luật|mãi lộ|ăn lễ|biếu xén|mua chuộc|"
    "sai phạm|làm sai|làm trái|khuất tất|gian dối|gian lận|không qua thi tuyển|tuyển thẳng|đưa con cháu|đưa người nhà"
)
_GRABS = (
    "kẹp tiền|kẹp 0|kẹp|đòi 0|đòi thêm|thu 0|thu tiền|mỗi hộ|mỗi nhà|mỗi suất|đưa 0 nghìn|đưa 0 triệu|đưa 0|chi 0 triệu|nộp 0|mất 0 triệu|bồi dưỡng|nhận quà|quà biếu|biếu quà|"
    "giao đất|cấp đất cho|bổ nhiệm|con rể|con dâu|người nhà|anh ruột|em ruột|họ hàng|xài hết|tiêu hết|đánh con|đánh em|đánh anh|gãy răng|hỏi cung|bắt người vô cớ|bắt dân|"
    "cắt lại|cắt một phần|tráo|bớt mỗi|bán rẻ|chia nhau|bao đậu|bằng đại học giả|cắt trợ cấp|bán cho|bán giống|về nhà|công nương|lợi ích nhóm|nộp lại|bán suất|bán lô|không biên bản|không biên lai|"
    "cỗ xe|lấy máy|lấy xe|lấy sổ|lấy hàng|lấy thuốc|cho đại lý|lên tiếng|kêu ca|trả thù|trù úm|"
    "lấy tiền|lấy bò|lấy con|lấy gạo|lấy phân|lấy quà|lấy quỹ|lấy đất|rút tiền|bớt tiền|bớt gạo|bớt quà|bị bớt|bớt lại|làm giấy tờ giả|giữ lại|"
    "thu mỗi nhà|thu mỗi hộ|thu thêm|đòi chia|đòi trả lại một nửa|bắt nộp|bắt dân nộp|phải nộp|bắt ký|ép dân|ép ký|ép các|ép trường|ép người|"
    "bán thuốc|bán gỗ|bán đất|đem bán|múc đất|khai thác cát|đo sai|cố tình|báo trước cho|cho người nhà|cho nhà mình|của người nhà|"
    "cho họ hàng|thân quen|lừa lấy|thế chấp|không nộp|vào kho nhà|sân nhà|bằng cấp|xe công|đánh đập|đánh người|giữ giấy tờ|"
    "hành hung|dọa nạt|doạ nạt|đe doạ|đe dọa|chiếm dụng|chiếm đoạt|bảo kê|tiếp tay|chửi bới|lăng mạ"
)
"""Weaker words: a denunciation only where an official stands before or after, and is not called to help."""
_CALLED_IN = (
    "đề nghị|nhờ|mong|kính mong|báo|báo cho|yêu cầu|gọi|xin|kính gửi|cảm ơn|cám ơn|khen|cho hỏi|xin hỏi .. công an|cán bộ|uỷ ban|ubnd|chính quyền|lãnh đạo|cảnh sát|csgt|"
    "quản lý thị trường|thanh tra|kiểm lâm|ban quản lý .. xử lý|kiểm tra|can thiệp|giải quyết|vào cuộc|dẹp|ngăn chặn|bắt|xuống|giúp"
)
"""Somebody asks officials for help against others: no denunciation of the officials."""
_NO_OFFICIAL = (
    f"giả danh|mạo danh|tự xưng|giả công an|giả cán bộ|lừa đảo giả|cây công an|nhà cán bộ|{_CALLED_IN}"
)
_HARD_MISDEED = (
    "hối lộ|đưa hối lộ|nhận hối lộ|tham ô|tham nhũng|lạm quyền|lợi dụng chức vụ|lợi dụng chức quyền|"
    "sách nhiễu|nhũng nhiễu|vòi vĩnh|đòi phong bì|đưa phong bì|nhận phong bì|tiền bôi trơn|tiền lót tay|lót tay|chạy chức|chạy án|chạy biên chế|"
    "mãi lộ|rút ruột|thông thầu|ép cung|bức cung|dùng nhục hình|ăn huê hồng|biển thủ|"
    "tiền lại quả|ăn lại quả|chạy suất|ký khống|lập khống|kê khống"
)
_AID = (
    "thuốc cấp miễn phí|"
    "tiền hỗ trợ|tiền cứu trợ|tiền trợ cấp|tiền đền bù|tiền bồi thường|hàng cứu trợ|quà cứu trợ|tiền từ thiện|quỹ|"
    "gạo cứu đói|gạo cứu trợ|gạo hỗ trợ|tiền dịch vụ môi trường|tiền ăn của học sinh|suất ăn|tiền bảo trợ|quà tết|"
    "bò giống|con giống|thuốc bảo hiểm|tiền ủng hộ|tiền quyên góp|tiền chính sách|chế độ"
)
_TAKEN = "ăn chặn|ăn bớt|bòn rút|biển thủ|chiếm đoạt|cắt xén|xà xẻo|bớt xén|nuốt|bị bớt|rút bớt|bỏ túi|đút túi|chia nhau|đem bán|lấy tiêu"

_PERSON = (
    "người|có người|cháu|cháu bé|em bé|đứa bé|bé gái|bé trai|đứa trẻ|trẻ em|trẻ con|trẻ nhỏ|học sinh|sinh viên|công nhân|thợ hồ|thợ xây|"
    "ông già|bà già|bà cụ|ông cụ|cụ già|cụ ông|cụ bà|một cụ|người già|ông tôi|bà tôi|mẹ tôi|mạ tôi|bố tôi|ba tôi|bà ngoại|ba ngoại|ông ngoại|bà nội|ông nội|hai đứa nhỏ|mấy đứa nhỏ|đứa nhỏ|trẻ sơ sinh|bé sơ sinh|mấy cháu|các cháu|mẹ con|bà con|vợ tôi|chồng tôi|con tôi|"
    "con trai|con gái|cô gái|cậu bé|phụ nữ|sản phụ|bà bầu|nạn nhân|hành khách|tài xế|du khách|khách|bạn em|bạn tôi|bộ đội|ngư dân|thanh niên|anh ấy|chị ấy|ông ấy|bà ấy|cả nhà"
)
_HURT = (
    "bị thương|trọng thương|thương nặng|gãy chân|gãy tay|gãy cổ|bất tỉnh|ngất xỉu|ngất đi|bị ngất|đang ngất|xỉu|co giật|không thở|ngừng thở|khó thở|nguy kịch|"
    "chảy máu|chảy nhiều máu|máu me|nhiều máu|máu nhiều|bị bỏng|bỏng nặng|nằm gục|gục xuống|bất động|bị đè|đè trúng|bị vùi|vùi lấp|bị kẹt|mắc kẹt|"
    "chết|tử vong|thiệt mạng|thoi thóp|sốc phản vệ|tím tái|nhập viện|cấp cứu|chưa ra được|chưa thoát|chưa kéo lên|hôn mê|sùi bọt mép"
)
_THING = (
    "nhà|nhà sàn|tường|mái|mái nhà|mái trường|trần|sàn|cầu|cầu treo|hầm|hầm lò|giàn giáo|cần cẩu|cẩu tháp|cổng trường|trường|lớp học|"
    "ki ốt|chung cư|ban công|lan can|cột điện|trụ điện|khán đài|sân khấu|nhà xưởng|bờ kè|hố móng|đất đá|đất|đá|bể nước|ống khói"
)
_BURNING = (
    "nhà|nhà dân|rừng|đồi|đồi thông|xe|ô tô|xe máy|xe bồn|xe khách|xe tải|kho|kho hàng|chợ|quán|xưởng|nhà xưởng|trường|chung cư|tầng|"
    "khách sạn|bệnh viện|cây xăng|tiệm|cửa hàng|phòng|phòng trọ|bếp|tàu|ghe|thuyền|karaoke|công ty|ki ốt|bãi xe|trụ sở|nhà máy|bãi phế liệu"
)
_FIRES = (
    "|".join(f"cháy {burning}" for burning in _BURNING.split("|"))
    + "|cháy dữ|cháy dữ dội|cháy to|cháy trong|cháy ở tầng|cháy ở chợ|cháy tại"
)
_BURNS = _BURNING
_NO_FIRE = (
    "bóng cháy|cháy bóng|cháy hàng|cháy vé|cháy lá|cháy túi|phòng cháy|bình chữa cháy|nước chữa cháy|nghiệm thu|thủ tục|"
    "nước chảy|đốt rơm|đốt đồng|cháy nắng|đèn cháy|cháy đèn|đã cháy năm|tập huấn|diễn tập|chảy tràn|chay toc do|"
    "xe chạy nhanh|sau vụ cháy năm|chạy xe|chạy trong|chạy tại|chạy tàu|chảy trong|chảy to|tàu chạy|xe chạy|chạy chợ|chạy trường|chảy xe|chuột chạy|chạy phòng|chạy bếp|chảy nhà|chảy bếp|chảy phòng|chạy nhà|chạy thuyền|chạy ghe|máy cháy|cháy máy"
)

PHRASES: tuple[tuple[str, str, str, bool], ...] = (
    # denunciation (tố cáo): Luật Tố cáo 25/2018/QH14
    ("denunciation", "tố cáo|đơn tố cáo|tố giác|tố giác cán bộ|tố cán bộ|tố chủ tịch",
     "cây to cao|cây xanh to cao|cây rất to cao|cành to cao|cột to cao|to cao che|to cao sắp|to cao nghiêng|to cao niên|tổ cao niên|cổng to cao|bão to cáo",
     True),
    ("denunciation", f"{_OFFICIAL} .. {_MISDEED}", _NO_OFFICIAL, True),
    ("denunciation", f"{_MISDEED} .. {_OFFICIAL}", _NO_OFFICIAL, True),
    ("denunciation", f"{_OFFICIAL} .. {_GRABS}", _NO_OFFICIAL, True),
    ("denunciation", f"{_GRABS} .. {_OFFICIAL}", _NO_OFFICIAL, True),
    ("denunciation", "chủ tịch|phó chủ tịch|bí thư|cán bộ|công an|trưởng thôn .. nhận tiền|ăn chặn|ăn tiền|đòi tiền", "",
     False),
    ("denunciation", f"{_TAKEN} .. {_AID}", "", True),
    ("denunciation", f"{_AID} .. {_TAKEN}", "", True),
    ("denunciation", "ký thay dân|giả chữ ký|ký thay .. nhận tiền|rút tiền|hỗ trợ|tiền", "", True),
    ("denunciation", "khai khống|khai gian|làm hồ sơ giả|làm giả hồ sơ|hồ sơ giả .. hỗ trợ|đền bù|bồi thường|thương binh|người có công|chế độ|chia tiền|ăn chia|khối lượng", "", True),
    ("denunciation", "khai khống|ăn chia|lợi ích nhóm|rút ruột|bao đậu|thuốc bảo hiểm đem|thuốc bảo hiểm ra", "", True),
    ("denunciation", "lấy thuốc|bán thuốc .. bảo hiểm|cấp miễn phí|trạm", "quầy thuốc|nhà thuốc|tiệm thuốc|hết thuốc|mua thuốc", True),
    ("denunciation", _HARD_MISDEED, "", True),
    ("denunciation", f"đưa tiền|đưa phong bì|phải chi|nộp tiền riêng|chung tiền|biếu tiền|kẹp tiền .. {_OFFICIAL}", "", True),
    ("denunciation", f"{_OFFICIAL} .. vi phạm pháp luật|dung túng|bè phái|gia đình trị|độc đoán|nói sai sự thật", _NO_OFFICIAL, True),
    ("denunciation", "phải có tiền|có tiền mới|đưa tiền mới|có phong bì|không có phong bì|không có tiền bồi dưỡng|không đưa tiền|không có tiền thì|tiền bồi dưỡng mới|bồi dưỡng mới chịu|không qua cò|tiền trà nước|tiền cà phê cho|tiền ngoài",
     "tiền nước uống", True),
    # complaint (khiếu nại): Luật Khiếu nại 02/2011/QH13
    ("complaint", "khiếu nại|đơn khiếu nại|khiếu kiện|khởi kiện", "", False),
    ("complaint", "không đồng ý|không đồng tình|phản đối .. quyết định .. thu hồi|xử phạt|cưỡng chế|bồi thường|đền bù", "",
     True),
    ("complaint", "quyết định .. thu hồi đất|cưỡng chế|xử phạt .. không đúng|sai|trái luật|trái pháp luật|oan", "", True),
    # danger to life: fire, smoke, gas
    ("danger", "cháy nhà|cháy lớn|đang cháy|bốc cháy|hoả hoạn|cháy chợ|cháy rừng|cháy xe|đám cháy|cháy ngùn ngụt|cháy ngút trời|chết cháy|cháy lan",
     "", True),
    ("danger", "lửa cháy|lửa to|lửa lớn|lửa đang|lửa lan|ngọn lửa|lửa bùng|biển lửa|lửa bốc|dập lửa|khói bốc", "đốt rơm", True),
    ("danger", f"{_FIRES}", _NO_FIRE, True),
    ("danger", "cháy .. lửa|khói đen|mắc kẹt|còn kẹt|cứu|chưa ra|có người|cuồn cuộn|mù mịt|dập không", _NO_FIRE, True),
    ("danger", f"{_BURNS} .. bị cháy|cháy rồi|cháy to|phát cháy|cháy cả|cháy ngùn ngụt|bốc khói|phát nổ", _NO_FIRE, True),
    ("danger", "nhà|xe|quán|rừng|xưởng|chợ|tiệm .. đang cháy|cháy kìa|cháy dữ|cháy lan|cháy lớn|cháy rồi|cháy rụi", _NO_FIRE, True),
    ("danger", "khói|lửa .. phát ra|bốc ra|trong nhà|còn ở trong|tràn vào|tiến tới|sát nhà|lan tới|gần nhà dân", "đốt rơm|đốt rác|ống khói|nhà máy|xưởng|lò|khói thuốc|khói bếp|quán nướng|đốt nilon|đốt vàng mã|nướng|đốt đồng|đốt nhựa|đốt than|rơm rạ|vàng mã|đốt cỏ|khói nhựa|đèn pha|ánh lửa|bụi", True),
    ("danger", "mùi gas|mùi ga|mùi khí .. nồng|rất mạnh|trong nhà|hành lang|chung cư|phòng|bếp", "giá|như mùi ga|cống", True),
    ("danger", "rò gas|rò rỉ gas|rò ga|xì gas|xì ga|rò khí|nổ khí|nổ gas|nổ bình|gas nổ|bình gas .. nổ|mùi gas|nổ nồi hơi", "như gas|như mùi gas|giá gas", True),
    ("danger", "rò gas|rò rỉ gas|rò khí|xì gas|xì khí|nổ gas|gas nổ|nổ bình|mùi gas nồng|mùi gas trong|khí độc|khói độc|ngạt khí|ngạt khói|ngạt hơi|khí than|amoniac|tiếng nổ lớn",
     "giá gas|như mùi gas|như gas", True),
    ("danger", f"clo|chlorine|hoá chất|axit|acid .. tràn|xì|rò|đổ|nổ .. {_PERSON}|khó thở|nôn|bỏng", "", True),
    # slides, floods, dams, storms
    ("danger", "sạt lở|lở núi|lở đất|núi lở|đất lở|lũ quét|lũ ống|lũ bùn|vỡ đập|vỡ đê|vỡ hồ|đang sạt|sạt xuống|sạt núi|sạt đồi", "nguy cơ nhỏ|cảnh báo đá lở bị|vỡ đề nghị|bê tông|đất lở lấp|nắp cống",
     True),
    ("danger", "đất|đồi|núi|taluy|ta luy|sườn .. đang trượt|trượt xuống|đang tụt|tụt xuống|sạt|sập xuống|đổ ập|vùi|chôn sống|ập xuống", "hồ sơ|trượt viên chức|thi trượt", True),
    ("danger", f"đá|đá tảng|tảng đá|khối đá .. lăn|rơi|đổ|đè .. {_PERSON}|nhà|xe|bản|đường|trường", "biển cảnh báo|biển báo|ống|rơi vãi|đổ bừa|đất đá thừa|đổ cát đá|xe chở|vật liệu|cát đá", True),
    ("danger", "nước lũ|nước|lũ|lụt|ngập|nước lụt .. tới mái|lên mái|trên mái|tới nóc|lên nóc|nóc nhà|trên nóc|lút nhà|lút mái|ngập mái|ngập đầu|leo lên gác|lên gác|gác xép|ngang ngực|tới ngực|lên tới cổ|không ra được|không ra viện|mắc kẹt",
     "mái nhà dột|nước mái|tôn mái", True),
    ("danger", "trên nóc nhà|đứng trên nóc|lên nóc|trên mái nhà|ngồi trên mái|ngồi trên nóc|đứng trên mái .. nước|lũ|cứu|lụt", "", True),
    ("danger", "cần|xin|gọi|chờ .. ghe cứu|thuyền cứu|ghe vào cứu|ca nô|ghe xuồng|trực thăng|xuồng cứu|ghe cứu hộ|thuyền cứu hộ", "giá", True),
    ("danger", "hồ|hồ chứa|đập|thân đập|đê|bờ bao|đê bao|kè|hồ thuỷ điện .. sắp vỡ|vỡ|tràn qua|nguy cơ vỡ|đang rò|nứt toác|nứt lớn|nứt thân|nước phun|phun thành dòng", "vỡ ống|vỡ gạch|vỡ kính|vỡ nắp|hố ga|hầm ga|nắp hố|hố bị vỡ|hồ bơi", True),
    ("danger", "bão|lốc|gió|giông .. bay mái|tốc mái|sập nhà|bay cả nhà .. người|chưa ai|xóm|đang|bị thương|kẹt", "năm ngoái|chưa sửa|hỗ trợ", True),
    ("danger", "bị cô lập|cô lập|chia cắt|bị chia cắt|nước bao vây .. người|hết gạo|sản phụ|bệnh|cấp cứu|cụ già|trẻ|sắp sinh|đói|mấy ngày|ba ngày|hai ngày", "", True),
    # water
    ("danger", "đuối nước|chết đuối|bị nước cuốn|nước cuốn người|nước cuốn trôi|lũ cuốn|cuốn trôi|lũ cuốn trôi|trôi sông|chới với",
     "phòng đuối nước|phòng chống đuối nước|dạy bơi|cuốn trôi lớp nhựa|cuốn trôi rác|ống nước|đường ống|lũ cuốn mất", True),
    ("danger", "chìm|lật|lật úp|trôi dạt .. thuyền|ghe|tàu|xuồng|đò|bè", "lật tẩy", True),
    ("danger", "thuyền|ghe|tàu|xuồng|đò|bè|phà|tàu cá .. chìm|lật|lật úp|trôi dạt|mất liên lạc|gặp nạn|hỏng máy giữa", "đường tàu|tàu lửa|ga tàu", True),
    # collapse, trapped, fallen
    ("danger", "sập nhà|nhà sập|sập cầu|cầu sập|sập tường|sắp sập|sắp đổ sập|đổ sập|sập mái|sập hầm|hầm sập|sập giàn giáo|sập trần", "", True),
    ("danger", f"{_THING} .. đổ sập|sụp đổ|đổ ập|đổ xuống|đổ đè|rơi trúng .. {_PERSON}|kẹt|đè|vùi|trường|suối", "cổng dịch vụ|sập hoài|web|đổ rác|đổ nước|đổ phế|đổ trộm|rơi vãi|đổ xà bần|đổ đất|đổ thải", True),
    ("danger", "mái trường|trần|sàn|cầu treo|hầm|giàn giáo|cần cẩu|lớp học|ban công|khán đài|sân khấu|nhà xưởng|bờ kè|nhà sàn|hầm lò|bể nước|cổng trường|mái tôn .. sập", "sắp rớt|sắp rơi|sắp rụng| dịch vụ|web|hệ thống|app|mạng|sập nguồn|sập tiệm", True),
    ("danger", "sập sàn|sập ban công|sập cổng|sập lan can|sập cầu thang|sập giàn|sập nhà xưởng|sập bờ|sập khán đài|sập lớp|sập trường|sập hố|sập mỏ|sập đường hầm|sập .. vùi|đè|kẹt|cứu", "sắp rơi đè| dịch vụ|web|hệ thống|app|sập nguồn|sập tiệm|sạp hàng", True),
    ("danger", f"{_THING}|cây|cành cây|cây to|xe .. đè lên|đè trúng|đè chết|rơi trúng|đổ trúng .. {_PERSON}|xe|ô tô|nhà", "", True),
    ("danger", "mắc kẹt|bị kẹt|kẹt trong|kẹt ở trong|còn kẹt|kẹt bên|bị vùi|vùi lấp|bị đè|đè bên dưới|kẹt thang máy|kẹt lại", "kẹt giấy|kẹt xe|kẹt thẻ|hồ sơ|kẹt đường|bị kẹt số|kẹt cửa hồ sơ|ống bị|đường ống|ống dẫn|công tơ|van xả|van bị|vòi", True),
    ("danger", f"{_PERSON} .. bị chôn|chôn sống|kéo xuống nước|cuốn ra xa|bị cuốn|không lên được|chưa lên được|kêu không thấy|không thấy trả lời|chưa rõ còn", "hồ sơ|tôi không lên được|mạng|xe không lên được|sóng", True),
    ("danger", "lở .. kéo|cuốn|sụp .. nhà|xuống nước|xuống sông", "lề|mặt đường|lớp nhựa", True),
    ("danger", "xoáy|dòng nước|sóng|nước xiết .. cuốn|kéo .. người|học sinh|cháu|em|trẻ|khách", "", True),
    ("danger", f"{_PERSON} .. rơi xuống|ngã xuống|rớt xuống|lọt xuống|té xuống|lao xuống|trượt xuống|sụp xuống|rớt giếng|rơi giếng|té giếng|té sông|té mương|lọt cống|lọt hố|ngã sông .. cống|hố|hố ga|giếng|sông|suối|mương|vực|khe|hồ|ao|kênh|cầu|hầm|ruộng|núi",
     "suýt|xém|xuýt|tôi xin hỏi|dễ lọt|có thể lọt|sợ|dễ ngã|dễ té|keo|kẻo|tiền rơi|đánh rơi", True),
    ("danger", "xuống vực|xuống sông|xuống suối|xuống giếng|xuống đèo .. xe|người|cháu|khách|kẹt", "đổ rác|vứt|xả|trôi xuống|đổ xuống sông|rác|nước chảy", True),
    ("danger", "xe|xe khách|xe tải|ô tô|xe buýt|xe máy|xe học sinh .. lao xuống|rơi xuống|lật xuống|bay xuống|lật úp|lật ngang|lật nhào|mất phanh|mất thắng", "rơi vãi|đổ đất|lật vỉa", True),
    # electricity
    ("danger", "điện giật|rò điện|hở điện|nhiễm điện|dây điện đứt|đứt dây điện|dây điện rơi|dây điện hở|phóng điện|cột điện đổ|cột điện gãy|trụ điện gãy|trụ điện đổ|bị giật chết|giật chết",
     "cúp điện giật cục|chập chờn giật", True),
    ("danger", "dây điện|dây cao thế|dây trung thế|dây hạ thế|đường dây|cột điện|trụ điện .. đứt|rơi xuống|đổ xuống|gãy đổ|gãy ngang|gãy rơi|toé lửa|tóe lửa|tia lửa|còn điện", "viễn thông|cáp quang|dây mạng", True),
    # people hurt or dying
    ("danger", "cứu với|kêu cứu|cầu cứu|cứu người|cứu em|cứu tôi|cứu cháu|cứu gấp|cứu giúp tôi|cứu bạn|cứu mẹ|cứu con|cứu mạng|xin cứu gấp|xin cứu với|xin cứu người|xin cứu giúp|cứu chúng tôi|bất tỉnh|nguy kịch|nguy hiểm tính mạng|nguy hiểm đến tính mạng|tính mạng|có người chết|chết người|người chết|nằm chết|tử vong|thi thể|xác người|xác trôi|tử thi|nằm bất động|bất động trên|đột quỵ|ngừng tim|ngừng thở|sốc phản vệ|băng huyết|co giật|hôn mê|ngất xỉu|mất tích|chưa tìm thấy|chưa thấy người|gặp nạn",
     "nóng chết người|bụi chết người|bui chet nguoi|chết người ra|ồn chết người|phẫu thuật|nghĩa trang|khai tử|tuất|mai táng|xác trôi dạt rác|cứu với các bác|bệnh co giật lâu năm", True),
    ("danger", "cấp cứu", "phòng cấp cứu|xe cấp cứu đỗ|xe cấp cứu đậu|khoa cấp cứu|bảo hiểm|đi cấp cứu mà|số cấp cứu|tạm ứng|xe cấp cứu không vào|xe cấp cứu vào|xe cấp cứu mô|xe cấp cứu 115 gọi|cấp cứu ban đêm|đi cấp cứu ban đêm|trực cấp cứu|gọi cấp cứu không được|xe cấp cứu mô", True),
    ("danger", f"tai nạn|đâm nhau|tông nhau|đụng nhau|va chạm|bị tông|tông trúng|tông xe|đâm trúng|bị cán|bị húc|bị quật|bị đâm .. {_HURT}|nạn nhân|nằm giữa đường|còn thở|nặng|nghiêm trọng", "mèo|con chó|nặng nề|nặng mùi|dễ gây tai nạn|tải nặng|va chạm nhẹ", True),
    ("danger", "xe|xe tải|xe khách|ô tô|tàu|tàu hoả|xe lửa|container|xe ben .. cán|đâm|tông|húc .. người|học sinh|cháu|em bé|cụ|bà|ông|xe máy|nạn nhân|xe đạp|công nhân", "cột|trụ|biển|suýt|xém|hay đâm|sợ đâm|dễ|né|cán nát|cán vỡ", True),
    ("danger", f"{_PERSON} .. {_HURT}", "phòng cấp cứu|xe cấp cứu đỗ|ca chết|cá chết|gà chết|lợn chết|cây chết|chó chết|muốn chết|nóng chết|ồn chết|bụi chết|chết máy|chết khô|giá đất|nghèo chết|bảo hiểm|chờ cấp cứu|trâu chết|bò chết|chết trân|chết thật|gà toi|con chết|mèo chết|tôm chết|vịt chết|bụi khó thở|khói khó thở|mùi khó thở|từ trần|nhập viện nhiều|không được cấp cứu|chết đi được|chết mất|viện phí|nhà thuốc|bún|bỏng ngô|thủng|sốt xuất huyết|máu mũi|chạy 0|heo chết|dịch tả", True),
    ("danger", "chảy máu|chảy nhiều máu|máu me|máu nhiều|nhiều máu|mau nhieu .. người|đầu|đường|mặt|cổ|lắm|không cầm", "chó mèo", True),
    ("danger", "không thở được|khó thở .. ngất|cấp cứu|nặng|tím|kẹt|ngạt|nôn", "", True),
    ("danger", "sắp sinh|chuyển dạ|đau đẻ|vỡ ối|trở dạ|đang đẻ|đẻ rơi .. không|ngập|lũ|sạt|đường|kẹt|cấp cứu|xe|chưa", "trạm không ai mở|thai sản", True),
    ("danger", "bệnh nhân|thở máy|máy thở|thở oxy|phòng mổ|chạy thận .. mất điện|hết oxy|cúp điện|ngập|nước vào|hết pin|sắp hết|sắp tắt", "nóng|chờ khám", True),
    ("danger", "điện mất|mất điện|cúp điện .. máy thở|thở oxy|thở máy|phòng mổ", "phải đưa đi nơi khác", True),
    ("danger", "trẻ sơ sinh|bé sơ sinh|em bé|đứa bé|bé .. bị bỏ rơi|bị vứt|vứt|bỏ trong|bỏ ở .. bụi|thùng rác|ven đường|trước cổng|gốc cây|chùa|hiên", "xe rác|đổ rác|bỏ rơi đã|rác sinh hoạt|tã|bỉm", True),
    ("danger", "bộ xương người|xương người|mùi tử khí|tử khí|xác chết .. người|nhà|rừng|mùi|trong|thối", "xác chết động vật|xác heo|xác lợn|xác chó|xác mèo|xác gà|xác trâu|xác bò", True),
    ("danger", "tôn|mảnh tôn|kính|mảnh kính|ngói .. chém|rơi trúng|cứa .. người|cổ|đầu", "", True),
    ("danger", "ngất|xỉu .. giữa đường|tại chỗ|không thở|trong|ngoài chợ|trên xe|dưới|rồi", "muốn ngất|lạnh ngắt|xanh ngắt", True),
    ("danger", "tai nạn .. bị thương|chết|nặng|nghiêm trọng|bất tỉnh|chảy máu|thảm khốc|liên hoàn", "dễ gây tai nạn|thống kê", True),
    # suicide
    ("danger", "tự tử|tự vẫn|tự sát|tự thiêu|tự kết liễu|nhảy cầu|nhảy lầu|nhảy sông|định nhảy|đòi nhảy|sắp nhảy|muốn nhảy xuống|đòi chết|không muốn sống|hết muốn sống|chán sống|uống thuốc sâu|uống thuốc ngủ|uống thuốc trừ sâu|uống thuốc diệt cỏ|uống thuốc chuột|thắt cổ|treo cổ|cắt cổ tay|rạch tay|ăn lá ngón|lá ngón",
     "nhảy cầu dao|nhảy cầu chì", True),
    # poison
    ("danger", f"ngộ độc|trúng độc|nấm độc|cá nóc|rượu pha|rượu độc|rượu ngô|methanol .. nhập viện|cấp cứu|nhiều người|hàng loạt|tử vong|{_HURT}|nôn ói|mấy người|hàng chục|chục người|người|cháu|cả nhà|cả lớp", "nghi ngộ độc nhẹ|tuyên truyền|lo ngộ độc|phòng ngộ độc|sợ ngộ độc", True),
    ("danger", f"{_PERSON} .. ngộ độc|trúng độc|uống nhầm|hoá chất vào mắt|ngạt", "lo ngộ độc|phòng ngộ độc|sợ ngộ độc|tuyên truyền", True),
    # violence
    ("danger", "đang đánh nhau|cầm dao|cầm mã tấu|mã tấu|có súng|nổ súng|súng nổ|bắn nhau|chém nhau|chém người|đâm người|đâm nhau|bị đâm|bị chém|bắt cóc|bắt con tin|làm con tin|khống chế con tin|dao khống chế|bị khống chế|khống chế người|doạ giết|dọa giết|đòi giết|giết người|giết vợ|giết chết|truy sát|hỗn chiến|cầm rựa|cầm kiếm|cầm búa|bóp cổ|siết cổ|đánh bầm tím|đang đuổi theo|đòi giết|cầm dao phay|vác dao|vác rựa|xách dao|vung dao|bắn chết",
     "giá xăng bắn|bắn tốc độ|cầm rựa đi rẫy", True),
    ("danger", "đánh nhau|ẩu đả|xô xát|đánh hội đồng .. dao|gậy|mã tấu|máu|bị thương|hung khí|tuýp sắt|ngất|gục", "", True),
    ("danger", f"dao|rựa|mã tấu|kiếm|búa|tuýp sắt|gậy sắt|súng .. chém|đâm|đuổi|doạ|dọa|giết|đánh|rượt .. {_PERSON}|nhau", "bán dao", True),
    ("danger", "bạo hành|đánh đập|đang đánh|đánh dã man|đánh tàn nhẫn|hành hạ|đánh chết|tra tấn .. trẻ|trẻ em|cháu|cháu bé|em bé|vợ|con|người già|mẹ|bà cụ|học sinh|máu", "karaoke|loa|lỗ tai", True),
    ("danger", "đánh vợ|đánh con|đánh mẹ|đánh cháu|đánh em .. máu|ngất|dã man|bất tỉnh|gãy|tím|kêu cứu|liên tục|khóc thét", "", True),
    ("danger", "bị nhốt|bị giam|nhốt em|giam giữ|bị trói|bắt giữ trái phép|bị bán sang|bị lừa bán", "thú|gấu|khỉ|chó|chồn|voọc|vượn|chim|nhốt trâu|hồ sơ", True),
    ("danger", "bế|bồng|dụ|bắt|kéo .. đứa trẻ|cháu bé|em bé|trẻ em|con tôi|con gái|bé gái|bé trai .. lên xe|chạy mất|đi mất|bỏ chạy|lên ô tô", "chó", True),
    ("danger", f"{_PERSON} .. bầm tím|bóp cổ|bị đánh chảy|khóc thét|bị nhốt|nhốt trong", "nhốt trẻ trong phòng, cô|thú", True),
    ("danger", "hiếp dâm|cưỡng hiếp|xâm hại .. đang|cháu|bé|trẻ|học sinh|em", "tập huấn|tuyên truyền", True),
    # lost, animals, lightning, bombs
    ("danger", f"{_PERSON}|cụ ông|cu ong|chăn trâu|hái măng|lấy măng|đi rừng|đi rẫy|leo núi|thả lưới|đánh cá|đi biển .. bị lạc|lạc trong rừng|lạc đường trong rừng|đi lạc|chưa thấy về|không thấy về|chưa về nhà|chưa thấy đâu", "hay đi lạc|đi lạc hết|du khách đi lạc|khách đi lạc|đi lạc hoài|tiền|lương|quà|hỗ trợ|điện chưa", True),
    ("danger", f"sét đánh|sét .. trúng|chết|{_PERSON}|bất động|cháy", "chống sét|chỉnh sét|xem sét", True),
    ("danger", "chó dại|chó điên .. cắn|đã cắn", "tiêm phòng dại|chưa cắn", True),
    ("danger", "chó|bầy chó|chó dữ .. cắn .. máu|mặt|cổ|nhiều người|nhập viện|cấp cứu|khâu|trẻ nhỏ nặng", "", True),
    ("danger", "rắn|rắn hổ mang|rắn độc|rắn lục|rắn cạp nong .. cắn", "phòng rắn cắn|sơ cứu|tập huấn|chưa cắn", True),
    ("danger", "ong|ong vò vẽ|ong bắp cày .. đốt|chích|tấn công .. cả lớp|nhiều người|học sinh|sốc|nhập viện|cấp cứu|người|cụ|cháu", "nuôi ong", True),
    ("danger", "voi|voi rừng|gấu|trâu|bò|lợn rừng|cá sấu .. quật|húc|tấn công|cắn .. người|chết|bị thương|cháu|cụ|bà|ông", "suýt", True),
    ("danger", "bom|mìn|đạn|lựu đạn|vật liệu nổ|đầu đạn|đạn pháo|đạn cối|quả đạn .. phát hiện|đập vào|nghịch|đang chơi|cưa|chưa nổ|sót lại|đào được|còn ngòi|ngòi nổ|còn nguyên|nhặt được|chơi|trên nương|dưới ruộng|trong vườn|lộ ra|nằm", "bảo tàng|phá đá|mỏ đá|trưng bày|bom hàng|máy bơm|trạm bơm|bơm nước|bơm hơi|bơm thiếu", True),
    ("danger", "phát hiện|đào được|đào trúng|nhặt được|cày trúng|thấy|gặp|có quả|quả|trái|đập vào|cưa|nghịch .. bom|mìn|lựu đạn|đầu đạn|đạn pháo|đạn cối|đạn m79|vật liệu nổ", "bảo tàng|phá đá|mỏ đá|trưng bày|bom tấn|máy bơm|trạm bơm|bơm nước|bơm hơi|bơm thiếu|bom hàng", True),
)  # fmt: skip
"""kind, pattern, exception, exact; see `rules.phrases`."""
