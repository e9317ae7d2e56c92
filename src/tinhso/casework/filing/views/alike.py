"""How does a citizen join a matter that is known already, or say that theirs is another one?"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.casework.filing.views.tracking import load
from tinhso.casework.oversight import actions as oversight
from tinhso.casework.reports import actions, ownership
from tinhso.core import clock, limits
from tinhso.core.errors import Conflict, Invalid, Missing
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say

FOLLOWS_A_DAY = 20


class FollowForm(forms.Form):
    """Where to tell of what becomes of it."""

    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử của ông/bà"),
        help_text=gettext_lazy("Chỉ dùng để báo tin về phản ánh này; xoá được bất cứ lúc nào."),
        error_messages={
            "required": gettext_lazy("Hãy nhập địa chỉ thư điện tử."),
            "invalid": gettext_lazy("Địa chỉ thư điện tử chưa đúng."),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """This will let anybody follow a public report by e-mail, and stop again."""
    report, now = load(request, code), clock.now()
    if report.visibility != "public":
        raise Missing
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ownership.limit(request, now=now)
        address = form.cleaned_data["email"]
        # whoever types another's address can fill that box with so many letters and no more
        box = limits.key("filing.follow", address.lower())
        limits.take([limits.Limit(box, FOLLOWS_A_DAY, limits.DAY_S)], now=now)
        if request.POST.get("then") == "stop":
            oversight.unfollow(code=report.code, email=address, now=now)
            messages.success(request, _("Đã thôi theo dõi; địa chỉ đã được xoá nếu có."))
            return redirect("filing:page", code=report.code)
        try:
            oversight.follow(code=report.code, email=address, language=get_language() or "vi", now=now)
            messages.success(request, _("Đã ghi. Ông/bà sẽ nhận thư khi phản ánh này có trả lời."))
            return redirect("filing:page", code=report.code)
        except Invalid as wrong:
            for error in wrong.errors:
                form.add_error("email", say(error.message))
    status = 422 if form.errors else 200
    context = {"form": form, "report": report, "title": f"{report.category.name} – {report.place.name}"}
    return render(request, "filing/follow.html", context, status=status)


@require_POST
def unmerge(request: HttpRequest, code: str) -> HttpResponse:
    """This will take the reporter's word that it is another matter."""
    report = load(request, code)
    if report.own is None:
        raise ownership.NotYours()
    try:
        actions.unmerge(report_id=report.id, by=CITIZEN, now=clock.now())
        messages.success(request, _("Đã tách ra. Phản ánh có hạn riêng, ghi ở dưới."))
    except Conflict as refused:
        messages.error(request, say(refused.message))
    return redirect("filing:page", code=code)
