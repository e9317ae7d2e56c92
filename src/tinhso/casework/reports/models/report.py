"""What was reported, where, to whom does it belong, and how far is it? And, apart, who reported it?"""

from typing import Any

import orjson
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from tinhso.casework.reports.rules.contact import same_number
from tinhso.casework.reports.workflow import DONE, Status, Visibility
from tinhso.core.sealing import Sealer

PUBLIC = Q(visibility=Visibility.PUBLIC.value)
NEWEST = ("-received_at", "-id")
ENDED = tuple(s.value for s in (Status.CLOSED, Status.MERGED, Status.REFUSED))
CONTACTS = Sealer("tinhso.reports.contact.1")


class Report(models.Model):
    """One field report (phản ánh hiện trường)."""

    client_id = models.UUIDField()
    nonce = models.BinaryField(max_length=16)
    key_mark = models.CharField(max_length=8)
    request_digest = models.CharField(max_length=64)
    code = models.CharField(max_length=10)

    status = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Status])
    visibility = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Visibility])
    category = models.CharField(max_length=20)
    asset_class = models.CharField(max_length=30, blank=True)
    urgent = models.BooleanField(default=False)
    wants_public = models.BooleanField(default=True)
    channel = models.CharField(max_length=30, default="web")
    is_simulated = models.BooleanField(default=False)

    place_code = models.CharField(max_length=20)
    place_name = models.CharField(max_length=120)
    place_structure = models.CharField(max_length=20)
    locality_id = models.CharField(max_length=40, blank=True)
    locality_name = models.CharField(max_length=120, blank=True)
    place_detail = models.CharField(max_length=500, blank=True)
    place_confidence = models.FloatField(default=1.0)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    public_lat = models.FloatField(null=True)
    public_lon = models.FloatField(null=True)
    """What the public map shows: the point, or the middle of a wide square around it (`rules.publicity`)."""
    accuracy_m = models.FloatField(null=True)

    agency_code = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=200)
    hops = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)

    photo_count = models.PositiveSmallIntegerField(default=0)
    text_from = models.CharField(max_length=10)
    photos_from = models.CharField(max_length=10)
    text_hidden = models.BooleanField(default=False)
    photos_hidden = models.BooleanField(default=False)
    times_hidden = models.PositiveSmallIntegerField(default=0)

    occurred_at = models.DateTimeField(null=True)
    occurs_after_receipt = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    accept_by = models.DateTimeField()
    due_at = models.DateTimeField()
    original_due = models.DateTimeField()
    calendar = models.CharField(max_length=20, default="office")
    accepted_at = models.DateTimeField(null=True)
    waiting_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)
    """When whatever led to a person was let go, some time after the end."""
    satisfaction = models.CharField(max_length=12, blank=True)

    # The long columns stand last: SQLite reads a row from its beginning, so counting never touches them.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    text = models.TextField()
    public_text = models.TextField(blank=True)
    public_words = models.TextField(blank=True)
    first_reply = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client_id"], name="a_report_is_received_once"),
            models.UniqueConstraint(fields=["code"], name="a_code_names_one_report"),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(s.value for s in DONE)) | Q(answered_at__isnull=False),
                name="answered_report_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.MERGED.value) | Q(merged_into__isnull=False),
                name="merged_report_names_the_first",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED.value) | Q(closed_at__isnull=False),
                name="closed_report_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WAITING_FOR_CITIZEN.value) | Q(waiting_until__isnull=False),
                name="waiting_report_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="a_point_has_both_numbers",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PUBLIC.value) | Q(public_words=""),
                name="only_public_reports_are_searchable",
            ),
            models.CheckConstraint(
                condition=Q(original_due__lte=F("due_at")),
                name="due_time_never_moves_forward_of_the_original",
            ),
        ]
        indexes = [
            models.Index(fields=NEWEST, name="public_newest", condition=PUBLIC),
            models.Index(fields=["place_code", *NEWEST], name="public_by_place", condition=PUBLIC),
            models.Index(fields=["agency_code", *NEWEST], name="reports_by_agency"),
            models.Index(fields=["category", *NEWEST], name="public_by_category", condition=PUBLIC),
            # the visibility stands in it so that public reports are counted without reading their rows
            models.Index(fields=["status", *NEWEST, "visibility"], name="reports_by_status"),
            models.Index(fields=["public_lat", "public_lon"], name="public_points", condition=PUBLIC),
            models.Index(
                fields=["received_at"],
                name="ended_reports_to_wipe",
                condition=Q(wiped_at__isnull=True, status__in=ENDED),
            ),
            models.Index(
                fields=["merged_into"], name="merged_reports", condition=Q(merged_into__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """This will give the key under which other rooms know the report."""
        return f"report:{self.pk}"


class Reporter(models.Model):
    """Who reported, if they said so; the row may be erased while the report stays."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="reporter")
    salt = models.BinaryField(max_length=16)
    sealed = models.TextField()
    """Name, phone, e-mail, for whom it was sent: one encrypted JSON, the database alone tells nothing."""
    phone_mark = models.CharField(max_length=32, blank=True, db_index=True)
    """Keyed digest of the number, so that who confirms a number finds the reports sent with it."""
    language = models.CharField(max_length=10, default="vi")

    def __str__(self) -> str:
        return f"reporter of {self.report_id}"

    @staticmethod
    def seal(*, name: str, phone: str, email: str, on_behalf_of: Any = None) -> dict[str, str]:
        """This will give the columns in which a contact is kept."""
        said = {"name": name, "phone": phone, "email": email, "on_behalf_of": on_behalf_of}
        number = same_number(phone)
        return {
            "sealed": CONTACTS.seal(orjson.dumps(said).decode()),
            "phone_mark": CONTACTS.mark(number) if number else "",
        }

    @cached_property
    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = orjson.loads(CONTACTS.unseal(self.sealed))
        return said

    @property
    def name(self) -> str:
        """This will open the name; "" for none."""
        return str(self._said["name"])

    @property
    def phone(self) -> str:
        """This will open the telephone number; "" for none."""
        return str(self._said["phone"])

    @property
    def email(self) -> str:
        """This will open the e-mail address; "" for none."""
        return str(self._said["email"])

    @property
    def on_behalf_of(self) -> Any:
        """This will open for whom it was sent; None for oneself."""
        return self._said["on_behalf_of"]


class Reveal(models.Model):
    """An officer was shown the reporter; the reason stands here, the fact in the ledger."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reveals")
    by = models.CharField(max_length=60)
    reason = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report_id} {self.by}"
