"""Every test of this room that needs the database may have a small province that takes money."""

import pytest

from tinhso.gateway.payments.tests import factories


@pytest.fixture(autouse=True)
def _nobody_outside(settings):
    settings.PAYMENTS = settings.OUTBOUND_PROXY = ""
    settings.PUBLIC_URL = "https://so.hue.example"


@pytest.fixture
def till(db, settings):
    """Accounts and providers, spoken to with one secret."""
    factories.connect(settings)
    factories.till()
