"""Which tables does the grammar itself need? Revisions of remembered rules, and dated parameters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """How often a topic of rules has changed: processes compare it with what they remember."""

    topic = models.CharField(max_length=60, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.topic} {self.number}"


class DatedRule(models.Model):
    """What every rule that a province edits has: a validity, a source, and whether it was checked.

    Subclasses set `revision_topic` so that a change reaches every process that remembers the rules.
    """

    revision_topic = ""

    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    citation = models.CharField(_("căn cứ"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("minh hoạ – chưa đối chiếu văn bản"), default=False)
    note = models.CharField(_("ghi chú, lý do"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            )
        ]


class ParameterValue(DatedRule):
    """One dated value of a declared parameter (see `core.parameters`), as JSON."""

    revision_topic = "parameters"

    key = models.CharField(_("tham số"), max_length=80, db_index=True)
    value = models.JSONField(_("giá trị"))

    class Meta(DatedRule.Meta):
        verbose_name = _("giá trị tham số")
        verbose_name_plural = _("giá trị tham số")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["key", "valid_from"], name="one_parameter_value_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} ({self.valid_from:%d/%m/%Y})"


class Pulse(models.Model):
    """When a background process was last heard."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"


class Spent(models.Model):
    """How often a limited act was done in the window that began at `since` (seconds since 1970)."""

    key = models.CharField(max_length=80, primary_key=True)
    since = models.BigIntegerField(db_index=True)
    window_s = models.IntegerField()
    used = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.used}"
