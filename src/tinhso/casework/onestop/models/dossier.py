"""What was applied for, who has it, until when? And, apart, who applied and what they said?"""

from enum import StrEnum
from typing import Any

import orjson
from django.db import models
from django.db.models import Q

from tinhso.casework.onestop.workflow import ENDED, Business, Clock, Delivery, Finance, Sync
from tinhso.core.sealing import Sealer

APPLICATIONS = Sealer("tinhso.onestop.application.1")


def _words(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class Dossier(models.Model):
    """One application (hồ sơ) for one procedure in one pinned version; it names nobody."""

    client_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=60, unique=True)
    national_code = models.CharField(max_length=60, blank=True)
    procedure_code = models.CharField(max_length=60)
    version_ref = models.CharField(max_length=80)
    field_code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    is_internal = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)

    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    intake_agency = models.CharField(max_length=60)
    area_code = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=12)

    business = models.CharField(max_length=16, choices=_words(Business))
    clock = models.CharField(max_length=12, choices=_words(Clock))
    finance = models.CharField(max_length=8, choices=_words(Finance), default=Finance.NOTHING.value)
    delivery = models.CharField(max_length=12, choices=_words(Delivery))
    sync = models.CharField(max_length=8, choices=_words(Sync), default=Sync.NONE.value)
    outcome = models.CharField(max_length=10, blank=True)
    satisfaction = models.CharField(max_length=6, blank=True)

    calendar = models.CharField(max_length=40, default="office")
    term_amount = models.PositiveSmallIntegerField(null=True)
    """With `term_unit` the pinned term; null is "within the day"."""
    term_unit = models.CharField(max_length=14, blank=True)
    is_early = models.BooleanField(default=False)
    """Promised within the reduced limit of the priority list."""
    step = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=60, blank=True)

    filed_at = models.DateTimeField()
    accept_by = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    original_due = models.DateTimeField(null=True)
    current_due = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_ground = models.CharField(max_length=14, blank=True)
    supplement_asked_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    finished_verdict = models.CharField(max_length=8, blank=True)
    """How the decision stood to its time; empty while none is made."""
    ending = models.CharField(max_length=2000, blank=True)
    """Why it was refused, stopped, withdrawn or reopened: words for the applicant, on the printed paper."""

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        indexes = [
            models.Index(fields=["agency_code", "-filed_at", "-id"], name="onestop_agency_newest"),
            models.Index(fields=["procedure_code", "-filed_at"], name="onestop_procedure_newest"),
            models.Index(
                fields=["national_code"], condition=~Q(national_code=""), name="onestop_national_code"
            ),
            # what was received in a month, whole and of one body on a day, with what was promised early; what
            # is late now, with all that is asked of it
            models.Index(fields=["received_at", "id"], name="onestop_received"),
            models.Index(fields=["agency_code", "received_at", "procedure_code"], name="onestop_agency_day"),
            models.Index(fields=["received_at"], condition=Q(is_early=True), name="onestop_early"),
            models.Index(
                fields=[
                    "current_due",
                    "agency_code",
                    "procedure_code",
                    "business",
                    "received_at",
                    "finished_verdict",
                    "is_internal",
                ],
                condition=Q(clock="running"),
                name="onestop_running",
            ),
            # lists, each newest first: all, those of a body in a state or of a procedure, what a counter took
            # in, what goes on. Last stands what narrows further, so that no row is read to be left out.
            models.Index(fields=["-filed_at", "-id", "business", "channel"], name="onestop_newest"),
            models.Index(
                fields=["agency_code", "business", "channel", "-filed_at", "-id"], name="onestop_agency_state"
            ),
            models.Index(
                fields=["agency_code", "procedure_code", "-filed_at", "-id", "business", "channel"],
                name="onestop_agency_procedure",
            ),
            models.Index(
                fields=["intake_agency", "-filed_at", "-id", "business", "channel"], name="onestop_taken"
            ),
            models.Index(
                fields=["intake_agency", "procedure_code", "-filed_at", "-id", "business", "channel"],
                name="onestop_taken_procedure",
            ),
            *(
                models.Index(
                    fields=[side, "-filed_at", "-id", "business", "clock", "current_due", "accept_by"],
                    condition=Q(ended_at__isnull=True),
                    name=name,
                )
                for side, name in (
                    ("agency_code", "onestop_agency_open"),
                    ("intake_agency", "onestop_taken_open"),
                )
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(business__in=sorted(s.value for s in ENDED)) ^ Q(ended_at__isnull=True),
                name="ended_dossier_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(clock="paused") | Q(paused_at__isnull=False) & ~Q(pause_ground=""),
                name="paused_dossier_says_why",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True)
                | Q(original_due__isnull=False, current_due__isnull=False),
                name="received_dossier_is_due",
            ),
            models.UniqueConstraint(
                fields=["national_code"], condition=~Q(national_code=""), name="one_dossier_a_national_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """The key by which facts, work items, orders and papers name it."""
        return f"dossier:{self.pk}"


class Application(models.Model):
    """Who applied and what they said: sealed, erasable, found again by keyed digests."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="application")
    sealed = models.TextField(blank=True)
    holder_key = models.CharField(max_length=60, blank=True)
    """The holder's key in the vault; empty where nobody vouched for an identity."""
    holder_mark = models.CharField(max_length=32, blank=True)
    phone_mark = models.CharField(max_length=32, blank=True)
    applicant_key = models.CharField(max_length=60, blank=True)
    """The key of whoever files for the holder and signed in for it: finds the dossier, opens no vault."""
    applicant_mark = models.CharField(max_length=32, blank=True)
    applicant_phone_mark = models.CharField(max_length=32, blank=True)
    assurance = models.CharField(max_length=10)
    filed_by = models.CharField(max_length=60)
    """Who filed: the applicant, a proxy, an officer at a counter, the public post; never a name."""
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "đơn của hồ sơ"
        verbose_name_plural = "đơn của hồ sơ"
        indexes = [
            models.Index(fields=["holder_key"], condition=~Q(holder_key=""), name="onestop_holder"),
            models.Index(fields=["applicant_key"], condition=~Q(applicant_key=""), name="onestop_proxy"),
            models.Index(fields=["holder_mark"], condition=~Q(holder_mark=""), name="onestop_number"),
            models.Index(fields=["phone_mark"], condition=~Q(phone_mark=""), name="onestop_phone"),
            # whether somebody was known is counted of a million: their long sealed rows are not read for it
            models.Index(fields=["dossier", "assurance"], name="onestop_assured"),
        ]

    def __str__(self) -> str:
        return f"application of {self.dossier_id}"

    @property
    def said(self) -> dict[str, Any]:
        """This will open what was said: `applicant`, `holder`, `helper` and the form's `data`."""
        return orjson.loads(APPLICATIONS.unseal(self.sealed)) if self.sealed else {}


class Counter(models.Model):
    """The last number that a unit gave on a day; counted in the transaction that takes it."""

    unit = models.CharField(max_length=60)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="one_counter_a_unit_and_day")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}: {self.last}"


class DueChange(models.Model):
    """One move of a dossier's end, with its ground and its document; rows are added, never changed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="due_changes")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    why = models.CharField(max_length=16)
    reason = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=200)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField()
    rule = models.JSONField(null=True)

    class Meta:
        verbose_name = "thay đổi hạn"
        verbose_name_plural = "thay đổi hạn"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.why} {self.due_after:%d/%m/%Y}"
