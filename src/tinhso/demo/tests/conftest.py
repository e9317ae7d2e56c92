"""How is a province played for the tests of one file? Once, and taken back afterwards."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from tinhso.core import revisions
from tinhso.demo.load import load


@pytest.fixture(scope="module")
def province(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Callable[..., AbstractContextManager[None]]:
    """This will give what plays Huế while a block runs; the arguments are those of `load`."""
    from django.conf import settings
    from django.db import transaction

    @contextmanager
    def playing(**asked: Any) -> Iterator[None]:
        kept = settings.DATA_DIR, settings.RULES_LOOK_EVERY_S
        settings.DATA_DIR, settings.RULES_LOOK_EVERY_S = tmp_path_factory.mktemp("demo"), 1.0
        try:
            with django_db_blocker.unblock(), transaction.atomic():
                load(province="46", boundaries=None, tell=lambda _: None, **asked)
                yield
                transaction.set_rollback(True)
        finally:
            settings.DATA_DIR, settings.RULES_LOOK_EVERY_S = kept
            revisions.forget()

    return playing
