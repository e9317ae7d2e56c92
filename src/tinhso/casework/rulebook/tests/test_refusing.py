"""What is refused without a person having read it: measured on texts of both kinds."""

from datetime import date

import pytest

from tinhso.casework.rulebook import catalogue, unheard
from tinhso.casework.rulebook.rules import gibberish, phrases, refusing
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.casework.rulebook.tests.refusal_texts import LEGIT, REFUSED, listed
from tinhso.core.values import RuleRef, Validity

EVER = Validity(date(2025, 7, 1))
ROWS = [
    Phrase(Kind(k), p, u, e, EVER, RuleRef(f"phrase:{n}"))
    for n, (k, p, u, e) in enumerate((*catalogue.PHRASES, *unheard.PHRASES))
]


def reason(text, *, has_evidence=False):
    heard = phrases.spoken(text, marked_share=0.4)
    return refusing.reason(text, heard, ROWS, has_evidence=has_evidence, abuse_words=3)


def test_precision_and_recall_are_what_we_say():
    """Precision 100 % of at least 150 refused, recall at least 95 %: nobody who reports is sent away."""
    legit, unheard_of = listed(LEGIT), listed(REFUSED)
    assert min(len(legit), len(unheard_of)) >= 150
    wrongly = [t for t in legit if reason(t).reason]
    missed = [t for t in unheard_of if not reason(t).reason]
    caught = len(unheard_of) - len(missed)
    assert not wrongly, f"precision {caught / (caught + len(wrongly)):.3f}: {wrongly}"
    assert caught / len(unheard_of) >= 0.95, f"recall {caught / len(unheard_of):.3f}: {missed}"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("...", "nothing"),
        ("Test", "nothing"),
        ("sdkfjh skdjfh", "gibberish"),
        ("Cho vay tiền nhanh, liên hệ zalo 0905 123 456", "advertising"),
        ("đồ chó đẻ", "obscenity"),
    ],
)
def test_each_refusal_has_its_name(text, named):
    assert reason(text).reason == named


def test_with_a_photograph_few_words_are_enough():
    assert reason("...", has_evidence=True).reason == ""
    assert reason("asdf", has_evidence=True).reason == ""
    assert reason("Cho vay tiền nhanh, liên hệ zalo 0905 123 456", has_evidence=True).reason == "advertising"


@pytest.mark.parametrize(
    "text",
    [
        "Ổ gà to trước chợ, đề nghị sửa",
        "Còn các hộ dân phía trong kiệt chưa có nước",
        "Xác chó chết ở bãi rác, cứt trâu đầy đường làng",
        "Có ai bán trứng cút giữa lòng đường",
        "Sóng điện thoại ở bản em yếu lắm, phải leo lên đồi mới gọi được",
        "Siêu thị bán hàng khuyến mãi nhưng tính giá gốc",
    ],
)
def test_what_only_sounds_alike_is_no_rough_word_and_no_advertisement(text):
    assert (reason(text).reason, reason(text).is_rough) == ("", False)


def test_rough_words_in_a_report_are_heard_and_marked():
    found = reason("Đường hư cả năm, té xe mấy lần rồi, bọn khốn nạn không ai sửa")
    assert (found.reason, found.is_rough) == ("", True)
    assert not reason("Ổ gà trước nhà 12 Lê Lợi").is_rough


@pytest.mark.parametrize("text", ["ntshai", "nplooj", "đường", "UBMTTQ", "PCCC"])
def test_words_of_other_languages_and_abbreviations_are_words(text):
    assert gibberish.could_be_a_word(text)


@pytest.mark.parametrize(
    ("text", "is_comment"),
    [
        ("Thủ tục hành chính làm sổ đỏ rườm rà, quá nhiều giấy tờ", True),
        ("Quy định tách thửa bất cập, cần sửa đổi", True),
        ("Góp ý về quy định hành chính cấp phép xây dựng", True),
        ("Hồ sơ đất trễ hẹn 2 tháng, cán bộ hách dịch", False),
        ("Ổ gà trên đường Lê Lợi", False),
    ],
)
def test_comments_on_rules_are_known(text, is_comment):
    heard = phrases.spoken(text, marked_share=0.4)
    assert (phrases.first(heard, ROWS, date(2026, 1, 1), Kind.RULE_COMMENT) is not None) == is_comment
