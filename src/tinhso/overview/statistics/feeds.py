"""What is new? Public reports and answers as Atom and RSS: all, of a category, of a commune."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from tinhso.casework.reports import queries as reports
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.foundation.places import queries as places
from tinhso.overview.ioc import queries as ioc

NEWEST = 40
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Followed:
    """What a feed follows: everything, a category, or a commune; `name` is "" for everything."""

    route: str
    codes: tuple[str, ...] = ()
    name: str = ""
    category: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """This will name the feed apart from its language and form."""
        return "/".join(("nguon-tin", *(self.codes or ("tat-ca",))))


@dataclass(frozen=True)
class Entry:
    """One entry: a report, or an answer to one. `key` never changes, whatever its words become."""

    key: str
    title: str
    text: str
    url: str
    at: datetime
    updated_at: datetime
    author: str
    category: str


class _News(Feed):
    """Feeds of one form; `get_object` gives what is followed."""

    form = "atom"

    def get_object(self, request: HttpRequest, followed: Followed) -> Followed:
        """This will take what is followed from the view."""
        return followed

    def title(self, followed: Followed) -> str:
        """This will name the feed."""
        title = _("Phản ánh và câu trả lời mới")
        return f"{title} – {followed.name}" if followed.name else title

    subtitle = description = title

    def link(self, followed: Followed) -> str:
        """This will give the page where the same is read."""
        asked = "&".join(f"{k}={v}" for k in ("category", "place") if (v := getattr(followed, k)))
        return reverse("portal:list") + (f"?{asked}" if asked else "")

    def feed_url(self, followed: Followed) -> str:
        """This will give the feed's own address."""
        return reverse(followed.route, args=[*followed.codes, self.form])

    def feed_guid(self, followed: Followed) -> str:
        """This will give the name under which readers know the feed, whatever its address."""
        return _tag(followed.key)

    def items(self, followed: Followed) -> Sequence[Entry]:
        """This will list the newest entries."""
        return newest(followed, now=clock.now())

    def item_title(self, item: Entry) -> str:
        """This will give the title as plain text."""
        return _NOT_IN_XML.sub("", item.title)

    def item_description(self, item: Entry) -> str:
        """This will give the words as HTML in which nothing but paragraphs is markup."""
        return linebreaks(_NOT_IN_XML.sub("", item.text), autoescape=True)

    def item_link(self, item: Entry) -> str:
        """This will give the page of the report."""
        return item.url

    def item_guid(self, item: Entry) -> str:
        """This will give the lasting name of the entry."""
        return _tag(item.key)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> datetime:
        """This will tell when it came in or was answered."""
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        """This will tell when anything public of it changed last."""
        return item.updated_at

    def item_author_name(self, item: Entry) -> str | None:
        """This will name the agency of an answer; a reporter is never named."""
        return item.author or None

    def item_categories(self, item: Entry) -> tuple[str]:
        """This will name the category."""
        return (item.category,)


class _Steady:
    """A feed says it was updated when its newest entry was, also while it has none: else it never rests."""

    def latest_post_date(self) -> datetime:
        """This will give the newest moment of its entries, or the beginning of today."""
        moments = [i[key] for i in self.items for key in ("updateddate", "pubdate") if i.get(key)]  # type: ignore[attr-defined]
        return max(moments, default=clock.day_bounds(clock.local_date(clock.now()))[0])


class _Atom(_Steady, Atom1Feed):
    pass


class _Rss(_Steady, Rss201rev2Feed):
    pass


class AtomNews(_News):
    """The Atom form."""

    feed_type = _Atom


class RssNews(_News):
    """The RSS form."""

    feed_type = _Rss
    form = "rss"


FORMS: dict[str, _News] = {"atom": AtomNews(), "rss": RssNews()}


def newest(followed: Followed, *, now: datetime) -> list[Entry]:
    """This will join the newest reports and the newest answers, newest first; a few statements in all."""
    filters = reports.Filters(
        category=(followed.category,) if followed.category else (), place=followed.place
    )
    came_in = reports.feed(filters, limit=NEWEST, now=now)
    known = {fed.row.code for fed in came_in}
    codes = ioc.newest_answered(category=followed.category, place=followed.place, limit=NEWEST)
    older = [code for code in codes if code not in known]
    answered = reports.feed(filters, codes=older, limit=NEWEST, now=now) if older else []
    entries = [_report(fed) for fed in came_in]
    entries += [_answer(fed, one) for fed in (*came_in, *answered) for one in fed.answers]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:NEWEST]


def _report(fed: reports.Fed) -> Entry:
    row = fed.row
    said = [row.text, row.status.label, row.agency.name]
    return Entry(
        key=f"phan-anh/{row.code}",
        title=f"{row.category.name} – {row.place.name}",
        text="\n\n".join(part for part in said if part),
        url=row.url,
        at=row.received_at,
        updated_at=max(fed.updated_at, row.received_at),
        author="",
        category=row.category.name,
    )


def _answer(fed: reports.Fed, answer: Any) -> Entry:
    row = fed.row
    return Entry(
        key=f"phan-anh/{row.code}/tra-loi/{answer.id}",
        title=_("Trả lời: %(what)s") % {"what": f"{row.category.name} – {row.place.name}"},
        text=answer.text,
        url=row.url,
        at=answer.at,
        updated_at=answer.at,
        author=answer.agency.name,
        category=row.category.name,
    )


def _tag(key: str) -> str:
    """RFC 4151: a name that stays when addresses change."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'},2025:{key}"


@require_safe
@conditional_page
def everything(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the news of the province."""
    return _feed(request, form, Followed("statistics:feed"))


@require_safe
@conditional_page
def of_category(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """This will give the news of a category. Raises Missing for one that never was."""
    if not rulebook.is_known(code):
        raise Missing
    name = rulebook.category_or_code(code, clock.local_date(clock.now())).name
    return _feed(request, form, Followed("statistics:feed-category", (code,), name, category=code))


@require_safe
@conditional_page
def of_place(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """This will give the news of a commune. Raises Missing for one that is not there, and was not."""
    now = clock.now()
    try:
        reports.refuse_unknown(reports.Filters(place=code), now=now)
    except Invalid:
        raise Missing from None
    place = places.place(code, on=clock.local_date(now))
    return _feed(
        request,
        form,
        Followed("statistics:feed-place", (code,), place.name if place else code, place=code),
    )


def _feed(request: HttpRequest, form: str, followed: Followed) -> HttpResponse:
    if form not in FORMS:
        raise Missing
    response = FORMS[form](request, followed=followed)
    # By a date alone a reader would keep what was withdrawn since: nothing newer tells that it is gone.
    del response["Last-Modified"]
    response["Cache-Control"] = "no-cache"
    return response
