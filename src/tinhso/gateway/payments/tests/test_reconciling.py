"""Held against the bank: does every line find its order, and every difference a person?"""

from datetime import date, timedelta

import pytest

from tinhso.core.errors import NotPermitted
from tinhso.core.roles import MACHINE
from tinhso.foundation.worklist.models import WorkItem
from tinhso.gateway.payments import actions, queries
from tinhso.gateway.payments.models import Payment, Remark, StatementLine
from tinhso.gateway.payments.rules.statement import Format, StatementRefused
from tinhso.gateway.payments.tests import factories as f

pytestmark = pytest.mark.usefixtures("till")
DAY = timedelta(days=1)


def table(*rows):
    head = "Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung\n"
    return (head + "".join(";".join(map(str, row)) + "\n" for row in rows)).encode()


def credit(reference, amount, remark, day="20/11/2026"):
    return (day, reference, "", amount, remark)


def reconcile(*rows, by=f.LEADER, now=f.NOW, day=f.TODAY, account=f.ACCOUNT):
    return actions.reconcile(account=account, content=table(*rows), form=Format.CSV, day=day, by=by, now=now)


def found(view):
    return {(x.verdict, x.number, x.amount) for x in queries.findings(view.id)}


def test_every_kind_of_line():
    whole, less, more, twice, gone, platform, lost = (f.order(about=f"dossier:{n}").number for n in range(7))
    coded = f.order(purpose="HS H57.12-260708-0001").number
    actions.cancel_order(number=gone, reason="rút hồ sơ", by=MACHINE, now=f.NOW)
    f.hear(f.letter(f.begun(platform)))
    f.hear(f.letter(f.begun(lost)))
    view = reconcile(
        credit("B1", "50.000", f"{whole} nộp lệ phí"),
        credit("B2", "30.000", f"MBVCB.{less[:7]} {less[7:]}.CT"),
        credit("B3", "70.000", more.lower()),
        credit("B4", "50.000", twice),
        credit("B5", "50.000", twice),
        credit("B6", "50.000", gone),
        credit("B7", "50.000", f"NEN TANG TT {platform}"),
        credit("B8", "50.000", "Nguyen Thi Dao chuyen tien"),
        credit("B9", "50.000", "nop phi ho so H57.12 260708-0001? HS H57.12-260708-0001"),
        ("20/11/2026", "B10", "20.000", "", "phí chuyển tiền"),
        credit("B11", "hỏng", whole),
    )
    assert found(view) == {
        ("matched", whole, 50_000), ("wrong_amount", less, 30_000), ("wrong_amount", more, 70_000),
        ("matched", twice, 50_000), ("doubled", twice, 50_000), ("late", gone, 50_000),
        ("matched", platform, 50_000), ("unknown", "", 50_000), ("matched", coded, 50_000),
        ("missing", lost, 50_000),
    }  # fmt: skip
    assert [(bad.row, bad.message["id"]) for bad in view.bad] == [(12, "Không đọc được số tiền «%(text)s».")]
    states = {n: queries.order(n).state for n in (whole, less, more, twice, gone, platform, lost, coded)}
    assert states == {
        whole: "paid", less: "part_paid", more: "paid", twice: "paid", gone: "refund_due", platform: "paid",
        lost: "paid", coded: "paid",
    }  # fmt: skip
    assert {o.number: o.excess for o in queries.to_return(None)} == {
        more: 20_000,
        twice: 50_000,
        gone: 50_000,
    }
    assert queries.order(whole).route == "vietqr"
    duty = WorkItem.objects.get(subject=f"statement:{view.id}")
    assert (duty.agency_code, duty.title) == ("UB-THUAN-HOA", "Đối soát 20/11/2026: 6 khoản lệch cần xử lý")


def test_the_same_file_and_lines_told_again_count_once():
    order = f.order().number
    one = credit("B1", "50.000", order)
    first = reconcile(one)
    assert reconcile(one).id == first.id
    second = reconcile(one, credit("B2", "9.000", "khác"))
    assert (second.repeated, found(second)) == (1, {("unknown", "", 9_000)})
    assert Payment.objects.count() == 1
    assert queries.order(order).received == 50_000


def test_what_is_missing_today_and_comes_tomorrow():
    order = f.order().number
    f.hear(f.letter(f.begun(order)))
    first = reconcile(credit("B1", "1.000", "lạ"))
    assert ("missing", order, 50_000) in found(first)
    tomorrow = f.NOW + DAY
    again = reconcile(credit("B2", "2.000", "lạ"), now=tomorrow, day=f.TODAY + DAY)
    assert again.counts["missing"] == 0, "told once"
    came = reconcile(credit("B3", "50.000", order, "21/11/2026"), now=tomorrow, day=f.TODAY + DAY)
    assert found(came) == {("matched", order, 50_000)}
    assert [x.is_settled for x in queries.findings(first.id, "missing")] == [True]
    assert queries.order(order).received == 50_000


def test_what_was_paid_after_the_statements_day_is_not_missing():
    f.hear(f.letter(f.begun(f.order().number)))
    view = reconcile(credit("B1", "1.000", "lạ", "19/11/2026"), day=date(2026, 11, 19))
    assert view.counts["missing"] == 0


def test_the_bank_has_less_than_the_platform_said():
    order = f.order().number
    f.hear(f.letter(f.begun(order)))
    view = reconcile(credit("B1", "49.000", order))
    assert found(view) == {("wrong_amount", order, 49_000)}
    assert queries.order(order).received == 50_000


def test_an_order_of_another_account_is_not_paid_here():
    order = f.order(account=f.OTHER).number
    assert found(reconcile(credit("B1", "50.000", order))) == {("unknown", "", 50_000)}
    assert queries.order(order).state == "open"


