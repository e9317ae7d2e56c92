"""What does each subcommand do? It reads the clock, calls one action, and prints what came of it."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Grant, Role

OPERATOR = Actor("operator", frozenset({Grant(Role.ADMINISTRATOR)}))


def day(text: str) -> date:
    """This will read a day written YYYY-MM-DD."""
    return date.fromisoformat(text)


def migrate(_: argparse.Namespace) -> None:
    """This will bring the database to the code's version."""
    from django.conf import settings

    from tinhso.config.migrating import migrate
    from tinhso.foundation.files import actions as files

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate()
    files.prepare_store()


def serve(arguments: argparse.Namespace) -> None:
    """This will serve the web until stopped."""
    from tinhso.config.serve import serve as run

    run(
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        threads=arguments.threads,
        path=arguments.socket,
    )


def worker(_: argparse.Namespace) -> None:
    """This will run the background process until stopped."""
    from tinhso.config.worker import Worker

    Worker().run()


def health(_: argparse.Namespace) -> int:
    """This will print what `/readyz` tells; exit code 1 when not ready."""
    from tinhso.config.health import look

    found = look()
    print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    return 0 if found.ready else 1


def notices_vapid_key(_: argparse.Namespace) -> None:
    """This will print a new private key for `TINHSO_VAPID_KEY`."""
    from tinhso.foundation.notices import queries as notices

    print(notices.new_push_key())


def languages_check(arguments: argparse.Namespace) -> int:
    """This will list what a language still lacks; exit code 1 for something, 2 for no language."""
    from tinhso.config import speaking

    return speaking.check(arguments.code)


def reading_train(_: argparse.Namespace) -> None:
    """This will let the machine learn from the examples and the province's own answered reports."""
    from tinhso.casework.reading import actions as reading
    from tinhso.casework.reports import queries as reports

    pairs = list(reports.confirmed_texts())
    version = reading.train(pairs, by=OPERATOR, now=clock.now())
    print(f"mô hình {version}, học thêm từ {len(pairs)} phản ánh đã trả lời")


def doors_mail(_: argparse.Namespace) -> int:
    """This will keep the letters that wait and read them, as the worker does once a minute."""
    import imaplib

    from tinhso.casework.doors import actions as doors
    from tinhso.casework.doors import mailbox

    try:
        new = mailbox.collect(now=clock.now())
    except (OSError, ValueError, imaplib.IMAP4.error) as away:
        print(f"Không đọc được hộp thư: {type(away).__name__}", file=sys.stderr)
        return 1
    doors.read_arrivals(now=clock.now())
    print(f"{new} thư mới")
    return 0


def demo_load(arguments: argparse.Namespace) -> None:
    """This will load a demonstration province."""
    from tinhso.demo.load import load

    load(
        province=arguments.province,
        seed=arguments.seed,
        days=arguments.days,
        boundaries=Path(arguments.boundaries) if arguments.boundaries else None,
        now=clock.now(),
        tell=print,
    )


def demo_start(arguments: argparse.Namespace) -> int:
    """This will bring up the whole demonstration: database, province, web and worker."""
    from tinhso.config.showcase import start

    return start(
        province=arguments.province,
        seed=arguments.seed,
        days=arguments.days,
        boundaries=arguments.boundaries,
        port=arguments.port,
    )


def places_import(arguments: argparse.Namespace) -> None:
    """This will import boundaries and print the report."""
    from tinhso.foundation.places import actions as places

    report = places.import_boundaries(
        Path(arguments.file),
        structure=arguments.structure,
        valid_from=arguments.valid_from,
        dry_run=arguments.dry_run,
        citation=arguments.citation,
        by=OPERATOR,
        now=clock.now(),
    )
    for warning in report.warnings:
        print(f"cảnh báo: {warning}", file=sys.stderr)
    print(f"{report.areas} đơn vị; {'đã ghi' if report.written else 'chưa ghi gì'}")


def places_serve(arguments: argparse.Namespace) -> None:
    """This will serve a province that was imported, and say since when."""
    from tinhso.foundation.places import actions as places

    since = places.serve(arguments.code, on=arguments.on, by=OPERATOR, now=clock.now())
    print(f"phục vụ {arguments.code} từ {since:%d/%m/%Y}")


def agencies_communes(arguments: argparse.Namespace) -> None:
    """This will open the committee and the police of every commune that has none."""
    from tinhso.config import communes

    opened = communes.open_bodies(
        valid_from=arguments.valid_from, citation=arguments.citation, escalates_to=arguments.escalates_to,
        dry_run=arguments.dry_run, by=OPERATOR, now=clock.now(),
    )  # fmt: skip
    print(f"{len(opened)} cơ quan; {'chưa ghi gì' if arguments.dry_run else 'đã mở'}")


