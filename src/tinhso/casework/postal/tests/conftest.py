"""Who sits at which counter in the tests, at what hour, and what is ready to be posted?"""

import pytest
import time_machine

from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.reports.tests.factories import province
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer


@pytest.fixture(autouse=True)
def scene(db):
    with time_machine.travel(f.NOW, tick=False):
        province()
        f.catalogued(results=[])
        yield


@pytest.fixture
def as_(client):
    """Sign somebody in and give the browser."""
    people = {
        "clerk": officer(f.COMMUNE, Role.INTAKE),
        "elsewhere": officer(f.OTHER, Role.INTAKE),
        "reader": officer("", Role.READER),
        "auditor": officer("", Role.AUDITOR),
    }

    def signed_in(name):
        client.force_login(people[name])
        return client

    return signed_in
