"""Does every address stand firm? Fenced in by headers, shut to other sites' forms, unmoved by nonsense.

Like the walk of the roles, these go through the resolver: an address that is added later is asked too.
"""

import importlib.util
import logging
import re
from collections.abc import Iterator
from http.cookies import Morsel
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.test import Client

import tinhso.config.settings
from tests.security import allowed, attacks, cast, looking, scene
from tests.security.addresses import Address, every
from tests.security.people import signed_in
from tests.security.scene import LATER
from tinhso.casework.reports.tests.factories import province
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import PASSWORD
from tinhso.foundation.accounts.tests.factories import officer as officer_of

pytestmark = pytest.mark.django_db
TRANSITORY = ("/readyz",)
"""Says 503 because no worker runs here."""
PROGRAMS = ("api/v1/", "open311/", "cua/")
"""Calls of programs are no forms: they carry no cookie that would let them act for somebody."""
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'")
INLINE = re.compile(r"""<[^>]*\s(?:on\w+|style)\s*=\s*["'][^<>]*>|javascript:|<style\b""", re.I)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.I)
DATA = ("application/json", "importmap", "speculationrules")
ASKED = [
    *("q", "page", "cursor", "limit", "since", "until", "bbox", "lat", "lon", "on", "status", "category"),
    *(
        "place",
        "agency",
        "selected",
        "after",
        "kind",
        "code",
        "sort",
        "next",
        "period",
        "from",
        "to",
        "theme",
    ),
    *("language", "view", "tone", "duty", "unit", "assignee", "urgent", "point", "z", "o", "p", "e", "all"),
    *("_to_field", "_popup", "valid", "app_label", "model_name", "field_name", "term", "object_id", "id"),
    *("secret", "text", "reason", "subject", "public"),
]
NONSENSE = ("", "\x00", "9" * 30, "'\"><script>", "-1", "NaN", "2026-13-45", "ạ" * 300, "[]", "%(x)s {}")
FRAMED = ("/nhung/ban-do",)
"""Other sites may frame this: it knows no visitor and takes nothing."""
FEW = 4
"""So much of it is for the administration, which has many addresses and few ways to read a question."""
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
FORM = "application/x-www-form-urlencoded"
BROKEN = (
    ("application/json", b"{"),
    ("application/json", b'"\\ud800"'),
    (FORM, b"a=%ff&%00=1&text=%F0%9F&=&&"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\nx"),
    ("multipart/form-data", b"--x"),
    ("text/plain; charset=klingon", b"x"),
    ("", b"\xff\xfe"),
)
STRANGE = {
    "code": ["0" * 10, "1234567897"], "api/v1/places/:code": ["x", "\x00", "9" * 30],
    "file_id": ["a" * 300, "0"], "size": ["large"], "name": ["x", "accept"], "ui/:name": ["x"],
    "token": ["x", "a" * 3_000, "a:b:c", "\x00"], "app_label": ["x"], "url": ["x/", "\x00"],
    "content_type_id": ["9" * 30, "x"], "provider": ["x"], "provider_id": ["x"], "device_id": ["9" * 30],
    "arrival_id": ["9" * 30, "0"], "language": ["x", "vi"], "key": ["x", "\x00"],
    "form": ["json", "xml"], "incident_id": ["0", "9" * 30, "x"], "open311/v2/services/:code": ["\x00"],
    "nguon-tin/:form": ["json", "atom"], "nguon-tin/linh-vuc/:code": ["\x00", "x"],
    "nguon-tin/xa-phuong/:code": ["\x00", "9" * 30],
    "number": ["9" * 30, "0", "\x00"], "version": ["9" * 30], "consent_id": ["9" * 30],
    "component": ["x", "\x00"], "procedure": ["x", "\x00", "DP.000004"], "mirror_id": ["9" * 30],
    "attempt": ["9" * 30], "refund_id": ["9" * 30], "statement_id": ["9" * 30], "finding_id": ["9" * 30],
}  # fmt: skip
STRANGE_ROWS = ("x", "9" * 30, "-1", "_00", "\x00")


@pytest.fixture(autouse=True)
def hue() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # what is refused is what is wanted here
    with time_machine.travel(LATER, tick=False):
        province()
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def walked() -> cast.Walked:
    """A public report in work: whatever lists there are hold something."""
    found = cast.send(Client(), public=True)
    cast.work_on(found)
    return found


@pytest.fixture
def browsers() -> dict[str, Client]:
    return cast.employ(Client(raise_request_exception=False))


def is_administration(address: Address) -> bool:
    return address.template.startswith("quan-tri/")


def asker(address: Address) -> str:
    """Whom an address is asked by: somebody who gets far there."""
    if is_administration(address):
        return "administrator"
    return "coordinator" if address.template.startswith("dieu-") else "leader"


def walk(walked: cast.Walked) -> list[Address]:
    values = scene.values(walked.report.code, (walked.photo,))
    return list(every({**values, "name": ["note", "forward"], "ui/:name": ["citizen"], "size": ["thumb"]}))


def ask(browser: Client, path: str, method: str = "GET", **more: Any) -> Any:
    """This will ask without a trace: nothing that is written stays, and no cookie."""
    kept = browser.cookies.copy()
    with cast.undone():
        answer = browser.generic(method, path, **more)
    browser.cookies = kept
    return answer


def broke(answer: Any, path: str) -> bool:
    return answer.status_code >= 500 and path not in TRANSITORY


def unfenced(answer: Any) -> list[str]:
    """This will say what an answer lacks or has too much of."""
    policy, headers = answer.get("Content-Security-Policy", ""), answer.headers
    wrong = [f"policy without {part}" for part in POLICY if part not in policy]
    wrong += ["unsafe policy"] if "unsafe" in policy else []
    wrong += [] if headers.get("X-Content-Type-Options") == "nosniff" else ["kind may be guessed"]
    ancestors, frames = "frame-ancestors 'none'", headers.get("X-Frame-Options")
    if answer.wsgi_request.path in FRAMED:
        wrong += [] if (frames, ancestors in policy) == (None, False) else ["may not be framed"]
        wrong += ["sets a cookie"] if answer.cookies else []
    else:
        wrong += [] if frames == "DENY" and ancestors in policy else ["may be framed"]
    wrong += [] if headers.get("Referrer-Policy") == "same-origin" else ["tells where from"]
    wrong += ["read by any site"] if "Access-Control-Allow-Origin" in headers else []
    kind = headers.get("Content-Type", "").replace('"', "")
    wrong += (
        [f"letters of no kind: {kind}"] if kind.startswith("text/") and "charset=utf-8" not in kind else []
    )
    if headers.get("Content-Type", "").startswith("text/html"):
        page = looking.content(answer).decode()
        wrong += [f"inline: {found[:80]}" for found in INLINE.findall(page)]
        scripts = [s for s in SCRIPT.findall(page) if "src=" not in s and not any(kind in s for kind in DATA)]
        wrong += [f"inline script: {found}" for found in scripts]
    return wrong


@pytest.mark.any_database
def test_every_answer_is_fenced_in(walked, browsers):
    wrong = []
    for address in walk(walked):
        everybody = attacks.IS_LONG and not is_administration(address)
        for who in browsers if everybody else ("anonymous", asker(address)):
            answer = ask(browsers[who], address.path)
            wrong += [f"{who}: {address.path}: {what}" for what in unfenced(answer)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.any_database
def test_no_form_of_another_site_is_taken(walked, browsers):
    """Whoever may send something there sends it without the page's token."""
    taken, tried = [], 0
    for address in walk(walked):
        row = allowed.row_of(address.template, address.given.get("name", ""), public=True)
        if not row.post or address.template.startswith(PROGRAMS):
            continue
        who = sorted(row.post)[0]
        browser = browsers[who]
        browser.handler.enforce_csrf_checks = True
        answer = ask(browser, address.path, "POST", data=b"text=x", content_type=FORM)
        tried += 1
        if answer.status_code != 403:
            taken.append(f"{who}: {address.path} -> {answer.status_code}")
    assert tried > 50
    assert not taken, "\n".join(taken)


def test_no_nonsense_in_a_question_breaks_an_answer(walked, browsers):
    broken = []
    for address in walk(walked):
        for nonsense in NONSENSE[: FEW if is_administration(address) else None]:
            path = f"{address.path}?{urlencode(dict.fromkeys(ASKED, nonsense))}"
            if broke(ask(browsers[asker(address)], path), address.path):
                broken.append(f"{address.path} asked {nonsense[:12]!r}")
    assert not broken, "\n".join(broken)


def test_nothing_broken_that_is_sent_breaks_an_answer(walked, browsers):
    broken = []
    for address in walk(walked):
        forms = [(FORM, urlencode(dict.fromkeys(ASKED, nonsense)).encode()) for nonsense in NONSENSE[1:FEW]]
        for kind, raw in (*(BROKEN[:FEW] if is_administration(address) else BROKEN), *forms):
            answer = ask(browsers[asker(address)], address.path, "POST", data=raw, content_type=kind)
            if broke(answer, address.path):
                broken.append(f"{address.path} sent {kind} {raw[:40]!r}")
    assert not broken, "\n".join(broken)


@pytest.mark.any_database
def test_no_method_breaks_an_answer_or_writes(walked, browsers):
    wrong = []
    for address in walk(walked):
        for method in METHODS[: 1 if is_administration(address) else None]:
            answer = ask(browsers[asker(address)], address.path, method)
            if broke(answer, address.path):
                wrong.append(f"{method} {address.path} -> {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_no_strange_address_breaks_an_answer(walked, browsers):
    broken = []
    for row in STRANGE_ROWS:
        for address in every({**STRANGE, "object_id": [row]}):
            given = {name: row if name == "object_id" else value for name, value in address.given.items()}
            if not given:
                continue
            path = quote("/" + address.template % given)
            if broke(ask(browsers[asker(address)], path), path):
                broken.append(path)
    assert not broken, "\n".join(sorted(set(broken)))


@pytest.fixture
def https(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings as they come out where the public address is https, read anew from the service's own."""
    monkeypatch.setenv("TINHSO_PUBLIC_URL", "https://phananh.example.vn")
    spec = importlib.util.spec_from_file_location("settings_for_https", tinhso.config.settings.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, value in vars(module).items():
        if name.startswith(
            ("SESSION_", "CSRF_", "LANGUAGE_COOKIE", "SECURE_", "PUBLIC_URL", "ALLOWED_HOSTS")
        ):
            setattr(settings, name, value)


def is_kept(cookie: Morsel[str]) -> bool:
    is_here_only = cookie["samesite"] in ("Lax", "Strict") and cookie["path"] == "/"
    is_named = cookie.key.startswith("__Host-") and not cookie["domain"]
    return bool(cookie["httponly"] and cookie["secure"] and is_here_only and is_named)


@pytest.mark.any_database
def test_every_cookie_is_kept_from_scripts_other_sites_and_open_lines(walked, https):
    """All that the addresses set, for a citizen and for an officer who has just signed in."""
    host = {"headers": {"host": "phananh.example.vn"}, "raise_request_exception": False}
    citizen, officer = Client(**host), Client(**host)
    account = officer_of("UB-THUAN-HOA", Role.LEADER)
    login = {"login": account.username, "password": PASSWORD}
    first = officer.post("/tai-khoan/dang-nhap/", login, secure=True)
    assert first.status_code == 302
    wrong, seen = [], set()
    sent = cast.posted(citizen, secure=True)
    desk = signed_in(officer_of("UB-THUAN-HOA", Role.HANDLER)).get(
        "/ban-lam-viec/?order=due&q=cây", secure=True, headers={"host": "phananh.example.vn"}
    )
    for answer in (first, sent, desk, *answers(citizen, walked), *answers(officer, walked)):
        seen |= set(answer.cookies)
        wrong += [c.OutputString() for c in answer.cookies.values() if c.value and not is_kept(c)]
    ours = ("sessionid", "csrftoken", "django_language", "phan-anh", "thiet-bi", "desk_filter", "messages")
    assert {f"__Host-{name}" for name in ours} <= seen
    assert not wrong, "\n".join(sorted(set(wrong)))


def answers(browser: Client, walked: cast.Walked) -> Iterator[Any]:
    """What every address answers over https, to questions and forms."""
    for address in walk(walked):
        if "dang-xuat" not in address.template and "logout" not in address.template:
            yield ask(browser, address.path, secure=True)
            yield browser.post(address.path, {"language": "en", "next": "/"}, secure=True)
            yield browser.get(f"{address.path}?q=cây&language=vi", secure=True)


def test_over_an_open_line_there_is_nothing_but_the_way_to_https(https):
    answer = Client(headers={"host": "phananh.example.vn"}).get("/danh-sach?q=a")
    assert (answer.status_code, answer["Location"]) == (301, "https://phananh.example.vn/danh-sach?q=a")
    secure = Client(headers={"host": "phananh.example.vn"}).get("/", secure=True)
    assert "max-age=31536000" in secure["Strict-Transport-Security"]
