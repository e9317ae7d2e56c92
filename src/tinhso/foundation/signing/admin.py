"""Where does the administrator say whom to trust, and see which keys sign?"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tinhso.core.errors import Invalid
from tinhso.core.translation import say
from tinhso.foundation.ledger.admin import DatedAdmin, DatedForm
from tinhso.foundation.signing import certificates
from tinhso.foundation.signing.models import Anchor, Key


class AnchorForm(DatedForm):
    """An issuer's certificate, read before it is kept."""

    def clean_certificate(self) -> str:
        """This will refuse what is no certificate of an issuer, and take its mark."""
        pem = str(self.cleaned_data["certificate"]).strip()
        try:
            found, _described = certificates.read_anchor(pem)
        except Invalid as wrong:
            raise forms.ValidationError(say(wrong.message)) from wrong
        self.instance.sha256 = certificates.fingerprint(found)
        return pem

    def clean(self) -> dict[str, Any] | None:
        """This will refuse the same certificate from the same day, beside the field."""
        cleaned = super().clean() or self.cleaned_data
        since, mark = cleaned.get("valid_from"), self.instance.sha256
        same = (
            Anchor.objects.filter(sha256=mark, valid_from=since) if since and mark else Anchor.objects.none()
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("certificate", _("Chứng thư này đã được tin cậy từ ngày đó."))
        return cleaned


@admin.register(Anchor)
class AnchorAdmin(DatedAdmin):
    """Whom the province trusts to vouch for signers."""

    form = AnchorForm
    list_display = ("name", "mark")
    search_fields = ("name", "sha256")
    ordering = ("name", "valid_from")
    readonly_fields = ("sha256",)

    @admin.display(description=_("dấu vân SHA-256"))
    def mark(self, row: Anchor) -> str:
        """This will show the beginning of the mark, as much as a list has room for."""
        return f"{row.sha256[:16]}…"


@admin.register(Key)
class KeyAdmin(admin.ModelAdmin):
    """A read-only list of keys; they come and go by the command `tinhso signing`."""

    list_display = (
        "pk",
        "name",
        "agency",
        "holder",
        "issuer",
        "not_after",
        "valid_from",
        "valid_to",
        "is_simulated",
    )
    list_filter = ("is_simulated",)
    search_fields = ("name", "agency", "serial")
    fields = (
        "name", "organisation", "serial", "issuer", "not_before", "not_after", "agency", "holder",
        "valid_from", "valid_to", "is_simulated", "added_at", "added_by",
    )  # fmt: skip
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keys are entered by an operator at the machine."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keys are not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keys are ended, which leaves a fact."""
        return False