def test_a_text_that_names_two_orders_pays_none():
    one, two = f.order().number, f.order().number
    assert found(reconcile(credit("B1", "50.000", f"{one} {two}"))) == {("unknown", "", 50_000)}


def test_texts_of_transfers_are_sealed_and_go_by_themselves():
    view = reconcile(credit("B1", "50.000", "Nguyễn Thị Đào chuyển"))
    assert "Đào" not in Remark.objects.get().sealed
    assert [x.remark for x in queries.findings(view.id)] == ["Nguyễn Thị Đào chuyển"]
    assert actions.forget_remarks(now=f.NOW + 3649 * DAY) == 0
    assert actions.forget_remarks(now=f.NOW + 3651 * DAY) == 1
    assert [x.remark for x in queries.findings(view.id)] == [""]
    assert StatementLine.objects.count() == 1


def test_differences_are_settled_one_by_one_and_then_the_duty_ends():
    view = reconcile(credit("B1", "1.000", "lạ"), credit("B2", "2.000", "lạ"))
    one, two = (x.id for x in queries.findings(view.id))
    with pytest.raises(NotPermitted):
        actions.settle_finding(finding_id=one, note="hỏi ngân hàng", by=f.STRANGER, now=f.NOW)
    actions.settle_finding(finding_id=one, note="hỏi ngân hàng", by=f.LEADER, now=f.NOW)
    with pytest.raises(actions.AlreadySettled):
        actions.settle_finding(finding_id=one, note="lại", by=f.LEADER, now=f.NOW)
    assert WorkItem.objects.get().done_at is None
    actions.settle_finding(finding_id=two, note="hỏi ngân hàng", by=f.LEADER, now=f.NOW)
    assert WorkItem.objects.get().done_at == f.NOW


@pytest.mark.parametrize("who", [f.STRANGER, f.HANDLER])
def test_who_reconciles_nothing(who):
    with pytest.raises(NotPermitted):
        reconcile(credit("B1", "1", "a"), by=who)


BOOKED = ":28C:1/1\n:60F:C261119VND0,\n:61:2611201120C5,NTRFNONREF//FT{n}\n:62F:C261120VND5,\n"
CAMT = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>{statements}'
    "</BkToCstmrStmt></Document>"
)
ENTRIES = (
    "<Stmt><Acct><Id>{account}</Id></Acct><Ntry><Amt Ccy='VND'>5</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
    "<Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>FT{n}</AcctSvcrRef></Ntry></Stmt>"
)


def mt940(*accounts):
    return "".join(f":20:X{n}\n:25:{one}\n" + BOOKED.format(n=n) for n, one in enumerate(accounts)).encode()


def camt(*accounts):
    said = "".join(ENTRIES.format(account=one, n=n) for n, one in enumerate(accounts))
    return CAMT.format(statements=said).encode()


def other(number):
    return f"<Othr><Id>{number}</Id></Othr>"


def above(*lines):
    return ("\n".join(lines) + "\n").encode() + table(credit("B1", "5", "lạ"))


@pytest.mark.parametrize(
    ("form", "content", "is_ours"),
    [
        (Format.MT940, mt940(f"VCB/{f.NUMBER}"), True),
        (Format.MT940, mt940("0011 0012 34567"), True),
        (Format.MT940, mt940(f"{f.NUMBER}/VND"), True),
        (Format.MT940, mt940(f"{f.NUMBER}VND"), True),
        (Format.MT940, mt940("VCB/999"), False),
        (Format.MT940, mt940(f"VCB/9{f.NUMBER}"), False),
        (Format.MT940, mt940(f"VCB/{f.NUMBER}9"), False),
        (Format.MT940, mt940(f"VCB/{f.NUMBER.lstrip('0')}"), False),
        (Format.MT940, mt940(f"VCB/{f.NUMBER}", "VCB/0011009999999"), False),
        (Format.CAMT053, camt(other("0011.001.234567")), True),
        (Format.CAMT053, camt(f"<IBAN>{f.NUMBER}</IBAN>"), True),
        (Format.CAMT053, camt(other(f"{f.NUMBER}0")), False),
        (Format.CAMT053, camt(other("11001234567")), False),
        (Format.CAMT053, camt(other(f.NUMBER), other("0011009999999")), False),
        (Format.CSV, above(f"Số tài khoản: {f.NUMBER} (VND)"), True),
        (Format.CSV, above("Tài khoản;0011 0012 34567", "Tên tài khoản;UBND PHUONG 2"), True),
        (Format.CSV, above("Account No.:;0011-0012-34567"), True),
        (Format.CSV, above("Từ ngày 01/11/2026 đến ngày 20/11/2026"), True),
        (Format.CSV, above("Số tài khoản: 0011009999999"), False),
        (Format.CSV, above("Số tài khoản/Account number;11001234567"), False),
        (Format.CSV, above("STK;90011001234567"), False),
    ],
)
def test_a_file_is_of_this_very_account_or_refused(form, content, is_ours):
    def read():
        return actions.reconcile(
            account=f.ACCOUNT, content=content, form=form, day=f.TODAY, by=f.LEADER, now=f.NOW
        )

    if is_ours:
        assert found(read()) == {("unknown", "", 5)}
        return
    with pytest.raises(StatementRefused, match=f"không phải tài khoản {f.NUMBER} đang đối soát"):
        read()
    assert StatementLine.objects.count() == 0


def test_a_file_of_another_day_is_refused():
    with pytest.raises(StatementRefused, match="400 ngày"):
        reconcile(credit("B1", "1", "a"), day=f.TODAY + DAY)
