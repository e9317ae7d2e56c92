"""Which envelopes were handed to the public post, or by it to the counter, on which list, signed by whom?"""

from enum import StrEnum
from typing import Any

import orjson
from django.db import models
from django.db.models import Q

from tinhso.casework.postal.workflow import Direction, Reason, Stage
from tinhso.core.sealing import Sealer

SIGNERS = Sealer("tinhso.postal.signers.1")


def _words(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class HandoverList(models.Model):
    """One list of one counter on one day; its signers are sealed and forgotten in time."""

    client_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=80, unique=True)
    agency_code = models.CharField(max_length=60)
    direction = models.CharField(max_length=3, choices=_words(Direction))
    day = models.DateField()
    number = models.PositiveIntegerField()
    carrier = models.CharField(max_length=40)
    carrier_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=60, blank=True)
    """Who was signed in when both names were typed."""
    sealed_signers = models.TextField(blank=True)
    sheet = models.CharField(max_length=40, blank=True)
    """The photo or PDF of the signed sheet."""
    closed_at = models.DateTimeField(null=True)
    """Nothing of it is under way any more, or it was cancelled."""
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "danh sách bàn giao bưu chính"
        verbose_name_plural = "danh sách bàn giao bưu chính"
        indexes = [models.Index(fields=["agency_code", "-id"], name="postal_agency_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "day", "number"], name="one_handover_list_a_number_and_day"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) ^ ~Q(signed_by=""), name="signed_list_says_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(signed_at__isnull=True),
                name="signed_list_is_not_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """The key by which facts, work items and files name it."""
        return f"handover:{self.pk}"

    @property
    def signers(self) -> dict[str, Any]:
        """This will open who gave and who received; empty once forgotten."""
        return orjson.loads(SIGNERS.unseal(self.sealed_signers)) if self.sealed_signers else {}


class Envelope(models.Model):
    """One line of a list: which dossier, what is inside, under which tracking number, to or from where."""

    handover = models.ForeignKey(HandoverList, on_delete=models.CASCADE, related_name="envelopes")
    number = models.PositiveSmallIntegerField()
    dossier_id = models.BigIntegerField(null=True)
    """None: taken in at somebody's home and not yet a dossier."""
    dossier_code = models.CharField(max_length=60, blank=True)
    procedure_code = models.CharField(max_length=60, blank=True)
    contents = models.CharField(max_length=200)
    tracking = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=12, choices=_words(Stage))
    reason = models.CharField(max_length=12, blank=True, choices=_words(Reason))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "phong bì"
        verbose_name_plural = "phong bì"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "number"], name="one_envelope_a_number_of_a_list"),
            models.UniqueConstraint(
                fields=["dossier_id"], condition=Q(stage__in=["out", "packed"], dossier_id__isnull=False),
                name="one_envelope_under_way_a_dossier",
            ),
            models.CheckConstraint(
                condition=Q(stage="undelivered") ^ Q(reason=""), name="undelivered_envelope_says_why"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.handover_id}/{self.number}"
