"""Does the API answer as its description says, whatever it is asked, and where one answer leads to the next?

Schemathesis asks every operation of the OpenAPI with values that fit and values that do not, then walks the
description's links: a report that was sent is read, by its sender too; a list is followed to its next page.
"""

import logging
import secrets
from random import Random
from typing import Any

import pytest
import schemathesis
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.security.attacks import tried
from tests.security.cast import send, undone, work_on
from tests.security.scene import LATER
from tinhso.casework.reports.tests.factories import IN_THUAN_HOA, province
from tinhso.config.api import build

pytestmark = pytest.mark.django_db
TRUE = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
PLAIN = {"Accept-Encoding": "identity"}
READ = "GET /api/v1/reports/{code}"
HERE = {
    "text": "Ổ gà rất to", "point": IN_THUAN_HOA, "place": None, "category": "road", "photos": [],
    "voice": None, "contact": None, "occurred_at": None, "answers": None,
}  # fmt: skip
OPERATIONS = sorted(
    (path, method)
    for path, item in build().get_openapi_schema(path_prefix="/api/v1").get("paths", {}).items()
    for method in item
)


@pytest.fixture
def api(db: None, client: Any) -> Any:
    """The description, served by the deployment in this process; a report is in work there."""
    logging.disable(logging.CRITICAL)  # what is refused is what is wanted here
    with time_machine.travel(LATER, tick=False):
        province()
        work_on(send(client, public=True))
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)  # the test's own holds what is not committed
        found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        found.hook("map_body")(mostly_here)
        yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    logging.disable(logging.NOTSET)


def mostly_here(context: Any, body: Any) -> Any:
    """Of reports that fit the description a half lies in the province, so that it is taken in."""
    fits = isinstance(body, dict) and {"id", "public"} <= body.keys()
    if fits and isinstance(body["id"], str) and body["id"][-1:] < "8":
        return {**body, **HERE}
    return body


@pytest.mark.parametrize("path, method", OPERATIONS)
def test_every_operation(api, path, method):
    operation = api[path][method]
    ways = [operation.as_strategy(generation_mode=GenerationMode.POSITIVE)]
    if operation.body or list(operation.iter_parameters()):
        ways.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))

    @tried(16, 120)
    @given(case=st.one_of(ways))
    def ask(case: Any) -> None:
        with undone():
            case.call_and_validate(checks=TRUE, headers=PLAIN)

    ask()


class Dice:
    """Codes and names as `secrets` would give them, the same ones for every walk."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.random = Random(0)
        patch.setattr(secrets, "randbelow", self.random.randrange)
        patch.setattr(secrets, "choice", self.random.choice)
        patch.setattr(secrets, "token_bytes", lambda size=32: self.random.randbytes(size))
        patch.setattr(secrets, "token_hex", lambda size=32: self.random.randbytes(size).hex())
        patch.setattr(secrets, "token_urlsafe", lambda size=32: self.random.randbytes(size).hex())


def test_what_leads_on(api, monkeypatch):
    """A report that was sent is read by whoever knows its code, and by its sender with more of it."""
    seen: set[tuple[str, int]] = set()
    owned: list[bool] = []
    dice = Dice(monkeypatch)

    class Walk(api.as_state_machine()):  # type: ignore[misc]
        """Each walk begins with the same deployment: what was written before it is taken back."""

        def setup(self) -> None:
            dice.random.seed(0)
            self.undone = undone()
            self.undone.__enter__()

        def teardown(self) -> None:
            self.undone.__exit__(None, None, None)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": PLAIN}

        def validate_response(self, response: Any, case: Any, *_: Any, **__: Any) -> None:
            seen.add((case.operation.label, response.status_code))
            case.validate_response(response, checks=TRUE)
            if (case.operation.label, response.status_code) == (READ, 200):
                owned.append(response.json()["own"] is not None)

    Walk.run(settings=settings(tried(30, 150), stateful_step_count=6))
    assert {("POST /api/v1/reports", 201), (READ, 200)} <= seen
    assert set(owned) == {True, False}
