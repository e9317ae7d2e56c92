"""Which papers came with a dossier, what is owed for it, and what went out?"""

from django.db import models
from django.db.models import Q

from tinhso.casework.onestop.models.dossier import Dossier


class Component(models.Model):
    """One paper given for one component of the procedure; where it came from is what "once only" counts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="components")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    form = models.CharField(max_length=10)
    """original, copy, certified or electronic."""
    quantity = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=12)
    """uploaded, digitised (at a counter), reused (from the vault), national (its store) or register."""
    file = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=40, blank=True)
    paper_version = models.PositiveIntegerField(null=True)
    certified_by = models.CharField(max_length=60, blank=True)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} of {self.dossier_id}"


class FeeDue(models.Model):
    """One fee of one dossier as the rules gave it: in full, after reductions, and for which reason."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fees")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    full = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    when = models.CharField(max_length=12)
    rule = models.JSONField(null=True)
    order = models.CharField(max_length=40, blank=True)
    paid_at = models.DateTimeField(null=True)
    counts_for_index = models.BooleanField(null=True)
    """Whether it was paid by a way that the province's index counts; null while it is unpaid."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} {self.due}"


class Result(models.Model):
    """What the procedure gave: a fixed version of a paper in the vault, or a file with the dossier: that of a
    holder whom nobody knows, or one that waits for its signature."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="results")
    paper_type = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    number = models.CharField(max_length=60)
    file = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=40, blank=True)
    paper_version = models.PositiveIntegerField(null=True)
    signature = models.JSONField(null=True)
    """What `signing` told of it when it came in; None: nobody has signed it."""
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AwaitedFile(models.Model):
    """A file that an arrival from the national portal names and that is still to be fetched from there."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="awaited_files")
    arrival = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    component = models.CharField(max_length=40)
    source = models.CharField(max_length=12)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    """None: fetched, or refused for good (`refused_for`)."""
    refused_for = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrival", "position"], name="one_awaited_file_a_position")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="onestop_awaited"
            )
        ]

    def __str__(self) -> str:
        return f"{self.component} of {self.dossier_id}"
