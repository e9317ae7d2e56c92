"""What happens behind the pages? One process takes short turns: sequence, deliver, tasks, schedule.

A second worker waits for the first one's lock, which dies with its process, and then takes over.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime

import schedule
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from tinhso.casework.applying import actions as applying
from tinhso.casework.doors import actions as doors
from tinhso.casework.doors import mailbox
from tinhso.casework.onestop import actions as onestop
from tinhso.casework.oversight import actions as oversight
from tinhso.casework.postal import actions as postal
from tinhso.casework.reports import actions as reports
from tinhso.config.backup import snapshots
from tinhso.config.watching import lines, spans, work
from tinhso.core import clock, limits, pulse
from tinhso.core.postgresql import base as postgresql
from tinhso.core.roles import MACHINE
from tinhso.core.sqlite import turns
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import locks
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.worklist import actions as worklist
from tinhso.gateway.national import actions as national
from tinhso.gateway.payments import actions as payments
from tinhso.overview.quality import actions as quality

log = logging.getLogger("tinhso.worker")

REST_S = 0.25
FACTS_A_TURN = 500
POURING_A_SECOND = 100
"""Facts numbered in a second from which people are taken to be waiting at the door."""
FACTS_WHILE_POURING = 20
REST_FOR_WORK = 9
LONGEST_REST_S = 0.5
TASKS_A_TURN = 20


class Worker:
    """The loop. `stop()` lets it finish its turn and leave."""

    def __init__(self) -> None:
        self.running = True
        self.pouring = False
        self.numbered_at = time.monotonic()
        self.beside: dict[object, threading.Thread] = {}
        self.schedule = schedule.Scheduler()
        self.tasks = TaskRunner(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        )
        self._plan()

    def stop(self, *_: object) -> None:
        """This will end the loop after the turn that is under way."""
        self.running = False

    def run(self) -> None:
        """This will work until stopped; it waits here while another worker holds the lock.

        A database that falls takes the lock along; the worker then queues for it anew and goes on.
        """
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        turns.let_others_first()
        postgresql.bound(statement_s=600, idle_in_transaction_s=600)
        spans.begin("tinhso-worker", settings.OTLP_ENDPOINT)
        lock = locks.SequencerLock()
        told = False
        while self.running:
            if lock.try_acquire(timeout=1.0):
                told = False
                self._work(lock)
            elif not told:
                log.warning("another worker holds the lock; waiting")
                told = True

    def _work(self, lock: locks.SequencerLock) -> None:
        try:
            self._take_up_what_was_left()
            while self.running and lock.still_held():
                if not self.turn():
                    time.sleep(REST_S)
        except DatabaseError:
            log.exception("the database refused to begin; trying again")
            connections.close_all()
        finally:
            lock.release()

    def turn(self) -> bool:
        """This will do one short turn and tell whether there was anything to do."""
        close_old_connections()
        busy = 0
        for step in (self._sequence, self._deliver, self._run_tasks, self._scheduled):
            began = time.monotonic()
            try:
                done = step()
                busy += done
                if done:
                    spans.worked(step.__name__.strip("_"), seconds=time.monotonic() - began, done=done)
            except DatabaseError:
                log.exception("the database refused a turn; trying again")
                connections.close_all()
                time.sleep(1.0)
        return busy > 0

    def _sequence(self) -> int:
        numbered = ledger.sequence(limit=FACTS_A_TURN)
        now = time.monotonic()
        self.pouring = numbered > POURING_A_SECOND * (now - self.numbered_at)
        self.numbered_at = now
        return numbered

    def _deliver(self) -> int:
        """Telling a fact costs more than taking a report in: while reports pour in, telling waits."""
        if not self.pouring:
            return ledger.deliver(limit=FACTS_A_TURN)
        began = time.monotonic()
        told = ledger.deliver(limit=FACTS_WHILE_POURING)
        time.sleep(min(LONGEST_REST_S, REST_FOR_WORK * (time.monotonic() - began)))
        return told

    def _run_tasks(self) -> int:
        done = 0
        while done < TASKS_A_TURN and self.running:
            ready = DBTaskResult.objects.ready()
            if not ready.exists():
                break
            with exclusive_transaction(ready.db):
                task = ready.get_locked()
                if task is not None:
                    task.claim(self.tasks.worker_id)
            if task is None:
                break
            self.tasks.run_task(task)
            done += 1
        return done

    def _scheduled(self) -> int:
        self.schedule.run_pending()
        return 0

    def _take_up_what_was_left(self) -> None:
        # Only one worker lives at a time, so a task marked running belongs to one that died.
        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)
        self.schedule.run_all()

    def _plan(self) -> None:
        every = self.schedule.every
        every(5).seconds.do(self._job("pulse", lambda now: pulse.beat("worker", now=now)))
        every(5).seconds.do(self._job("clocks", lambda now: worklist.tick(now=now)))
        every(2).seconds.do(self._job("notices", lambda now: notices.dispatch(now=now)))
        every(2).seconds.do(self._job("messages", lambda now: doors.read_arrivals(now=now)))
        every(3).seconds.do(self._beside(self._job("national", lambda now: national.turn(now=now))))
        every(5).seconds.do(self._beside(self._job("papers", lambda now: onestop.fetch_files(now=now))))
        every().day.do(self._job("old national words", lambda now: national.tidy(now=now)))
        every(5).seconds.do(self._job("payments", lambda now: payments.poll(now=now)))
        every().day.do(self._job("transfer texts", lambda now: payments.forget_remarks(now=now)))
        every(60).seconds.do(self._job("mail", lambda now: mailbox.collect(now=now)))
        every().day.do(self._job("old letters", lambda now: mailbox.tidy(now=now)))
        every().day.do(self._job("old messages", lambda now: doors.forget_old(now=now)))
        every(5).seconds.do(self._job("index", lambda now: quality.refresh(now=now)))
        every().day.do(self._job("index of late", lambda now: quality.count_lately(now=now)))
        every(60).seconds.do(self._job("incidents", lambda now: oversight.tick(now=now)))
        every(60).seconds.do(self._job("waiting", lambda now: reports.resume_waiting(now=now)))
        every(60).seconds.do(self._job("closing", lambda now: reports.close_silent(now=now)))
        every(10).minutes.do(self._job("head", lambda now: ledger.publish_head(now=now)))
        every(1).seconds.do(self._job("faces", self._mask))
        every(30).minutes.do(self._job("uploads", lambda now: files.expire(now=now)))
        every().day.do(self._job("orphans", lambda now: files.sweep(now=now)))
        every().day.do(self._job("old drafts", lambda now: applying.forget_drafts(now=now)))
        every().day.do(self._job("old signers", lambda now: postal.forget(now=now)))
        every().day.do(self._job("old dossiers", lambda now: onestop.forget_ended(now=now)))
        every().day.do(self._job("old papers", lambda now: vault.expire(now=now)))
        every().day.do(self._job("counters", limits.forget))
        every().day.do(self._job("sign-ins", lambda now: accounts.forget_sign_ins(now=now)))
        every().day.do(self._job("unused accounts", lambda now: accounts.close_unused(by=MACHINE, now=now)))
        every(10).minutes.do(self._job("old reports", lambda now: reports.wipe_ended(now=now)))
        every().day.do(self._job("old notices", lambda now: notices.purge(now=now)))
        every(30).minutes.do(self._beside(self._job("snapshot", snapshots.daily)))

    def _mask(self, now: datetime) -> None:
        """A picture takes seconds, and its public page can wait: not while reports pour in."""
        if not self.pouring:
            files.mask_waiting(now=now)

    def _beside(self, run: Callable[[], None]) -> Callable[[], None]:
        """Reading a whole database or a slow portal takes its time: in a thread, so that facts are told."""

        def alone() -> None:
            try:
                run()
            finally:
                connections.close_all()

        def start() -> None:
            if run not in self.beside or not self.beside[run].is_alive():
                self.beside[run] = threading.Thread(target=alone, daemon=True)
                self.beside[run].start()

        return start

    def _job(self, name: str, act: Callable[[datetime], object]) -> Callable[[], None]:
        def run() -> None:
            began, failure = time.monotonic(), ""
            with lines.about(job=name):
                try:
                    act(clock.now())
                except Exception as wrong:
                    failure = type(wrong).__name__
                    # One job's bug must not stop the others' clocks; it is logged whole and comes again.
                    log.exception("the scheduled job %s failed", name)
                    work.failed(name, now=clock.now())
            spans.worked(f"job {name}", seconds=time.monotonic() - began, error=failure)

        return run
