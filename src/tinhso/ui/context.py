"""The look the reader chose, for every page."""

from django.http import HttpRequest

THEME_COOKIE = "tinhso_theme"
THEMES = ("light", "dark")


def appearance(request: HttpRequest) -> dict[str, str]:
    """This will return `theme`: "light", "dark", or "" when the reader follows the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": chosen if chosen in THEMES else ""}
