"""Does the administrator enter whom to trust with a reason, and never by mistake or twice?"""

import pytest
import time_machine

from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.ledger.models import Reason
from tinhso.foundation.signing.models import Anchor
from tinhso.foundation.signing.tests import factories as f

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/signing/anchor/add/"


@pytest.fixture
def administrator(client):
    with time_machine.travel(f.NOW, tick=False):
        client.force_login(officer("", Role.ADMINISTRATOR))
        yield client


def said(pem):
    return {
        "name": "Nơi cấp thử", "certificate": pem, "valid_from": "2025-07-01", "citation": "QĐ 01",
        "reason": "Công bố ngày 01/07/2025",
    }  # fmt: skip


def test_an_anchor_is_entered_once_and_with_a_reason(administrator):
    assert administrator.post(ADD, said(f.issuer().pem)).status_code == 302
    assert Anchor.objects.get().sha256
    assert Reason.objects.get().text == "Công bố ngày 01/07/2025"
    again = administrator.post(ADD, said(f.issuer().pem))
    assert again.status_code == 200
    assert "đã được tin cậy từ ngày đó" in again.content.decode()
    assert Anchor.objects.count() == 1


@pytest.mark.parametrize("pem", ["", "abc", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"])
def test_what_is_no_certificate_is_said_so(administrator, pem):
    answer = administrator.post(ADD, said(pem))
    assert answer.status_code == 200
    assert Anchor.objects.count() == 0


def test_keys_are_seen_and_not_touched(administrator):
    f.key()
    page = administrator.get("/quan-tri/signing/key/").content.decode()
    assert f.SIGNER in page
    assert administrator.get("/quan-tri/signing/key/add/").status_code == 403
