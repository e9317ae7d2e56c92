"""How does an operator say whom to trust, and entrust a signing key to the house? Passwords are asked for."""

import argparse
import getpass
import sys
from pathlib import Path

from tinhso.config.commands import OPERATOR
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

LARGEST = 64 << 10


def trust(arguments: argparse.Namespace) -> None:
    """This will trust the issuer whose certificate a file holds."""
    from tinhso.foundation.signing import actions as signing

    row = signing.trust(
        name=arguments.name,
        certificate=_content(arguments.file).decode("ascii", "replace"),
        valid_from=arguments.valid_from,
        citation=arguments.citation,
        reason=arguments.citation,
        is_sample=arguments.sample,
        by=OPERATOR,
        now=clock.now(),
    )
    print(f"nơi tin cậy {row}")


def add_key(arguments: argparse.Namespace) -> None:
    """This will seal the key of a PKCS#12 file; the file itself is then the operator's to destroy."""
    from tinhso.foundation.signing import actions as signing

    content = _content(arguments.file)
    is_piped = arguments.password_stdin
    password = sys.stdin.readline().rstrip("\n") if is_piped else getpass.getpass("Mật khẩu: ")
    now = clock.now()
    key = signing.add_key(
        agency=arguments.agency,
        holder=arguments.holder,
        file=content,
        password=password,
        valid_from=arguments.valid_from or clock.local_date(now),
        by=OPERATOR,
        now=now,
    )
    print(f"{key.key}  {key.name}  đến {clock.local(key.not_after):%d/%m/%Y}")


def end_key(arguments: argparse.Namespace) -> None:
    """This will end a key today and destroy what is kept of it."""
    from tinhso.foundation.signing import actions as signing

    signing.end_key(key=arguments.key, by=OPERATOR, now=clock.now())


def keys(_: argparse.Namespace) -> None:
    """This will list the keys that were entered."""
    from tinhso.foundation.signing import queries as signing

    for one in signing.all_keys():
        until = f"{one.valid_to:%d/%m/%Y}" if one.valid_to else ""
        certified = f"{clock.local(one.not_after):%d/%m/%Y}"
        print("  ".join((one.key, one.agency, one.holder, one.name, certified, until)).rstrip())


def simulate(arguments: argparse.Namespace) -> None:
    """This will make simulated keys for bodies of a demonstration."""
    from tinhso.foundation.agencies import queries as agencies
    from tinhso.foundation.signing import actions as signing

    now = clock.now()
    on = clock.local_date(now)
    named = {}
    for code in arguments.agency:
        body = agencies.agency(code, on=on)
        if body is None:
            raise Invalid.field("agency", msg("Không có cơ quan mã %(code)s."), code=code)
        named[code] = body.name
    for one in signing.simulate(agencies=named, valid_from=on, citation="Mô phỏng", by=OPERATOR, now=now):
        print(f"{one.key}  {one.agency}  {one.name}")


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as away:
        raise Invalid.field("file", msg("Không đọc được tệp: %(why)s."), why=type(away).__name__) from None
