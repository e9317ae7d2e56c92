"""The machine's clock set back by two hours, and forward again: nothing is refused, lost, or told twice."""

import json
import os
from pathlib import Path

from tests.faults.load import SENDERS, people_report
from tests.service import Service

HERE = Path(__file__).parent
REMINDED = """
import json
from collections import Counter
from tinhso.foundation.ledger.models import Fact
alarms = ("worklist.item_reminded", "worklist.item_overdue", "worklist.item_escalated")
told = Counter(Fact.objects.filter(type__in=alarms).values_list("subject", "payload"))
print(json.dumps([subject for (subject, _), times in told.items() if times > 1]))
"""


class MovableClock:
    """The service's own clock, to be made for it before its processes start."""

    def __init__(self, service: Service) -> None:
        self.file = service.folder / "clock"
        self.move_to(0)
        service.environment["TESTS_CLOCK"] = str(self.file)
        path = service.environment["PYTHONPATH"]
        service.environment["PYTHONPATH"] = os.pathsep.join([str(HERE / "movable_clock"), path])

    def move_to(self, seconds: float) -> None:
        """This will let it be so far off from now on."""
        new = self.file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.file)


def test_two_hours_back_and_forward_again(service: Service) -> None:
    clock = MovableClock(service)
    service.start_web()
    service.start_worker()
    with people_report(service, rest_s=0.1) as load:
        load.wait_for_more(2 * SENDERS)
        for seconds in (-7200, 0, 7200, 0):
            clock.move_to(seconds)
            load.wait_for_more(2 * SENDERS)
        load.prove_whole(at_least=10 * SENDERS)
    again = service.tinhso("django", "shell", "-v0", "-c", REMINDED).stdout
    assert json.loads(again) == [], "somebody was reminded twice of the same"
