"""Who tries every door? One browser for every role, at the report's agency and at another one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.security.people import signed_in
from tinhso.casework.reports import actions
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import ADMINISTRATOR, HANDLER, HOUR, LEADER, NOW, body
from tinhso.core.roles import Role
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.files import masking
from tinhso.foundation.files.tests.factories import jpeg, sound

HERE, ELSEWHERE = "UB-THUAN-HOA", "UB-PHU-XUAN"
_POSTS: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "handler": (HERE, (Role.HANDLER,)),
    "leader": (HERE, (Role.LEADER,)),
    "co-handler": ("SXD", (Role.HANDLER,)),
    "other handler": (ELSEWHERE, (Role.HANDLER,)),
    "other leader": (ELSEWHERE, (Role.LEADER,)),
    "coordinator": ("DP", (Role.COORDINATOR,)),
    "restricted": ("TCD", (Role.RESTRICTED,)),
    "operator": ("DP", (Role.INTAKE,)),
    "reader": ("", (Role.READER,)),
    "auditor": ("", (Role.AUDITOR,)),
    "administrator": ("", (Role.ADMINISTRATOR,)),
    "no role": ("", ()),
}
SIGNED_IN = frozenset(_POSTS)
ALL = SIGNED_IN | {"anonymous", "owner", "program"}
CONTACT = {"name": "Huỳnh Thị Cẩm Tú Uyên", "phone": "0900000737", "email": "camtuuyen@example.vn"}
TOLD = ("cẩm tú uyên", "cam tu uyen", "0900000737", "0900 000 737", "900 000 737", "900000737", "camtuuyen")
"""The reporter's contact as a page could write it, in small letters."""


@dataclass(frozen=True)
class Walked:
    """A report about which every address is asked, and its one photo."""

    report: Report
    photo: str


def employ(owner: Client) -> dict[str, Client]:
    """This will give a browser for everybody; the owner's is the one that sent the reports."""
    found = {who: signed_in(officer(agency, *roles)) for who, (agency, roles) in _POSTS.items()}
    key = accounts.issue_api_key(name="tổng đài 1022", scopes=["reports:write"], by=ADMINISTRATOR, now=NOW)
    program = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
    return {**found, "anonymous": Client(raise_request_exception=False), "owner": owner, "program": program}


def posted(browser: Client, **more: Any) -> Any:
    """This will send a report as a program does, and give the answer. `more` goes into its body."""
    secure = more.pop("secure", False)
    sent = orjson.dumps(body(**more))
    answer = browser.post("/api/v1/reports", sent, content_type="application/json", secure=secure)
    assert answer.status_code == 201, answer.content
    return answer


def send(owner: Client, *, public: bool) -> Walked:
    """This will send a report with a photo and a contact from the owner's browser."""
    photo = SimpleUploadedFile("anh.jpg", jpeg(320, 240), content_type="image/jpeg")
    uploaded = owner.post("/api/v1/uploads", {"file": photo}).json()["id"]
    spoken = SimpleUploadedFile("loi-noi.ogg", sound(), content_type="audio/ogg")
    voice = owner.post("/api/v1/uploads", {"file": spoken}).json()["id"]
    reply = posted(owner, photos=[uploaded], voice=voice, contact=CONTACT, public=public)
    return Walked(Report.objects.get(code=reply.json()["code"]), uploaded)


def work_on(walked: Walked, *, answer: str = "") -> None:
    """This will have a report in work, another agency help, and an answer (if given) wait for approval."""
    at, pk = NOW + HOUR, walked.report.pk
    masking.mask_waiting(now=at, most=10)
    actions.accept(report_id=pk, by=HANDLER, now=at)
    actions.add_co_handler(report_id=pk, agency="SXD", task="Kiểm tra nền đường", by=LEADER, now=at)
    actions.start(report_id=pk, by=HANDLER, now=at + timedelta(minutes=5))
    if answer:
        actions.draft_answer(report_id=pk, text=answer, by=HANDLER, now=at + HOUR)
        actions.submit_for_approval(report_id=pk, by=HANDLER, now=at + HOUR)


@contextmanager
def undone() -> Iterator[None]:
    """This will take back whatever is written inside, so that everybody meets the same database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
