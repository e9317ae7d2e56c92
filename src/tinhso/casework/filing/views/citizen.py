"""How does a citizen send a report and find it again, with or without JavaScript?"""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from tinhso.casework.filing.forms import FindForm, ReportForm
from tinhso.casework.filing.views import aloud, tracking
from tinhso.casework.oversight import queries as oversight
from tinhso.casework.reports import actions, ownership
from tinhso.casework.reports import queries as reports
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.phrases import Kind
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.core.values import names_a_dossier
from tinhso.foundation.accounts import citizens
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import received, received_voice
from tinhso.foundation.places import queries as places
from tinhso.ui import formats

# Where the API's field names stand on the page; what the page does not know is said at the top.
ON_PAGE = {
    "text": "text",
    "category": "category",
    "point": "place",
    "place": "place",
    "place.detail": "detail",
    "contact.name": "name",
    "contact.phone": "phone",
    "contact.email": "email",
    "on_behalf_of.name": "other_name",
    "on_behalf_of.phone": "other_phone",
    "on_behalf_of.relation": "other_relation",
}


OF_WORDS = re.compile(r"[^\W\d_]{2}|^\d\.\d{6}$")
"""What is no code of a report but somebody's words, or a procedure's code: the catalogue knows it."""


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """This will show the report form, and take it where there is no JavaScript to post it to the API."""
    if request.method != "POST":
        initial = {"category": request.GET.get("category", ""), "id": uuid4(), "public": True}
        return _form(request, _report_form(initial=initial))
    photos, photo_errors = received(request, CITIZEN, clock.now())
    voice, voice_errors = received_voice(request, CITIZEN, clock.now())
    form = _report_form(request.POST, voice=voice)
    if not form.is_valid() or photo_errors or voice_errors:
        return _form(request, form, photos, photo_errors, voice_errors)
    if form.insist(form.cleaned_data["text"], clock.local_date(clock.now())):
        return _form(request, form, photos)
    return _submit(request, form, photos)


def _submit(request: HttpRequest, form: ReportForm, photos: list[str]) -> HttpResponse:
    now = clock.now()
    limited, device = ownership.limits_of(request, now=now)
    try:
        sent = actions.submit_report(
            body=form.body(photos),
            by=CITIZEN,
            now=now,
            language=get_language() or "vi",
            limited=limited,
            reporter_assurance=citizens.assurance_of(request),
        )
    except Invalid as wrong:
        of_voice = [say(e.message) for e in wrong.errors if e.field == "voice"]
        form.voice = "" if of_voice else form.voice
        return _form(request, form, photos, _place_errors(form, wrong), of_voice)
    response = redirect("filing:page", code=sent.code)
    ownership.remember(response, sent.code, request)
    ownership.remember_device(response, device)
    return response


def _report_form(*args: Any, **kwargs: Any) -> ReportForm:
    on = clock.local_date(clock.now())
    return ReportForm(
        *args,
        categories=[(c.code, c) for c in rulebook.categories(on)],
        communes=[(p.code, p.name) for p in places.communes(on=on)],
        **kwargs,
    )


