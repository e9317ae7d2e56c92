# ruff: noqa: E501 (a sentence is one line of data)
"""What do people write, and what do agencies answer? Invented sentences, many voices, slips included.

Each row: where it is said, the report, the answer. Where: "all", or words that must all fit: a setting ("town",
"coast", "upland") and a province ("46", "11"). `{spot}` is a street in town and elsewhere a hamlet with its kind
("bản Nà Luông"), `{n}` a small number. "public-service" texts are grumbles about service, not accusations.
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
            "Ngầm tràn vào {spot} bị nước cuốn mất cọc tiêu, trẻ con đi học qua sợ lắm.",
            "Đã cắm lại {n} cọc tiêu và cử dân quân trực khi nước lớn.",
        ),
        (
            "coast",
            "Đường bê tông ven phá ở {spot} bị sóng khoét hàm ếch, sắp sập.",
            "Đã kè tạm bằng rọ đá, cắm biển cấm xe tải; báo cáo cấp trên phương án kè kiên cố.",
        ),
        (
            "46 town",
            "Mấy tấm đan trên mương ở {spot} gãy {n} tấm rồi, tối trời xe đạp sụp xuống chừ.",
            "Đã thay {n} tấm đan bê tông, đi lại an toàn.",
        ),
        (
            "46 upland",
            "Mưa suốt từ hôm qua, đất trên đồi tràn xuống đường vô {spot}, xe máy qua trượt hết.",
            "Đã hót đất, rải đá dăm đoạn trơn; cắm biển khi mưa lớn.",
        ),
        (
            "46 coast",
            "Đường ra bến {spot} cát bay lấp nửa mặt, chạy xe máy rất dễ té.",
            "Đã gom cát, trồng thêm hàng rào chắn cát.",
        ),
        (
            "11 upland",
            "Đường lên {spot} mưa sạt {n} điểm, xe máy phải khiêng qua, ngô không chở xuống được.",
            "Đã hót sạt {n} điểm bằng máy xúc của xã, xe máy đi được; điểm lớn đã báo Sở Xây dựng.",
        ),
        (
            "11 upland",
            "duong vao {spot} lun bun qua, xe may phai quan xich vao banh moi di duoc",
            "Đã đổ đá cấp phối hai đoạn dốc lầy nhất; bản góp công làm rãnh thoát nước.",
        ),
        (
            "11",
            "Rãnh dọc bên đường qua {spot} bị đất đá lấp, mưa xuống nước chảy tràn giữa đường.",
            "Đã khơi rãnh dọc, nước không còn tràn mặt đường.",
        ),
        (
            "11 upland",
            "Mố cầu treo qua suối vào {spot} bị xói, ván sàn mục {n} tấm.",
            "Đã thay {n} tấm ván và kè rọ đá ở mố; hạn chế xe máy chở nặng đến khi sửa xong.",
        ),
    ),
    "traffic": (
        (
            "town",
            "Đèn tín hiệu ở ngã tư chỗ {spot} chớp vàng suốt từ sáng, giờ tan trường kẹt cứng.",
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
        (
            "46 town",
            "Sáng nào phụ huynh cũng dừng xe kín trước cổng trường ở {spot}, không ai qua nổi.",
            "Đã kẻ vạch chỗ đón, phân công trực giờ tan trường.",
        ),
        (
            "46 town",
            "Xích lô với xe điện đậu choán hết làn ở {spot} dịp cuối tuần.",
            "Đã nhắc nhở {n} trường hợp, bố trí lại điểm đón khách.",
        ),
        (
            "11 upland",
            "Xe chở đá chạy nhanh qua {spot}, mấy cháu đi học nép vào vách núi.",
            "Đã làm việc với đơn vị vận tải, cắm biển giảm tốc độ và cảnh báo học sinh.",
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
            "Cột đèn trước nhà số {n}8 {spot} nghiêng, dây điện lòng thòng.",
            "Đã dựng lại cột và thu gọn dây.",
        ),
        (
            "upland",
            "{spot} mới có đèn năng lượng mặt trời mà hỏng {n} cái rồi cán bộ ơi.",
            "Đã bảo hành thay pin {n} đèn.",
        ),
        (
            "46 town",
            "Đèn trong kiệt sát {spot} tắt mấy bữa ni, con gái đi học thêm về sợ.",
            "Đã thay bóng LED ở {n} cột trong kiệt, sáng lại từ tối nay.",
        ),
        (
            "46",
            "Đèn trang trí trên {spot} cái sáng cái tối, nhìn không đẹp chi hết.",
            "Đã thay bộ nguồn, đèn sáng đều.",
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
        (
            "46 town",
            "Mưa hôm qua nước ngập nửa bánh xe ở {spot}, miệng cống bị lá cây bít kín.",
            "Đã vớt lá, thông {n} miệng thu; có người trực khi mưa lớn.",
        ),
        (
            "46 coast",
            "Cửa mương gần {spot} bị bèo với lục bình lấp, ruộng không rút được nước.",
            "Đã vớt bèo, khơi thông cửa mương.",
        ),
        (
            "11",
            "Mương qua {spot} bị rác với cành cây chặn, nước tràn vào sân nhà dân.",
            "Đã vớt rác, nạo vét {n}0 mét mương.",
        ),
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
        (
            "46 town",
            "Sau lễ cúng, hoa với vàng mã vứt đầy bờ sông cạnh {spot}.",
            "Đã dọn sạch, đặt thêm thùng và biển nhắc.",
        ),
        (
            "46 coast",
            "Chai lọ thuốc tôm với lưới cũ vứt ở bờ phá {spot}, đạp trúng đứt chân.",
            "Đã thu {n} bao, đặt bể chứa vỏ chai thuốc ở hai đầu thôn.",
        ),
        (
            "11 upland",
            "Vỏ thuốc trừ cỏ vứt đầy đầu nương gần {spot}, trâu bò uống nước ở đó.",
            "Đã thu gom, đặt {n} bể chứa vỏ bao gói thuốc; họp bản nhắc bà con.",
        ),
        (
            "11 upland",
            "Xe rác một tuần mới lên {spot} một lần, rác chợ phiên chất đống.",
            "Đã thêm một chuyến xe sau mỗi phiên chợ.",
        ),
    ),
    "pollution": (
        (
            "all",
            "Có cơ sở gần {spot} đốt nhựa phế liệu khói đen mù mịt ban đêm, khó thở.",
            "Đã kiểm tra, lập biên bản, yêu cầu cơ sở dừng đốt và thu gom phế liệu đúng nơi.",
        ),
        (
            "all",
            "Trại nuôi lợn ở {spot} xả thẳng nước ra mương, cá chết nổi trắng.",
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
            "Quán nhậu trên {spot} mở loa kéo hát karaoke tới 12 giờ đêm, không ai ngủ được.",
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
        (
            "11",
            "Nhà ở {spot} mở loa thùng cả đêm, các cháu nội trú không ngủ được.",
            "Công an xã và trưởng bản đã nhắc, gia đình cam kết tắt loa trước 22 giờ.",
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
        (
            "46 town",
            "Cây xà cừ ở {spot} mục gốc, mùa bão ni sợ đổ trúng nhà.",
            "Đã kiểm tra, cắt thấp tán và chống đỡ; cây mục nặng được thay.",
        ),
        (
            "11",
            "Cây ban ven đường ở {spot} gãy cành chắn lối đi.",
            "Đã cắt dọn cành gãy, chống lại thân cây.",
        ),
    ),
    "power": (
        ("all", "Dây điện ở {spot} võng xuống sát đầu người.", "Đã căng lại dây và thay {n} sứ đỡ."),
        (
            "upland",
            "Cả {spot} mất điện từ tối hôm qua, chưa thấy ai sửa.",
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
        (
            "11 upland",
            "Cột điện gỗ kéo về {spot} sắp đổ, dây võng sát mái nhà.",
            "Đã thay {n} cột, kéo lại dây; bà con không phơi đồ gần dây điện.",
        ),
        (
            "46",
            "Mưa lụt cắt điện ở {spot} từ chiều, giờ nước rút rồi mà chưa có lại.",
            "Đã kiểm tra an toàn từng trạm và đóng điện lại.",
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
        (
            "46",
            "Nước máy {spot} yếu, khuya mới hứng được vài xô.",
            "Đã mở thêm van và thay đoạn ống nghẹt, áp lực nước trở lại.",
        ),
        (
            "11 upland",
            "Ống dẫn nước từ khe về {spot} bị trâu giẫm vỡ, {n}0 hộ phải đi gùi nước.",
            "Đã thay {n}0 mét ống, chôn sâu đoạn qua bãi thả trâu.",
        ),
        (
            "11 upland",
            "Bể nước chung của {spot} cạn từ đầu tháng, mạch trên núi không chảy nữa.",
            "Đã tìm mạch mới, nối tạm {n}00 mét ống; xin vốn làm bể thứ hai.",
        ),
        (
            "11 upland",
            "nuoc khe ve {spot} duc do sau mua lu, ca ban khong co nuoc nau com",
            "Đã rửa bể lọc, thay cát sỏi; phát phèn và hướng dẫn lắng nước.",
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
        (
            "11 upland",
            "Muốn gọi điện phải trèo lên đỉnh dốc, {spot} không có vạch sóng nào.",
            "Đã khảo sát, đưa {spot} vào danh sách xoá vùng lõm sóng năm nay.",
        ),
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
            "all",
            "Lề đường vào {spot} bị đổ đầy vật liệu, học sinh phải đi xuống lòng đường.",
            "Đã nhắc và dọn xong trong ngày.",
        ),
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
            "Mất {n} xe đạp quanh {spot} mấy hôm nay, mong công an để ý.",
            "Đã tăng cường tuần tra và trích xuất camera.",
        ),
        ("all", "Có nhóm đánh bài ăn tiền trong quán nước {spot}.", "Đã kiểm tra và xử lý theo quy định."),
    ),
    "advertising": (
        (
            "all",
            "Số điện thoại khoan giếng, rút hầm cầu sơn đầy tường rào quanh {spot}.",
            "Đã quét vôi lại {n}0 mét tường, mời chủ số điện thoại lên làm việc.",
        ),
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
            "Cân của mấy hàng thịt ở chợ gần {spot} thiếu gần một lạng mỗi ký.",
            "Đã kiểm tra {n} cân, thu giữ cân không đạt.",
        ),
        (
            "11",
            "Ngày chợ phiên, xe đỗ kín đường qua {spot}, xe cứu thương không qua được.",
            "Đã vạch lại chỗ để xe và cử người điều hành ngày phiên.",
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
            "Quầy thịt ở {spot} không có dấu kiểm soát giết mổ, ruồi đậu đầy.",
            "Đã kiểm tra, yêu cầu trang bị tủ kính và lấy thịt có dấu kiểm soát giết mổ.",
        ),
    ),
    "health": (
        (
            "all",
            "Quanh {spot} nhiều người bị sốt xuất huyết, chưa thấy phun thuốc.",
            "Đã phun hoá chất và diệt bọ gậy ở {n}0 hộ.",
        ),
        (
            "upland",
            "Điểm trạm y tế gần {spot} hết thuốc hạ sốt cho trẻ.",
            "Đã bổ sung thuốc từ trung tâm y tế khu vực.",
        ),
        (
            "11 upland",
            "Trẻ con ở {spot} sốt phát ban mấy nhà liền, đường xa chưa đi trạm được.",
            "Y tế bản và trạm y tế đã đến khám {n} cháu, cấp thuốc, theo dõi tại nhà.",
        ),
    ),
    "education": (
        (
            "all",
            "Mái phòng học của trường gần {spot} dột, mưa là nghỉ học.",
            "Đã thay {n} tấm tôn; học sinh học bình thường.",
        ),
        ("upland", "Điểm trường {spot} không có nước rửa tay cho các cháu.", "Đã lắp bồn nước và vòi rửa."),
        (
            "11 upland",
            "Điểm trường mầm non {spot} dột, gió lùa, các cháu ngồi co ro.",
            "Đã thay {n} tấm tôn, bịt vách và phát chăn; có kế hoạch xây lại.",
        ),
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
        (
            "11 upland",
            "Nhà ở {spot} bị đá lăn trúng vách đêm qua, mẹ con đang ở nhờ.",
            "Xã đã cử dân quân dựng lại vách, hỗ trợ gạo và tôn.",
        ),
        (
            "46",
            "Sau lụt nhà mệ ở {spot} ướt hết gạo, chưa thấy ai ghé.",
            "Đã hỗ trợ gạo và mì, cử đoàn viên giúp mệ dọn nhà.",
        ),
    ),
    "tourism": (
        (
            "upland",
            "Đường lên điểm du lịch gần {spot} không có biển chỉ, khách lạc vào rẫy.",
            "Đã cắm {n} biển chỉ đường.",
        ),
        (
            "all",
            "Điểm tham quan gần {spot} không có nhà vệ sinh cho khách.",
            "Đã sửa và mở lại nhà vệ sinh, có người quét dọn.",
        ),
        (
            "town",
            "Khách nước ngoài bị chèo kéo mua hàng ở {spot}, mất đẹp quá.",
            "Đã nhắc nhở {n} trường hợp, bố trí người trực.",
        ),
        ("town", "Bảng chỉ dẫn di tích ở {spot} mờ hết chữ.", "Đã thay bảng mới có tiếng Anh."),
        (
            "46 town",
            "Bảng giá thuyền rồng ở bến gần {spot} không có, khách hỏi mỗi người nói một giá.",
            "Đã niêm yết giá tại bến và phân công người trực.",
        ),
        ("11", "Biển chỉ đường tới di tích gần {spot} bị gãy, khách đi nhầm.", "Đã dựng lại biển chỉ đường."),
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
            "Đã họp dân, ghi vào quy ước: nhốt trâu bò sau 18 giờ, nhà nào vi phạm thì nhắc trước dân.",
        ),
        ("coast", "xác heo trôi vào bờ {spot}, hôi lắm", "Đã thu gom, rắc vôi và chôn lấp."),
        (
            "11 upland",
            "Bò thả rông phá hết {n} luống ngô của bà con {spot}, không biết của nhà nào.",
            "Trưởng bản đã tìm được chủ, hai bên thoả thuận đền; nhắc lại quy ước chăn thả.",
        ),
        (
            "11 upland",
            "Đàn trâu thả rông nằm giữa đường ở {spot}, trời mù xe không thấy.",
            "Đã họp bản, phân công nhà có trâu lùa về trước khi tối.",
        ),
        (
            "11",
            "Lợn chết vứt xuống suối phía trên {spot}, bên dưới bà con lấy nước.",
            "Đã vớt, chôn lấp và rắc vôi; báo thú y kiểm tra dịch.",
        ),
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
            "Nước dâng nhanh ở {spot}, {n} nhà đang ngập.",
            "Đã đưa xuồng hỗ trợ đưa người già và trẻ em tới nơi an toàn.",
        ),
        (
            "11 upland",
            "Sạt lở trên {spot} từ chiều qua, đá vẫn lăn xuống, {n} nhà chưa dám ngủ.",
            "Đã đưa {n} hộ đến nhà văn hoá bản, căng dây và cắt người gác.",
        ),
        (
            "11 upland",
            "Lũ ống về suối {spot} cuốn mất cầu tạm, bên kia còn {n} hộ.",
            "Dân quân đã chăng dây, đưa gạo sang; làm lại cầu tạm khi nước rút.",
        ),
        (
            "46 upland",
            "Nước suối lên cao, ngầm vô {spot} không qua được, trong nớ còn {n} nhà.",
            "Đã lập chốt hai đầu ngầm, đưa lương thực vào bằng xuồng.",
        ),
    ),
    "public-service": (
        (
            "all",
            "Nhà ở {spot}, nộp hồ sơ ở trung tâm hành chính công hẹn {n} lần chưa có kết quả.",
            "Đã trả kết quả và xin lỗi ông/bà vì chậm trễ.",
        ),
        (
            "all",
            "Nhà ở {spot}, lên phường xã làm giấy tờ lúc 8 giờ mà quầy chưa có người.",
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
            "Bãi giữ xe máy trên {spot} thu {n}0 nghìn, cao hơn giá niêm yết.",
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

STREETS: dict[str, tuple[str, ...]] = {
    "46": (
        "đường Lê Lợi", "đường Hùng Vương", "đường Trần Hưng Đạo", "đường Nguyễn Trãi", "đường Phan Chu Trinh",
        "đường Bà Triệu", "đường Lý Thường Kiệt", "đường Nguyễn Sinh Cung", "đường Phạm Văn Đồng", "đường Bùi Thị Xuân",
        "đường Đống Đa", "đường Hai Bà Trưng", "đường Tố Hữu", "đường Ngô Quyền", "đường Đặng Huy Trứ", "đường Chi Lăng",
        "đường Mai Thúc Loan", "đường Tôn Thất Thiệp", "đường An Dương Vương", "kiệt 12 đường Bạch Đằng",
        "kiệt 45 đường Chi Lăng", "kiệt 7 đường Trần Phú", "kiệt 131 đường Phan Bội Châu", "đường Kim Long",
    ),
    "11": (
        "đường Võ Nguyên Giáp", "đường Hoàng Văn Thái", "đường Trần Đăng Ninh", "đường Nguyễn Chí Thanh",
        "đường Lê Trọng Tấn", "đường Tôn Thất Tùng", "đường Hoàng Công Chất", "đường Trường Chinh", "đường Sùng Phái Sinh",
        "đường Bế Văn Đàn", "đường Phan Đình Giót", "đường 7/5", "ngõ 24 đường Võ Nguyên Giáp", "ngõ 5 đường Trần Can",
    ),
    "": (
        "đường Lê Lợi", "đường Hùng Vương", "đường Trần Hưng Đạo", "đường Nguyễn Trãi", "đường Phan Chu Trinh",
        "đường Bà Triệu", "đường Lý Thường Kiệt", "đường Trần Phú", "đường Quang Trung", "đường Hai Bà Trưng",
        "đường Ngô Quyền", "ngõ 45 đường Chi Lăng", "ngõ 8 đường Trường Chinh", "ngõ 112 đường Nguyễn Du",
    ),
}  # fmt: skip
"""By province, "" for any other. Names that many towns have; no house of anybody."""

CITIES = {
    "46": frozenset(
        {"Thuận Hóa", "Phú Xuân", "Vỹ Dạ", "An Cựu", "Thủy Xuân", "Kim Long", "Hương An", "Thanh Thủy"}
    ),
    "11": frozenset({"Điện Biên Phủ", "Mường Thanh"}),
}
"""Wards in which the streets above may be; the others of these provinces are told by the tổ dân phố."""

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
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
FAMILIES_OF = {
    "11": (
        "Lò",
        "Quàng",
        "Vàng",
        "Giàng",
        "Cà",
        "Tòng",
        "Lường",
        "Mùa",
        "Thào",
        "Sùng",
        "Nguyễn",
        "Trần",
        "Phạm",
    ),
    "46": ("Nguyễn", "Trần", "Lê", "Tôn", "Phan", "Hoàng", "Hồ", "Võ", "Đặng", "Trương", "Châu", "Huỳnh"),
}


def families(province: str) -> tuple[str, ...]:
    """This will list family names of a province."""
    return FAMILIES_OF.get(province, FAMILIES)


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
_HAMLETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "town": ("Tổ dân phố", ()),
    "": ("Thôn", ()),
    "46 coast": (
        "Thôn",
        (
            "Hải Tiến",
            "An Dương",
            "Trung An",
            "Phương Diên",
            "Tân Mỹ",
            "Đông Dương",
            "Hà Thanh",
            "Vinh Mỹ",
            "Mỹ Toàn",
            "An Bằng",
            "Hà Úc",
            "Diêm Tụ",
            "Lai Hà",
            "Phò Nam",
            "Cự Lại",
            "Bình An",
            "Đông Hải",
        ),
    ),
    "46 all": (
        "Thôn",
        (
            "La Chữ",
            "Triều Sơn",
            "Đông Xuyên",
            "Hạ Lang",
            "Phú Lễ",
            "Thanh Lương",
            "Bồ Điền",
            "Xuân Lai",
            "Phú Lương",
            "Nam Phước",
            "Tây Hoàng",
            "Tân Hiệp",
            "An Xuân",
            "Phước Yên",
        ),
    ),
    "46 upland": (
        "Thôn",
        (
            "A Đớt",
            "Ka Vá",
            "A Hưa",
            "Ta Rôi",
            "Pâr Nghi",
            "A Ka",
            "Ly Loong",
            "Kăn Tôm",
            "Pa Hy",
            "A Diên",
            "Hương Thịnh",
            "Dỗi",
            "Phú Mậu",
            "Tà Rinh",
            "Ria Hố",
            "Đụt",
        ),
    ),
    "11 upland": (
        "Bản",
        (
            "Nà Luông",
            "Huổi Hẹ",
            "Pá Nậm",
            "Hua Mường",
            "Co Mỵ",
            "Nậm Pồ Con",
            "Pú Tỉu",
            "Tà Lèng",
            "Phiêng Ban",
            "Kéo Lôm",
            "Huổi Chan",
            "Nà Ngám",
            "Háng Lìa",
            "Sín Chải",
            "Hồ Chim",
            "Nà Nhạn",
            "Lọng Bon",
            "Xá Nhù",
            "Háng Tơ Mang",
            "Huổi Lướng",
            "Na Hý",
            "Che Phai",
            "Tìa Ló",
            "Pá Liếng",
            "Co Muông",
            "Nà Pen",
        ),
    ),
}
"""Setting, before it the province: what a settlement is called, and names; none where they are numbered."""
BAN = frozenset({"11", "12", "14"})
"""Where a hamlet of the uplands is a bản."""


def hamlets(province: str, setting: str) -> tuple[str, tuple[str, ...]]:
    """This will give the kind ("Bản") and made names of a commune's hamlets; no names where they have numbers."""
    if found := _HAMLETS.get(f"{province} {setting}") or _HAMLETS.get(setting):
        return found
    return ("Bản", _HAMLETS["11 upland"][1]) if setting == "upland" and province in BAN else _HAMLETS[""]


