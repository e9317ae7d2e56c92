"""What does the centre keep? Each turn of each report, and counters, so that a board reads few rows.

Everything here is made from the ledger's facts by `actions.take_in` and can be made again from them.
"""

from django.db import models
from django.db.models import Q


class Turn(models.Model):
    """One turn of a report that is not sealed: from receipt or reopening to the answer (`rules.turns`)."""

    report_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    fact_id = models.BigIntegerField()
    """The last fact of the report that these columns know of."""
    code = models.CharField(max_length=10)
    category = models.CharField(max_length=20)
    agency = models.CharField(max_length=60)
    place = models.CharField(max_length=20)
    is_public = models.BooleanField()
    urgent = models.BooleanField()
    by_hand = models.BooleanField()
    is_refused = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    rated_at = models.DateTimeField(null=True)
    satisfaction = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report_id", "number"], name="a_turn_is_kept_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, in_time__isnull=True)
                | Q(answered_at__isnull=False, in_time__isnull=False),
                name="an_answer_was_in_time_or_not",
            ),
        ]
        indexes = [
            models.Index(fields=["-began_at", "-id"], name="ioc_began"),
            models.Index(
                fields=["-answered_at", "-id"], name="ioc_answered", condition=Q(answered_at__isnull=False)
            ),
            models.Index(fields=["-rated_at", "-id"], name="ioc_rated", condition=Q(rated_at__isnull=False)),
            models.Index(
                fields=["due_at", "agency"],
                name="ioc_open",
                condition=Q(answered_at__isnull=True, is_refused=False, is_paused=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.number}"


class Cell(models.Model):
    """Where something is counted: "" counts all of a dimension together; `shape` says which are named."""

    shape = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=20, blank=True)
    is_public = models.BooleanField()

    class Meta:
        abstract = True


class Tally(Cell):
    """What happened on one Vietnamese calendar day in one cell."""

    day = models.DateField()
    received = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    by_hand = models.IntegerField(default=0)
    urgent = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    acceptable = models.IntegerField(default=0)
    unsatisfied = models.IntegerField(default=0)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "day", "category", "agency", "place", "is_public"],
                name="a_day_has_one_tally",
            )
        ]
        indexes = [
            models.Index(fields=["shape", "category", "day"], name="tally_by_category"),
            models.Index(fields=["shape", "agency", "day"], name="tally_by_agency"),
            models.Index(fields=["shape", "place", "day"], name="tally_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.category}/{self.agency}/{self.place}"


class Waiting(Cell):
    """What is open now in one cell, by the day on which it is due; paused ones under 31/12/9999."""

    due_on = models.DateField()
    open = models.IntegerField(default=0)
    urgent = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "due_on", "category", "agency", "place", "is_public"],
                name="a_due_day_has_one_count",
            )
        ]
        indexes = [
            models.Index(fields=["shape", "category", "due_on"], name="waiting_by_category"),
            models.Index(fields=["shape", "agency", "due_on"], name="waiting_by_agency"),
            models.Index(fields=["shape", "place", "due_on"], name="waiting_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y} {self.category}/{self.agency}/{self.place}"


class Speed(Cell):
    """How many answers of one day in one cell took as long as the step says (`rules.turns.speed`)."""

    day = models.DateField()
    step = models.PositiveSmallIntegerField()
    answers = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "category", "agency", "place", "day", "is_public", "step"],
                name="a_step_has_one_count",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.step}"


class News(models.Model):
    """The ledger position of the last fact that changed anything here; one row, read by every poll."""

    position = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_row_of_news")]

    def __str__(self) -> str:
        return str(self.position)
