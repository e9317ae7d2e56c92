"""What stories and faults share: a real service on a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prepared import Prepared, drop
from tests.prepared import prepared as prepare
from tests.service import Service
from tests.turns import (  # noqa: F401 -- pytest finds its hooks here
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_testnodedown,
)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The demonstration province, loaded once for all processes of this run."""
    shared = tmp_path_factory.getbasetemp()
    return prepare(shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared)


@pytest.fixture
def service(prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """A deployment of the demonstration province with few reports, on the database under test."""
    service = prepared.service(tmp_path)
    try:
        yield service
    finally:
        service.stop()
        drop(service)
