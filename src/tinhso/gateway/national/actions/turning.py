"""What does the worker do for the national portal in one turn? Tell, fetch, compare, one after the other."""

from datetime import datetime, timedelta

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.gateway.national import dated, line
from tinhso.gateway.national.actions.delivering import configured, deliver
from tinhso.gateway.national.actions.pulling import pull
from tinhso.gateway.national.actions.reconciling import reconcile


def turn(now: datetime) -> int:
    """This will take one turn and give how many tellings and arrivals it moved; nothing where unconfigured.

    One at a time in the whole deployment: what is on its way would look like a difference. A portal that does
    not answer costs a turn its patience, so it is called beside the worker's other duties.
    """
    if configured() is None:
        return 0
    moved = deliver(now)
    every = timedelta(seconds=int(parameters.value(dated.PULL_EVERY, local_date(now))))
    last = line.row().last_pull_at
    if last is None or now >= last + every:
        moved += pull(now)
    reconcile(now)
    return moved