def places_locate(arguments: argparse.Namespace) -> int:
    """This will print where a point lies; exit code 1 when nowhere known."""
    from tinhso.core.values import GeoPoint
    from tinhso.foundation.places import queries as places

    try:
        point = GeoPoint(arguments.lat, arguments.lon)
    except ValueError as wrong:
        raise Invalid.field("point", msg("Toạ độ không hợp lệ.")) from wrong
    found = places.locate(point, on=arguments.on or clock.local_date(clock.now()))
    if found is None:
        print("Không nằm trong địa bàn nào đã nhập.", file=sys.stderr)
        return 1
    print(f"{found.place.code} {found.place.name} ({found.how}, {found.distance_m:.0f} m)")
    return 0


def assets_import(arguments: argparse.Namespace) -> None:
    """This will import assets of one class and print the report."""
    from tinhso.foundation.assets import actions as assets

    report = assets.import_assets(
        Path(arguments.file),
        asset_class=arguments.asset_class,
        valid_from=arguments.valid_from,
        citation=arguments.citation,
        dry_run=arguments.dry_run,
        complete=arguments.complete,
        by=OPERATOR,
        now=clock.now(),
    )
    counts = (
        f"{report.created} mới, {report.updated} sửa, {report.ended} kết thúc, {report.unchanged} giữ nguyên"
    )
    print(f"{report.assets} công trình: {counts}; {'đã ghi' if report.written else 'chưa ghi gì'}")


def places_reorganise(arguments: argparse.Namespace) -> int:
    """This will carry out a table of old to new areas; exit code 2 when a dry run finds it cannot be done."""
    from dataclasses import replace

    from tinhso.config.reorganise import reorganise
    from tinhso.foundation.places import actions as places
    from tinhso.foundation.places import queries as tables

    table = tables.read_reorganisation(_content(arguments.file))
    if arguments.citation:
        table = replace(table, citation=arguments.citation)
    if arguments.boundaries:
        table = places.with_boundaries(table, _content(arguments.boundaries))
    found = reorganise(table, on=arguments.on, dry_run=arguments.dry_run, by=OPERATOR, now=clock.now())
    print(json.dumps(found.as_json(), ensure_ascii=False) if arguments.json else found.as_text())
    return 2 if found.errors else 0


def places_table(arguments: argparse.Namespace) -> None:
    """This will print the table of 01/07/2025 for a province, as an office may then complete it."""
    from dataclasses import replace

    from tinhso.config.reorganise import roles_to_review
    from tinhso.foundation.places import queries as tables

    table = tables.reorganisation_table(arguments.province)
    table = replace(table, citation=arguments.citation or "")
    if arguments.with_grants:
        table = replace(table, grants=roles_to_review(table, on=arguments.with_grants))
    sys.stdout.buffer.write(tables.write_reorganisation(table, as_csv=arguments.csv))


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise Invalid.field("file", msg("Không mở được tệp %(path)s."), path=path) from wrong


def ledger_verify(arguments: argparse.Namespace) -> int:
    """This will verify the chain; exit code 1 for a gap, a changed row or a broken link."""
    from tinhso.foundation.ledger import queries as ledger

    found = ledger.verify(against=Path(arguments.against) if arguments.against else None)
    shown = {
        "facts": found.facts,
        "sequenced": found.sequenced,
        "waiting": found.waiting,
        "head": found.head.hash,
        "first_broken": found.first_broken,
    }
    if arguments.json:
        print(json.dumps(shown))
    else:
        for key, value in shown.items():
            print(f"{key}: {value}")
    return 0 if found.first_broken is None else 1


def apikeys_issue(arguments: argparse.Namespace) -> None:
    """This will issue an API key and print it alone."""
    from tinhso.foundation.accounts import actions as accounts

    scopes = arguments.scope or ["reports:write"]
    print(accounts.issue_api_key(name=arguments.name, scopes=scopes, by=OPERATOR, now=clock.now()))


def administrator(arguments: argparse.Namespace) -> None:
    """This will open the first administrator's account; the password is asked for, never an argument."""
    from tinhso.foundation.accounts import actions as accounts

    now = clock.now()
    account = accounts.create_officer(
        username=arguments.username,
        full_name=arguments.username,
        email="",
        password=getpass.getpass("Mật khẩu: "),
        is_initial=False,
        by=OPERATOR,
        now=now,
    )
    accounts.grant(
        account=account,
        role=Role.ADMINISTRATOR,
        agency_code="",
        valid_from=clock.local_date(now),
        reason="tài khoản quản trị đầu tiên",
        by=OPERATOR,
        now=now,
    )
