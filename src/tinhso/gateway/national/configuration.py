"""How is the portal reached? JSON in `TINHSO_NATIONAL`, or the path of a file that holds it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tinhso.core.messages import msg
from tinhso.foundation.notices.channels import configuration
from tinhso.foundation.notices.channels.configuration import Misconfigured
from tinhso.foundation.notices.channels.outside import NotAllowed, check

PATHS = {
    "DongBoHoSo": "/DongBoHoSo",
    "CapNhatTienTrinh": "/CapNhatTienTrinh",
    "LayDanhSachHoSo": "/LayDanhSachHoSo",
    "LayHoSo": "/LayHoSo",
    "DoiSoat": "/DoiSoat",
}
CONNECT_S, ANSWER_S = 3.0, 8.0


@dataclass(frozen=True)
class Portal:
    """Where the portal is, who we are there, which hosts may be called, and how long an answer may take."""

    base_url: str
    token_url: str
    client_id: str
    client_secret: str
    province: str
    file_hosts: tuple[str, ...]
    push_secret: str
    private_network: bool
    connect_s: float
    answer_s: float
    paths: dict[str, str]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only origins that are called."""
        return (_origin(self.base_url), _origin(self.token_url))

    def url(self, service: str) -> str:
        """This will give the address of one service of the portal."""
        return self.base_url + self.paths[service]


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


def _build(found: dict[str, Any]) -> Portal:
    base, client_id, secret, province = configuration.texts(
        found, "base_url", "client_id", "client_secret", "province"
    )
    base = base.rstrip("/")
    paths = found.get("paths") or {}
    hosts = found.get("file_hosts") or []
    is_right = isinstance(paths, dict) and isinstance(hosts, list) and not set(paths) - set(PATHS)
    if not is_right or not all(str(path).startswith("/") for path in paths.values()):
        raise Misconfigured(msg("Cấu hình Cổng DVCQG: “paths” hoặc “file_hosts” chưa đúng."))
    try:
        times = [float(found.get(n) or d) for n, d in (("connect_s", CONNECT_S), ("answer_s", ANSWER_S))]
    except (TypeError, ValueError) as wrong:
        raise Misconfigured(msg("Cấu hình Cổng DVCQG: thời gian chờ phải là số giây.")) from wrong
    portal = Portal(
        base_url=base,
        token_url=str(found.get("token_url") or f"{base}/token"),
        client_id=client_id,
        client_secret=secret,
        province=province,
        file_hosts=tuple(str(host) for host in hosts),
        push_secret=str(found.get("push_secret") or ""),
        private_network=found.get("private_network") is True,
        connect_s=max(0.05, times[0]),
        answer_s=max(0.05, times[1]),
        paths={**PATHS, **{str(k): str(v) for k, v in paths.items()}},
    )
    _refuse_strange(portal)
    return portal


def _refuse_strange(portal: Portal) -> None:
    """Plain http goes only where the operator says that the network is a closed one."""
    for url in (portal.base_url, portal.token_url):
        if url.startswith("http://") and portal.private_network:
            continue
        try:
            check(url, [url.split("/", 3)[2].split(":")[0]] if url.count("/") >= 2 else [])
        except NotAllowed as wrong:
            raise Misconfigured(
                msg("Cấu hình Cổng DVCQG: cần địa chỉ https://, hoặc http:// với “private_network”.")
            ) from wrong


_read = configuration.remembered(_build)


def portal() -> Portal | None:
    """This will give the configured portal, None where there is none. Raises Misconfigured."""
    return _read(settings.NATIONAL)


def problem() -> str:
    """This will say what is wrong with the configuration, or ""."""
    return configuration.problem_of(portal)


__all__ = ["Misconfigured", "Portal", "portal", "problem"]
