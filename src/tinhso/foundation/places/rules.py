"""How sure is it that a point lies in a commune, and how is that said to a citizen?

Pure: geometry has already measured; here a distance, an accuracy and a boundary's quality become
a manner (inside, border, nearest), a confidence and a sentence.
"""

from dataclasses import dataclass
from enum import StrEnum

from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef


class Level(StrEnum):
    """The levels of local government: two (Luật Tổ chức chính quyền địa phương 72/2025/QH15).

    Structures of before 01/07/2025 have the third between them, where communes lie in districts.
    """

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class How(StrEnum):
    """In which manner a point belongs to its commune."""

    INSIDE = "inside"
    BORDER = "border"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Place:
    """An area as visitors see it; `name` is the full name as its resolution spells it."""

    code: str
    name: str
    structure: str
    level: str
    kind: str


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point is: its commune and province, how that was found, how sure it is, and why.

    `distance_m` is the distance to the commune's own border (inside, border) or to the commune (nearest).
    """

    place: Place
    province: Place
    served: bool
    how: How
    distance_m: float
    confidence: float
    approximate: bool
    because: Message
    rule: RuleRef


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one measurement."""

    how: How
    confidence: float
    because: Message


INSIDE = msg("Điểm nằm trong địa giới %(place)s, cách ranh giới khoảng %(distance)s.")
EDGE = msg("Điểm nằm trong địa giới %(place)s, sát ranh giới (khoảng %(distance)s).")
BORDER = msg(
    "Điểm nằm trong địa giới %(place)s nhưng chỉ cách ranh giới với %(neighbour)s khoảng %(distance)s, "
    "trong phạm vi sai số %(accuracy)s của vị trí."
)
NEAREST = msg(
    "Điểm nằm ngoài địa giới các đơn vị được phục vụ; gần nhất là %(place)s, cách khoảng %(distance)s."
)
INSIDE_APPROXIMATE = msg(
    "Điểm nằm trong ranh giới gần đúng của %(place)s (chưa có ranh giới chính thức trong hệ thống)."
)
BORDER_APPROXIMATE = msg(
    "Điểm nằm gần ranh giới gần đúng giữa %(place)s và %(neighbour)s, cách khoảng %(distance)s; "
    "tạm xác định là %(place)s."
)
NEAREST_APPROXIMATE = msg(
    "Điểm nằm ngoài ranh giới gần đúng của các đơn vị được phục vụ; gần nhất là %(place)s, "
    "cách khoảng %(distance)s."
)


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure (0..1) may the machine be: well inside, on a border, in an approximate boundary, outside all?

    `nearest` holds for a point just outside, `farthest` for one at the end of the tolerance or beyond.
    """

    inside: float
    at_border: float
    approximate: float
    nearest: float
    farthest: float


def inside(
    place: str,
    *,
    distance_m: float,
    accuracy_m: float,
    approximate: bool,
    neighbour: str | None,
    sureness: Sureness,
) -> Verdict:
    """This will judge a point inside `place`, `distance_m` from its border.

    `neighbour` is the nearest other commune within `accuracy_m`, None where there is none: an inaccurate
    point on a coast or a national frontier can belong to no other commune, so it stays "inside".
    """
    if neighbour is not None and distance_m <= accuracy_m:
        share = distance_m / accuracy_m if accuracy_m > 0 else 0.0
        # even chances on the line itself; the doubt fades to none where the circle leaves the neighbour
        confidence = sureness.at_border + (sureness.inside - sureness.at_border) * share * 0.8
        sentence, how = (BORDER_APPROXIMATE if approximate else BORDER), How.BORDER
        values = {
            "place": in_sentence(place),
            "neighbour": in_sentence(neighbour),
            "distance": spoken_distance(distance_m),
            "accuracy": spoken_distance(accuracy_m),
        }
    else:
        confidence, how = sureness.inside, How.INSIDE
        values = {"place": in_sentence(place)}
        sentence = INSIDE_APPROXIMATE
        if not approximate:
            sentence = INSIDE if distance_m > accuracy_m else EDGE
            values["distance"] = spoken_distance(distance_m)
    if approximate:
        confidence = min(confidence, sureness.approximate)
    return Verdict(how, round(confidence, 3), Message(sentence, values))


def nearest(
    place: str, *, distance_m: float, tolerance_m: float, approximate: bool, sureness: Sureness
) -> Verdict:
    """This will judge a point outside every served commune, `distance_m` away from the nearest, `place`."""
    share = min(distance_m / tolerance_m, 1.0) if tolerance_m > 0 else 1.0
    confidence = sureness.nearest - (sureness.nearest - sureness.farthest) * share
    sentence = NEAREST_APPROXIMATE if approximate else NEAREST
    values = {"place": in_sentence(place), "distance": spoken_distance(distance_m)}
    return Verdict(How.NEAREST, round(confidence, 3), Message(sentence, values))


def spoken_distance(metres: float) -> str:
    """This will say a distance as people do: "4 m", "350 m", "1,2 km", "27 km"."""
    if metres < 20:
        return f"{max(1, round(metres))} m"
    if metres < 995:
        return f"{round(metres, -1):.0f} m"
    if metres < 9_950:
        return f"{metres / 1000:.1f} km".replace(".", ",")
    return f"{metres / 1000:.0f} km"


KIND_WORDS = ("Thành phố", "Đặc khu", "Thị trấn", "Thị xã", "Phường", "Quận", "Huyện", "Tỉnh", "Xã")
"""Words that begin a full name, for files which do not give the kind apart; longest first."""


def split_name(full_name: str, kind: str = "") -> tuple[str, str]:
    """This will part "Phường Thuận Hóa" into ("Phường", "Thuận Hóa"); ("", name) where no kind is known."""
    for word in (kind, *KIND_WORDS):
        head, _, rest = full_name[: len(word)], None, full_name[len(word) :]
        if word and head.lower() == word.lower() and rest.startswith(" ") and rest.strip():
            return full_name[: len(word)], rest.strip()
    return kind, full_name


def in_sentence(full_name: str) -> str:
    """This will write a full name as it stands inside a sentence: "phường Thuận Hóa".

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục II.
    """
    word = next((word for word in KIND_WORDS if full_name.startswith(f"{word} ")), "")
    return word.lower() + full_name[len(word) :]
