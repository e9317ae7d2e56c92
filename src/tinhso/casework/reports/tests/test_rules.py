"""The decisions, as tables of cases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from tinhso.casework.reports import catalogue
from tinhso.casework.reports.rules import (
    access,
    aftermath,
    approval,
    deadlines,
    phrases,
    publication,
    routing,
)
from tinhso.casework.reports.rules.approval import ApprovalRow
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.rules.phrases import Kind, Phrase
from tinhso.casework.reports.rules.publication import PublicationRow, When
from tinhso.casework.reports.rules.routing import Certainty, Routed, Unrouted
from tinhso.casework.reports.workflow import Visibility
from tinhso.core.messages import Message
from tinhso.core.roles import Actor, Grant, Role
from tinhso.core.values import RuleRef, Validity

SINCE, TODAY = date(2025, 7, 1), date(2026, 11, 20)
EVER, RULE, BECAUSE = Validity(SINCE), RuleRef("test:1"), Message("vì bảng thẩm quyền")


# --- signs in the words -------------------------------------------------------------------------

ROWS = [Phrase(Kind(k), p, u, e, EVER, RULE) for k, p, u, e in catalogue.PHRASES]


def sign(text, *kinds):
    found = phrases.first(phrases.spoken(text), ROWS, TODAY, *kinds)
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


def test_a_phrase_counts_only_while_it_is_in_force():
    row = Phrase(Kind.DANGER, "cháy nhà", "", False, Validity(SINCE, TODAY), RULE)
    heard = phrases.spoken("đang cháy nhà")
    assert phrases.first(heard, [row], TODAY - timedelta(days=1), Kind.DANGER)
    assert phrases.first(heard, [row], TODAY, Kind.DANGER) is None


@pytest.mark.parametrize("pattern", ["", "..", "|", "((", "a|.. ..", "[x"])
def test_no_pattern_breaks_the_rules(pattern):
    row = Phrase(Kind.DANGER, pattern, "", True, EVER, RULE)
    assert phrases.says(phrases.spoken("gì cũng được"), row) in (True, False)


# --- masking ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gọi 0912 345 678 nhé", "gọi [số điện thoại] nhé"),
        ("0912345678", "[số điện thoại]"),
        ("+84 912.345.678", "[số điện thoại]"),
        ("0 9 1 2 3 4 5 6 7 8", "[số điện thoại]"),
        ("(0234) 3823456", "[số điện thoại]"),
        ("CCCD 046 089 123 456", "CCCD [số định danh]"),
        ("046089123456", "[số định danh]"),
        ("CMND: 191234567.", "CMND: [số định danh]."),
        ("stk 0123456789012 Vietcombank", "stk [số tài khoản] Vietcombank"),
        ("19012345678901", "[số tài khoản]"),
        ("xe 75A-123.45 chạy ẩu", "xe [biển số xe] chạy ẩu"),
        ("75F1 12345", "[biển số xe]"),
        ("viết tới nam@hue.gov.vn. Xin cảm ơn", "viết tới [thư điện tử]. Xin cảm ơn"),
        ("nam.nguyen @ gmail . com", "[thư điện tử]"),
        ("nợ 1.200.000.000 đồng", "nợ 1.200.000.000 đồng"),
        ("ngày 20-11-2026 lúc 10:30", "ngày 20-11-2026 lúc 10:30"),
        ("Quốc lộ 49B, km 12+500", "Quốc lộ 49B, km 12+500"),
        ("số nhà 123/45, sâu 30 cm", "số nhà 123/45, sâu 30 cm"),
        ("", ""),
    ],
)
def test_what_gives_a_person_away_is_masked(text, shown):
    assert mask(text) == shown


# --- routing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Agency:
    code: str

    @property
    def name(self):
        return self.code


@dataclass(frozen=True)
class Candidate:
    agency: Agency
    confidence: float
    rule: RuleRef = RULE
    because: Message = BECAUSE


SURE = Certainty(first=0.3, after_hop=0.2, hops=2)
TWO = [Candidate(Agency("A"), 0.9), Candidate(Agency("B"), 0.25)]


@pytest.mark.parametrize(
    ("candidates", "located", "hops", "excluded", "expected"),
    [
        (TWO, 0.99, 0, (), "A"),
        (TWO, 0.3, 0, (), "A"),
        (TWO, 0.29, 0, (), None),
        ([], 0.99, 0, (), None),
        (TWO, 0.99, 0, ("A",), None),
        (TWO, 0.99, 1, ("A",), "B"),
        (TWO, 0.99, 1, ("A", "B"), None),
        (TWO, 0.99, 2, ("A",), "B"),
        (TWO, 0.99, 3, (), None),
    ],
)
def test_where_a_report_goes(candidates, located, hops, excluded, expected):
    found = routing.route(
        candidates, located_confidence=located, hops=hops, excluded_agencies=excluded, certainty=SURE
    )
    if expected is None:
        assert isinstance(found, Unrouted)
        assert "Tổ điều phối" in str(found.because)
    else:
        assert isinstance(found, Routed)
        assert found.agency.code == expected


def test_the_chain_is_as_sure_as_its_weakest_link():
    found = routing.route(TWO, located_confidence=0.6, hops=0, excluded_agencies=(), certainty=SURE)
    assert found.confidence == 0.6


# --- times, publicity, approval -----------------------------------------------------------------


def service(category="", urgent=False, since=SINCE, until=None):
    return deadlines.ServiceTimeRow(category, urgent, "office", 1, 7, Validity(since, until), RULE)


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
    assert deadlines.service_time(rows, category=category, urgent=False, on=TODAY) is rows[chosen]


def test_without_a_row_nothing_is_promised():
    with pytest.raises(deadlines.NoServiceTime):
        deadlines.service_time([service()], category="road", urgent=True, on=TODAY)


@pytest.mark.parametrize(
    ("hours_left", "looks"),
    [(100, "calm"), (20, "calm"), (19, "soon"), (0, "soon"), (-1, "late")],
)
def test_a_running_deadline_warns_in_its_last_fifth(hours_left, looks):
    due_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    received_at, now = due_at - timedelta(hours=100), due_at - timedelta(hours=hours_left)
    assert deadlines.tone(received_at=received_at, due_at=due_at, now=now) == looks


@pytest.mark.parametrize(
    ("listed", "wants", "sealed", "seen"),
    [
        (True, True, False, Visibility.PUBLIC),
        (True, False, False, Visibility.PRIVATE),
        (False, True, False, Visibility.PRIVATE),
        (True, True, True, Visibility.SEALED),
        (False, False, True, Visibility.SEALED),
    ],
)
def test_who_may_know(listed, wants, sealed, seen):
    row = PublicationRow("", listed, When.AT_ONCE, When.ON_ACCEPT, EVER, RULE)
    assert publication.visibility(row, wants_public=wants, sealed=sealed) == seen


@pytest.mark.parametrize(
    ("when", "accepted", "hidden", "is_shown"),
    [
        ("at_once", None, False, True),
        ("on_accept", None, False, False),
        ("on_accept", datetime(2026, 11, 20, tzinfo=UTC), False, True),
        ("never", datetime(2026, 11, 20, tzinfo=UTC), False, False),
        ("at_once", None, True, False),
    ],
)
def test_when_a_part_is_shown(when, accepted, hidden, is_shown):
    assert (publication.part_note(when, accepted_at=accepted, hidden=hidden) is None) == is_shown


@pytest.mark.parametrize(
    ("public", "private", "shown"), [(4, 0, 4), (3, 1, 3), (4, 1, 5), (0, 5, 5), (0, 4, 0)]
)
def test_small_counts_hide_private_reports(public, private, shown):
    assert publication.countable(public, private) == shown


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


# --- who ----------------------------------------------------------------------------------------


def standing(agency="A", visibility="public"):
    return access.Standing(
        agency, visibility, exceptions_desk="DP", restricted_desk="TCD", co_agencies=("H",)
    )


@pytest.mark.parametrize(
    ("role", "body", "where", "expected"),
    [
        (Role.HANDLER, "A", standing(), {Role.HANDLER}),
        (Role.HANDLER, "B", standing(), set()),
        (Role.LEADER, "H", standing(), set()),
        (Role.COORDINATOR, "DP", standing(), {Role.COORDINATOR}),
        (Role.COORDINATOR, "DP", standing("DP"), {Role.COORDINATOR, Role.HANDLER, Role.LEADER}),
        (Role.READER, "", standing(), {Role.READER}),
        (Role.RESTRICTED, "TCD", standing(), set()),
        (Role.RESTRICTED, "TCD", standing("TCD", "sealed"), {Role.RESTRICTED}),
        (Role.RESTRICTED, "A", standing("TCD", "sealed"), set()),
        (Role.LEADER, "TCD", standing("TCD", "sealed"), set()),
        (Role.ADMINISTRATOR, "", standing("TCD", "sealed"), set()),
        (Role.READER, "", standing("TCD", "sealed"), set()),
        (Role.AUDITOR, "", standing("TCD", "sealed"), set()),
    ],
)
def test_in_which_roles(role, body, where, expected):
    actor = Actor("officer:1", frozenset({Grant(role, body)}))
    assert access.roles(actor, where) == expected


def test_helpers_may_look_but_not_at_sealed_ones():
    helper = Actor("officer:1", frozenset({Grant(Role.HANDLER, "H")}))
    assert access.may_see(helper, standing())
    assert not access.may_see(helper, standing(visibility="sealed"))


NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "satisfaction", "round_", "days", "rate", "reopen"),
    [
        ("answered", "", 1, 1, True, False),
        ("closed", "", 1, 1, True, False),
        ("answered", "unsatisfied", 1, 1, False, True),
        ("closed", "unsatisfied", 1, 29, False, True),
        ("closed", "unsatisfied", 1, 30, False, False),
        ("answered", "unsatisfied", 2, 1, False, False),
        ("answered", "acceptable", 1, 1, False, False),
        ("in_progress", "", 1, 1, False, False),
    ],
)
def test_rating_and_reopening(status, satisfaction, round_, days, rate, reopen):  # noqa: PLR0917
    said = {"status": status, "satisfaction": satisfaction, "answered_at": NOW - timedelta(days=days)}
    assert aftermath.can_rate(**said, days=30, now=NOW) == rate
    assert aftermath.can_reopen(**said, round_=round_, days=30, now=NOW) == reopen


def test_the_catalogue_is_whole():
    assert " ".join(c[0] for c in catalogue.CATEGORIES) == (
        "road traffic lighting drainage waste pollution noise trees power water telecom construction "
        "sidewalk security advertising market food health education welfare tourism animals "
        "disaster public-service other"
    )
