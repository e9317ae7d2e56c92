"""What may a program do with its key? Scopes, declared by the rooms whose doors they open."""

from tinhso.core.messages import msg

_scopes: dict[str, str] = {}


def scope(name: str, label: str) -> str:
    """This will declare a scope ("reports:write") with a Vietnamese label, and give its name."""
    _scopes[name] = label
    return name


def known_scopes() -> dict[str, str]:
    """This will list every declared scope with its label (a message id)."""
    return dict(sorted(_scopes.items()))


REPORTS_WRITE = scope("reports:write", msg("Gửi phản ánh"))
OPEN311 = scope("open311", msg("Open311 GeoReport v2"))
