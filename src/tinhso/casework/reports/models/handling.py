"""Who else works on a report, who passed it on, and who asked for more time?"""

from django.db import models
from django.db.models import Q


class CoHandling(models.Model):
    """A second agency's part; it has a work item of its own, the public deadline stays one."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="co_handlings")
    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    task = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=60, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "agency_code"], name="an_agency_helps_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.agency_code}"


class Forwarding(models.Model):
    """One hop: "not mine". The machine or the handler chose the next agency."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="forwardings")
    hop = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    from_agency = models.CharField(max_length=60)
    from_name = models.CharField(max_length=200)
    to_agency = models.CharField(max_length=60)
    to_name = models.CharField(max_length=200)
    reason = models.TextField()
    chosen_by = models.CharField(max_length=10)
    asset_class = models.CharField(max_length=30, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_agency=models.F("to_agency")), name="a_hop_leads_somewhere_else"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.from_agency} -> {self.to_agency}"


class Extension(models.Model):
    """A request for more time; at most one is open or granted in a round."""

    class State(models.TextChoices):
        REQUESTED = "requested"
        GRANTED = "granted"
        REFUSED = "refused"

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="extensions")
    round = models.PositiveSmallIntegerField(default=1)
    agency_code = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    until = models.DateTimeField()
    reason = models.TextField()
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    refused_because = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "round"],
                condition=Q(state__in=["requested", "granted"]),
                name="one_extension_a_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.until:%d/%m/%Y}"
