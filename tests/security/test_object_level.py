"""Does anybody get in who should not? Every address, with every role, at the report's agency and at another.

The addresses come from the resolver and the answers from the table in `allowed.py`: whoever adds an address
or a verb adds its row there, or this fails. Sealed reports have a walk of their own.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.security import addresses, allowed, cast, looking, scene
from tests.security.addresses import Address
from tests.security.cast import Walked
from tests.security.scene import LATER
from tinhso.casework.reports import workflow
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import province
from tinhso.foundation.ledger.models import Fact

pytestmark = pytest.mark.django_db
TURNED_AWAY = (401, 403, 404, 405, 429)
"""429: too many numbers were asked for that are none (`core.limits`)."""
SIGN_IN = ("/tai-khoan/dang-nhap/", "/quan-tri/login/")
ADMINISTRATION = "quan-tri/"
SAME_AT_ANY_AGENCY = frozenset({"co-handler", "other handler", "other leader", "program"})
"""Who the administration cannot tell from the others: left out there, for it has many addresses."""
TYPED = {
    "reason": "Thử xem sao đã", "text": "Đã trám ổ gà, xin bà con xem lại.", "then": "submit", "to": "",
    "agency": "SXD", "part": "text", "category": "other", "value": "unsatisfied", "comment": "Chưa được",
    "satisfaction": "unsatisfied", "reply": "Ở đầu kiệt", "task": "Đo", "question": "Ở đoạn nào?",
    "until": "2026-12-25", "first": "4621073582",
}  # fmt: skip
NAMED = {"reason": "insult"}
"""Verbs with a list of reasons."""


@pytest.fixture(autouse=True)
def hue() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # thousands of refusals are what is wanted here
    with time_machine.travel(LATER, tick=False):
        province()
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def owner() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def private(owner: Client) -> Walked:
    """A report that is not public, in work at its agency, with a co-handler."""
    walked = cast.send(owner, public=False)
    cast.work_on(walked)
    return walked


@pytest.fixture
def public(owner: Client) -> Walked:
    """The same on the public list."""
    walked = cast.send(owner, public=True)
    cast.work_on(walked)
    return walked


def walk(walked: Walked) -> list[Address]:
    """This will list every address, filled with what belongs to the report."""
    values = scene.values(walked.report.code, (walked.photo,))
    verbs = {*values["name"], *allowed.VERBS}
    known = {"xu-ly/:name": sorted(verbs), "ui/:name": ["citizen"], "app_label": ["ledger", "agencies"]}
    return list(addresses.every({**values, **known}))


def is_turned_away(answer: Any) -> bool:
    """This will tell whether somebody was refused, or asked who he is."""
    assert answer.status_code < 500 or answer.request["PATH_INFO"] == "/readyz", answer.request["PATH_INFO"]
    return answer.status_code in TURNED_AWAY or answer.get("Location", "").startswith(SIGN_IN)


def state(walked: Walked) -> tuple[Any, ...]:
    """What everybody could change: the report's row, and the number of facts about it."""
    row = Report.objects.filter(pk=walked.report.pk).values().get()
    return row, Fact.objects.filter(subject=walked.report.subject).count()


def sent_to(address: Address, walked: Walked) -> dict[str, Any]:
    """This will fill in a form so well that only the right to send it can be missing."""
    named = (
        NAMED if address.given.get("name") in ("flag", "hide") or address.template.endswith("/bao") else {}
    )
    return {**TYPED, **named, "subject": [walked.report.subject]}


