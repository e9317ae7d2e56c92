"""What does the agency answer, who approved it, and was the reporter content?"""

from django.db import models
from django.db.models import Q


class Answer(models.Model):
    """One answer on its way: draft, submitted, returned, approved. Photos belong to "answer:<id>"."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        APPROVED = "approved"

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    text = models.TextField()
    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    author = models.CharField(max_length=60)
    approver = models.CharField(max_length=60, blank=True)
    returned_because = models.TextField(blank=True)
    doubts = models.JSONField(default=list)
    """Which checks of its pictures failed (`rules.proof.Doubt`)."""
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "round"], name="one_answer_a_round"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False, approver__gt=""),
                name="approved_answer_has_its_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"


class Rating(models.Model):
    """The reporter's judgement of one round's answer."""

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied"
        ACCEPTABLE = "acceptable"
        UNSATISFIED = "unsatisfied"

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    satisfaction = models.CharField(max_length=12, choices=Satisfaction.choices)
    comment = models.TextField(blank=True)
    agency_code = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "round"], name="a_round_is_rated_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.satisfaction}"
