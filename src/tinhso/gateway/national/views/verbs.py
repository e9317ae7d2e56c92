"""What may an administrator do about the line? Again, let go, wake; each verb a form and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinhso.core import clock
from tinhso.core.errors import NotPermitted, Refused
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.gateway.national import actions
from tinhso.gateway.national.actions.arriving import NoSuchArrival

MOST_IDS = 200


def _ids(request: HttpRequest) -> list[int]:
    given = request.POST.getlist("id")[:MOST_IDS]
    return [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 16]


def _done(request: HttpRequest, count: int, sentence: str) -> HttpResponse:
    if count:
        messages.success(request, sentence)
    else:
        messages.warning(request, _("Không còn gì để làm với các dòng đã chọn."))
    mirror = request.POST.get("mirror", "")
    if mirror.isascii() and mirror.isdecimal() and len(mirror) < 16:
        return redirect("national:mirror", int(mirror))
    return redirect("national:board")


@require_POST
@signed_in(Role.ADMINISTRATOR)
def retry(request: HttpRequest) -> HttpResponse:
    """This will have dead tellings told again."""
    n = actions.retry(_ids(request), by=actor_of(request), now=clock.now())
    text = ngettext("%(n)s lượt sẽ được báo lại.", "%(n)s lượt sẽ được báo lại.", n)
    return _done(request, n, text % {"n": n})


@require_POST
@signed_in(Role.ADMINISTRATOR)
def set_aside(request: HttpRequest) -> HttpResponse:
    """This will let dead tellings go, so that those behind them go on."""
    n = actions.set_aside(_ids(request), by=actor_of(request), now=clock.now())
    text = ngettext(
        "Đã bỏ qua %(n)s lượt; các lượt sau đi tiếp.", "Đã bỏ qua %(n)s lượt; các lượt sau đi tiếp.", n
    )
    return _done(request, n, text % {"n": n})


@require_POST
@signed_in(Role.ADMINISTRATOR)
def say_again(request: HttpRequest) -> HttpResponse:
    """This will tell the portal anew what it should know of dossiers that differ."""
    n = actions.say_again(_ids(request), by=actor_of(request), now=clock.now())
    text = ngettext("Sẽ báo lại trạng thái của %(n)s hồ sơ.", "Sẽ báo lại trạng thái của %(n)s hồ sơ.", n)
    return _done(request, n, text % {"n": n})


@require_POST
@signed_in(Role.ADMINISTRATOR, Role.COORDINATOR)
def take_again(request: HttpRequest, arrival_id: int) -> HttpResponse:
    """This will have a held arrival taken in now, and lead to what it became."""
    try:
        actions.take_again(arrival=arrival_id, by=actor_of(request), now=clock.now())
    except (NotPermitted, NoSuchArrival):
        raise
    except Refused as no:
        messages.error(request, _("Vẫn chưa lấy vào được: %(why)s") % {"why": say(no.message)})
    else:
        messages.success(request, _("Đã lấy vào hồ sơ; việc này xong."))
    return redirect("national:arrival", arrival_id)


@require_POST
@signed_in(Role.ADMINISTRATOR, Role.COORDINATOR)
def set_arrivals_aside(request: HttpRequest) -> HttpResponse:
    """This will put malformed and held arrivals aside."""
    ids = _ids(request)
    n = actions.set_arrivals_aside(ids, by=actor_of(request), now=clock.now())
    text = ngettext("Đã bỏ qua %(n)s hồ sơ đến.", "Đã bỏ qua %(n)s hồ sơ đến.", n)
    done = _done(request, n, text % {"n": n})
    return redirect("national:arrival", ids[0]) if len(ids) == 1 and "one" in request.POST else done


@require_POST
@signed_in(Role.ADMINISTRATOR)
def wake(request: HttpRequest) -> HttpResponse:
    """This will end the line's rest and have the lists compared anew."""
    actions.wake(by=actor_of(request))
    return _done(request, 1, _("Đường truyền sẽ gọi lại ngay và đối soát từ đầu."))