RETOLD = (
    ("", ""), ("", ""), ("Tôi cũng thấy: ", ""), ("", " Mong xử lý sớm."), ("Xin báo thêm: ", ""), ("", " Cảm ơn."),
    ("", " Nhà tôi cũng bị."), ("Cho tôi phản ánh, ", ""), ("", " Mấy nhà quanh đây ai cũng kêu."),
)  # fmt: skip
"""What a second sender puts before and after what the first one said."""
HASTE = ("", " !!", " ạ", " cán bộ ơi", " nhé")
PLEAS = (
    "Tôi bấm gửi khi chưa viết xong. Ý tôi là đèn đường trước nhà không sáng, xin xem lại giúp.",
    "Máy bị kẹt phím nên chữ loạn; tôi muốn báo đèn đường hỏng gần nhà văn hoá.",
    "Đề nghị xem lại, tôi phản ánh thật.",
    "Sao lại không nhận? Tôi đóng thuế đầy đủ.",
)
DISMISSALS = (
    "Đã gọi lại theo số để lại, không có nội dung phản ánh nào; xin gửi phản ánh mới khi cần.",
    "Nội dung là quảng cáo, không nêu việc gì cần cơ quan xử lý.",
    "Lời lẽ xúc phạm và không nêu việc gì; ông/bà có thể gửi lại và nói rõ việc cần giải quyết.",
)
HEARD = "Đã đọc phần giải thích: người gửi báo đèn đường hỏng; giao UBND phường, xã xử lý."
VERDICTS = {
    "right": ("", "", "", "Đúng địa bàn.", "Đúng cơ quan."),
    "wrong": ("Đường này do Sở Xây dựng quản lý, không phải của phường, xã.", "Lĩnh vực nên là thoát nước.",
              "Hai phản ánh về hai chỗ khác nhau."),
    "unsure": ("Ảnh và lời không đủ để biết.",),
}  # fmt: skip

