"""Twenty identical posts arrive at the same moment: one report, one reply."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections

from tinhso.casework.reports import actions
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import NOW, body, province
from tinhso.core.roles import CITIZEN

TWENTY = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_report():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads of an in-memory database share one connection")
    province()
    given = body(id=str(uuid4()), contact={"name": "Lê Thị Đào", "phone": None, "email": None})
    replies, start = [], threading.Barrier(TWENTY)

    def post():
        try:
            start.wait(20)
            replies.append(actions.submit_report(body=given, by=CITIZEN, now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post) for _ in range(TWENTY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({r.reply for r in replies}) == 1
    assert [r.is_new for r in replies].count(True) == 1
    assert len(replies) == TWENTY
    assert Report.objects.count() == 1
