"""What happens: a street with ordinary reports, a denunciation with unique words, a worker that tells all."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.security import addresses
from tinhso.casework.reports import workflow
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import IN_THUAN_HOA, NOW, sent
from tinhso.foundation.agencies.tests.factories import THUAN_HOA
from tinhso.foundation.files.tests.factories import jpeg
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.worklist import actions as worklist

LATER = NOW + timedelta(hours=2)
MARKER = "quạ khoang"
MARKER_WITHOUT_ACCENTS = "qua khoang"
UNKNOWN = "1234567894"
CONTACT = {"name": "Lê Quạ Khoang", "phone": "0900 000 717", "email": "quakhoang@example.vn"}
DENUNCIATION = (
    f"Tôi tố cáo ông chủ tịch phường Thuận Hóa ăn chặn tiền hỗ trợ bão của dân, con {MARKER} cũng biết."
)
ORDINARY = f"Cây xà cừ có tổ {MARKER} sắp đổ xuống đường, xin đơn vị cắt cành."
AROUND = (
    {},
    {"text": "Đèn đường tắt ba đêm nay.", "category": "lighting"},
    {"text": "Rác ứ đọng trước chợ Đông Ba.", "category": "waste"},
    {"text": "Quán hát quá giờ, không ngủ được.", "category": "noise", "public": False},
)


@dataclass(frozen=True)
class Sent:
    """A report as its citizen knows it."""

    report: Report
    photos: tuple[str, ...]
    owner: Client

    @property
    def told(self) -> tuple[str, ...]:
        """The words that nobody else may read: of the text, the contact, the spot, the photos, the code."""
        code = self.report.code
        spoken = (f"{code[:4]} {code[4:7]} {code[7:]}", f"{code[:4]}\u00a0{code[4:7]}\u00a0{code[7:]}")
        contact = (CONTACT["phone"].replace(" ", ""), CONTACT["email"])
        return (MARKER, MARKER_WITHOUT_ACCENTS, "khoang", code, *spoken, *contact, *self.photos)


def street() -> Client:
    """This will send what lies around, so that no list is empty; gives a browser of one of its citizens."""
    for changes in AROUND:
        sent(now=NOW, **changes)
    neighbour = send("Cống thoát nước tắc, mùi hôi.", "drainage").owner
    work()
    return neighbour


def send(text: str, category: str) -> Sent:
    """This will send a report as a phone does: two photos, a point, a spot in words, a contact."""
    owner, photos = Client(), []
    detail = f"Sau vườn nhà ông {MARKER}" if MARKER in text else ""
    for number in (1, 2):
        file = SimpleUploadedFile("anh.jpg", jpeg(320 + number, 240), content_type="image/jpeg")
        photos.append(owner.post("/api/v1/uploads", {"file": file}).json()["id"])
    body = {
        "id": str(uuid4()), "text": text, "category": category, "point": IN_THUAN_HOA,
        "place": {"code": THUAN_HOA, "locality": None, "detail": detail},
        "occurred_at": None, "photos": photos,
        "contact": CONTACT if MARKER in text else None, "public": True,
    }  # fmt: skip
    reply = owner.post("/api/v1/reports", orjson.dumps(body), content_type="application/json")
    assert reply.status_code == 201, reply.content
    return Sent(Report.objects.get(code=reply.json()["code"]), tuple(photos), owner)


def work() -> None:
    """This will do what the worker does, so that whoever is told anything has been told it."""
    ledger.sequence()
    for _ in range(20):
        if not ledger.deliver():
            break
    worklist.tick(LATER)
    worklist.tick(NOW + timedelta(days=40))  # each reminder, each escalation, to everybody above
    ledger.sequence()
    ledger.deliver()
    notices.dispatch(LATER, 500)


def values(code: str, photos: tuple[str, ...]) -> dict[str, list[str]]:
    """This will give what an address may be filled with, so that it means this report."""
    verbs = [t.name for t in workflow.REPORT.transitions]
    models = ["reports", "ledger", "notices", "files", "worklist", "ioc"]
    return {
        "code": [code], "api/v1/places/:code": [THUAN_HOA], "ui/:name": ["public"],
        "file_id": list(photos), "size": ["large", "thumb"], "name": verbs,
        "token": ["x"], "app_label": models, "url": ["reports/report/"], "content_type_id": ["1"],
        "provider": ["vneid"], "provider_id": ["vneid"], "device_id": ["1"], "language": ["vi"],
        "arrival_id": ["1"], "form": ["json", "xml"], "open311/v2/services/:code": ["trees"],
        "ngon-ngu/:code": ["vi"], "key": ["text"], "incident_id": ["1"],
        "nguon-tin/:form": ["atom", "rss"], "nguon-tin/linh-vuc/:code": ["trees"],
        "chat-luong-phuc-vu/co-quan/:code": ["UB-THUAN-HOA"],
        "thu-tuc/:code": ["1.001193"], "thu-tuc/su-kien/:code": ["khai-sinh"],
        "api/v1/procedures/:code": ["1.001193"], "quan-tri/procedures/procedure/xuat/:form": ["json", "xlsx"],
        "nguon-tin/xa-phuong/:code": [THUAN_HOA], "number": ["1"], "version": ["1"],
        "component": ["don"], "procedure": ["DP.000004"], "consent_id": ["1"],
        "mirror_id": ["1"], "attempt": ["1"], "refund_id": ["1"], "statement_id": ["1"], "finding_id": ["1"],
    }  # fmt: skip


QUESTIONS = (
    f"q={MARKER}", "q={code}", f"place={THUAN_HOA}&agency=TCD", f"place={THUAN_HOA}&category=",
    "bbox=107.5,16.4,107.7,16.6", "limit=1", "selected=report:{pk}", "code={code}", "after=0", "kind=open",
)  # fmt: skip
_ASKED = re.compile(r"^/(?!ui/|quan-tri/|tai-khoan/|i18n/|healthz|readyz)[^?]*$")


def walk(code: str, photos: tuple[str, ...]) -> list[str]:
    """This will list all addresses, filled with the report's values."""
    return addresses.filled(values(code, photos))


def questions(sent: Sent, address: str) -> list[str]:
    """This will narrow a list, a map or a board to where the report would be; nothing for other pages."""
    if not _ASKED.match(address) or sent.report.code in address:
        return []
    about = {"code": sent.report.code, "pk": sent.report.pk}
    return [f"{address}?{q.format(**about)}" for q in QUESTIONS]
