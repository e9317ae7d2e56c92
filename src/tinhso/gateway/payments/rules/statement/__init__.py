"""What stands in a bank's file? Four formats in, one shape out; every row that does not fit is named."""

from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import camt_file, csv_file, mt940_file, xlsx_file
from tinhso.gateway.payments.rules.statement.shapes import (
    FORMATS,
    LARGEST,
    BadRow,
    Format,
    Line,
    Statement,
    StatementRefused,
    Unfit,
)

__all__ = [
    "FORMATS", "LARGEST", "BadRow", "Format", "Line", "Statement", "StatementRefused", "Unfit", "read",
]  # fmt: skip

_READERS = {
    Format.CSV: csv_file.read,
    Format.XLSX: xlsx_file.read,
    Format.MT940: mt940_file.read,
    Format.CAMT053: camt_file.read,
}


def read(content: bytes, form: Format) -> Statement:
    """This will read a bank's file of at most 5 MB and 20,000 rows. Raises StatementRefused."""
    if not content:
        raise StatementRefused.field("file", msg("Tệp rỗng."))
    if len(content) > LARGEST:
        raise StatementRefused.field("file", msg("Tệp lớn hơn %(limit)s MB."), limit=LARGEST // 1024**2)
    return _READERS[form](content)
