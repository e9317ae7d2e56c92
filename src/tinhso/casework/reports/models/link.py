"""Which one-time links were used?"""

from django.db import models


class UsedLink(models.Model):
    """The digest of a link's token, kept so that the link opens once."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]