UNCLEAR = "Đã đọc; nội dung chưa nêu việc gì cần giải quyết, xin gửi lại và nói rõ nơi nào, việc gì."
ASIDE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "junk": (
        ("", "asdfgh asdf", UNCLEAR),
        ("", "test", UNCLEAR),
        ("", "alo alo 123", UNCLEAR),
        ("", "gửi thử", UNCLEAR),
        ("", "qwerty qwert", UNCLEAR),
        ("", "......", UNCLEAR),
        ("", "xin chào", UNCLEAR),
        ("", "jhgjkhg fdsf", UNCLEAR),
        ("", "Vay tiền nhanh chỉ cần CCCD, lãi suất 0 đồng, liên hệ Zalo ngay hôm nay", UNCLEAR),
        ("", "Thông cống nghẹt, hút hầm cầu giá rẻ, phục vụ 24/24, lh Zalo", UNCLEAR),
        ("", "Tuyển CTV làm tại nhà thu nhập 500k mỗi ngày, inbox Zalo", UNCLEAR),
        ("", "Kem trị mụn hiệu quả sau 7 ngày, inbox nhận ưu đãi", UNCLEAR),
        ("", "Cho thuê mặt bằng chính chủ, liên hệ Zalo", UNCLEAR),
        ("", "lũ ngu", UNCLEAR),
        ("", "đồ ngu, câm mồm đi", UNCLEAR),
    ),
    "sealed": (
        ("other", "Tôi tố cáo chủ tịch UBND ở đây nhận tiền của nhà thầu làm đường, có người làm chứng.",
         "Đã tiếp nhận đơn, phân loại và chuyển cơ quan có thẩm quyền thụ lý; ông/bà được giữ bí mật theo Luật Tố cáo."),
        ("construction", "Tố cáo cán bộ địa chính vòi tiền mới chịu đo đất cho dân.",
         "Đã mời ông/bà đến Trụ sở Tiếp công dân làm việc; nội dung được thụ lý theo Luật Tố cáo."),
        ("public-service", "Tôi khiếu nại quyết định xử phạt của UBND vì phạt sai người, đề nghị giải quyết khiếu nại.",
         "Đã hướng dẫn ông/bà gửi đơn khiếu nại lần đầu tới người ra quyết định, kèm các giấy tờ cần có."),
    ),
    "odd": (
        ("lighting", "Đèn hỏng cả tháng không ai sửa, làm ăn như cứt! Đề nghị sửa ngay đoạn qua {spot}.",
         "Đã thay {n} bóng. Xin ghi nhận sự chậm trễ; mong ông/bà dùng lời lẽ đúng mực."),
        ("waste", "Rác ngập đầu rồi mà chẳng ai dọn, mất dạy thật, xem lại việc thu gom ở {spot} đi.",
         "Đã thu gom trong ngày và đổi lịch thu gom."),
        ("public-service", "Góp ý về quy định hành chính: hồ sơ xin xác nhận cư trú quá nhiều giấy tờ, nên bỏ bớt.",
         "Đã chuyển góp ý tới Cổng Dịch vụ công quốc gia, mục phản ánh, kiến nghị về quy định hành chính."),
        ("animals", "Có chó dại chạy rông ở {spot}, vừa cắn {n} người.",
         "Đã bắt chó, đưa người bị cắn đi tiêm; phun khử trùng quanh khu vực."),
        ("power", "Dây điện đứt rơi xuống đường ở {spot}, đang toé lửa!",
         "Đã cắt điện sau 10 phút, nối lại dây và đóng điện."),
    ),
}  # fmt: skip
"""What is no ordinary report, by kind: category said ("" for none), text, answer."""
