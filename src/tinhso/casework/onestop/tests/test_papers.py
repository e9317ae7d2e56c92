"""Do the seven forms hold every value, on the right paper, with nothing on top of anything else?"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from tinhso.casework.onestop import papers
from tinhso.casework.onestop.papers import printing, shapes, words
from tinhso.casework.onestop.tests import paper_samples as samples
from tinhso.casework.onestop.tests import seeing_papers as seeing
from tinhso.core.values import RuleRef

FORMS = (
    "acknowledgement",
    "supplement_request",
    "refusal",
    "apology",
    "stop_notice",
    "control_slip",
    "register",
)
OF_A_DOSSIER = FORMS[:-1]
SIZES = {"acknowledgement": seeing.A5, "register": seeing.ACROSS}
LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
ALL_134 = LETTERS + LETTERS.upper()

Look = Callable[[str, shapes.Paper], seeing.Seen]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    def printed(form: str, paper: shapes.Paper) -> seeing.Seen:
        return seeing.Seen(getattr(papers, form)(paper), tmp_path)

    return printed


def sample(form: str, **changed: object) -> shapes.Paper:
    made: shapes.Paper = getattr(samples, form)(**changed)
    return made


def texts(value: object) -> Iterator[str]:
    """Every text that a paper was told, and every moment as it is to be printed."""
    if isinstance(value, RuleRef):
        yield value.citation
    elif isinstance(value, StrEnum):
        yield words.PACES[shapes.Pace(value)]
    elif isinstance(value, str):
        yield value
    elif isinstance(value, datetime):
        yield words.local_day(value)
    elif isinstance(value, date):
        yield words.day(value)
    elif isinstance(value, tuple):
        for held in value:
            yield from texts(held)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("look_up", "made_at"):  # the QR says the one; the other is the place's day
                yield from texts(getattr(value, one.name))


NOT_PRINTED = {
    "register": {samples.OFFICE.address, samples.OFFICE.phone},
    "control_slip": {*texts(samples.OFFICE), *texts(samples.APPLICANT)} - {samples.APPLICANT.name},
}
"""A table is no letter: where to find the office, and how to reach the applicant, are not its matter."""
LETTERS_WITHOUT = {samples.OFFICE.address, samples.OFFICE.phone}
NEVER = {samples.APPLICANT.phone, samples.APPLICANT.email}


@pytest.mark.parametrize("form", FORMS)
def test_every_value_is_on_the_paper(look, form):
    paper = sample(form)
    seen = look(form, paper).text.casefold()
    left_out = NOT_PRINTED.get(form, LETTERS_WITHOUT if form != "acknowledgement" else set())
    if form == "apology":
        left_out = left_out | NEVER
    missing = [
        text for text in texts(paper) if text not in left_out and seeing.squeezed(text).casefold() not in seen
    ]
    assert not missing
    assert seeing.squeezed("Huế, ngày 23 tháng 11 năm 2026").casefold() in seen


def longest(form: str) -> shapes.Paper:
    """The form at its fullest: names of 200 letters, some without a space, and everything many times."""
    name = (
        "Công ty trách nhiệm hữu hạn một thành viên Xuất nhập khẩu Thương mại Dịch vụ Vận tải Hương Giang "
        * 2
    )
    unbroken = "Krôngpăknăngêaknuêckbuônmathuộtđắkmil" * 4
    party = shapes.Party(name, unbroken + " " + name, "0234 3822 345, 0905 123 456", unbroken + "@example.vn")
    dossier = replace(
        samples.DOSSIER,
        code="000.00.14.H57-261123-00021",
        procedure=name * 2,
        applicant=party,
        holder=unbroken,
    )
    office = replace(samples.OFFICE, parent="Uỷ ban nhân dân phường " + unbroken, name=name)
    component = shapes.Component(name, 12, 3, 1, unbroken)
    changed: dict[str, dict[str, object]] = {
        "acknowledgement": {
            "components": (component,) * 40,
            "charges": (shapes.Charge(name, 123_456_789),) * 10,
            "term": name,
            "returned_by": unbroken,
            "officer": unbroken,
        },
        "supplement_request": {"wanted": (shapes.Wanted(name, unbroken),) * 40, "contact": unbroken},
        "refusal": {"reasons": (name, unbroken) * 20, "guidance": name * 3},
        "apology": {"reason": name * 5, "signer": shapes.Signer((name,), unbroken), "copies_to": (unbroken,)},
        "stop_notice": {"reasons": (name, unbroken) * 5, "given_back": (component,) * 40},
        "control_slip": {
            "hand_overs": tuple(
                replace(row, giver=shapes.Hand(name, unbroken), note=unbroken)
                for row in samples.hand_overs(30)
            ),
            "consulted": (name,) * 5,
        },
        "register": {
            "rows": tuple(
                replace(
                    row, code=dossier.code, applicant=party, procedure=name, handling=unbroken,
                    returned_by=unbroken, note=unbroken, number=123_456,
                )
                for row in samples.rows(30)
            ),
        },
    }  # fmt: skip
    own: dict[str, object] = {"office": office, **changed[form]}
    return sample(form, **own if form == "register" else {**own, "dossier": dossier})


def barest(form: str) -> shapes.Paper:
    """The form with nothing told that may be left out."""
    nobody = shapes.Party("Hồ A Lềnh")
    changed: dict[str, dict[str, object]] = {
        "acknowledgement": {
            "components": (), "due_at": None, "term": "", "rules": (), "filed_by": "", "returned_by": "",
            "charges": (), "register_book": "", "register_number": "", "officer": "", "sets": 0,
        },
        "supplement_request": {
            "wanted": (), "reason": "", "rules": (), "answer_by": None, "contact": "", "contact_phone": "",
            "officer": "",
        },
        "refusal": {"reasons": (), "rules": (), "guidance": "", "officer": ""},
        "apology": {"reason": "", "rules": (), "signer": shapes.Signer(()), "copies_to": ()},
        "stop_notice": {
            "reasons": (), "rules": (), "given_back": (), "refund": 0, "guidance": "",
            "signer": shapes.Signer(()), "copies_to": (),
        },
        "control_slip": {"due_at": None, "hand_overs": (), "handling": "", "consulted": ()},
        "register": {"book": "", "rows": ()},
    }  # fmt: skip
    own: dict[str, object] = {
        "office": shapes.Office("UBND xã A Lưới 1", "A Lưới 1"),
        "number": "",
        **changed[form],
    }
    dossier = shapes.Dossier("H57-1", "", "Chứng thực", nobody, samples.LOOK_UP)
    return sample(form, **own if form == "register" else {**own, "dossier": dossier})


@pytest.mark.parametrize("extent", [sample, longest, barest])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_overlaps_and_nothing_leaves_the_paper(look, form, extent):
    seen = look(form, extent(form))
    assert set(seen.sizes) == {SIZES.get(form, seeing.A4)}
    assert seen.words
    assert seen.outside(4.5) == []
    assert list(seen.overlapping()) == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_the_longest_is_lost(look, form):
    paper = longest(form)
    seen = look(form, paper).text.casefold()
    told = [text for text in texts(paper) if len(text) > 120]
    assert told
    left_out = {paper.office.address, *([paper.dossier.applicant.address] if form == "control_slip" else [])}
    if form in ("apology", "control_slip"):
        left_out.add(paper.dossier.applicant.email)
    assert [t for t in told if t not in left_out and seeing.squeezed(t).casefold() not in seen] == []


@pytest.mark.parametrize("form", OF_A_DOSSIER)
def test_the_qr_leads_to_the_dossier(look, form):
    assert look(form, sample(form)).qr() == samples.LOOK_UP


def test_a_long_address_is_still_read(look):
    address = "https://dichvucong.thanhphohue.example/mot-cua/tra-cuu/?ma=000.00.14.H57-261123-00021&nguon=giay-hen-tra"
    paper = samples.acknowledgement(dossier=replace(samples.DOSSIER, look_up=address))
    assert look("acknowledgement", paper).qr() == address


@pytest.mark.parametrize("form", FORMS)
def test_every_letter_of_vietnamese_is_printed_in_the_papers_own_typeface(look, form):
    assert len(set(ALL_134)) == 134
    if form == "register":
        paper = sample(form, rows=(replace(samples.rows(1)[0], procedure=ALL_134),))
    else:
        paper = sample(form, dossier=replace(samples.DOSSIER, procedure=ALL_134))
    seen = look(form, paper)
    assert ALL_134 in seen.text
    assert {font.partition("-")[0] for font in seen.fonts()} == {"Tinos"}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_unsigned_says_so_until_it_is_to_be_signed(look, form):
    assert seeing.squeezed("Bản in chưa ký số") in look(form, sample(form)).text_of(1)
    assert seeing.squeezed("chưa ký số") not in look(form, sample(form, to_be_signed=True)).text_of(1)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_whose_text_nobody_read_says_so(look, form):
    number = f"{FORMS.index(form) + 1:02d}"
    seen = look(form, sample(form)).text_of(1)
    said = f"Mẫu số {number}, Phụ lục I, Thông tư số 03/2025/TT-VPCP (minh hoạ – chưa đối chiếu văn bản)"
    assert seeing.squeezed(said) in seen
    assert getattr(printing, form.upper()).rule.is_sample


def test_the_register_has_its_heads_on_every_page_and_all_rows_in_order(look):
    rows = samples.rows(300)
    seen = look("register", samples.register(rows=rows))
    assert len(seen.sizes) > 10
    for page in range(1, len(seen.sizes) + 1):
        assert seeing.squeezed("Tên thủ tục hành chính") in seen.text_of(page)
        assert f"Trang{page}/{len(seen.sizes)}" in seen.text_of(page)
    by_place = sorted(seen.words, key=lambda word: (word.page, word.top))
    codes = [word.text for word in by_place if word.text.startswith("H57.12-261123-")]
    assert codes == [row.code for row in rows]
    assert list(seen.overlapping()) == []


def test_a_control_slip_of_many_hand_overs_goes_on_to_further_pages(look):
    seen = look("control_slip", samples.control_slip(hand_overs=samples.hand_overs(60)))
    assert len(seen.sizes) > 2
    for page in range(1, len(seen.sizes) + 1):
        assert seeing.squeezed("Bên giao") in seen.text_of(page)
    assert seen.text.count(seeing.squeezed("Quá hạn")) == 15


def test_an_ordinary_dossier_has_its_receipt_on_one_slip(look):
    assert look("acknowledgement", samples.acknowledgement()).sizes == [seeing.A5]


HOSTILE = '#panic("a") $x$ *đậm* \\u{41} <nhãn> @dẫn "}; rm -rf / // hết'


@pytest.mark.parametrize("form", FORMS)
def test_a_name_is_a_name_whatever_it_holds(look, form):
    if form == "register":
        paper = sample(form, rows=(replace(samples.rows(1)[0], applicant=shapes.Party(HOSTILE)),))
    else:
        paper = sample(form, dossier=replace(samples.DOSSIER, applicant=shapes.Party(HOSTILE)))
    assert seeing.squeezed(HOSTILE) in look(form, paper).text


def test_what_is_owed_is_what_is_not_paid(look):
    charges = (
        shapes.Charge("Lệ phí", 75_000, paid=True),
        shapes.Charge("Phí", 1_250_000),
        shapes.Charge("Phí", 500),
    )
    seen = look("acknowledgement", samples.acknowledgement(charges=charges)).text
    assert seeing.squeezed("Số tiền còn phải nộp: 1.250.500 đồng") in seen
    paid = tuple(replace(charge, paid=True) for charge in charges)
    assert (
        seeing.squeezed("còn phải nộp")
        not in look("acknowledgement", samples.acknowledgement(charges=paid)).text
    )


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "Huế, ngày 01 tháng 01 năm 2027"),
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "Huế, ngày 31 tháng 12 năm 2026"),
        (datetime(2026, 2, 9, 2, 0, tzinfo=UTC), "Huế, ngày 09 tháng 02 năm 2026"),
        (datetime(2026, 3, 9, 2, 0, tzinfo=UTC), "Huế, ngày 09 tháng 3 năm 2026"),
    ],
)
def test_place_and_day_are_written_as_nghi_dinh_30_2020_phu_luc_i_asks(at, printed):
    assert words.place_and_day("Huế", at) == printed


def test_days_hours_and_sums_are_written_for_people():
    at = datetime(2026, 11, 23, 17, 5, tzinfo=UTC)
    assert words.moment(at) == "00:05 ngày 24/11/2026"
    assert words.day(date(2027, 1, 5)) == "05/01/2027"
    assert words.moment(None) == words.day(None) == words.local_day(None) == words.count(0) == ""
    assert words.money(1_250_000) == "1.250.000\u00a0đồng"
    assert words.count(3) == "03"


def test_a_rule_that_was_not_checked_is_marked_and_each_is_cited_once():
    checked, sample_of = RuleRef("a", None, "Nghị quyết 12"), RuleRef("b", None, "Điều 5", is_sample=True)
    assert words.rules((checked, sample_of, checked, RuleRef("c"))) == [
        "Nghị quyết 12",
        "Điều 5 (minh hoạ – chưa đối chiếu văn bản)",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_paper_is_the_same_bytes(form):
    printed = getattr(papers, form)
    assert printed(sample(form)) == printed(sample(form))
    assert printed(sample(form)) != printed(sample(form, made_at=datetime(2026, 11, 24, 1, 5, tzinfo=UTC)))
