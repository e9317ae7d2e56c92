"""What changes for a session that is open already?"""

import pytest
from django.urls import reverse

from tinhso.core import parameters
from tinhso.core.roles import Role
from tinhso.foundation.accounts import actions
from tinhso.foundation.accounts.tests.factories import PASSWORD, SINCE, officer
from tinhso.foundation.accounts.tests.test_sessions import SIGNED

pytestmark = pytest.mark.django_db


def test_a_role_given_in_the_middle_asks_for_its_second_factor(client):
    parameters.write("accounts.second_factor_roles", ["reader"], valid_from=SINCE)
    dao = officer("SXD", Role.HANDLER, username="dao.nt")
    client.post(reverse("account_login"), {"login": "dao.nt", "password": PASSWORD})
    assert client.get("/danh-sach").status_code == 200
    given = {"account": dao.key, "role": Role.READER, "valid_from": SINCE, "reason": "Trực điều hành"}
    actions.grant(**given, **SIGNED)
    assert client.get("/danh-sach")["Location"].startswith(reverse("mfa_activate_totp"))
    assert client.post("/thong-bao/", {}).status_code == 403
