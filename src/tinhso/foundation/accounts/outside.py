"""What is said when an outside provider (VNeID, the province's Keycloak) cannot be reached?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from tinhso.core.errors import Refused
from tinhso.core.messages import msg
from tinhso.foundation.accounts import oidc


class ProviderAway(Refused):
    """The provider does not answer, or not as a provider does."""

    status = 503
    code = "provider-away"
    sentence = msg(
        "Chưa kết nối được với %(provider)s. Xin thử lại sau ít phút, hoặc đăng nhập theo cách khác."
    )


def _told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def asked(request: HttpRequest, provider_id: str, **more: Any) -> HttpResponse:
        try:
            return view(request, provider_id=provider_id, **more)
        except RequestException:
            known = oidc.provider(provider_id)
            raise ProviderAway(provider=known.name if known else provider_id) from None

    return asked


login = _told(views.login)
callback = _told(views.callback)
