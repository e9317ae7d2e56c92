"""Where is each provider, and with which secret is it spoken to? Read from the environment once.

`TINHSO_PAYMENTS` is JSON, or the path of a file with it, by the provider's code:

    {"nen-tang": {"url": "https://…", "secret": "…", "merchant": "…", "old_secrets": ["…"]},
     "ngan-hang": {"url": "https://…", "secret": "…", "pages": ["https://tra.ngan-hang.vn"]}}

`url` is the only place that is called; `pages` are the only places to which a payer is sent (at first `url`).
A secret that is being replaced stays in `old_secrets` until the provider signs with the new one.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from tinhso.core.messages import msg
from tinhso.foundation.notices.channels import configuration
from tinhso.foundation.notices.channels.configuration import Misconfigured

SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Access:
    """One provider's address, merchant name there, secrets (the present one first), and pages."""

    url: str
    merchant: str
    secrets: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only host that is called, with its scheme and port."""
        return (_origin(self.url),)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _build(found: dict[str, Any]) -> dict[str, Access]:
    return {code: _one(code, given_) for code, given_ in found.items()}


def _one(code: str, given_: Any) -> Access:
    if not isinstance(given_, dict):
        raise Misconfigured(msg("Cấu hình của «%(code)s» không phải một đối tượng JSON."), code=code)
    url, secret = configuration.texts(given_, "url", "secret")
    olds = given_.get("old_secrets") or []
    pages = given_.get("pages") or [_origin(url)]
    if not all(isinstance(x, list) and all(isinstance(y, str) for y in x) for x in (olds, pages)):
        raise Misconfigured(msg("Cấu hình của «%(code)s» không phải một đối tượng JSON."), code=code)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise Misconfigured(msg("Địa chỉ của «%(code)s» phải bắt đầu bằng https://."), code=code)
    # a bearer key travels in a header, where only plain letters can stand
    if any(len(one) < SHORTEST_SECRET or not one.isascii() for one in (secret, *olds)):
        raise Misconfigured(
            msg("Khoá của «%(code)s» phải dài ít nhất %(least)s ký tự không dấu."),
            code=code,
            least=SHORTEST_SECRET,
        )
    merchant = str(given_.get("merchant") or "")
    return Access(url.rstrip("/"), merchant, (secret, *olds), tuple(pages))


_read = configuration.remembered(_build)


def given() -> dict[str, Access]:
    """This will give the configured providers by code. Raises Misconfigured."""
    return _read(settings.PAYMENTS) or {}


def problem() -> str:
    """This will say what is wrong with the configuration, or ""."""
    return configuration.problem_of(given)
