"""How does a reporter cover a part of a photo they sent? With a brush, or with four numbers a box."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.casework.filing.views.tracking import load
from tinhso.casework.reports import actions, addresses, ownership
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.foundation.files.requests import boxes, regions, typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def blur(request: HttpRequest, code: str, file_id: str) -> HttpResponse:
    """This will show the photo with what is covered in it, and cover more. Raises Missing, NotPermitted."""
    report = load(request, code)
    if report.own is None:
        raise ownership.NotYours()
    number = next((n for n, p in enumerate(report.photos, 1) if p.id == file_id), 0)
    if not number:
        raise Missing
    error = ""
    if request.method == "POST":
        try:
            drawn, removed = boxes(request)
            actions.blur_photo(
                report_id=report.id, photo=file_id, drawn=drawn, removed=removed, by=CITIZEN, now=clock.now()
            )
        except Invalid as wrong:
            error = " ".join(say(e.message) for e in wrong.errors)
        else:
            messages.success(request, _("Đã lưu. Ảnh công khai được che lại trong ít phút."))
            return redirect("filing:page", code=code)
    context = {
        "code": report.code,
        "alt": _("Ảnh của người gửi %(n)d") % {"n": number},
        "photo_url": addresses.whole_photo(code, file_id, "large"),
        "back_url": addresses.page(code),
        "regions": regions(file_id, may_remove_machines=False),
        "rows": typed(request),
        "error": error,
    }
    return render(request, "filing/blur.html", context, status=422 if error else 200)
