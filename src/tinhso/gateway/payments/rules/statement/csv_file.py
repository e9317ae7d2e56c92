"""What does a bank's CSV say? Comma, semicolon or tab; read cell by cell, never as a program."""

import csv
from io import StringIO

from tinhso.core.messages import msg
from tinhso.gateway.payments.rules.statement import table
from tinhso.gateway.payments.rules.statement.shapes import Statement, StatementRefused, text_of


def read(content: bytes) -> Statement:
    """This will read the file. Raises StatementRefused."""
    text = text_of(content)
    head = text[:4000]
    mark = max((",", ";", "\t"), key=head.count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
        return table.read((reader.line_num, row) for row in reader)
    except csv.Error as broken:
        sentence = msg("Tệp CSV hỏng: có ô quá dài hoặc dấu nháy không khép.")
        raise StatementRefused.field("file", sentence) from broken
