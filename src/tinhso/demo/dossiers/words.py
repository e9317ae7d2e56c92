# ruff: noqa: E501 (a sentence is one line of data)
"""What do officers and applicants write about a dossier? Invented sentences, in the tone of the papers."""

REFUSALS = (
    "Thủ tục này không thuộc thẩm quyền của UBND cấp xã nơi nộp; mời ông/bà nộp tại cơ quan đã ghi trong hướng dẫn.",
    "Hồ sơ trùng với hồ sơ đang giải quyết của chính người nộp.",
    "Giấy tờ nộp kèm đã hết giá trị; xin nộp lại khi có giấy tờ mới.",
    "Người nộp không thuộc đối tượng được làm thủ tục này theo quy định.",
)
WANTED = (
    "Bản chụp mờ, không đọc được số; xin chụp lại đủ sáng, thấy cả bốn góc.",
    "Thiếu chữ ký của người khai ở cuối trang.",
    "Xin nộp bản có dấu của cơ quan cấp; bản hiện có là bản nháp.",
    "Ngày sinh trên tờ khai khác với giấy tờ kèm theo; xin sửa lại cho khớp.",
    "Còn thiếu trang sau của giấy tờ này.",
)
NOTES = (
    "Hồ sơ đủ, chuyển giải quyết.",
    "Đã kiểm tra, dự thảo kết quả kèm theo.",
    "Kính trình lãnh đạo xem xét, ký.",
    "",
    "",
    "",
)
QUESTIONS = (
    "Đề nghị cho ý kiến về sự phù hợp với quy hoạch đã duyệt tại vị trí nêu trong hồ sơ.",
    "Đề nghị xác nhận thông tin đang lưu tại cơ quan quý đơn vị.",
    "Đề nghị có ý kiến về nội dung thuộc lĩnh vực phụ trách trước khi trình ký.",
)
OPINIONS = (
    "Vị trí phù hợp quy hoạch; thống nhất với đề xuất.",
    "Thông tin trong hồ sơ khớp với sổ lưu.",
    "Thống nhất; đề nghị bổ sung căn cứ pháp lý ở phần mở đầu.",
)
EXTENSIONS = (
    "Cần xác minh thêm tại nơi cư trú trước đây; xin lỗi ông/bà và xin hẹn lại.",
    "Chờ kết quả đối chiếu của cơ quan phối hợp; xin lỗi ông/bà vì sự chậm trễ.",
    "Số hồ sơ tăng đột biến trong tuần; xin lỗi và xin hẹn lại ngày trả kết quả.",
)
REJECTIONS = (
    "Qua xác minh, thông tin kê khai không khớp với sổ gốc nên chưa đủ điều kiện cấp.",
    "Công trình nằm trong hành lang bảo vệ, không đủ điều kiện theo quy định.",
    "Mức độ đề nghị không đạt tiêu chí theo kết luận của hội đồng.",
)
STOPS = (
    "Quá thời hạn bổ sung mà chưa nhận được giấy tờ đã yêu cầu.",
    "Phát sinh tranh chấp đang được Toà án giải quyết.",
)
WITHDRAWALS = (
    "Tôi nộp nhầm thủ tục.",
    "Gia đình thay đổi dự định, chưa cần làm nữa.",
    "Tôi sẽ nộp lại khi đủ giấy tờ.",
)
REOPENINGS = ("Đính chính lỗi chính tả trong kết quả đã trả.", "Ghi thiếu chữ đệm; cấp lại bản đúng.")
LATE = (
    "Quá hẹn mấy ngày rồi mà chưa thấy kết quả, gọi quầy thì bảo chờ thêm.",
    "Giấy hẹn ghi hôm thứ Hai, tới nay vẫn chưa có tin gì.",
    "Chậm quá, tôi cần giấy để nộp cho con nhập học.",
)
WRONG = (
    "Kết quả ghi sai tên thôn, đề nghị xem lại.",
    "Trả kết quả thiếu một bản so với số tôi yêu cầu.",
)
COMPLAINTS = (
    "Tôi khiếu nại việc từ chối cấp giấy phép: nhà bên cạnh cùng điều kiện thì được cấp.",
    "Tôi khiếu nại quyết định không đồng ý, vì giấy tờ của tôi đầy đủ như hướng dẫn.",
)
ANSWERS = (
    "Đã kiểm tra: hồ sơ chậm do chờ xác minh, cán bộ phụ trách chưa báo lại; đã nhắc nhở và trả kết quả trong ngày.",
    "Xin lỗi ông/bà vì sự chậm trễ; kết quả đã được trả, việc chậm đã đưa vào đánh giá tháng.",
    "Đã đối chiếu sổ gốc, nội dung phản ánh là đúng; đã đính chính.",
)
REFUNDS = ("Người nộp đã rút hồ sơ, hoàn phí theo quy định.",)
STREETS = ("tổ dân phố 3", "tổ dân phố 7", "thôn 2", "kiệt 12 đường chính", "xóm Đình", "khu dân cư số 5")
PAPERS = ("Bằng tốt nghiệp", "Căn cước", "Giấy khai sinh", "Hợp đồng lao động", "Học bạ")
REPRESENTATIVE = "Người đại diện theo pháp luật ghi trong giấy đăng ký"
BANKS = ("Ngân hàng mô phỏng",)
