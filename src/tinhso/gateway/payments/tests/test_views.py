"""Does each page show what is true, to whom it may, and say what is wrong in words?"""

import pytest
import time_machine

from tinhso.core import parameters
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.gateway.payments import actions, dated, queries
from tinhso.gateway.payments.rules import numbers
from tinhso.gateway.payments.rules.statement import Format
from tinhso.gateway.payments.tests import factories as f
from tinhso.gateway.payments.tests.test_reconciling import credit, table


@pytest.fixture(autouse=True)
def _till(till):
    with time_machine.travel(f.NOW, tick=False):
        yield


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode()


def signed_in(client, *roles, agency="UB-THUAN-HOA"):
    account = officer(agency, *roles)
    client.force_login(account)
    return account


def upload(content, **changes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {
        "account": f.ACCOUNT,
        "day": "2026-11-20",
        "form": "csv",
        "file": SimpleUploadedFile("s.csv", content),
        **changes,
    }


def test_a_payer_walks_from_the_number_to_the_provider_and_back(client):
    order = f.order()
    found = client.get("/thanh-toan/", {"so": order.number.lower()})
    assert found["Location"] == f"/thanh-toan/{order.number}"
    page = text(client.get(found["Location"]))
    assert "50.000 đồng" in page
    assert "Cổng nen-tang" in page
    assert client.get(f"/thanh-toan/{order.number}/ma.svg")["Content-Type"] == "image/svg+xml"
    going = client.post(f"/thanh-toan/{order.number}/cach", {"provider": f.SIGNED})
    assert 'content="0; url=https://cong.example/signed/pay?' in text(client.get(going["Location"]))
    back = client.get(f"/thanh-toan/{order.number}/ve", {"outcome": "success", "paid": "1"}, follow=True)
    assert "Đang chờ xác nhận" in text(back)
    assert queries.order(order.number).state == "waiting", "a browser's return proves nothing"
    f.hear(f.letter(f"{order.number}-1"))
    assert "Đã thanh toán" in text(client.get(f"/thanh-toan/{order.number}"))
    assert "UB-THUAN-HOA/2026/0000001" in text(client.get(f"/thanh-toan/{order.number}/bien-lai"))
    waits = client.get(f"/thanh-toan/{order.number}/trang-thai", {"la": "waiting"})
    assert waits["HX-Refresh"] == "true"
    assert client.get(f"/thanh-toan/{order.number}/ma.svg").status_code == 404
    assert client.get(going["Location"]).status_code == 404


def test_what_a_payer_is_told_when_it_does_not_work(client):
    order = f.order()
    assert "từng chữ số" in text(client.get("/thanh-toan/", {"so": "TT123"}), 422)
    assert client.post(f"/thanh-toan/{order.number}/cach", {"provider": "khong-co"}).status_code == 404
    actions.cancel_order(number=order.number, reason="rút", by=MACHINE, now=f.NOW)
    assert "Không thể" in text(client.post(f"/thanh-toan/{order.number}/cach", {"provider": f.SIGNED}), 409)
    assert client.get(f"/thanh-toan/{order.number}/bien-lai").status_code == 404


def test_numbers_are_not_found_by_trying(client):
    parameters.write(dated.UNKNOWN_PER_ADDRESS.key, 3, valid_from=f.SINCE)
    order = f.order()
    seen = [client.get(f"/thanh-toan/{numbers.number(n)}").status_code for n in range(5)]
    assert seen == [404, 404, 404, 429, 429]
    assert client.get(f"/thanh-toan/{order.number}").status_code == 429


def test_an_officer_reconciles_and_follows_a_line_to_its_order(client):
    signed_in(client, Role.LEADER)
    order = f.order().number
    lines = table(credit("B1", "30.000", order), credit("B2", "9.000", "lạ"), credit("B3", "x", "hỏng"))
    page = text(client.post("/thu-phi/doi-soat", upload(lines), follow=True))
    assert f"/thu-phi/lenh/{order}" in page
    assert "Sai số tiền" in page
    assert "Không đọc được số tiền «x»." in page
    finding = queries.findings(queries.statements(None)[0].id, "unknown")[0]
    url = f"/thu-phi/doi-soat/{queries.statements(None)[0].id}"
    assert "Không rõ" in text(client.get(url, {"loai": "unknown"}))
    assert text(client.post(f"{url}/{finding.id}", {"note": " "}), 422)
    assert "trả lại người gửi" in text(
        client.post(f"{url}/{finding.id}", {"note": "trả lại người gửi"}, follow=True)
    )
    case = text(client.get(f"/thu-phi/lenh/{order}"))
    assert "Đối soát với ngân hàng" in case
    assert "30.000 đồng" in case


def test_a_file_that_is_no_statement_is_said_beside_the_field(client):
    signed_in(client, Role.LEADER)
    assert "dòng tiêu đề" in text(client.post("/thu-phi/doi-soat", upload(b"khong phai")), 422)
    assert text(client.post("/thu-phi/doi-soat", {}), 422)


def test_who_may_not(client):
    order = f.order().number
    view = actions.reconcile(
        account=f.ACCOUNT,
        content=table(credit("B1", "1", "a")),
        form=Format.CSV,
        day=f.TODAY,
        by=f.LEADER,
        now=f.NOW,
    )
    paths = (
        "/thu-phi/",
        "/thu-phi/doi-soat",
        "/thu-phi/hoan-tien",
        "/thu-phi/tu-choi",
        f"/thu-phi/doi-soat/{view.id}",
    )
    for path in (*paths, f"/thu-phi/lenh/{order}"):
        assert client.get(path).status_code == 302
    signed_in(client, Role.HANDLER, agency="UB-PHU-XUAN")
    assert [client.get(path).status_code for path in paths] == [200, 403, 403, 403, 403]
    signed_in(client, Role.LEADER, agency="UB-PHU-XUAN")
    assert client.get(f"/thu-phi/doi-soat/{view.id}").status_code == 403
    assert order[2:6] not in text(client.get("/thu-phi/"))
    assert client.post("/thu-phi/doi-soat", upload(b"a")).status_code == 422, "not an account of theirs"


def test_cash_and_a_refund_by_two_hands(client):
    order = f.order().number
    signed_in(client, Role.HANDLER)
    page = text(client.get(f"/thu-phi/lenh/{order}"))
    assert "Đã thu 50.000 đồng" in page
    given = {"counter": "UB-THUAN-HOA", "amount": "50000", "once": "a1"}
    assert "50000" in text(client.post(f"/thu-phi/lenh/{order}/tien-mat", {**given, "amount": "4"}), 422)
    assert "cấp biên lai" in text(client.post(f"/thu-phi/lenh/{order}/tien-mat", given, follow=True))
    signed_in(client, Role.LEADER)
    asked = client.post(f"/thu-phi/lenh/{order}/hoan", {"amount": "50000", "reason": "nộp nhầm"}, follow=True)
    assert "nộp nhầm" in text(asked)
    waiting = text(client.get("/thu-phi/hoan-tien"))
    assert "Đề nghị: " in waiting
    for page in (waiting, text(client.get(f"/thu-phi/lenh/{order}"))):
        assert "officer:" not in page, "people read names"
    refund = queries.refunds(None)[0].id
    assert "không được tự duyệt" in text(client.post(f"/thu-phi/hoan-tien/{refund}", {"verb": "grant"}), 403)
    signed_in(client, Role.LEADER)
    assert text(client.post(f"/thu-phi/hoan-tien/{refund}", {"verb": "grant"}, follow=True))
    done = client.post(f"/thu-phi/hoan-tien/{refund}", {"verb": "pay_out", "text": "UNC 15"}, follow=True)
    assert "UNC 15" in text(done)
    assert queries.order(order).state == "refunded"


def test_forged_messages_are_seen(client):
    f.hear(f.letter("x", secret="kẻ giả mạo không biết khoá"))
    signed_in(client, Role.AUDITOR, agency="")
    assert "chữ ký sai" in text(client.get("/thu-phi/tu-choi"))
