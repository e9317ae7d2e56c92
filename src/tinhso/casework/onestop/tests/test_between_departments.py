"""Where does what departments ask of each other wait: at the one that acts next, not at a counter."""

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.rules.filing import BODY, Channel, Given, Person
from tinhso.casework.onestop.tests import factories as f
from tinhso.core.roles import Assurance, Role
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db


def test_the_result_waits_on_the_desk_of_the_department_that_asked():
    f.scene(is_internal=True, is_local=True)
    asks = f.officer(Role.HANDLER, "SXD", 31)
    sent = f.filing(
        channel=Channel.INTERNAL, intake="SXD", holder=Person(name="Sở Xây dựng", kind=BODY),
        given=(Given("don"),), delivery="electronic",
    )  # fmt: skip
    dossier = actions.submit(filing=sent, by=asks, now=f.NOW, assurance=Assurance.IDENTITY).id
    actions.receive(dossier_id=dossier, by=asks, now=f.NOW)
    actions.start(dossier_id=dossier, by=f.HANDLER, now=f.NOW)
    actions.decide(dossier_id=dossier, outcome="rejected", reason="Trùng lặp", by=f.LEADER, now=f.NOW)

    def waits(who):
        return [i.duty for i in worklist.waiting(who, on=f.NOW.date(), now=f.NOW).items]

    assert (waits(asks), waits(f.HANDLER)) == (["return_result"], [])
    actions.return_result(dossier_id=dossier, by=asks, now=f.NOW)
    assert waits(asks) == []
