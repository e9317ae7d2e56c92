"""Who waits at a counter today, in which order?"""

from django.db import models


class Ticket(models.Model):
    """One number of one body's counter on one day; it names nobody."""

    agency_code = models.CharField(max_length=60)
    day = models.DateField()
    number = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "số thứ tự"
        verbose_name_plural = "số thứ tự"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "day", "number"], name="one_ticket_a_number_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(called_at__isnull=True) ^ ~models.Q(called_by=""),
                name="called_ticket_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.day} {self.number}"
