"""What came in by which door, from whom, and who keyed in what for whom?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Sender(models.Model):
    """Somebody who wrote in: the address is sealed, `digest` finds it again without telling it.

    Forgotten: no address, and a digest that nobody's address has.
    """

    door = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    address = models.TextField()
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "digest"], name="a_sender_stands_once")]

    def __str__(self) -> str:
        return f"{self.door} {self.pk}"


class Arrival(models.Model):
    """One message, kept before it is read: nothing that came in is lost.

    waiting (to be read), gathering (part of a report that is not whole yet), done, kept (waits for a
    person), settled (a person read it), ignored (an automatic letter), erased (after its days).
    """

    door = models.CharField(max_length=10)
    message_id = models.CharField(max_length=64)
    """A digest of the gateway's own id: ids of letters may name people."""
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="arrivals")
    client_id = models.UUIDField(default=uuid4)
    text = models.TextField(blank=True)
    """Sealed."""
    photo_urls = models.JSONField(default=list)
    photos = models.JSONField(default=list)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    outcome = models.CharField(max_length=30, blank=True)
    report_code = models.CharField(max_length=10, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    settled_by = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["door", "message_id"], name="a_message_comes_once"),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="messages_to_read"),
            models.Index(fields=["sender", "state"], name="messages_of_a_sender"),
            models.Index(fields=["state", "at"], name="messages_by_state"),
            models.Index(fields=["report_code"], name="messages_of_a_report"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.pk} {self.state}"


class Taken(models.Model):
    """A report that an officer keyed in for somebody who called or came: the helper beside the reporter."""

    report_code = models.CharField(max_length=10, unique=True)
    by = models.CharField(max_length=60)
    channel = models.CharField(max_length=10)
    line = models.CharField(max_length=20, blank=True)
    seconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.report_code


class PhoneMark(models.Model):
    """Which report was sent with which telephone number: a keyed digest, so that the number finds them."""

    report_id = models.BigIntegerField(unique=True)
    report_code = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.report_code


class Confirmation(models.Model):
    """A code that went to a telephone; only its keyed digest is kept."""

    sender = models.ForeignKey(Sender, on_delete=models.CASCADE, related_name="confirmations")
    key = models.CharField(max_length=43, unique=True)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
