"""What was asked of the reporter and said back, and what do officers tell each other?"""

from django.db import models
from django.db.models import Q


class Exchange(models.Model):
    """A question to the reporter and the reply, if one came."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="exchanges")
    question = models.TextField()
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(ended_at__isnull=True), name="one_open_question_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.asked_at:%d/%m/%Y}"


class Note(models.Model):
    """An internal note; never public, never shown to the reporter."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.CharField(max_length=60)
    agency_code = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.by}"
