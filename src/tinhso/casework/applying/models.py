"""Which applications are begun and not sent yet? Sealed, found by a digest of their private link."""

from django.db import models


class Draft(models.Model):
    """One application being written. It expires; once sent only the code of its dossier is left."""

    mark = models.CharField(max_length=64, unique=True)
    """SHA-256 of the link's token, which stands nowhere but in the sealed words."""
    owner = models.CharField(max_length=120, blank=True)
    """The key of the signed-in citizen; empty: whoever has the link."""
    procedure = models.CharField(max_length=60)
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    dossier_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "bản nháp hồ sơ"
        verbose_name_plural = "bản nháp hồ sơ"
        indexes = [
            models.Index(fields=["expires_at"], name="applying_expiry"),
            models.Index(
                fields=["owner", "-saved_at"], condition=~models.Q(owner=""), name="applying_owners_drafts"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk} of {self.procedure}"
