"""What is a signature on a document worth, on what ground, and how is that said to people?

Luật Giao dịch điện tử 20/2023/QH15, Nghị định 23/2025/NĐ-CP (chữ ký điện tử và dịch vụ tin cậy), Nghị định
68/2024/NĐ-CP (chữ ký số chuyên dùng công vụ): minh hoạ – chưa đối chiếu văn bản.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from tinhso.core.messages import Message, msg

AHEAD = timedelta(minutes=10)
"""How far the clock of whoever signed may be before ours."""


class Trust(StrEnum):
    """Whether somebody whom the province trusts vouches for who signed; the words are stored."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    OUT_OF_TIME = "out-of-time"
    WEAK = "weak"
    MISUSED = "usage"
    REVOKED = "revoked"
    UNSURE = "other"


SAID = {
    Trust.TRUSTED: msg("chứng thư hợp lệ lúc ký, do %(anchor)s bảo đảm; chưa kiểm tra thu hồi"),
    Trust.UNKNOWN: msg("chưa tin cậy: nơi cấp chứng thư không có trong danh sách tin cậy của tỉnh"),
    Trust.OUT_OF_TIME: msg("chưa tin cậy: chứng thư không còn hoặc chưa có hiệu lực lúc ký"),
    Trust.WEAK: msg("chưa tin cậy: chữ ký dùng thuật toán đã lỗi thời"),
    Trust.MISUSED: msg("chưa tin cậy: chứng thư không được cấp để ký văn bản"),
    Trust.REVOKED: msg("không tin cậy: chứng thư đã bị thu hồi"),
    Trust.UNSURE: msg("chưa tin cậy: không xác định được lúc ký hoặc đường dẫn chứng thư"),
}
BROKEN = msg("chữ ký hỏng: nội dung đã khác với lúc ký")
ADDED_TO = msg("chữ ký không còn giá trị cho toàn bộ tệp: tệp bị thêm nội dung sau khi ký")


@dataclass(frozen=True)
class AnchorRef:
    """Whom the province trusts to vouch for signers: its name, where that is written, whether it was read."""

    name: str
    citation: str
    is_sample: bool


@dataclass(frozen=True)
class Signature:
    """One signature on a document.

    `name` and `organisation` are the certificate's words (their worth is `trust`), `serial` is hexadecimal.
    `signed_at` is a trusted stamp of time only where `is_time_proven`, else the signer's own word. `intact`:
    what was signed is as it was; `whole`: and nothing but further signatures was added since. Revocation is
    asked of nobody. `anchor`, `citation`, `is_sample`: who vouches.
    """

    field: str
    name: str
    organisation: str
    serial: str
    issuer: str
    signed_at: datetime | None
    is_time_proven: bool
    intact: bool
    whole: bool
    trust: Trust
    anchor: str = ""
    citation: str = ""
    is_sample: bool = False

    @property
    def holds(self) -> bool:
        """Whether the document is as this signer left it; who the signer is stands in `trust`."""
        return self.intact and self.whole

    @property
    def is_trusted(self) -> bool:
        """Whether it holds and somebody trusted vouches for the signer."""
        return self.holds and self.trust == Trust.TRUSTED

    def as_json(self) -> dict[str, Any]:
        """This will give plain values, as they are kept beside the paper."""
        at = self.signed_at
        return {**asdict(self), "trust": self.trust.value, "signed_at": at.isoformat() if at else None}


def from_json(kept: Mapping[str, Any]) -> Signature:
    """This will read what `Signature.as_json` wrote."""
    at = kept["signed_at"]
    values = {**kept, "trust": Trust(kept["trust"]), "signed_at": datetime.fromisoformat(at) if at else None}
    return Signature(**values)


def told(signatures: Sequence[Signature]) -> dict[str, Any] | None:
    """This will give what is kept beside a paper: who signed first, whether all are trusted, and each; None
    for a paper without a signature."""
    if not signatures:
        return None
    return {
        "signer": signatures[0].name or signatures[0].organisation,
        "serial": signatures[0].serial,
        "valid": all(one.is_trusted for one in signatures),
        "signatures": [one.as_json() for one in signatures],
    }


def read(kept: Mapping[str, Any] | None) -> tuple[Signature, ...]:
    """This will give the signatures that `told` wrote; () for a paper whose signature nobody here read."""
    return tuple(from_json(one) for one in (kept or {}).get("signatures", ()))


def judge(said: Mapping[str, Any], anchors: Mapping[str, AnchorRef], *, now: datetime) -> Signature:
    """This will judge what the program saw; `anchors` by the SHA-256 of their certificates."""
    anchor = anchors.get(str(said.get("anchor", "")))
    signed_at = datetime.fromisoformat(said["signed_at"]) if said.get("signed_at") else None
    is_proven = bool(said.get("proven"))
    trust = Trust(str(said.get("chain", Trust.UNSURE)).replace("ok", Trust.TRUSTED))
    if trust == Trust.TRUSTED:
        trust = _in_time(said, anchor, signed_at, is_proven=is_proven, now=now)
    return Signature(
        field=str(said.get("field", "")),
        name=str(said.get("name", "")),
        organisation=str(said.get("organisation", "")),
        serial=str(said.get("serial", "")),
        issuer=str(said.get("issuer", "")),
        signed_at=signed_at,
        is_time_proven=is_proven,
        intact=bool(said.get("intact")),
        whole=said.get("later") in ("none", "signed-again"),
        trust=trust,
        anchor=anchor.name if anchor and trust == Trust.TRUSTED else "",
        citation=anchor.citation if anchor and trust == Trust.TRUSTED else "",
        is_sample=bool(anchor and anchor.is_sample),
    )


def _in_time(
    said: Mapping[str, Any], anchor: AnchorRef | None, signed_at: datetime | None, *, is_proven: bool,
    now: datetime,
) -> Trust:  # fmt: skip
    """Without a stamp of time a signature may have been made, and dated back, after its certificate ended."""
    if anchor is None:
        return Trust.UNKNOWN
    if signed_at is None or signed_at > now + AHEAD:
        return Trust.UNSURE
    if not is_proven and now > datetime.fromisoformat(said["not_after"]):
        return Trust.OUT_OF_TIME
    return Trust.TRUSTED


def state(signature: Signature) -> Message:
    """This will say what a signature is worth, as the end of a sentence that names the signer."""
    if not signature.intact:
        return Message(BROKEN)
    if not signature.whole:
        return Message(ADDED_TO)
    return Message(SAID[signature.trust], {"anchor": signature.anchor})
