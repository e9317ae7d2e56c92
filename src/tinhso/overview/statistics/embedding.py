"""How does another site show our map? In a frame of one page that knows no visitor."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.core.middleware import SecurityHeaders

POLICY = SecurityHeaders.POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""All that holds for every page, but any site may frame this one."""


@dataclass(frozen=True)
class Frame:
    """A map narrowed to a commune and a category ("" = all): where it is, and the plain text to copy."""

    url: str
    snippet: str


def frame(codes: dict[str, str]) -> Frame:
    """This will write the frame that a site owner copies."""
    asked = urlencode(codes)
    path = reverse("statistics:embedded-map") + (f"?{asked}" if asked else "")
    source, title = escape(absolute(path)), escape(_("Bản đồ phản ánh hiện trường"))
    size = 'width="100%" height="480"'
    return Frame(path, f'<iframe src="{source}" title="{title}" {size} loading="lazy"></iframe>')


def absolute(path: str) -> str:
    """This will give the public address of a path."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
