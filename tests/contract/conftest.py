"""One deployment for the whole contract, its limits on: callers are told apart as in the street.

It ends with the last test of the folder, so that it takes no time from those that follow.
"""

from collections.abc import Iterator

import httpx
import pytest

from tests.contract.stored import Stored
from tests.prepared import Prepared
from tests.service import Service


@pytest.fixture(scope="package")
def deployment(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Huế with two days of reports, web and worker running."""
    service = prepared.service(tmp_path_factory.mktemp("contract"), limits=True)
    # what the log must not hold is looked for where it holds most
    service.environment["TINHSO_LOG_LEVEL"] = "debug"
    try:
        service.start_web()
        service.start_worker()
        yield service
    finally:
        service.stop()


@pytest.fixture
def client(deployment: Service) -> Iterator[httpx.Client]:
    """A device that was never here before: no cookies yet."""
    with httpx.Client(base_url=deployment.url, timeout=30) as client:
        yield client


@pytest.fixture
def stranger(deployment: Service) -> Iterator[httpx.Client]:
    """Another device, which sent nothing."""
    with httpx.Client(base_url=deployment.url, timeout=30) as client:
        yield client


@pytest.fixture(scope="package")
def key(deployment: Service) -> str:
    """A program's key."""
    return deployment.tinhso("apikeys", "issue", "tổng đài 1022").stdout.strip()


@pytest.fixture(scope="package")
def program(deployment: Service, key: str) -> Iterator[httpx.Client]:
    """A program with a key, which the anonymous limits do not hold up."""
    with httpx.Client(
        base_url=deployment.url, timeout=30, headers={"Authorization": f"Bearer {key}"}
    ) as client:
        yield client


@pytest.fixture(scope="package")
def stored(deployment: Service) -> Stored:
    """What lies in the database, read past the service."""
    return Stored(deployment)
