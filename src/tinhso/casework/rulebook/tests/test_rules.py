"""The dated rules, as tables of cases."""

from datetime import date, timedelta

import pytest

from tinhso.casework.rulebook import catalogue
from tinhso.casework.rulebook.rules import approval, phrases, publication, service_times
from tinhso.casework.rulebook.rules.approval import ApprovalRow
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.core.values import RuleRef, Validity

SINCE, TODAY = date(2025, 7, 1), date(2026, 11, 20)
EVER, RULE = Validity(SINCE), RuleRef("test:1")


# --- signs in the words -------------------------------------------------------------------------

ROWS = [Phrase(Kind(k), p, u, e, EVER, RULE) for k, p, u, e in catalogue.PHRASES]


def sign(text, *kinds):
    found = phrases.first(phrases.spoken(text, marked_share=0.4), ROWS, TODAY, *kinds)
    return found.kind if found else None


@pytest.mark.parametrize(
    "text",
    [
        "tố cáo chủ tịch xã nhận tiền",
        "TO CAO CHU TICH XA NHAN TIEN",
        "Tôi xin tố cáo ông trưởng thôn",
        "chủ tịch phường ăn chặn tiền hỗ trợ",
        "chu tich phuong an chan tien ho tro",
        "Cán bộ địa chính vòi vĩnh khi làm sổ đỏ",
        "cán bộ một cửa hách dịch, sách nhiễu dân",
        "Tiền hỗ trợ bão lụt của thôn bị ăn bớt",
        "Công an xã nhận hối lộ bỏ qua xe quá tải",
        "phải đưa phong bì cho cán bộ phường mới được cấp phép",
        "Trưởng bản khai khống danh sách hộ nghèo để trục lợi",
        "giám đốc trung tâm lạm quyền trù dập nhân viên",
        "bí thư chi bộ bòn rút quỹ của bản",
        "ubnd xa bao che cho co so gay o nhiem, can bo nhan phong bi",
        "Phó chủ tịch cấp đất sai cho người nhà",
    ],
)
def test_a_denunciation_is_known(text):
    assert sign(text, Kind.DENUNCIATION) == Kind.DENUNCIATION


@pytest.mark.parametrize(
    "text",
    [
        "Tôi khiếu nại quyết định thu hồi đất",
        "toi khieu nai viec den bu",
        "Không đồng ý quyết định xử phạt",
        "Quyết định cưỡng chế nhà tôi là trái pháp luật",
    ],
)
def test_a_complaint_is_known(text):
    assert sign(text, Kind.COMPLAINT, Kind.DENUNCIATION) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Cây to cao sắp đổ vào nhà dân",
        "cay to cao che bien bao",
        "Ổ gà lớn trên đường Lê Lợi",
        "Rác chưa thu gom ba ngày, mong chủ tịch phường xem giúp",
        "Tôi hơi lo vì hố ga mất nắp trước trường",
        "Đường sạch nhiều so với trước, cảm ơn",
        "Đề nghị công an xử lý nhóm thanh niên hành hung người đi đường",
        "Cán bộ phường đã tới xem, cảm ơn",
        "Ở đây thảm cỏ bị xe cán nát",
    ],
)
def test_ordinary_words_are_no_denunciation(text):
    assert sign(text, Kind.DENUNCIATION, Kind.COMPLAINT) is None


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("Hoả hoạn ở chợ Đông Ba", True),
        ("hỏa hoạn ở chợ", True),
        ("hoa hoan o cho", True),
        ("dây điện đứt rơi xuống đường", True),
        ("cột điện bị xe tông gãy đổ", True),
        ("cháu bé rơi xuống cống", True),
        ("Sạt lở đất sau nhà ở bản Nà Hỳ", True),
        ("người già mắc kẹt trong nhà ngập", True),
        ("đào được quả bom ở ruộng", True),
        ("Ổ gà sâu trước số nhà 12", False),
        ("Bôm bốp tiếng nhạc karaoke", False),
        ("Đèn đường không sáng", False),
    ],
)
def test_danger_to_life_is_known(text, is_danger):
    assert (sign(text, Kind.DANGER) is not None) == is_danger


@pytest.mark.parametrize(("share", "is_sign"), [(0.1, False), (0.9, True)])
def test_from_which_share_of_marks_a_text_is_read_with_its_accents(share, is_sign):
    """ "Cây to cao" with few accents might be "tố cáo"; read with accents it is a tree."""
    row = Phrase(Kind.DENUNCIATION, "tố cáo", "", True, EVER, RULE)
    assert phrases.says(phrases.spoken("cây to cao bên đường", marked_share=share), row) == is_sign


def test_a_phrase_counts_only_while_it_is_in_force():
    row = Phrase(Kind.DANGER, "cháy nhà", "", False, Validity(SINCE, TODAY), RULE)
    heard = phrases.spoken("đang cháy nhà", marked_share=0.4)
    assert phrases.first(heard, [row], TODAY - timedelta(days=1), Kind.DANGER)
    assert phrases.first(heard, [row], TODAY, Kind.DANGER) is None


@pytest.mark.parametrize("pattern", ["", "..", "|", "((", "a|.. ..", "[x"])
def test_no_pattern_breaks_the_rules(pattern):
    row = Phrase(Kind.DANGER, pattern, "", True, EVER, RULE)
    assert phrases.says(phrases.spoken("gì cũng được", marked_share=0.4), row) in (True, False)


# --- times, publicity, approval -----------------------------------------------------------------


def service(category="", urgent=False, since=SINCE, until=None):
    return service_times.ServiceTimeRow(category, urgent, "office", 1, 7, Validity(since, until), RULE)


@pytest.mark.parametrize(
    ("rows", "category", "chosen"),
    [
        ([service(), service("road")], "road", 1),
        ([service(), service("road")], "waste", 0),
        ([service(), service(since=date(2026, 1, 1))], "waste", 1),
        ([service(since=date(2027, 1, 1)), service()], "waste", 1),
        ([service("road", until=TODAY), service()], "road", 1),
    ],
)
def test_which_service_time(rows, category, chosen):
    assert service_times.service_time(rows, category=category, urgent=False, on=TODAY) is rows[chosen]


def test_without_a_row_nothing_is_promised():
    with pytest.raises(service_times.NoServiceTime):
        service_times.service_time([service()], category="road", urgent=True, on=TODAY)


@pytest.mark.parametrize(
    ("public", "private", "shown"), [(4, 0, 4), (3, 1, 3), (4, 1, 5), (0, 5, 5), (0, 4, 0)]
)
def test_small_counts_hide_private_reports(public, private, shown):
    assert publication.countable(public, private, least=5) == shown
    assert publication.countable(public, private, least=100) == public


@pytest.mark.parametrize(
    ("rows", "needed"),
    [
        ([], True),
        ([("", "", False)], False),
        ([("", "", True), ("A", "", False)], False),
        ([("A", "", False), ("A", "road", True)], True),
        ([("", "road", False), ("A", "", True)], True),
        ([("B", "", False)], True),
    ],
)
def test_is_approval_needed(rows, needed):
    kept = [ApprovalRow(a, c, n, EVER, RULE) for a, c, n in rows]
    assert approval.approval_needed(kept, agency="A", category="road", on=TODAY) == needed


def test_the_catalogue_is_whole():
    assert " ".join(c[0] for c in catalogue.CATEGORIES) == (
        "road traffic lighting drainage waste pollution noise trees power water telecom construction "
        "sidewalk security advertising market food health education welfare tourism animals "
        "disaster public-service other"
    )
