# ruff: noqa: E501 (a sentence is one line of data)
"""What do people write, and what do agencies answer? Invented sentences, many voices, slips included.

Each row: where it is said ("all", "town", "coast", "upland"), the report, the answer. `{spot}` is a street or a
hamlet, `{n}` a small number. "public-service" texts are grumbles about service, not accusations.
"""

Row = tuple[str, str, str]

TEXTS: dict[str, tuple[Row, ...]] = {
    "road": (
        (
            "all",
            "Ổ gà sâu giữa đường ở {spot}, tối qua có xe máy té rồi, mong sửa sớm.",
            "Đã dùng bê tông nhựa nguội vá {n} vị trí hư hỏng tại {spot}, mặt đường đi lại bình thường.",
        ),
        (
            "all",
            "duong vao {spot} hu hong nang, mua xuong la thanh ao, xe khong di duoc",
            "Đã san gạt, bù đá cấp phối đoạn đường {spot}; đưa vào kế hoạch sửa chữa trong quý.",
        ),
        (
            "town",
            "Nắp hố ga trước nhà số {n} {spot} bị sụp, rất nguy hiểm cho trẻ em.",
            "Đã thay nắp hố ga mới và rào chắn trong lúc thi công.",
        ),
        (
            "upland",
            "Sạt taluy dương lấn nửa đường vào {spot}, xe tải không qua được.",
            "Đã hót dọn khoảng {n}0 m³ đất sạt, thông xe lúc chiều cùng ngày, cắm biển cảnh báo.",
        ),
        (
            "upland",
            "Cầu tràn ở {spot} bị nước cuốn mất lan can, trẻ con đi học qua sợ lắm.",
            "Đã lắp tạm lan can bằng thép và cử dân quân trực khi nước lớn.",
        ),
        (
            "coast",
            "Đường bê tông ven phá ở {spot} bị sóng khoét hàm ếch, sắp sập.",
            "Đã kè tạm bằng rọ đá, cắm biển cấm xe tải; báo cáo cấp trên phương án kè kiên cố.",
        ),
    ),
    "traffic": (
        (
            "town",
            "Đèn tín hiệu ngã tư {spot} chớp vàng suốt từ sáng, giờ tan trường kẹt cứng.",
            "Đã thay bộ điều khiển, đèn hoạt động lại bình thường.",
        ),
        (
            "town",
            "Xe tải đậu kín hai bên {spot}, không còn chỗ cho người đi bộ.",
            "Đã nhắc nhở, xử lý {n} trường hợp dừng đỗ sai quy định, bổ sung biển cấm đỗ giờ cao điểm.",
        ),
        (
            "all",
            "Biển báo hạn chế tốc độ ở {spot} bị cây che khuất hoàn toàn.",
            "Đã cắt tỉa cây, biển báo nhìn rõ từ xa.",
        ),
        (
            "upland",
            "Gương cầu lồi khúc cua {spot} vỡ mất, xe ngược chiều không thấy nhau.",
            "Đã thay gương cầu mới.",
        ),
    ),
    "lighting": (
        (
            "all",
            "Đèn đường ở {spot} tắt cả tuần nay, đi làm ca đêm về tối om.",
            "Đã thay {n} bóng và kiểm tra tủ điều khiển, đèn sáng lại.",
        ),
        (
            "all",
            "den duong sang ca ban ngay o {spot}, lang phi qua",
            "Đã chỉnh lại rơ-le thời gian của tủ chiếu sáng.",
        ),
        (
            "town",
            "Cột đèn trước kiệt {n} {spot} nghiêng, dây điện lòng thòng.",
            "Đã dựng lại cột và thu gọn dây.",
        ),
        (
            "upland",
            "Bản {spot} mới có đèn năng lượng mặt trời mà hỏng {n} cái rồi cán bộ ơi.",
            "Đã bảo hành thay pin {n} đèn.",
        ),
    ),
    "drainage": (
        (
            "town",
            "Mưa một tí là {spot} ngập tới bánh xe, cống nghẹt lá cây với rác.",
            "Đã nạo vét {n} hố ga và đoạn cống, nước rút sau 15 phút khi mưa to.",
        ),
        (
            "all",
            "Mương thoát nước {spot} đầy bùn, hôi thối, muỗi nhiều.",
            "Đã nạo vét mương, rải vôi bột khử mùi.",
        ),
        (
            "coast",
            "Nước từ phá dâng vào nhà dân ở {spot}, miệng cống không có van ngăn triều.",
            "Đã đắp tạm miệng cống; đề xuất lắp van một chiều.",
        ),
        ("town", "Mất nắp song chắn rác ở {spot}, xe đạp lọt bánh.", "Đã lắp song chắn rác mới bằng gang."),
    ),
    "waste": (
        (
            "all",
            "Rác ở {spot} {n} ngày chưa thấy ai thu gom, bốc mùi rồi.",
            "Đã thu gom trong ngày và điều chỉnh lịch thu gom.",
        ),
        (
            "all",
            "Có người đổ trộm xà bần ra bãi đất trống {spot}.",
            "Đã dọn sạch, cắm biển cấm đổ rác; giao tổ dân phố theo dõi.",
        ),
        (
            "coast",
            "Rác trôi dạt đầy bờ ở {spot} sau mấy hôm gió, không ai dọn.",
            "Đoàn viên và dân quân đã dọn {n} tấn rác dạt.",
        ),
        (
            "town",
            "Điểm tập kết rác {spot} tràn ra lòng đường mỗi tối.",
            "Đã bổ sung {n} thùng 660 lít và đổi giờ lấy rác sang 20:00.",
        ),
        (
            "upland",
            "bãi rác tạm gần suối {spot} mưa là trôi hết xuống suối bà con ơi",
            "Đã chuyển điểm tập kết ra xa suối, đào hố chôn lấp hợp vệ sinh.",
        ),
    ),
    "pollution": (
        (
            "all",
            "Lò gạch gần {spot} đốt khói đen mù mịt ban đêm, khó thở.",
            "Đã kiểm tra, lập biên bản, yêu cầu cơ sở dừng đốt đến khi lắp thiết bị xử lý khói.",
        ),
        (
            "all",
            "Trại heo ở {spot} xả thẳng nước ra mương, cá chết nổi trắng.",
            "Đã lấy mẫu nước, yêu cầu khắc phục hầm biogas trong 15 ngày.",
        ),
        (
            "town",
            "Công trình ở {spot} chở đất không che bạt, bụi cả dãy phố.",
            "Đã nhắc chủ đầu tư che bạt, tưới nước 2 lần mỗi ngày.",
        ),
        (
            "coast",
            "Nước thải hồ tôm xả ra biển ở {spot}, cát đen hết.",
            "Đã kiểm tra {n} hộ nuôi, yêu cầu đấu nối ao lắng.",
        ),
    ),
    "noise": (
        (
            "town",
            "Quán nhậu {spot} mở loa kéo karaoke tới 12 giờ đêm, không ai ngủ được.",
            "Đã lập biên bản nhắc nhở, chủ quán cam kết tắt loa sau 22 giờ.",
        ),
        (
            "all",
            "hàng xóm ở {spot} hát karaoke cả ngày chủ nhật, con tôi ôn thi không được",
            "Tổ dân phố đã làm việc với gia đình, cam kết không lặp lại.",
        ),
        (
            "town",
            "Xưởng cưa sắt trong khu dân cư {spot} hoạt động từ 5 giờ sáng.",
            "Đã yêu cầu cơ sở chỉ làm việc từ 7 giờ đến 17 giờ.",
        ),
    ),
    "trees": (
        (
            "all",
            "Cây ở {spot} nghiêng hẳn ra đường, sợ mưa gió đổ trúng người.",
            "Đã chống đỡ và cắt hạ cành nặng.",
        ),
        (
            "town",
            "Cành cây phượng {spot} gãy treo lủng lẳng trên dây điện.",
            "Đã cắt dọn cành gãy trong buổi sáng.",
        ),
        ("all", "Cây che kín đèn đường và biển báo ở {spot}.", "Đã tỉa cành, trả lại độ sáng."),
    ),
    "power": (
        ("all", "Dây điện ở {spot} võng xuống sát đầu người.", "Đã căng lại dây và thay {n} sứ đỡ."),
        (
            "upland",
            "Cả bản {spot} mất điện từ tối hôm qua, chưa thấy ai sửa.",
            "Sự cố do cây đổ vào đường dây, đã đóng điện lại.",
        ),
        (
            "town",
            "Cột điện số {n} {spot} nứt chân, nghiêng vào nhà dân.",
            "Đã gia cố và lên lịch thay cột mới.",
        ),
        (
            "coast",
            "điện yếu quá, tối ở {spot} quạt quay không nổi",
            "Đã san tải trạm biến áp, điện áp đạt mức quy định.",
        ),
    ),
    "water": (
        (
            "town",
            "Vỡ ống nước sạch ở {spot}, nước chảy tràn đường từ sáng.",
            "Đã thay đoạn ống vỡ, cấp nước lại.",
        ),
        (
            "all",
            "Nước máy ở {spot} đục vàng, không dám nấu ăn.",
            "Đã xả cặn tuyến ống, mẫu nước xét nghiệm đạt quy chuẩn.",
        ),
        (
            "upland",
            "Đường ống nước tự chảy về {spot} bị đá lăn gãy, {n} hộ không có nước.",
            "Đã nối lại ống HDPE và gia cố đoạn qua khe đá.",
        ),
        (
            "upland",
            "be nuoc cong cong o {spot} bi nut, het nuoc dung roi can bo a",
            "Đã trám bể và thay van phao.",
        ),
    ),
    "telecom": (
        ("town", "Dây cáp viễn thông rơi xuống vỉa hè {spot}, vướng chân người đi.", "Đã bó gọn cáp."),
        (
            "upland",
            "{spot} không có sóng điện thoại, có việc gấp không gọi được.",
            "Đã khảo sát, đưa vào danh sách xoá vùng lõm sóng; dự kiến lắp trạm trong quý tới.",
        ),
        ("all", "Tủ cáp ở {spot} bung cửa, dây lòi ra ngoài.", "Đã thay khoá và đóng tủ."),
    ),
    "construction": (
        (
            "town",
            "Nhà đang xây ở {spot} không che lưới, gạch rơi xuống đường.",
            "Đã yêu cầu dừng thi công đến khi che chắn an toàn.",
        ),
        (
            "all",
            "Có hộ xây nhà lấn ra mương ở {spot}, nghi không phép.",
            "Đã kiểm tra: công trình chưa có giấy phép; lập biên bản, yêu cầu dừng.",
        ),
        ("town", "Đổ cát đá kín vỉa hè {spot} cả tháng nay.", "Chủ nhà đã dọn sau khi được nhắc nhở."),
    ),
    "sidewalk": (
        (
            "town",
            "Hàng quán {spot} bày bàn ghế kín vỉa hè, người đi bộ phải xuống lòng đường.",
            "Đã ra quân sắp xếp, kẻ vạch phần dành cho người đi bộ.",
        ),
        ("town", "Gạch vỉa hè {spot} bong {n} chỗ, người già vấp ngã.", "Đã lát lại {n} vị trí."),
        (
            "town",
            "xe máy đậu chắn hết lối lên vỉa hè của người khuyết tật ở {spot}",
            "Đã kẻ vạch cấm đậu và nhắc các cửa hàng.",
        ),
    ),
    "security": (
        (
            "all",
            "Thanh niên tụ tập đua xe ở {spot} tối thứ bảy nào cũng có.",
            "Công an đã tuần tra, xử lý {n} trường hợp.",
        ),
        (
            "town",
            "Mất {n} xe đạp trong khu {spot} mấy hôm nay, mong công an để ý.",
            "Đã tăng cường tuần tra và trích xuất camera.",
        ),
        ("all", "Có nhóm đánh bài ăn tiền trong quán nước {spot}.", "Đã kiểm tra và xử lý theo quy định."),
    ),
    "advertising": (
        (
            "town",
            "Tờ rơi cho vay dán kín cột điện {spot}.",
            "Đã bóc gỡ {n}0 tờ rơi, cắt thuê bao quảng cáo theo quy trình.",
        ),
        (
            "town",
            "Biển quảng cáo ở {spot} rách, bay phần phật, sợ rơi trúng người.",
            "Đã yêu cầu đơn vị chủ quản tháo dỡ trong ngày.",
        ),
    ),
    "market": (
        (
            "all",
            "Chợ tự phát ở {spot} chiếm hết đường buổi sáng.",
            "Đã vận động {n} hộ vào chợ, chốt trực mỗi sáng.",
        ),
        (
            "town",
            "Cân ở chợ {spot} thiếu gần một lạng mỗi ký.",
            "Đã kiểm tra {n} cân, thu giữ cân không đạt.",
        ),
    ),
    "food": (
        (
            "town",
            "Ăn ở quán gần {spot} xong cả nhà đau bụng.",
            "Đã kiểm tra cơ sở, lấy mẫu lưu, tạm dừng bếp.",
        ),
        (
            "all",
            "Quầy thịt ở {spot} không dấu kiểm dịch, ruồi đậu đầy.",
            "Đã kiểm tra, yêu cầu trang bị tủ kính và xuất trình kiểm dịch.",
        ),
    ),
    "health": (
        (
            "all",
            "Khu {spot} nhiều người bị sốt xuất huyết, chưa thấy phun thuốc.",
            "Đã phun hoá chất và diệt lăng quăng {n}0 hộ.",
        ),
        (
            "upland",
            "Trạm y tế gần {spot} hết thuốc hạ sốt cho trẻ.",
            "Đã bổ sung thuốc từ trung tâm y tế khu vực.",
        ),
    ),
    "education": (
        (
            "all",
            "Mái phòng học điểm trường {spot} dột, mưa là nghỉ học.",
            "Đã thay {n} tấm tôn; học sinh học bình thường.",
        ),
        ("upland", "Điểm trường {spot} không có nước rửa tay cho các cháu.", "Đã lắp bồn nước và vòi rửa."),
    ),
    "welfare": (
        (
            "all",
            "Có cụ già lang thang ở {spot} mấy hôm nay, không ai chăm.",
            "Đã đưa cụ về cơ sở bảo trợ, liên hệ được người thân.",
        ),
        (
            "upland",
            "Nhà bác hàng xóm ở {spot} sập bếp sau mưa, chưa thấy hỗ trợ.",
            "Đã hỗ trợ tôn lợp và ngày công của dân quân.",
        ),
    ),
    "tourism": (
        (
            "town",
            "Khách nước ngoài bị chèo kéo mua hàng ở {spot}, mất đẹp quá.",
            "Đã nhắc nhở {n} trường hợp, bố trí người trực.",
        ),
        ("town", "Bảng chỉ dẫn di tích ở {spot} mờ hết chữ.", "Đã thay bảng mới có tiếng Anh."),
    ),
    "animals": (
        (
            "all",
            "Chó thả rông không rọ mõm ở {spot}, hôm qua cắn một cháu bé.",
            "Đã yêu cầu chủ nuôi xích chó, tiêm phòng; cháu bé đã được tiêm.",
        ),
        (
            "upland",
            "Trâu thả rông trên đường {spot} ban đêm, xe suýt tông.",
            "Trưởng bản đã họp dân, quy định nhốt trâu sau 18 giờ.",
        ),
        ("coast", "xác heo trôi vào bờ {spot}, hôi lắm", "Đã thu gom, rắc vôi và chôn lấp."),
    ),
    "disaster": (
        (
            "upland",
            "Khe đất nứt dài trên đồi sau {spot}, mưa nữa chắc sạt.",
            "Đã di dời {n} hộ, căng dây cảnh báo và cắt cử người trực.",
        ),
        (
            "coast",
            "Triều cường đánh sập kè ở {spot}, còn cách nhà dân {n} mét.",
            "Đã huy động bao cát kè tạm trong đêm.",
        ),
        (
            "town",
            "Nước sông dâng nhanh ở {spot}, {n} nhà đang ngập.",
            "Đã đưa xuồng hỗ trợ đưa người già và trẻ em tới nơi an toàn.",
        ),
    ),
    "public-service": (
        (
            "all",
            "Nộp hồ sơ ở bộ phận một cửa gần {spot} hẹn {n} lần chưa có kết quả.",
            "Đã trả kết quả và xin lỗi ông/bà vì chậm trễ.",
        ),
        (
            "all",
            "Tới làm giấy tờ lúc 8 giờ mà quầy ở {spot} chưa có người.",
            "Đã chấn chỉnh giờ làm việc của quầy.",
        ),
    ),
    "other": (
        ("all", "Gần {spot} có hố đào bỏ hoang nhiều tháng, không biết của ai.", "Đã lấp hố và rào lại."),
        (
            "all",
            "Đề nghị lắp thêm ghế đá ở {spot} cho người già ngồi.",
            "Đã ghi nhận, đưa vào kế hoạch chỉnh trang.",
        ),
        (
            "town",
            "Bãi giữ xe {spot} thu {n} nghìn, cao hơn niêm yết.",
            "Đã nhắc nhở, buộc niêm yết giá công khai.",
        ),
    ),
}

