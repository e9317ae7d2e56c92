"""Texts that must be heard, and texts that say nothing, advertise or only abuse; written for this test."""

LEGIT = """
mất điện
o ga
rac
cháy
chay
mất nước
mat nuoc
ngập
ngap roi
cây đổ
cay do
đèn hư
den duong
hố ga
ổ voi
rác thối
ồn quá
on qua
kẹt xe
ket xe
dây điện
chó dại
chuột chết
cống nghẹt
tắc cống
mùi hôi
muỗi nhiều
sạt lở
lun duong
gãy cầu
bụi
khói
tiếng ồn
karaoke ồn
113
UBND không tiếp dân
THPT
CSGT không có mặt
nước đục
nước máy vàng
mất sóng
mang yeu
nhà tôi mất điện từ sáng
đường Lê Lợi ngập
Đường Nguyễn Huệ có ổ gà lớn, xe máy té hôm qua
Rác ba ngày chưa thu gom ở kiệt 42
Đèn đường tắt cả đoạn từ cầu tới chợ
den duong tat ca doan tu cau toi cho
Nắp cống bể trước trường tiểu học
nap cong be truoc truong tieu hoc
Vỉa hè bị lấn chiếm bán hàng
hàng quán bán tràn ra lòng đường, gọi mãi không ai dẹp
Quán karaoke mở loa tới 12 giờ đêm
Dán quảng cáo cho vay tiền khắp cột điện, số 0912 345 678
dan quang cao khoan cat be tong day tuong nha, lien he 0905 111 222
Tờ rơi cho vay nóng rải đầy đường, ghi liên hệ zalo 0905
Có người gọi điện mời đầu tư tiền ảo lợi nhuận cao, nghi lừa đảo
Tin nhắn rác mời vay vốn lãi suất thấp suốt ngày, đề nghị chặn
Biển quảng cáo casino online treo trên đường tránh, đề nghị tháo dỡ
Cửa hàng bán thuốc giảm cân không rõ nguồn gốc, cam kết hiệu quả để dụ dỗ người già
Quảng cáo sai phép ở ngã tư
Bảng hiệu sắp rơi
Chợ bán thịt hôi
quán phở bẩn, có gián
Công trình xây không phép ở tổ 5
Bán đất trái phép, phân lô trên đất ruộng, chính chủ tự làm đường
Họ rao bán đất nền dự án chưa có phép, tôi nghi lừa đảo, giá 500 triệu
Có tuyển cộng tác viên online lừa mất tiền của bà con trong xóm
Shop livestream khuyến mãi mở loa ồn cả phố, đề nghị nhắc
Nhóm thanh niên đánh bài ăn tiền mỗi tối, có cả cá độ bóng đá, đề nghị công an kiểm tra
Đm đường gì mà ổ gà suốt từ cầu tới chợ, té xe hoài
Rác thối khốn nạn không ai dọn trước nhà 12 Lê Lợi cả tuần nay
vcl nước ngập vào nhà mấy lần rồi mà không ai khơi cống
Cứt chó đầy công viên, trẻ con chơi không được
Phân heo, cứt gà của trại chăn nuôi chảy xuống suối
vai lon bia vut day bai bien
lon nuoc ngot vut duoi cong
con cac con vit cua nha hang xom gay on
may con cho de roi chay ra duong
du ma co bien bao van do xe
Ban dem xe tai chay am am
Cho hỏi khi nào có nước lại
bao gio co dien lai
Đề nghị lắp đèn đường thôn 3
xin lắp gờ giảm tốc
Cần thùng rác ở bến đò
Cầu treo bản Pu Vi mục ván
Con mương thôn Tân Lập bị lấp
trạm y tế không có người trực
thuốc bảo hiểm hết
Trường thu tiền nhiều khoản
cô giáo đánh học sinh
Trẻ em lang thang ở bến xe
Người già không ai chăm ở kiệt 7
Chưa được trợ cấp hộ nghèo
trợ cấp chậm 3 tháng
Di tích bị vẽ bậy
Hướng dẫn viên chặt chém khách
taxi dù tranh khách
Xe buýt không dừng
đèn đỏ hỏng ngã tư Hùng Vương
bien bao bi che
vạch sơn mờ
cáp viễn thông võng sát đầu người
day cap roi
Trạm BTS ồn
mất wifi công cộng
App dịch vụ công lỗi
nộp hồ sơ online không được
Hồ sơ đất trễ hẹn 2 tháng
Thủ tục hành chính làm sổ đỏ rườm rà, quá nhiều giấy tờ
Quy định tách thửa bất cập, cần sửa đổi
gia súc thả rông
Heo chết trôi sông
cá chết hàng loạt
bò chết chưa chôn
Ruồi nhiều vì trại gà
Đốt rơm rạ khói mù
dot rac
Phá rừng
chat cay trai phep
Khai thác cát lậu ban đêm
cat tac
xe quá tải làm nát đường
Trộm chó
trom cap vat
Đua xe
pháo nổ ban đêm
ma túy
Nghi có sòng bạc trong nhà nghỉ
Mất nắp hố
ho sau
Road flooded near the bridge
pothole
no water
Street light is broken
Rubbish everywhere on the beach
Kev tsis zoo, tsheb mus tsis tau
tsis muaj dej
Peb lub zos tsis muaj hluav taws xob
hluav taws
ntoo vau
ꪁꪫꪱꪣ ꪼꪕ
路灯坏了
전기가 없어요
có mùi gas
ngã tư chợ
kiệt 131
Sát nhà 12
tổ 7 P. An Cựu
đường hỏng nặng lắm rồi
cấp cứu
cứu
help
SOS
🔥
nc chảy vô nhà
k có đèn
đg hư
ko co nuoc 3 ngay r
mdien r
Nhà hàng xóm nuôi chó sủa đêm
Cho thuê vỉa hè làm bãi xe, giá 10 nghìn, không phép
Bán vé số chèo kéo khách
Người ta bán hàng giả ở chợ, gọi hotline không ai nghe
Quán nhậu giảm giá bia nên khách đông, đậu xe kín lòng đường
Trung tâm tiếng Anh đóng cửa không hoàn học phí
Bảo hiểm y tế chưa có thẻ
Khu trọ cho thuê không có lối thoát hiểm, giá rẻ nên sinh viên ở đông
Phòng cháy chung cư hỏng
Ngân hàng chính sách chưa giải ngân vay vốn cho hộ nghèo, gọi mãi không ai nghe
Vay vốn sinh viên đăng ký ở đâu, xin hỏi
Quán bán rượu cho học sinh, giá rẻ
Tiệm spa phun xăm giá rẻ xả nước thải ra cống
Quán nhậu khuyến mãi đông khách tới nửa đêm
Cửa hàng bán sữa hết hạn giá rẻ
Bán thịt ôi thiu giá rẻ ở chợ Đông Ba
Gia sư luyện thi đăng ký dạy thêm trong trường thu tiền trái phép
Công ty tuyển dụng thu tiền cọc rồi không trả lương
Nhà bán gấp nên đổ xà bần ra đường, giá như có ai nhắc
Bán dâm trá hình ở tiệm spa, ưu đãi khách quen
Lớp học tiếng Anh thu học phí rồi đóng cửa, chưa trả tiền
Bán pháo nổ giá rẻ trên mạng, có zalo
"""

