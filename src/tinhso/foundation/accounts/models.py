"""Who may sign in? Officers only: citizens never get a local password."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(AbstractUser):
    """An officer's account."""

    first_name = None
    last_name = None
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)

    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.full_name or self.username
