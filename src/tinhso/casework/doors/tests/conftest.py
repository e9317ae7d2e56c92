"""Every test of this room: a small province, a gateway, an Official Account, and what was said to whom."""

import json

import pytest

from tinhso.casework.reports.tests.factories import province
from tinhso.foundation.notices.models import Notice

SECRET = "cổng-bí-mật"
OA = {"app_id": "3310", "app_secret": "s", "refresh_token": "r", "oa_secret": "oa-bí-mật"}


@pytest.fixture(autouse=True)
def _deployment(settings):
    settings.SMS_INBOUND = json.dumps({"secret": SECRET})
    settings.ZALO = json.dumps(OA)
    settings.MAILBOX = ""
    settings.SMS_GATEWAY = json.dumps(
        {"url": "http://127.0.0.1:9/sms", "json": {"to": "{phone}", "t": "{text}"}}
    )
    settings.PUBLIC_URL = "https://so.hue.example"


@pytest.fixture
def hue(db):
    return province()


@pytest.fixture
def said():
    """The texts of a language that went out, by template, oldest first."""

    def read(part="body", language="vi"):
        return [
            (n.template.removeprefix("doors/"), n.texts.get(language, {}).get(part, ""))
            for n in Notice.objects.filter(template__startswith="doors/").order_by("pk")
        ]

    return read
