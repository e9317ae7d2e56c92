"""Which counts make the share of each indicator? One word of the index's rows for each formula.

A formula gives the share and the numbers that it is made of, each with the kind under which
`onestop.queries.behind` lists its dossiers; nothing to divide by gives no share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tinhso.core.messages import msg

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Offered:
    """The procedures that the body or the province answers for, by what is true of them."""

    all: frozenset[str] = frozenset()
    online: frozenset[str] = frozenset()
    with_fees: frozenset[str] = frozenset()
    for_citizens: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seen:
    """Everything a formula may look at. `is_one`: one procedure; its share of procedures says nothing."""

    totals: Counts
    by_procedure: Mapping[str, Counts] = field(default_factory=dict)
    offered: Offered = field(default_factory=Offered)
    is_one: bool = False


@dataclass(frozen=True)
class Part:
    """One number of a share: what it counts (a msgid), how many, and the kind of list behind it."""

    label: str
    number: float
    kind: str = ""


@dataclass(frozen=True)
class Measured:
    """A share with its numbers; `ratio` is None where there is nothing to divide by."""

    ratio: float | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Formula:
    """How it is said (a msgid) and counted; `needs_entry`: an administrator writes it with its source."""

    text: str
    count: Callable[[Seen], Measured]
    needs_entry: bool = False
    is_days: bool = False


RECEIVED = msg("Hồ sơ tiếp nhận trong kỳ")
ENTERED_PART = msg("Tử số do quản trị viên nhập")
ENTERED_WHOLE = msg("Mẫu số do quản trị viên nhập")
NOTHING = Measured(None)


def _share(part: Part, whole: Part) -> Measured:
    return Measured(part.number / whole.number if whole.number else None, (part, whole))


def _of_received(label: str, kind: str) -> Callable[[Seen], Measured]:
    def count(seen: Seen) -> Measured:
        return _share(
            Part(label, seen.totals.get(kind, 0), kind),
            Part(RECEIVED, seen.totals.get("received", 0), "received"),
        )

    return count


def _of(part: tuple[str, str], whole: tuple[str, str]) -> Callable[[Seen], Measured]:
    def count(seen: Seen) -> Measured:
        return _share(*(Part(label, seen.totals.get(kind, 0), kind) for label, kind in (part, whole)))

    return count


def _of_procedures(
    label: str, of: str, whole: str, kinds: tuple[str, ...] = ()
) -> Callable[[Seen], Measured]:
    """The procedures of `of` (each with a dossier of each of the kinds), among those of `whole`."""

    def count(seen: Seen) -> Measured:
        if seen.is_one:
            return NOTHING
        among = getattr(seen.offered, whole)
        codes = getattr(seen.offered, of) & among
        found = [c for c in codes if all(seen.by_procedure.get(c, {}).get(kind) for kind in kinds)]
        return _share(Part(label, len(found)), Part(_WHOLES[whole], len(among)))

    return count


_WHOLES = {
    "all": msg("Thủ tục thuộc thẩm quyền giải quyết trên hệ thống này"),
    "online": msg("Thủ tục có dịch vụ công trực tuyến"),
    "with_fees": msg("Thủ tục có phí, lệ phí"),
    "for_citizens": msg("Thủ tục có đối tượng là người dân"),
}


def _synced(seen: Seen) -> Measured:
    # where no dossier was ever to be told, no line to the portal is set up: nothing can be said
    if not seen.totals.get("linked"):
        return NOTHING
    return _of_received(msg("Hồ sơ đã đồng bộ lên Cổng Dịch vụ công quốc gia"), "synced")(seen)


def _on_course(seen: Seen) -> Measured:
    t = seen.totals
    in_course = t.get("received", 0) - t.get("late", 0) - t.get("overdue", 0)
    return _share(
        Part(msg("Hồ sơ đã và đang xử lý trước hạn, đúng hạn"), in_course, "on_course"),
        Part(RECEIVED, t.get("received", 0), "received"),
    )


def _mean_days(seen: Seen) -> Measured:
    decided = seen.totals.get("decided", 0)
    days = seen.totals.get("seconds", 0) / 86_400
    return Measured(
        days / decided if decided else None, (Part(msg("Hồ sơ đã giải quyết"), decided, "decided"),)
    )


def _online(seen: Seen) -> Measured:
    plain = _of_received(msg("Hồ sơ trực tuyến, có kết quả điện tử khi phải trả giấy tờ"), "online_whole")(
        seen
    )
    synced = _synced(seen).ratio
    if plain.ratio is None or synced is None:
        return plain
    factor = Part(msg("Tỷ lệ đồng bộ (%)"), round(100 * synced, 1))
    return Measured(plain.ratio * synced, (*plain.parts, factor))


def _petitions(seen: Seen) -> Measured:
    t = seen.totals
    ended = t.get("petitions_answered", 0) + t.get("petitions_overdue", 0)
    return _share(
        Part(msg("Phản ánh, kiến nghị trả lời đúng hạn"), t.get("petitions_in_time", 0), "objected"),
        Part(msg("Phản ánh, kiến nghị đã trả lời hoặc đã quá hạn"), ended, "objected"),
    )


def _petition_kinds(seen: Seen) -> Measured:
    t = seen.totals
    return _share(
        Part(msg("Phản ánh về thái độ, hành vi"), t.get("petitions_conduct", 0), "objected"),
        Part(msg("Phản ánh, kiến nghị về hồ sơ"), t.get("petitions", 0), "objected"),
    )


def _content(seen: Seen) -> Measured:
    t = seen.totals
    received = t.get("received", 0)
    late, disliked = t.get("late", 0) + t.get("overdue", 0), t.get("disliked", 0)
    parts = (
        Part(msg("Hồ sơ trễ hạn hoặc đang quá hạn"), late, "late_so_far"),
        Part(msg("Hồ sơ có phản ánh, khiếu nại hoặc bị chê"), disliked, "disliked"),
        Part(RECEIVED, received, "received"),
    )
    return Measured(max(0.0, 1 - (late + disliked) / received) if received else None, parts)


FORMULAS: Mapping[str, Formula] = {
    "entered": Formula(
        msg("Quản trị viên nhập theo số liệu được công bố, kèm nguồn."),
        lambda seen: NOTHING,
        needs_entry=True,
    ),
    "complete_procedures": Formula(
        msg("Thủ tục công khai đủ các bộ phận tạo thành / thủ tục thuộc thẩm quyền."),
        _of_procedures(msg("Thủ tục công khai đủ các bộ phận tạo thành"), "complete", "all"),
    ),
    "synced": Formula(msg("Hồ sơ đã đồng bộ / hồ sơ tiếp nhận trong kỳ."), _synced),
    "on_course": Formula(
        msg("(Hồ sơ giải quyết trước hạn, đúng hạn + đang giải quyết trong hạn) / hồ sơ tiếp nhận trong kỳ. "
            "Hồ sơ chờ bổ sung tính đến lúc yêu cầu."),
        _on_course,
    ),
    "mean_days": Formula(
        msg("Tổng thời gian từ tiếp nhận đến có kết quả / hồ sơ đã giải quyết."), _mean_days, is_days=True
    ),
    "online_procedures": Formula(
        msg("Thủ tục có dịch vụ công trực tuyến toàn trình hoặc một phần / thủ tục thuộc thẩm quyền."),
        _of_procedures(_WHOLES["online"], "online", "all"),
    ),
    "online_used": Formula(
        msg("Dịch vụ công trực tuyến có ít nhất một hồ sơ trực tuyến trong kỳ / dịch vụ công trực tuyến."),
        _of_procedures(msg("Dịch vụ công có hồ sơ trực tuyến"), "online", "online", ("online",)),
    ),
    "online_dossiers": Formula(
        msg("Hồ sơ trực tuyến (có kết quả điện tử khi phải trả giấy tờ) / hồ sơ tiếp nhận × tỷ lệ đồng bộ."),
        _online,
    ),
    "fees_told": Formula(
        msg("Thủ tục có hồ sơ mang khoản phải nộp đã đồng bộ / thủ tục có phí, lệ phí."),
        _of_procedures(
            msg("Thủ tục có khoản phải nộp đã đồng bộ"), "with_fees", "with_fees", ("owing", "synced")
        ),
    ),
    "fees_online": Formula(
        msg("Thủ tục có giao dịch thanh toán trực tuyến được tính / thủ tục có phí, lệ phí."),
        _of_procedures(
            msg("Thủ tục có giao dịch trực tuyến được tính"), "with_fees", "with_fees", ("paid_online",)
        ),
    ),
    "paid_online": Formula(
        msg("Hồ sơ thanh toán trực tuyến qua kênh được tính / hồ sơ có khoản phải nộp."),
        _of(
            (msg("Hồ sơ thanh toán trực tuyến được tính"), "paid_online"),
            (msg("Hồ sơ có khoản phải nộp"), "owing"),
        ),
    ),
    "e_results": Formula(
        msg("Hồ sơ có kết quả điện tử ký số / hồ sơ đã giải quyết của thủ tục trả giấy tờ."),
        _of(
            (msg("Hồ sơ có kết quả điện tử ký số"), "with_result"),
            (msg("Hồ sơ được cấp giấy tờ"), "with_paper"),
        ),
    ),
    "digitised": Formula(
        msg("Hồ sơ có thành phần số hoá và kết quả điện tử khi phải trả giấy tờ / hồ sơ tiếp nhận."),
        _of_received(msg("Hồ sơ số hoá"), "digitised"),
    ),
    "reused": Formula(
        msg("Hồ sơ có ít nhất một giấy tờ dùng lại dữ liệu đã số hoá / hồ sơ tiếp nhận trong kỳ."),
        _of_received(msg("Hồ sơ dùng lại dữ liệu"), "reused"),
    ),
    "from_store": Formula(
        msg("Hồ sơ có giấy tờ lấy từ kho của Cổng Dịch vụ công quốc gia / hồ sơ tiếp nhận trong kỳ."),
        _of_received(msg("Hồ sơ lấy giấy tờ từ kho quốc gia"), "from_store"),
    ),
    "population_procedures": Formula(
        msg("Thủ tục có hồ sơ dùng dữ liệu dân cư / thủ tục có đối tượng là người dân."),
        _of_procedures(
            msg("Thủ tục có hồ sơ dùng dữ liệu dân cư"), "for_citizens", "for_citizens", ("population",)
        ),
    ),
    "population_dossiers": Formula(
        msg("Hồ sơ dùng định danh điện tử hoặc dữ liệu dân cư / hồ sơ tiếp nhận trong kỳ."),
        _of_received(msg("Hồ sơ dùng dữ liệu dân cư"), "population"),
    ),
    "petition_kinds": Formula(
        msg("Phản ánh về thái độ, hành vi / phản ánh, kiến nghị về hồ sơ; chỉ để theo dõi."), _petition_kinds
    ),
    "petitions_in_time": Formula(
        msg("Phản ánh, kiến nghị trả lời đúng hạn / đã trả lời hoặc đã quá hạn."), _petitions
    ),
    "content": Formula(
        msg("100 % − (tỷ lệ hồ sơ trễ hạn + tỷ lệ hồ sơ có phản ánh, khiếu nại hoặc bị chê)."), _content
    ),
}  # fmt: skip
