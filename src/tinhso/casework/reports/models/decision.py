"""What did the machine (or the exceptions desk) decide about a report, by which rule, and why?"""

from django.db import models


class Decision(models.Model):
    """One decision with everything needed to explain it later; inputs hold no personal data."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=120)
    reason = models.JSONField()
    rule = models.JSONField(null=True)
    confidence = models.FloatField(null=True)
    inputs = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__gte=0, confidence__lte=1),
                name="confidence_is_a_share",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}: {self.outcome}"
