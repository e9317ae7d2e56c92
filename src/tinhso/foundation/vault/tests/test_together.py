"""Many at once: one paper, versions in order, one link, one consent."""

import threading
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection

from tinhso.core.roles import CITIZEN
from tinhso.foundation.files.tests import factories as uploads
from tinhso.foundation.vault import actions, queries
from tinhso.foundation.vault.models import Consent, Link, Paper, Version
from tinhso.foundation.vault.tests.factories import NOW, PART, TODAY, kept, person

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


def at_once(act: Callable[[int], object]) -> list[object]:
    """This will let so many threads begin together, and give what each made or met."""
    start, made = threading.Barrier(MANY), []

    def one(number: int) -> None:
        start.wait()
        try:
            made.append(act(number))
        except Exception as met:
            made.append(met)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return made


def test_the_same_paper_kept_at_once_is_one_with_versions_in_order():
    files = [uploads.upload_pdf(text=f"Ban {n}").id for n in range(MANY)]
    made = at_once(lambda n: kept(file_id=files[n]))
    assert not [m for m in made if isinstance(m, Exception)]
    assert Paper.objects.get().version == MANY
    assert sorted(m.version for m in made) == list(range(1, MANY + 1))
    rows = list(Version.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, MANY + 1))
    assert [row.number for row in rows if row.replaced_at is None] == [MANY]
    assert len(queries.papers_of(person(), on=TODAY)) == 1


def test_the_same_file_kept_at_once_is_one_version():
    file = uploads.upload_pdf().id
    made = at_once(lambda _: kept(file_id=file))
    assert {m.version for m in made if not isinstance(m, Exception)} == {1}
    assert Version.objects.count() == 1


def test_the_same_link_and_consent_made_at_once_are_one():
    made = kept()
    agreed = actions.by_consent("onestop:1", "dossier:12#tick")
    links = at_once(
        lambda _: actions.link(
            paper=made.key, version=1, to=PART, basis=agreed, owner=person(), by=CITIZEN, now=NOW
        )
    )
    assert not [m for m in links if isinstance(m, Exception)]
    assert (Link.objects.count(), Consent.objects.count()) == (1, 1)
