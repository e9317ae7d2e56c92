"""Every test of this room has a portal that behaves, and a time of its own."""

import pytest

from tinhso.gateway.national.tests import factories


@pytest.fixture
def clock():
    return factories.Clock()


@pytest.fixture
def portal(settings, clock):
    with factories.portal(settings, clock) as found:
        yield found
