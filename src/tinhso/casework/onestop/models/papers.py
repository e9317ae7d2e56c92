"""Which papers came with a dossier, what is owed for it, and what went out?"""

from typing import Any

import orjson
from django.db import models
from django.db.models import Q

from tinhso.casework.onestop.models.dossier import APPLICATIONS, Dossier


class Component(models.Model):
    """One paper given for one component of the procedure; where it came from is what "once only" counts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="components", db_index=False)
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
    part = models.PositiveSmallIntegerField(default=1)
    """Which file of its paper, from 1, in the order given: several files of one component are one paper, so
    whoever counts papers counts the first parts alone."""
    mark = models.CharField(max_length=32, blank=True)
    """By which the portal's document is known again in a later version; empty for what came another way."""
    refused_for = models.CharField(max_length=60, blank=True)
    """Why the file that the portal names was not kept: such a paper was not given."""
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    """Since when something else stands in its place; also of what a later version brought beside."""

    class Meta:
        indexes = [
            # by dossier, and with all that is counted of a million dossiers' papers
            models.Index(
                fields=["dossier", "part", "replaced_at", "refused_for", "source", "file"],
                name="onestop_component_counted",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} of {self.dossier_id}"


class FeeDue(models.Model):
    """One fee of one dossier as the rules gave it: in full, after reductions, and for which reason."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fees", db_index=False)
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
        indexes = [
            # by dossier, and with all that is counted of a million dossiers' fees
            models.Index(
                fields=["dossier", "due", "full", "paid_at", "counts_for_index"], name="onestop_fee_counted"
            )
        ]
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
    paper = models.ForeignKey(Component, on_delete=models.CASCADE, null=True, related_name="awaited")
    """The row that gets it, whatever took that row's place meanwhile."""
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


class PortalVersion(models.Model):
    """A later version of a dossier from the national portal: what it said differently, what became of it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="portal_versions")
    arrival = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    fate = models.CharField(max_length=10)
    """applied (in the place of what was filed), supplied (answers a request) or beside (nothing changed)."""
    sealed = models.TextField(blank=True)
    """{"before": …, "after": …} as `rules/versions.py` compares them; empty once the person is forgotten."""
    papers = models.JSONField(default=list)
    """[{"component": id, "what": "new" or "gone"}]."""
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "bản sửa từ Cổng DVCQG"
        verbose_name_plural = "bản sửa từ Cổng DVCQG"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.fate} version of {self.dossier_id}"

    @property
    def said(self) -> dict[str, Any]:
        """This will open what was said before and after."""
        return orjson.loads(APPLICATIONS.unseal(self.sealed)) if self.sealed else {}
