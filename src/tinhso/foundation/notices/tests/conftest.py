"""Every test of this room has templates, a resolver and a free port for mail."""

import socket
from copy import deepcopy

import pytest

from tinhso.foundation.notices import recipients
from tinhso.foundation.notices.tests import factories


@pytest.fixture(autouse=True)
def _room(settings, tmp_path):
    factories.write_templates(tmp_path)
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [str(tmp_path)]
    settings.TEMPLATES = templates
    settings.DEFAULT_FROM_EMAIL = "khong-tra-loi@hue.example"
    settings.PUBLIC_URL = "https://so.hue.example"
    settings.VAPID_KEY = settings.SMS_GATEWAY = settings.ZALO = settings.OUTBOUND_PROXY = ""


@pytest.fixture
def addresses(monkeypatch):
    """The addresses of "reporter:…", which a test may change."""
    known = {"reporter:1": recipients.Address(email="dong@hue.example")}
    monkeypatch.setitem(recipients._resolvers, "reporter", known.get)
    return known


@pytest.fixture
def port(settings):
    """A port where Django sends mail and nobody listens yet."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number = found.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", number, 5
    return number


@pytest.fixture
def sink(port):
    """A mail server that listens."""
    server = factories.Sink()
    with factories.mail_server(server, port):
        yield server


@pytest.fixture
def short(tmp_path):
    """The room's text for SMS."""
    factories.write_short_template(tmp_path)
