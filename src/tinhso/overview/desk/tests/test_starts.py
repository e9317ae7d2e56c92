"""Where does somebody's day begin after signing in?"""

import pytest

from tinhso.casework.reports.tests.factories import province
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("agency", "role", "where"),
    [
        ("UB-THUAN-HOA", Role.INTAKE, "/mot-cua/"),
        ("DP", Role.INTAKE, "/tiep-nhan/"),
        ("DP", Role.COORDINATOR, "/dieu-phoi/"),
        ("", Role.READER, "/dieu-hanh/"),
    ],
)
def test_who_has_no_desk_starts_where_their_work_is(client, agency, role, where):
    province()
    client.force_login(officer(agency, role))
    assert client.get("/ban-lam-viec/")["Location"] == where
