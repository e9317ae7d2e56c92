"""Who may read a backup? Whoever has the identity; the machine that writes it need only know the recipient.

The format is age (age-encryption.org/v1), so that `age -d` of any system opens a backup without tinhso.
"""

from pathlib import Path

import pyrage

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg


def new_key() -> tuple[str, str]:
    """This will draw a key: the identity, which is kept elsewhere, and the recipient, which is no secret."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient(text: str) -> pyrage.x25519.Recipient:
    """This will read a recipient ("age1…"). Raises Invalid (field "recipient")."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as wrong:
        raise Invalid.field(
            "recipient", msg("Khoá nhận bản sao lưu không hợp lệ (cần dạng age1…).")
        ) from wrong


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """This will read a file of identities, comments allowed, as `age-keygen` writes. Raises Invalid."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as wrong:
        raise Invalid.field("identity", msg("Không đọc được tệp khoá mở bản sao lưu.")) from wrong
    if not found:
        raise Invalid.field("identity", msg("Tệp khoá mở bản sao lưu không có khoá nào."))
    return found
