"""What is a cookie of ours called? Behind https so that no other host and no open line can set it."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


def named(name: str) -> str:
    """This will name a cookie: behind https with the prefix that browsers hold to (ASVS 5.0, 3.3.1)."""
    return f"__Host-{name}" if settings.PUBLIC_URL.startswith("https://") else name


class _InCookie(CookieStorage):
    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return named("messages")


class Told(FallbackStorage):
    """What is told once on the next page: in a cookie of ours, what is longer in the session."""

    storage_classes = (_InCookie, SessionStorage)
