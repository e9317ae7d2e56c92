"""Do words stay words and files files, and does one of many hands win? What no other test asks of ASVS."""

import io
import json
import logging
import threading
import xml.etree.ElementTree as tree
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from PIL import Image

from tests.security import addresses, cast, looking, scene
from tests.security.scene import LATER
from tinhso.casework.reports import actions
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, NOW, province, sent
from tinhso.config.watching import lines
from tinhso.core.errors import Refused
from tinhso.foundation.files.tests.factories import jpeg
from tinhso.foundation.ledger.models import Fact

TAG = "<script>alert(1)</script>"
WORDS = f"=cmd|'/C calc'!A0 \"'>{TAG}<img src=x onerror=alert(2)> ]]> &amp; {{{{7*7}}}} %0d%0aSet-Cookie: a=b"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
AT_ONCE = 24


@pytest.mark.django_db
def test_what_somebody_wrote_is_words_wherever_it_is_shown():
    """On every page and list, to everybody who may see it; in feeds, in XML; in JSON, which is no page."""
    with time_machine.travel(LATER, tick=False):
        province()
        owner = Client(raise_request_exception=False)
        walked = cast.send(owner, public=True)
        told = sent(now=NOW, text=WORDS, place={"code": "19789", "locality": None, "detail": WORDS})
        walked = cast.Walked(told, walked.photo)
        cast.work_on(walked, answer=WORDS)
        wrong, shown = [], 0
        browsers = cast.employ(owner)
        values = scene.values(told.code, (walked.photo,))
        asked = {**values, "name": ["note", "answer", "forward"], "ui/:name": ["citizen"], "size": ["thumb"]}
        for address in addresses.every(asked):
            is_table = address.template.startswith("quan-tri/")
            for who in ("administrator",) if is_table else ("anonymous", "leader", "coordinator"):
                with cast.undone():
                    answer = browsers[who].get(address.path)
                    content = looking.content(answer).decode(errors="replace")
                kind = answer.headers.get("Content-Type", "")
                shown += "alert(1)" in content
                if kind.partition(";")[0].endswith("xml") and content:
                    tree.fromstring(content)  # noqa: S314 (our own)
                if "html" in kind and (TAG in content or "<img src=x" in content):
                    wrong.append(f"{who}: {address.path}")
                if "html" in kind and "\"'>" in content:
                    wrong.append(f"{who}: {address.path}: leaves an attribute")
                if any("a=b" in str(value) for value in answer.cookies.values()):
                    wrong.append(f"{who}: {address.path}: set a cookie")
    assert shown > 10, "the words must be there to be looked at"
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["anh.jpg", "../../anh.php", "a.svg", "anh.jpg\x00.html"])
def test_a_virus_is_no_picture_and_none_comes_out_of_one(name):
    """There is no scanner: what reaches anybody else are pixels, drawn anew."""
    plain = Client().post("/api/v1/uploads", {"file": SimpleUploadedFile(name, EICAR)})
    assert plain.status_code == 422
    beside = Client().post("/api/v1/uploads", {"file": SimpleUploadedFile(name, jpeg(320, 240) + EICAR)})
    if beside.status_code == 422:
        return
    with time_machine.travel(LATER, tick=False):
        province()
        report = sent(now=NOW, photos=[beside.json()["id"]])
        actions.accept(report_id=report.pk, by=HANDLER, now=NOW + HOUR)
        page = Client().get(f"/phan-anh/{report.code}/anh/{beside.json()['id']}/large")
        shown = looking.content(page)
    assert b"EICAR" not in shown
    if page.status_code == 200:
        assert Image.open(io.BytesIO(shown)).format == "JPEG"


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_does():
    province()
    report = sent(now=NOW)
    done: list[str] = []
    start = threading.Barrier(AT_ONCE)

    def accept() -> None:
        try:
            start.wait(60)
            actions.accept(report_id=report.pk, by=HANDLER, now=NOW + timedelta(minutes=5))
            done.append("accepted")
        except Refused as late:
            done.append(late.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(done) == AT_ONCE
    assert done.count("accepted") == 1
    kinds = list(Fact.objects.filter(subject=report.subject).values_list("type", flat=True))
    assert len([kind for kind in kinds if "accepted" in kind.lower()]) == 1


@pytest.mark.django_db
def test_each_denial_leaves_one_line_that_nobody_can_split(caplog):
    """Who was turned away where, and nothing of what was sent; a line break in a question breaks no line."""
    with time_machine.travel(LATER, tick=False):
        province()
        private = cast.send(Client(), public=False)
        browsers = cast.employ(Client())
        tried = {
            "handler": ("/dieu-phoi/", "/dieu-phoi/", 403),
            "other handler": (f"/xu-ly/{private.report.code}", "/xu-ly/<code>", 404),
            "anonymous": (f"/api/v1/reports/{private.report.code}", "/api/v1/reports/<code>", 404),
        }
        for who, (path, route, status) in tried.items():
            caplog.clear()
            with caplog.at_level(logging.INFO, "tinhso.request"):
                browsers[who].get(path, {"q": 'Nguyễn\r\n{"level":"error"}'})
            told = [lines.Json().format(r) for r in caplog.records if r.name == "tinhso.request"]
            assert len(told) == 1
            assert "\n" not in told[0]
            line = json.loads(told[0])
            assert (line["route"], line["status"]) == (route, status), who
            assert "Nguyễn" not in told[0]
            assert private.report.code not in told[0]
