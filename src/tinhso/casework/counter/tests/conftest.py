"""Who sits at which counter in the tests, and at what hour?"""

import pytest
import time_machine

from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.reports.tests.factories import province
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer

PEOPLE = {
    "clerk": (f.COMMUNE, Role.INTAKE),
    "handler": (f.COMMUNE, Role.HANDLER),
    "leader": (f.COMMUNE, Role.LEADER),
    "elsewhere": (f.OTHER, Role.INTAKE),
    "department": ("SXD", Role.HANDLER),
    "reader": ("", Role.READER),
    "auditor": ("", Role.AUDITOR),
    "coordinator": ("DP", Role.COORDINATOR),
}
FORM = {
    "type": "object",
    "required": ["ly_do"],
    "properties": {
        "ly_do": {"type": "string", "title": "Lý do", "x-title-en": "Reason"},
        "gap": {"type": "boolean", "title": "Cần gấp"},
        "vi_sao": {
            "type": "string",
            "title": "Vì sao gấp",
            "x-when": {"properties": {"gap": {"const": True}}},
        },
    },
    "x-order": ["ly_do", "gap", "vi_sao"],
}


@pytest.fixture(autouse=True)
def scene(db):
    with time_machine.travel(f.NOW, tick=False):
        province()
        f.catalogued(form_schema=FORM, is_sample=True)
        yield


@pytest.fixture
def people(scene):
    return {name: officer(agency, role) for name, (agency, role) in PEOPLE.items()}


@pytest.fixture
def as_(client, people):
    """Sign somebody in and give the browser."""

    def signed_in(name):
        client.force_login(people[name])
        return client

    return signed_in
