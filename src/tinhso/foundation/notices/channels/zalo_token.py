"""Which token opens the Official Account now? A refresh token is good once, so each new one is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
from django.db import transaction

from tinhso.foundation.notices import sealing
from tinhso.foundation.notices.channels import configuration, outside
from tinhso.foundation.notices.channels.parcel import LineDown
from tinhso.foundation.notices.models import ZaloToken

AHEAD = timedelta(minutes=10)
LIVES = timedelta(hours=25)


@dataclass(frozen=True)
class Account:
    """The application, its secret, the refresh token to begin with, and where Zalo is."""

    app_id: str
    app_secret: str
    refresh_token: str
    template_url: str
    conversation_url: str
    token_url: str

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only hosts that are called."""
        return (self.template_url, self.conversation_url, self.token_url)


def _build(found: dict[str, Any]) -> Account:
    app_id, secret, refresh = configuration.texts(found, "app_id", "app_secret", "refresh_token")
    return Account(
        app_id=app_id,
        app_secret=secret,
        refresh_token=refresh,
        template_url=str(found.get("template_url") or "https://business.openapi.zalo.me"),
        conversation_url=str(found.get("conversation_url") or "https://openapi.zalo.me"),
        token_url=str(found.get("token_url") or "https://oauth.zaloapp.com"),
    )


read = configuration.remembered(_build)


def access(client: httpx.Client, account: Account, *, now: datetime, fresh: bool) -> str:
    """This will give a living access token, a new one where `fresh` is asked for. Raises LineDown.

    One worker sends at a time, so nobody else spends the refresh token meanwhile.
    """
    row = ZaloToken.objects.filter(app_id=account.app_id).first()
    seed = hashlib.sha256(account.refresh_token.encode()).hexdigest()
    if row is None or row.seed != seed:  # an operator gave the account a new beginning
        row = ZaloToken(app_id=account.app_id, seed=seed, refresh=sealing.seal(account.refresh_token))
    if row.access and not fresh and row.expires_at and now < row.expires_at - AHEAD:
        return sealing.unseal(row.access)
    return _refreshed(client, account, row, now)


def _refreshed(client: httpx.Client, account: Account, row: ZaloToken, now: datetime) -> str:
    url = f"{account.token_url}/v4/oa/access_token"
    outside.check(url, account.hosts)
    answer = outside.call(
        client,
        "POST",
        url,
        headers={"secret_key": account.app_secret},
        data={
            "refresh_token": sealing.unseal(row.refresh),
            "app_id": account.app_id,
            "grant_type": "refresh_token",
        },
    )
    told = answer.json()
    given = told if isinstance(told, dict) else {}
    if not given.get("access_token") or not given.get("refresh_token"):
        row.problem = f"HTTP {answer.status} {given.get('error', '')} {given.get('error_name', '')}".strip()[
            :300
        ]
        row.save()
        raise LineDown(f"no access token: {row.problem}")
    lives = str(given.get("expires_in") or "")
    row.access, row.refresh = sealing.seal(given["access_token"]), sealing.seal(given["refresh_token"])
    row.expires_at = now + (timedelta(seconds=int(lives)) if lives.isdecimal() else LIVES)
    row.problem = ""
    with transaction.atomic():
        row.save()
    return str(given["access_token"])


__all__ = ["Account", "LineDown", "access", "read"]
