"""What does the room keep? Dated rules, what was found alike, followers, samples, appeals, incidents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule


class ComparingRule(DatedRule):
    """How near and how recent must an earlier report of a kind be? An empty category: every other one."""

    revision_topic = "oversight"

    category = models.CharField(_("lĩnh vực"), max_length=20, blank=True)
    radius_m = models.PositiveIntegerField(_("trong vòng (mét)"))
    days = models.PositiveSmallIntegerField(_("trong (ngày)"))
    recurrence_days = models.PositiveSmallIntegerField(_("tái diễn nếu trở lại trong (ngày)"))

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc so phản ánh giống nhau")
        verbose_name_plural = _("quy tắc so phản ánh giống nhau")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["category", "valid_from"], name="one_comparing_rule_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.category or '*'}: {self.radius_m} m, {self.days}"


class FloodRule(DatedRule):
    """From how many similar reports of a commune on is it one incident?"""

    revision_topic = "oversight"

    group = models.CharField(_("mã nhóm"), max_length=20)
    name = models.CharField(_("tên"), max_length=80)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=80)
    categories = models.CharField(
        _("gồm các lĩnh vực"), max_length=200, help_text=_("Mã, cách nhau bằng dấu phẩy.")
    )
    reports = models.PositiveSmallIntegerField(_("số phản ánh"))
    minutes = models.PositiveSmallIntegerField(_("trong (phút)"))
    calm_minutes = models.PositiveSmallIntegerField(_("kết thúc khi yên (phút)"))

    class Meta(DatedRule.Meta):
        verbose_name = _("quy tắc dồn dập")
        verbose_name_plural = _("quy tắc dồn dập")
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["group", "valid_from"], name="one_flood_rule_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.reports}/{self.minutes}"


class Likeness(models.Model):
    """A report that may tell what an earlier one tells, or that comes back after its answer."""

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion"
        RECURRENCE = "recurrence"

    report_id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    first_code = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    agency_code = models.CharField(max_length=60)
    category = models.CharField(max_length=20)
    sure = models.FloatField()
    metres = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report_id", "kind"], name="a_report_is_like_one_other"),
        ]
        indexes = [
            models.Index(fields=["kind", "at", "agency_code"], name="likeness_by_agency"),
            models.Index(fields=["first_id"], name="likeness_of_first"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} ~ {self.first_id}"


class Follower(models.Model):
    """Somebody who follows a public report and left an address; erasable, never shown to anybody."""

    report_id = models.BigIntegerField(db_index=True)
    email = models.CharField(max_length=254)
    language = models.CharField(max_length=10, default="vi")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report_id", "email"], name="one_follows_once"),
        ]

    def __str__(self) -> str:
        return f"follower of {self.report_id}"


class Sample(models.Model):
    """A decision of the machine that a person looks at again."""

    class Verdict(models.TextChoices):
        RIGHT = "right"
        WRONG = "wrong"
        UNSURE = "unsure"

    fact_id = models.BigIntegerField()
    report_id = models.BigIntegerField()
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    judged_by = models.CharField(max_length=60, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact_id", "kind"], name="a_decision_is_sampled_once"),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True)
                | (~Q(verdict="") & Q(judged_at__isnull=False)),
                name="a_verdict_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="samples_waiting", condition=Q(verdict="")),
            models.Index(fields=["judged_at", "kind", "verdict"], name="samples_judged"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"


class Appeal(models.Model):
    """A reporter asked a person to read what the machine refused."""

    report_id = models.BigIntegerField(unique=True)
    filed_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=10, blank=True)
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.report_id} {self.outcome or '…'}"


class Incident(models.Model):
    """Similar reports of one commune that stand as one line while it lasts."""

    group = models.CharField(max_length=20)
    place_code = models.CharField(max_length=20)
    place_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "place_code"],
                condition=Q(closed_at__isnull=True),
                name="one_incident_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.place_code}"


class Gathered(models.Model):
    """A report that belongs to an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="gathered")
    report_id = models.BigIntegerField(unique=True)
    urgent = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.report_id} of {self.incident_id}"