REFUSED = """
.
...
???
!!!!
123
1 2 3
12345678
0
---
,,,,
.....
99999
a
h
aaa
aaaaaa
hhhhh
kkkkkkkk
zzzzz
xxxxxx
hahaha
hihihihi
lalalala
asdf
asdfgh
asdfghjkl
qwerty
qwertyuiop
zxcvbnm
asd
qwe
zxc
asdasd
asdasdasd
qweqwe
poiuyt
lkjhgf
mnbvcxz
fgh
jkl
sdfsdf
dfgdfgdfg
hjk hjk
asdf asdf asdf
qwer asdf zxcv
dfkjg
sdkfjhskdf
kjhsdfkjh
dkfjghdkfjg
fghjkl dfghj
jhgfd sdfgh
bcdfghk
xcvbnxcvbn
ksdjfh skdjfh
sdlfkj sldkfj lskdjf
dsfsdf sdfsdfs
vbnvbn
wxzqk jkl
gfdgfd
hgfhgf hgf
nmnmnmnm
jjjj kkkk llll
test
Test
test test
testing
test thử
thử
thử nghiệm
gửi thử
abc
abcd
xyz
alo
alo alo
alo 123
hello
hi
xin chào
chào bạn
ok
haha
hihi
kkk
bla bla
lorem ipsum
demo
nội dung
text
chấm
hóng
Cho vay tiền nhanh, giải ngân trong ngày, liên hệ zalo 0905123456
cho vay tien nhanh chi can cccd lien he 0905
HỖ TRỢ VAY VỐN không thế chấp, lãi suất thấp, LH 0912 000 111
Vay tín chấp online duyệt 5 phút, đăng ký tại vaynhanh.example
Rút tiền thẻ tín dụng phí thấp gọi ngay 0900 000 000
Khoan cắt bê tông giá rẻ, phục vụ 24/24
Thông cống nghẹt uy tín, gọi 0905 222 333
Hút bể phốt giá rẻ liên hệ anh Nam
Sửa máy lạnh tại nhà, gọi ngay 0935 000 111
Lắp mạng FPT miễn phí, hotline 0900
Nhận làm bằng cấp uy tín, inbox
Nhà cái uy tín số 1, nạp đầu tặng 100%
Tài xỉu nổ hũ hoàn tiền mỗi ngày, đăng ký nhận thưởng
Casino online tặng 88k, link bên dưới
Game bài đổi thưởng rút tiền 1 phút tải app ngay
Cá cược bóng đá tỷ lệ cao, nạp là thưởng
Tuyển cộng tác viên làm tại nhà thu nhập 500k một ngày
TUYỂN CTV online, hoa hồng cao, ib
Việc nhẹ lương cao, liên hệ zalo để nhận việc
Kiếm tiền online tại nhà, thu nhập 20 triệu, không cần vốn
Chuyên sỉ quần áo giá gốc, ship toàn quốc
Bán điện thoại iphone giá rẻ, zalo 0905 444 555
Thanh lý nội thất văn phòng giá sốc, lh 0914
Cung cấp giống cây ăn quả, hotline 0988
Xả kho giày dép giá sỉ, freeship
Nhận thiết kế website giá tốt, inbox shop
Flash sale cuối tuần, mua ngay kẻo hết
Giảm giá 50% toàn bộ cửa hàng, số lượng có hạn
Mua 1 tặng 1 hôm nay, đặt hàng ngay
Khuyến mãi lớn tại shop Hoa, inbox để chốt đơn
Ưu đãi khai trương spa, đặt ngay
Cần bán nhà mặt tiền chính chủ, giá 2 tỷ 5
Bán đất nền sổ đỏ, liên hệ chính chủ 0903
Bán gấp căn hộ 70m2 giá 1 tỷ 8
Cho thuê căn hộ 2 phòng ngủ giá 5 triệu, liên hệ Lan
Đất nền ven biển giá chỉ 9 triệu một m2
Kem trộn trị nám cam kết hiệu quả sau 7 ngày
Giảm cân không cần tập, liệu trình 1 tháng, inbox em tư vấn
Phun xăm chân mày ưu đãi 30%
Thuốc sinh lý nam đông y gia truyền, đặt mua giá gốc
Đầu tư forex lợi nhuận 30% mỗi tháng, tham gia ngay
Sàn giao dịch coin mới, nhân đôi tài khoản sau 1 tuần
Bitcoin cam kết lãi 10% ngày
Khoá học tiếng Hàn cấp tốc, đăng ký nhận ưu đãi
Luyện thi đại học cam kết đầu ra, học phí thấp
Gia sư tại nhà các môn, liên hệ zalo
Best casino bonus, sign up now
Cheap viagra, order now
SEO backlink service, visit www.example.com
Personal loan approved today, whatsapp us
Join crypto group telegram free signals
vào nhóm zalo nhận quà miễn phí
địt mẹ mày
Đụ má tụi bay
đồ chó đẻ
óc chó
Vãi lồn
lũ ngu
bọn khốn nạn
mẹ kiếp
đéo thèm
con đĩ
cút đi
câm mồm lại
thằng ngu
mất dạy
đồ ngu
dcm
dmm
vcl
vkl
clgt
dit me may
fuck you
shit
wtf
óc lợn
"""


def listed(texts: str) -> list[str]:
    """This will give the texts, one a line."""
    return [line for line in texts.splitlines() if line.strip()]
