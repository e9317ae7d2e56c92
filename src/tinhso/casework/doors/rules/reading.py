"""What does a short message ask for: the state of a report, to be sent, to be dropped, or is it a report?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tinhso.core.folding import fold
from tinhso.core.values import read_public_code

SHORT = 24
_ASKED = re.compile(r"tra(?: ?cuu)?(?: ?ma)?(?: ?so)?[ :.]*(?P<code>[\d .-]*)")
_KINDS = {
    "phuong": ("phuong", "p"),
    "xa": ("xa", "x"),
    "thi tran": ("thi tran", "tt"),
    "dac khu": ("dac khu",),
}
SEND = frozenset({"xong", "gui", "gui di", "het", "ok"})
CANCEL = frozenset({"huy", "huy bo", "thoi"})


@dataclass(frozen=True)
class Asked:
    """`what`: "state" (of `code`, None where it cannot be one), "send", "cancel" or "report"."""

    what: str
    code: str | None = None


@dataclass(frozen=True)
class Named:
    """A commune as it may be named: code, whole name, kind ("Phường")."""

    code: str
    name: str
    kind: str


def asked(text: str) -> Asked:
    """This will read "TRA 4621 073 582" in any spelling. "Trà đá bán lấn vỉa hè" is no such question."""
    folded = fold(text)
    if found := _ASKED.fullmatch(re.sub(r"[^\w]+", " ", folded).strip()):
        return Asked("state", read_public_code(found["code"]))
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if first.upper() == "TRA" and len(text.strip()) <= SHORT:
        return Asked("state")
    if folded in SEND:
        return Asked("send")
    if folded in CANCEL:
        return Asked("cancel")
    return Asked("report")


def commune(text: str, communes: Iterable[Named]) -> str | None:
    """This will find the one commune that a text names; None where it names none, or several.

    With its kind ("phường Thuận Hóa", "P. Thuan Hoa") before without; a name inside a longer one that is
    also there does not count; a bare name of one syllable says nothing.
    """
    known = list(communes)
    folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "
    whole = _longest(folded, [(form, c.code) for c in known for form in _forms(c)])
    if whole:
        return whole.pop() if len(whole) == 1 else None
    bare = _longest(folded, [(_bare(c), c.code) for c in known if " " in _bare(c)])
    return bare.pop() if len(bare) == 1 else None


def _bare(found: Named) -> str:
    return fold(found.name[len(found.kind) :] if found.name.startswith(found.kind) else found.name)


def _forms(found: Named) -> list[str]:
    return [f"{kind} {_bare(found)}" for kind in _KINDS.get(fold(found.kind), (fold(found.kind),))]


def _longest(folded: str, names: Sequence[tuple[str, str]]) -> set[str]:
    there = [(name, code) for name, code in names if f" {name} " in folded]
    inside = {a for a, _ in there for b, _ in there if a != b and f" {a} " in f" {b} "}
    return {code for name, code in there if name not in inside}


def pick(typed: str, options: Iterable[tuple[str, str]]) -> str | None:
    """This will find the one (code, name) that somebody typed: whole, then as a beginning, then as a part."""
    wanted = fold(typed)
    if not wanted:
        return None
    folded = [(code, fold(name)) for code, name in options]
    for fits in (
        lambda name: name == wanted,
        lambda name: name.endswith(f" {wanted}"),
        lambda name: name.startswith(wanted),
        lambda name: f" {wanted}" in f" {name}",
    ):
        found = {code for code, name in folded if fits(name)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None