def told(answer: Any) -> list[str]:
    """This will list the words of the reporter's contact in an answer's headers and body."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    words = (looking.content(answer).decode(errors="replace") + headers).lower()
    return [word for word in cast.TOLD if word in words]


class Matrix:
    """Asks for addresses as everybody, and keeps what was not as the table says."""

    def __init__(self, walked: Walked, browsers: dict[str, Client], *, public: bool) -> None:
        self.walked, self.browsers, self.public = walked, browsers, public
        self.before = state(walked)
        self.wrong: list[str] = []

    def ask(self, address: Address) -> None:
        """This will get and post as everybody."""
        row = allowed.row_of(address.template, address.given.get("name", ""), public=self.public)
        for who, browser in self.browsers.items():
            if address.template.startswith(ADMINISTRATION) and who in SAME_AT_ANY_AGENCY:
                continue
            self._once(address, who, browser, "GET", row.get)
            self._once(address, who, browser, "POST", row.post)

    def _once(self, address: Address, who: str, browser: Client, method: str, may: allowed.Who) -> None:
        kept = browser.cookies.copy()
        with cast.undone():
            if method == "GET":
                answer = browser.get(address.path)
            else:
                answer = browser.post(address.path, sent_to(address, self.walked))
            away, contact = is_turned_away(answer), told(answer)
            changed = method == "POST" and state(self.walked) != self.before
        browser.cookies = kept
        asked = f"{who}: {method} {address.path}"
        if (not away and who not in may) or (away and who in may and allowed.is_exact(address.template)):
            self.wrong.append(f"{asked} -> {answer.status_code}")
        if changed and who not in may:
            self.wrong.append(f"{asked} changes the report")
        if contact and who != "owner" and not (address.given.get("name") == "reveal_reporter" and not away):
            self.wrong.append(f"{asked} tells {contact}")


def missing_rows(walked: Walked) -> list[str]:
    """This will list the addresses and verbs about which the table says nothing."""
    found = []
    for address in walk(walked):
        try:
            allowed.row_of(address.template, address.given.get("name", ""), public=False)
        except KeyError:
            found.append(address.path)
    return found


def test_every_address_has_a_row(private):
    assert missing_rows(private) == [], "say in tests/security/allowed.py who may go there"


def test_no_row_is_left_of_an_address_that_is_gone():
    assert set(allowed.ADDRESSES) <= set(addresses.templates())
    steps = {step.name for step in workflow.REPORT.transitions} | {"take"}
    assert set(allowed.VERBS) | allowed.ELSEWHERE_DONE <= steps


@pytest.mark.any_database
def test_nobody_gets_in_where_he_should_not(private, public, owner):
    """Every address that does not name a report, and those of a report that is not public."""
    matrix = Matrix(private, cast.employ(owner), public=False)
    for address in walk(private):
        if not address.template.startswith(ADMINISTRATION):
            matrix.ask(address)
    assert not matrix.wrong, "\n".join(matrix.wrong)


@pytest.mark.any_database
def test_what_is_public_opens_nothing_else(public, owner):
    matrix = Matrix(public, cast.employ(owner), public=True)
    for address in walk(public):
        if "%(code)s" in address.template:
            matrix.ask(address)
    assert not matrix.wrong, "\n".join(matrix.wrong)


@pytest.mark.any_database
def test_the_administration_is_for_administrators(private, public, owner):
    matrix = Matrix(private, cast.employ(owner), public=False)
    administration = [a for a in walk(private) if a.template.startswith(ADMINISTRATION)]
    assert len(administration) > 100
    for address in administration:
        matrix.ask(address)
    assert not matrix.wrong, "\n".join(matrix.wrong)


@pytest.mark.parametrize(
    "who", ["handler", "co-handler", "other leader", "coordinator", "administrator", "leader"]
)
def test_answers_are_approved_in_bulk_by_their_own_leader_alone(who, owner):
    walked = cast.send(owner, public=True)
    cast.work_on(walked, answer="Đã trám nhựa sáng nay.")
    before = state(walked)
    browser = cast.employ(owner)[who]
    answer = browser.post("/xu-ly/duyet", {"subject": [walked.report.subject]})
    assert answer.status_code in (302, 403)
    assert (state(walked) != before) == (who == "leader")


@pytest.mark.parametrize("who", ["handler", "leader", "coordinator"])
def test_the_contact_is_told_once_to_whoever_says_why(who, private, owner):
    """Before and after: nowhere; in the answer to the verb itself: all of it, and a fact says who and why."""
    browsers = cast.employ(owner)
    code = private.report.code
    facts = Fact.objects.filter(subject=private.report.subject)
    before = facts.count()
    assert told(browsers[who].get(f"/xu-ly/{code}")) == []
    assert told(browsers[who].post(f"/xu-ly/{code}/reveal_reporter", {"reason": ""})) == []
    assert facts.count() == before
    answer = browsers[who].post(f"/xu-ly/{code}/reveal_reporter", {"reason": "Gọi hỏi chỗ chính xác"})
    assert {"cẩm tú uyên", "camtuuyen"} <= set(told(answer))
    assert facts.count() == before + 1
    for browser in browsers.values():
        for path in (f"/xu-ly/{code}", "/ban-lam-viec/", "/ban-lam-viec/viec", "/thong-bao/", "/danh-sach"):
            assert browser is owner or told(browser.get(path, headers={"HX-Request": "true"})) == []
