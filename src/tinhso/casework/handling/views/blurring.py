"""How does an officer cover a part of a photo, or uncover what the machine took for a face or a plate?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.casework.reports import actions, addresses, queries
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.files.requests import boxes, regions, typed

STEP = "blur_photo"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def blur(request: HttpRequest, code: str, file_id: str) -> HttpResponse:
    """This will show a photo of the case with what is covered in it, and change that.

    Raises Missing for who may not open the case or for no such photo, NotPermitted for who only looks on.
    """
    actor, now = actor_of(request), clock.now()
    case = queries.case(code, actor, now)
    if all(step.name != STEP for step in case.verbs):
        raise NotPermitted
    photos = [*case.photos, *(case.draft.photos if case.draft else ())]
    photos += [p for answer in case.report.answers for p in answer.photos]
    if all(p.id != file_id for p in photos):
        raise Missing
    error = ""
    if request.method == "POST":
        try:
            drawn, removed = boxes(request)
            actions.blur_photo(
                report_id=case.id, photo=file_id, drawn=drawn, removed=removed, by=actor, now=now
            )
        except Invalid as wrong:
            error = " ".join(say(e.message) for e in wrong.errors)
        else:
            messages.success(request, _("Đã lưu. Ảnh công khai được che lại trong ít phút."))
            return redirect("handling:case", code=case.code)
    context = {
        "case_open": True,
        "list_url": reverse("desk:desk"),
        "code": case.code,
        "alt": _("Ảnh của phản ánh"),
        "photo_url": addresses.whole_photo(case.code, file_id, "large"),
        "back_url": addresses.case(case.code),
        "regions": regions(file_id, may_remove_machines=True),
        "rows": typed(request),
        "error": error,
    }
    return render(request, "handling/blur.html", context, status=422 if error else 200)
