"""What does an operator key in, and in what shape does it reach the actions?"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.doors import queries
from tinhso.casework.reports.questions import AskingForm
from tinhso.casework.reports.rules.lengths import TEXT_MAX
from tinhso.casework.rulebook import queries as rulebook
from tinhso.foundation.places import queries as places

CHANNELS = (
    ("phone", _("Điện thoại")),
    ("counter", _("Tại quầy")),
    ("helper", _("Tổ công nghệ số cộng đồng")),
)


def _line(label: Any, longest: int, *, key: str = "", **attrs: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", **({"accesskey": key} if key else {}), **attrs}
    return forms.CharField(
        label=label, required=False, max_length=longest, widget=forms.TextInput(attrs=attrs)
    )


class IntakeForm(AskingForm):
    """One screen. Commune, hamlet and kind are typed as words and found again here, accents or not."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    began = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    arrival = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    phone = _line(_("Số người gọi"), 20, key="1", inputmode="tel")
    text = forms.CharField(
        label=_("Chuyện gì, ở chỗ nào?"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "accesskey": "2"}),
        error_messages={"required": _("Hãy ghi vài chữ về việc được phản ánh.")},
    )
    commune = _line(_("Xã, phường"), 120, key="3")
    locality = _line(_("Thôn, bản, tổ dân phố"), 120, key="4")
    detail = _line(_("Chỗ đó"), 300, key="5")
    category = _line(_("Loại việc"), 120, key="6")
    name = _line(_("Tên người phản ánh"), 120, key="7")
    for_name = _line(_("Phản ánh thay cho ai"), 120, key="8")
    for_phone = _line(_("Số điện thoại của người đó"), 20, inputmode="tel")
    relation = _line(_("Quan hệ với người đó"), 120)
    channel = forms.ChoiceField(label=_("Người dân báo qua"), choices=CHANNELS, initial="phone")
    line = forms.ChoiceField(label=_("Số tổng đài"), required=False, choices=())
    public = forms.BooleanField(label=_("Người dân đồng ý công khai"), required=False, initial=True)

    def __init__(self, *args: Any, on: date, lines: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes = {p.code: p.name for p in places.communes(on=on)}
        self.categories = {c.code: c.name for c in rulebook.categories(on)}
        self.on = on
        self.fields["line"].choices = [("", "—"), *((n, n) for n in lines)]  # type: ignore[attr-defined]

    def hamlets(self, commune: str) -> dict[str, str]:
        """This will give the hamlets of a commune: {id: name with its kind}."""
        return {str(h.id): f"{h.kind} {h.name}".strip() for h in places.localities(commune, on=self.on)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        commune = queries.fits(self.communes, given.get("commune") or "")
        if not given.get("commune"):
            # said in the text already?
            commune = queries.commune_in(given.get("text") or "", self.on)
        if commune is None and "commune" not in self.errors:
            self.add_error("commune", _("Chưa rõ xã, phường nào; hãy gõ thêm rồi chọn một tên."))
        given["commune_code"] = commune
        given["category_code"] = queries.fits(self.categories, given.get("category") or "")
        if given.get("category") and given["category_code"] is None:
            self.add_error("category", _("Chưa rõ loại việc nào; hãy chọn một tên, hoặc bỏ trống."))
        typed = given.get("locality") or ""
        found = queries.fits(self.hamlets(commune), typed) if commune and typed else None
        given["locality_said"] = found or typed or None
        return given

    def body(self, photos: list[str] | None = None) -> dict[str, Any]:
        """This will give the body that every door sends."""
        given: Mapping[str, Any] = self.cleaned_data
        contact = {name: given[name] or None for name in ("name", "phone")}
        behalf = {"name": given["for_name"], "phone": given["for_phone"], "relation": given["relation"]}
        behalf = {key: value for key, value in behalf.items() if value}
        return {
            "id": str(given["id"]),
            "text": given["text"],
            "category": given["category_code"],
            "point": None,
            "place": {
                "code": given["commune_code"],
                "locality": given["locality_said"],
                "detail": given["detail"] or None,
            },
            "occurred_at": None,
            "photos": photos or [],
            "contact": contact if any(contact.values()) else None,
            "public": given["public"],
            "channel": given["channel"],
            "on_behalf_of": behalf or None,
            "answers": self.answers(),
        }


class PhoneForm(forms.Form):
    """A number to confirm."""

    phone = forms.CharField(
        label=_("Số di động"),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Hãy nhập số di động.")},
    )


class CodeForm(forms.Form):
    """The six digits that came."""

    code = forms.CharField(
        label=_("Mã gồm 6 chữ số trong tin nhắn"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Hãy nhập mã.")},
    )
