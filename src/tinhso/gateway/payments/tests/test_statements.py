"""Is every line of a bank's file read, and every row that does not fit named with its reason?"""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tinhso.gateway.payments.rules import statement
from tinhso.gateway.payments.rules.statement import Format, StatementRefused, table
from tinhso.gateway.payments.rules.statement.shapes import Unfit

DAY = date(2026, 11, 20)
CSV = """NGÂN HÀNG TMCP NGOẠI THƯƠNG;;;;
Tài khoản: 0011001234567;;;;
Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung
20/11/2026;FT1;;50.000;TT123 nộp lệ phí
20/11/2026 08:15;FT2;30.000;;phí dịch vụ
31/02/2026;FT3;;20.000;ngày sai
20/11/2026;FT4;;hai mươi;số tiền sai
20/11/2026;FT1;;10.000;tham chiếu lặp
20/11/2026;;0;15,000.00;không tham chiếu
20/11/2026;;0;15,000.00;không tham chiếu
20/11/2026;FT5;1.000;2.000;hai chiều
;Tổng cộng;30.000;95.000;
;;;95.000;
"""


def seen(found):
    return [(line.row, line.amount, line.is_credit, line.remark) for line in found.lines]


def test_a_csv_with_its_bad_rows():
    found = statement.read(CSV.encode("utf-8-sig"), Format.CSV)
    assert seen(found) == [
        (4, 50_000, True, "TT123 nộp lệ phí"),
        (5, 30_000, False, "phí dịch vụ"),
        (9, 15_000, True, "không tham chiếu"),
        (10, 15_000, True, "không tham chiếu"),
    ]
    assert {line.booked_on for line in found.lines} == {DAY}
    assert [(bad.row, str(bad.message)) for bad in found.bad] == [
        (6, "Không đọc được ngày «31/02/2026»; cần dạng 05/07/2026."),
        (7, "Không đọc được số tiền «hai mươi»."),
        (8, "Số tham chiếu này đã có ở dòng 4."),
        (11, "Dòng vừa ghi có vừa ghi nợ."),
    ]
    assert found.accounts == ("0011001234567",)
    made = [line.reference for line in found.lines[2:]]
    assert made[0] != made[1]
    again = statement.read(CSV.encode("utf-16"), Format.CSV)
    assert [line.reference for line in again.lines[2:]] == made


@pytest.mark.parametrize(
    "cell, dong",
    [
        (50000, 50_000), (50000.0, 50_000), ("50.000", 50_000), ("1,250,000.00", 1_250_000),
        ("1.250.000,00", 1_250_000), ("1 250 000", 1_250_000), ("50000 VND", 50_000), ("50.000đ", 50_000),
        ("50000.00", 50_000), ("12.345.678", 12_345_678), ("100.00", 100),
    ],
)  # fmt: skip
def test_amounts_as_banks_write_them(cell, dong):
    assert table.dong(cell) == dong


@pytest.mark.parametrize(
    "cell", ["", "1.5", "50.5000", "1,250.000,00", "=1+1", "٥٠٠", "1e5", 0.5, float("nan")]
)
def test_what_is_no_amount(cell):
    with pytest.raises(Unfit):
        table.dong(cell)


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet():
    content = xlsx(
        ["SAO KÊ TÀI KHOẢN"],
        [],
        ["Transaction Date", "Reference", "Amount", "Description"],
        [DAY, "FT1", 50_000, "TT1"],
        ["20/11/2026", 12345, "-7.000", "phí"],
        [DAY, "FT3", 0.5, "lẻ"],
    )
    found = statement.read(content, Format.XLSX)
    assert seen(found) == [(4, 50_000, True, "TT1"), (5, 7_000, False, "phí")]
    assert found.lines[1].reference == "12345"
    assert [(b.row, str(b.message)) for b in found.bad] == [(6, "Số tiền không phải số đồng nguyên.")]


def test_a_spreadsheet_is_not_unpacked_without_end():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(StatementRefused, match="quá lớn"):
        statement.read(out.getvalue(), Format.XLSX)