WEIGHTS: dict[str, tuple[int, int]] = {
    "road": (15, 20), "traffic": (9, 5), "lighting": (11, 6), "drainage": (10, 3), "waste": (16, 10),
    "pollution": (5, 4), "noise": (7, 2), "trees": (5, 3), "power": (4, 7), "water": (4, 11), "telecom": (2, 5),
    "construction": (5, 2), "sidewalk": (7, 1), "security": (4, 3), "advertising": (3, 1), "market": (2, 2),
    "food": (2, 1), "health": (2, 3), "education": (1, 3), "welfare": (1, 3), "tourism": (3, 1), "animals": (3, 8),
    "disaster": (1, 3), "public-service": (2, 2), "other": (4, 4),
}  # fmt: skip
"""How often each category comes, in towns and on the coast, and in the uplands."""

STREETS = (
    "đường Lê Lợi", "đường Hùng Vương", "đường Trần Hưng Đạo", "đường Nguyễn Trãi", "đường Phan Chu Trinh",
    "đường Bà Triệu", "đường Lý Thường Kiệt", "đường Nguyễn Sinh Cung", "đường Phạm Văn Đồng", "đường Điện Biên Phủ",
    "đường Đống Đa", "đường Hai Bà Trưng", "đường Nguyễn Công Trứ", "đường Tố Hữu", "đường Ngô Quyền",
    "kiệt 12 đường Bạch Đằng", "kiệt 45 đường Chi Lăng", "ngõ 8 đường Trường Chinh", "chợ cũ", "cầu mới", "trường tiểu học",
    "nhà văn hoá", "trạm y tế", "bến đò", "ngã ba đầu làng", "sân bóng", "sau chợ", "gần cổng làng",
)  # fmt: skip

