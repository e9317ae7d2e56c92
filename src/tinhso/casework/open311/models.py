"""What came in by this door, and which reports changed when?"""

from django.db import models


class Sent(models.Model):
    """A report that a program sent: who may add to it, and by what the same sending is known again."""

    key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    report_code = models.CharField(max_length=10, unique=True)
    at = models.DateTimeField()
    same_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest", "same_until"], name="sending_known_again")]

    def __str__(self) -> str:
        return self.report_code


class Turn(models.Model):
    """One row for each digest that is being sent: equal sendings at one moment queue on it."""

    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest


class Change(models.Model):
    """Something public happened to a report: the index behind "what is new since"."""

    fact_id = models.BigIntegerField(unique=True)
    report_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at", "report_id"], name="changed_when")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.at}"


class Incoming(models.Model):
    """An update that a program sent, kept so that the same one is taken once."""

    key = models.CharField(max_length=60)
    update_id = models.CharField(max_length=120)
    report_code = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "update_id"], name="an_update_comes_once")]

    def __str__(self) -> str:
        return self.update_id