MT940 = """:20:HUE201126
:25:VCB/0011001234567
:28C:00001/001
:60F:C261119VND1000000,
:61:2611201120C50000,NTRFNONREF//FT1
:86:TT46210735
8213 nop le phi
:61:2611201120D30000,NCHGNONREF//FT2
:86:phi dich vu
:61:2611201120C12,50NTRFNONREF//FT3
:61:HONG
:61:2611201120RD30000,NTRFKH9
:86:hoan phi
:62F:C261120VND1020000,
-
"""


def test_mt940():
    found = statement.read(MT940.encode(), Format.MT940)
    assert found.accounts == ("0011001234567",)
    assert [(x.reference, x.amount, x.is_credit, x.booked_on) for x in found.lines] == [
        ("FT1", 50_000, True, DAY),
        ("FT2", 30_000, False, DAY),
        ("KH9", 30_000, True, DAY),
    ]
    assert "".join(found.lines[0].remark.split()) == "TT462107358213noplephi"
    assert [(b.row, str(b.message)) for b in found.bad] == [
        (10, "Số tiền không phải số đồng nguyên."),
        (11, "Không đọc được dòng :61: của MT940."),
    ]


ENTRY = """<Ntry><Amt Ccy="{ccy}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>{ref}</AcctSvcrRef>
<NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def camt(*entries, dtd=""):
    given_ = {"ccy": "VND", "way": "CRDT", "status": "BOOK", "text": "TT1", "amount": "50000"}
    inside = "".join(ENTRY.format(**{**given_, "ref": f"FT{n}", **e}) for n, e in enumerate(entries, 1))
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
    return (
        f'<?xml version="1.0"?>{dtd}<Document xmlns="{space}"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><Othr><Id>0011001234567</Id></Othr></Id></Acct>{inside}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def test_camt053():
    content = camt({}, {"way": "DBIT"}, {"ccy": "USD"}, {"status": "PDNG"}, {"amount": "1.5"}, {"way": "X"})
    found = statement.read(content, Format.CAMT053)
    assert found.accounts == ("0011001234567",)
    assert seen(found) == [(1, 50_000, True, "TT1"), (2, 50_000, False, "TT1")]
    assert [(b.row, str(b.message)) for b in found.bad] == [
        (3, "Tiền tệ USD không phải đồng."),
        (4, "Giao dịch chưa được ngân hàng hạch toán (PDNG)."),
        (5, "Số tiền không phải số đồng nguyên."),
        (6, "Không rõ dòng ghi có hay ghi nợ."),
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_on_which_no_money_moves_is_a_bad_row(day):
    content = camt({}).replace(b"2026-11-20", day.encode())
    found = statement.read(content, Format.CAMT053)
    assert (found.lines, [b.row for b in found.bad]) == ((), [1])


@pytest.mark.parametrize("amount", ["1e999999999", "-1e999999999", "1e-999999999", "NaN", "Infinity", "9e99"])
def test_an_amount_made_to_hurt_is_a_bad_row(amount):
    found = statement.read(camt({"amount": amount}), Format.CAMT053)
    assert (found.lines, [b.row for b in found.bad]) == ((), [1])


def test_xml_brings_no_entities():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(StatementRefused, match="XML"):
        statement.read(camt({"text": "&b;"}, dtd=bomb), Format.CAMT053)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"PK\x03\x04nothing", b"<a/>", b":25:x\n", "Ngày\n".encode(), b"\xff\xfe\x00"],
)
def test_what_is_no_statement(form, content):
    with pytest.raises(StatementRefused):
        statement.read(content, form)


@pytest.mark.parametrize("form", list(Format))
@given(st.binary(max_size=300))
def test_nothing_else_comes_of_any_bytes(form, content):
    base = {
        Format.MT940: MT940.encode(),
        Format.CAMT053: camt({}),
        Format.CSV: CSV.encode(),
        Format.XLSX: b"PK",
    }[form]
    for given_ in (content, base[:-40] + content):
        try:
            statement.read(given_, form)
        except StatementRefused:
            continue


def test_a_file_too_long():
    with pytest.raises(StatementRefused, match="5 MB"):
        statement.read(b"x" * (5 * 1024**2 + 1), Format.CSV)
    rows = "Ngày;Nội dung;Số tiền\n" + "20/11/2026;a;1\n" * 20_040
    with pytest.raises(StatementRefused, match="20000 dòng"):
        statement.read(rows.encode(), Format.CSV)