def _form(
    request: HttpRequest,
    form: ReportForm,
    photos: list[str] | None = None,
    photo_errors: list[str] | None = None,
    voice_errors: list[str] | None = None,
) -> HttpResponse:
    on = clock.local_date(clock.now())
    province = places.served_province(on=on)
    text = form["text"].value() or ""
    return render(
        request,
        "filing/new.html",
        {
            "form": form,
            "photo_errors": photo_errors,
            "kept_photos": photos,
            "kept_voice": form.voice,
            "voice_errors": voice_errors,
            "voice_seconds": files.most_sound_seconds(on=on),
            "voice_minutes": formats.number(files.most_sound_seconds(on=on) / 60),
            "prompts": orjson.dumps(aloud.addresses()).decode(),
            "sentences": aloud.sentences(),
            "other_open": any(form[f"other_{n}"].value() or form[f"other_{n}"].errors for n in form.OTHER),
            "contact_open": any(form[name].value() or form[name].errors for name in form.CONTACT),
            "speaks_of_danger": reports.heard(text, on).danger is not None,
            **form.asks(text, on),
            "phrases": orjson.dumps(_phrases(on)).decode(),
            "marked_share": str(rulebook.marked_share(on)),
            "centre": places.label_point(province.code, on=on) if province else None,
            "api_url": "/api/v1/reports",
            "upload_url": "/api/v1/uploads",
            "photo_side": oversight.photo_side(clock.now()),
            "photos_most": files.most_photos(on=on),
            "photo_megabytes": files.most_megabytes(on=on),
            "locate_url": "/api/v1/places/locate",
            "suggest_url": "/api/v1/categories/suggest",
            "boundaries_url": "/api/v1/places/boundaries.geojson",
            "localities_url": "/api/v1/places/00000/localities",
        },
        status=422 if form.errors or photo_errors or voice_errors else 200,
    )


def _phrases(on: date) -> list[dict[str, Any]]:
    rows = rulebook.phrases_in_force(Kind.DANGER, on)
    return [{"pattern": p.pattern, "unless": p.unless, "exact": p.exact} for p in rows]


def _place_errors(form: ReportForm, wrong: Invalid) -> list[str]:
    """Put each sentence beside its field; those of photos come back, the rest stand at the top."""
    of_photos = []
    for error in wrong.errors:
        sentence = say(error.message)
        if error.field.split(".")[0] == "photos":
            of_photos.append(sentence)
        elif error.field != "voice":
            form.add_error(ON_PAGE.get(error.field, ON_PAGE.get(error.field.split(".")[0])), sentence)
    return of_photos


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """This will lead from a code (and, for the reporter, the secret) to the report's page.

    `?code=` goes there at once where the page is open to this reader, `?of=` only fills in the form.
    A dossier's code and words lead on to where they are known: people look for everything in one place.
    """
    asked = request.GET.get("code", "")
    typed = (request.POST.get("code", "") if request.method == "POST" else asked).strip()
    if names_a_dossier(typed):
        return redirect(f"{reverse('applying:find')}?{urlencode({'ma': typed})}")
    if request.method != "POST" and OF_WORDS.search(typed):
        return redirect(f"{reverse('procedures:catalogue')}?{urlencode({'q': typed[:200]})}")
    form = FindForm(request.POST if request.method == "POST" else {"code": asked} if asked else None,
                    initial={"code": request.GET.get("of", "")})  # fmt: skip
    if form.is_bound and form.is_valid():
        code, secret = form.cleaned_data["code"], form.cleaned_data["secret"].strip()
        if secret and ownership.proves(code, secret):
            response = redirect("filing:page", code=code)
            ownership.remember(response, code, request)
            return response
        if not secret and _is_open(request, code):
            return redirect("filing:page", code=code)
        form.add_error(None, _("Không tìm thấy phản ánh có mã này, hoặc mã bí mật chưa đúng. Hãy xem lại."))
    sent_here = [
        {"label": formats.public_code(code), "url": reverse("filing:page", args=[code])}
        for code in reversed(ownership.codes(request))
    ]
    context = {"form": form, "sent_here": sent_here}
    return render(request, "filing/find.html", context, status=422 if form.errors else 200)


def _is_open(request: HttpRequest, code: str) -> bool:
    try:
        tracking.load(request, code)
    except Missing:
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """This will open a report from the one-time link of a notice.

    Reading the page changes nothing (mail programs follow links by themselves); the button uses the link up.
    """
    if request.method != "POST":
        return render(request, "filing/link.html")
    code = ownership.open_link(token, now=clock.now())
    if code is None:
        messages.error(request, _("Đường dẫn này đã dùng, đã cũ hoặc không đúng. Hãy nhập mã và mã bí mật."))
        return redirect("filing:find")
    response = redirect("filing:page", code=code)
    ownership.remember(response, code, request)
    return response
