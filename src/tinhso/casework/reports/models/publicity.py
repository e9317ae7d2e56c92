"""Which public content was flagged, hidden or shown again, by whom and why?"""

from django.db import models


class Flag(models.Model):
    """Somebody (mostly nobody we know) says that public content should not be public."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=20)
    comment = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.reason}"


class Hiding(models.Model):
    """One act of hiding text or photos; `undone_at` when it was taken back."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="hidings")
    part = models.CharField(max_length=6, choices=[("text", "text"), ("photos", "photos")])
    reason = models.CharField(max_length=20)
    comment = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    undone_by = models.CharField(max_length=60, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.part}"
