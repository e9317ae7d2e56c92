"""Does the log tell what happened and nothing of anybody? Web and worker write it at its most talkative."""

import json
import time

from tests.contract.sending import REPORTS, report, send
from tests.contract.stored import Stored
from tests.service import Service

ID = "4bf92f3577b34da6a3ce929d0e0e4736"
PERSONAL = {"name": "Trần Thị Kín Đáo", "phone": "0987123450", "email": "kin.dao@thu.vn"}


def test_a_report_leaves_no_person_in_the_log(client, stored: Stored, deployment: Service) -> None:
    text = "Nắp cống vỡ trước nhà bà Hạnh, số 17 kiệt 5"
    sent = send(client, text=text, contact=PERSONAL)
    client.get(f"{REPORTS}/{sent['code']}", headers={"X-Report-Secret": sent["secret"], "X-Request-Id": ID})
    client.post(REPORTS, json=report(contact={"name": 5, "phone": "không phải số 0987123450"}))
    client.get(f"/phan-anh/mo/{sent['secret']}", params={"q": PERSONAL["phone"]})
    deployment.wait_until_sequenced()
    until = time.monotonic() + 20
    while ID.encode() not in (deployment.folder / "web.log").read_bytes() and time.monotonic() < until:
        time.sleep(0.1)
    for secret in (text, "Hạnh", *PERSONAL.values(), sent["secret"], sent["code"]):
        assert not stored.logged(secret), secret
    rows = [json.loads(row) for row in (deployment.folder / "web.log").read_text().splitlines()]
    mine = [row for row in rows if row.get("request_id") == ID]
    assert [(row["route"], row["status"]) for row in mine] == [("/api/v1/reports/<code>", 200)]
    assert all("time" in row and "level" in row for row in rows)
