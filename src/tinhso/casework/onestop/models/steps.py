"""Through whose hands did a dossier go? The control slip, requests, opinions, objections."""

from django.db import models
from django.db.models import Q

from tinhso.casework.onestop.models.dossier import Dossier


class Placement(models.Model):
    """With which body a dossier lies, since when, why: where it came in, and each time it was passed on."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="placements")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    ground = models.CharField(max_length=12)
    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    named = models.CharField(max_length=200, blank=True)
    """The unit as the other system named it, where that led here."""
    reason = models.CharField(max_length=1000, blank=True)
    """An officer's words; empty where the machine placed it."""
    rule = models.JSONField(null=True)
    """The row of the table of competence that named the body."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dossier_id} with {self.agency_code}: {self.ground}"


class HandOver(models.Model):
    """One line of the control slip (Mẫu 06): a step in somebody's hands, from taking it to giving it on."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="hand_overs")
    number = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    giver = models.CharField(max_length=60)
    giver_unit = models.CharField(max_length=60, blank=True)
    receiver = models.CharField(max_length=60, blank=True)
    receiver_unit = models.CharField(max_length=60, blank=True)
    agency_code = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_line_a_number"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_at__isnull=True), name="one_open_line_a_dossier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Supplement(models.Model):
    """What was asked for, once and completely (Mẫu 02), and when it came."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="supplement")
    papers = models.JSONField(default=list)
    """What is missing: component code (or "") and what to do, in words for the applicant."""
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    until = models.DateTimeField()
    supplied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"supplement of {self.dossier_id}"


class Consultation(models.Model):
    """An opinion asked of another body, with its own clock on the worklist."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="consultations")
    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    question = models.CharField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    pauses = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "agency_code"],
                condition=Q(answered_at__isnull=True),
                name="one_open_question_a_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} on {self.dossier_id}"


class Objection(models.Model):
    """The applicant says "chậm / không đúng": a petition is answered here, a complaint has its own law."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="objections")
    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=10)
    sealed_text = models.TextField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    agency_code = models.CharField(max_length=60)
    sealed_answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)
    handed_to = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"objection {self.pk} on {self.dossier_id}"
