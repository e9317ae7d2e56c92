"""Which rows make the index, what was entered by hand, and what is kept counted of each month?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tinhso.core.models import DatedRule
from tinhso.overview.quality.rules.formulas import FORMULAS

GROUPS = (
    (1, _("Công khai, minh bạch")),
    (2, _("Tiến độ giải quyết")),
    (3, _("Dịch vụ trực tuyến")),
    (4, _("Số hoá hồ sơ")),
    (5, _("Mức độ hài lòng")),
)
TOPIC = "quality"


class Indicator(DatedRule):
    """One indicator of the index: its greatest number of points, its target, and the word of its formula."""

    revision_topic = TOPIC

    code = models.CharField(_("mã"), max_length=10)
    group = models.PositiveSmallIntegerField(_("nhóm"), choices=GROUPS)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    maximum = models.FloatField(_("điểm tối đa"), help_text=_("0: chỉ để theo dõi"))
    target = models.FloatField(_("mục tiêu (0–1)"), null=True, blank=True)
    formula = models.CharField(_("công thức"), max_length=30, choices=[(word, word) for word in FORMULAS])

    class Meta(DatedRule.Meta):
        verbose_name = _("chỉ số chất lượng phục vụ")
        verbose_name_plural = _("chỉ số chất lượng phục vụ")
        ordering = ["order", "code"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_indicator_row_a_day"),
            models.CheckConstraint(
                condition=models.Q(maximum__gte=0)
                & (models.Q(target__isnull=True) | models.Q(target__gt=0, target__lte=1)),
                name="an_indicator_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class EnteredFigure(DatedRule):
    """What this system cannot count and somebody publishes: a share, for whom, from when, and its source."""

    revision_topic = TOPIC

    indicator = models.CharField(_("mã chỉ số"), max_length=10)
    agency_code = models.CharField(
        _("mã cơ quan"), max_length=60, blank=True, help_text=_("Để trống: cả tỉnh, thành phố")
    )
    part = models.PositiveIntegerField(_("tử số"))
    whole = models.PositiveIntegerField(_("mẫu số"))

    class Meta(DatedRule.Meta):
        verbose_name = _("số liệu nhập của chỉ số")
        verbose_name_plural = _("số liệu nhập của chỉ số")
        ordering = ["indicator", "agency_code", "-valid_from"]
        constraints = [
            *DatedRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "agency_code", "valid_from"], name="one_entered_figure_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(whole__gt=0, part__lte=models.F("whole")),
                name="an_entered_share_is_at_most_whole",
            ),
            models.CheckConstraint(condition=~models.Q(citation=""), name="an_entered_figure_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.agency_code}: {self.part}/{self.whole}"


class Tally(models.Model):
    """What was counted of the dossiers that one body received in one month for one procedure.

    Where they are many each `day` of the month has a row of its own; 0 is the month whole.
    """

    month = models.DateField()
    day = models.PositiveSmallIntegerField(default=0)
    agency = models.CharField(max_length=60)
    procedure = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    received = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    decided = models.IntegerField(default=0)
    in_time = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    running = models.IntegerField(default=0)
    supplemented = models.IntegerField(default=0)
    online = models.IntegerField(default=0)
    online_whole = models.IntegerField(default=0)
    linked = models.IntegerField(default=0)
    synced = models.IntegerField(default=0)
    owing = models.IntegerField(default=0)
    paid = models.IntegerField(default=0)
    paid_online = models.IntegerField(default=0)
    with_paper = models.IntegerField(default=0)
    with_result = models.IntegerField(default=0)
    digitised = models.IntegerField(default=0)
    reused = models.IntegerField(default=0)
    from_store = models.IntegerField(default=0)
    population = models.IntegerField(default=0)
    objected = models.IntegerField(default=0)
    disliked = models.IntegerField(default=0)
    rated = models.IntegerField(default=0)
    good = models.IntegerField(default=0)
    fair = models.IntegerField(default=0)
    poor = models.IntegerField(default=0)
    promised = models.IntegerField(default=0)
    promised_decided = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)
    spared = models.IntegerField(default=0)
    papers = models.IntegerField(default=0)
    papers_digitised = models.IntegerField(default=0)
    papers_reused = models.IntegerField(default=0)
    papers_national = models.IntegerField(default=0)
    papers_register = models.IntegerField(default=0)
    saved = models.BigIntegerField(default=0)
    petitions = models.IntegerField(default=0)
    petitions_conduct = models.IntegerField(default=0)
    petitions_answered = models.IntegerField(default=0)
    petitions_in_time = models.IntegerField(default=0)
    seconds = models.BigIntegerField(default=0)
    days_saved = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "agency", "procedure", "day"], name="a_cell_has_one_tally"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "month", "day", "procedure"], name="quality_by_body"),
            models.Index(fields=["procedure", "month"], name="quality_by_procedure"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.agency} {self.procedure}"


class Stale(models.Model):
    """A day on which a body received a dossier of which its tallies do not know everything yet."""

    day = models.DateField()
    agency = models.CharField(max_length=60)
    procedure = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "agency", "procedure"], name="a_day_is_stale_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.agency} {self.procedure}"
