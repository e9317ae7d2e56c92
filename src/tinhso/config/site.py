"""What does every page know about the province, the reader and the way in?"""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """This will give the caller's address; X-Forwarded-For counts only behind known proxies."""
    from django.conf import settings

    if settings.TRUSTED_PROXIES:
        hops = [h.strip() for h in request.headers.get("X-Forwarded-For", "").split(",") if h.strip()]
        if len(hops) >= settings.TRUSTED_PROXIES:
            return hops[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def site(request: HttpRequest) -> dict[str, object]:
    """This will give the template variable `site`."""
    return {"site": {"province_name": "", "hotlines": [], "emergency_numbers": [], "demonstration": False}}