QUESTIONS = (
    "Ông/bà cho biết thêm số nhà hoặc mốc gần nhất để đơn vị tìm đúng chỗ?",
    "Tình trạng này xảy ra vào giờ nào trong ngày?",
    "Ông/bà có thể gửi thêm mô tả vị trí so với cổng trường không?",
)
REPLIES = (
    "Ở đối diện quán tạp hoá, cách ngã ba chừng 50 mét.",
    "Thường buổi tối từ 7 giờ trở đi.",
    "Ngay bên trái cổng, nhìn thấy liền.",
)
NOT_MINE = (
    "Tuyến này không do xã, phường quản lý, đề nghị chuyển đúng đơn vị quản lý.",
    "Đã kiểm tra tại chỗ: hạng mục này thuộc đơn vị khác quản lý theo phân cấp.",
    "Không thuộc danh mục tài sản đơn vị được giao, đề nghị xem lại.",
)
RULINGS = (
    "Đã trao đổi với hai đơn vị, giao đơn vị quản lý hạng mục xử lý.",
    "Căn cứ phân cấp quản lý hiện có, giao đơn vị này trả lời.",
)
TAUGHT_BY = "Biên bản thống nhất phân công (minh hoạ)"
RETURNS = (
    "Chưa nêu đã làm gì và khi nào xong; bổ sung rồi trình lại.",
    "Câu trả lời còn chung chung, cần nêu rõ vị trí đã xử lý.",
)
HELP = "Phối hợp kiểm tra và xử lý phần thuộc đơn vị."
MORE_TIME = ("Chờ vật tư, nhà cung cấp hẹn đầu tuần sau.", "Mưa lớn kéo dài, chưa thi công được.")
NO_MORE_TIME = "Khối lượng nhỏ, làm được trong hạn."
REOPENINGS = ("Mới sửa xong hai hôm lại hỏng y như cũ.", "Chỉ làm một đoạn, đoạn trước nhà tôi vẫn vậy.")
PRAISES = ("Cảm ơn, làm nhanh lắm.", "Rất hài lòng.", "Sửa đẹp, cảm ơn các anh chị.", "")
GRUMBLES = ("Làm cho có.", "Chậm quá.", "Chưa đúng chỗ tôi báo.")
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Lò",
    "Quàng",
    "Vàng",
    "Giàng",
    "Cà",
    "Tòng",
)
GIVEN = (
    "Mô Phỏng An",
    "Mô Phỏng Bình",
    "Mô Phỏng Chi",
    "Mô Phỏng Dũng",
    "Mô Phỏng Hà",
    "Mô Phỏng Khôi",
    "Mô Phỏng Lan",
    "Mô Phỏng Minh",
)
HAMLETS = {
    "town": ("Tổ dân phố {n}",),
    "coast": ("Thôn {n}", "Thôn An Hải {n}", "Thôn Đông Hải {n}"),
    "upland": ("Bản Nà Pen {n}", "Bản Huổi Lướng {n}", "Bản Pá Nậm {n}", "Bản Mường Toong {n}", "Thôn {n}"),
}
