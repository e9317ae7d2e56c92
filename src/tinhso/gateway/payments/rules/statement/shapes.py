"""What does a bank's file say, whatever its format? Lines of money, and rows that could not be read."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from tinhso.core.errors import Invalid
from tinhso.core.messages import Message, msg

LARGEST = 5 * 1024**2
MOST_ROWS = 20_000
MOST_AMOUNT = 10**13
REMARK_MOST = 500
REFERENCE_MOST = 60
OLDEST, NEWEST = date(2000, 1, 1), date(2200, 1, 1)


class Format(StrEnum):
    """Which files are read."""

    CSV = "csv"
    XLSX = "xlsx"
    MT940 = "mt940"
    CAMT053 = "camt053"


FORMATS = {
    Format.CSV: msg("CSV (bảng chữ)"),
    Format.XLSX: msg("XLSX (bảng tính)"),
    Format.MT940: "MT940",
    Format.CAMT053: "camt.053",
}


class StatementRefused(Invalid):
    """The file as a whole cannot be taken in."""

    code = "statement-refused"
    sentence = msg("Tệp sao kê chưa dùng được.")


class Unfit(ValueError):
    """One row does not hold; `message` says why."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.message = Message(sentence, values)
        super().__init__(sentence)


@dataclass(frozen=True)
class Line:
    """One movement: its row in the file, the bank's reference, đồng, the day booked, the transfer's text."""

    row: int
    reference: str
    amount: int
    booked_on: date
    remark: str
    is_credit: bool = True


@dataclass(frozen=True)
class BadRow:
    """A row of the file that was left out, and why."""

    row: int
    message: Message


@dataclass(frozen=True)
class Statement:
    """What was read. `accounts` are those that the file says it is of (`accounts.normal`); none where it
    names no account."""

    accounts: tuple[str, ...]
    lines: tuple[Line, ...]
    bad: tuple[BadRow, ...] = ()


@dataclass
class Gathering:
    """Collects rows of one file: the bad ones with their reasons, none of them lost."""

    lines: list[Line] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)
    _alike: dict[str, int] = field(default_factory=dict)

    def add(
        self, *, row: int, reference: str, amount: int, booked_on: date, remark: str, is_credit: bool
    ) -> None:
        """This will take in one row. A row without the bank's reference gets one made from what it says.

        Raises Unfit for an amount, a day or a reference that cannot be, or a reference that stands twice.
        """
        if not 0 < amount < MOST_AMOUNT:
            raise Unfit(msg("Số tiền phải lớn hơn 0 và nhỏ hơn mười nghìn tỷ đồng."))
        if not OLDEST <= booked_on < NEWEST:
            raise Unfit(msg("Ngày %(day)s không thể là ngày giao dịch."), day=booked_on.isoformat())
        remark = " ".join(remark.replace("\x00", " ").split())[:REMARK_MOST]
        reference = "".join(c for c in reference if c.isascii() and c.isprintable()).strip()
        if len(reference) > REFERENCE_MOST:
            raise Unfit(msg("Số tham chiếu dài quá %(longest)s ký tự."), longest=REFERENCE_MOST)
        if not reference:
            reference = self._made(booked_on, amount, is_credit, remark)
        elif reference in self._seen:
            raise Unfit(msg("Số tham chiếu này đã có ở dòng %(row)s."), row=self._seen[reference])
        self._seen.setdefault(reference, row)
        self.lines.append(Line(row, reference, amount, booked_on, remark, is_credit))

    def refuse(self, row: int, why: Message) -> None:
        """This will note a row that was left out."""
        self.bad.append(BadRow(row, why))

    def done(self, accounts: tuple[str, ...] = ()) -> Statement:
        """This will give what was gathered. Raises StatementRefused where the file has no row at all."""
        if not self.lines and not self.bad:
            raise StatementRefused.field("file", msg("Tệp không có dòng giao dịch nào."))
        return Statement(accounts, tuple(self.lines), tuple(self.bad))

    def _made(self, booked_on: date, amount: int, is_credit: bool, remark: str) -> str:
        said = f"{booked_on.isoformat()}|{amount}|{is_credit}|{remark}"
        again = self._alike[said] = self._alike.get(said, -1) + 1
        return f"~{sha256(f'{said}|{again}'.encode()).hexdigest()[:24]}"


def text_of(content: bytes) -> str:
    """This will read a file's letters: UTF-8, marked UTF-16 or Windows-1258. Raises StatementRefused."""
    ways = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for way in ways:
        try:
            found = content.decode(way)
        except UnicodeDecodeError:
            continue
        if "\x00" not in found:
            return found
    raise StatementRefused.field("file", msg("Không đọc được chữ trong tệp; xin lưu tệp dạng UTF-8."))
