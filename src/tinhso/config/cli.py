"""The `tinhso` command: everything an operator types."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinhso.config import commands, keys, procedure_files
from tinhso.config.backup import commands as backup


def main() -> None:
    """This will run one subcommand; a refusal is one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhso.config.settings")
    parser = build_parser()
    if len(sys.argv) > 1 and sys.argv[1] == "django":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["tinhso django", *sys.argv[2:]])
        return
    arguments = parser.parse_args()
    sys.exit(run(arguments.run, arguments))


def run(command: Callable[[argparse.Namespace], int | None], arguments: argparse.Namespace) -> int:
    """This will set Django up and run the command. Returns its exit code."""
    if not getattr(arguments, "without_django", False):
        import django

        django.setup()
    from django.db import OperationalError

    from tinhso.core.errors import Refused

    try:
        return command(arguments) or 0
    except OperationalError as away:
        print(f"Không dùng được cơ sở dữ liệu: {str(away).strip()}", file=sys.stderr)
        return 2
    except Refused as refused:
        print(refused.message.in_vietnamese(), file=sys.stderr)
        for error in getattr(refused, "errors", ())[:50]:
            print(f"  {error.field}: {error.message.in_vietnamese()}", file=sys.stderr)
        return 2


def build_parser() -> argparse.ArgumentParser:
    """This will describe every subcommand."""
    parser = argparse.ArgumentParser(prog="tinhso", description="Tỉnh số: hệ thống chính quyền số của tỉnh")
    subs = parser.add_subparsers(required=True, metavar="lệnh")

    def add(
        name: str, do: Callable[[argparse.Namespace], int | None], text: str, of: object = subs
    ) -> argparse.ArgumentParser:
        sub = of.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
        sub.set_defaults(run=do)
        return sub

    add("migrate", commands.migrate, "tạo hoặc nâng cấp cơ sở dữ liệu")
    serve = add("serve", commands.serve, "chạy máy chủ web")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--socket", type=Path, help="socket của máy cho proxy, thay cho --host, --port")
    serve.add_argument("--workers", type=int)
    serve.add_argument("--threads", type=int)
    add("worker", commands.worker, "chạy phần nền: sổ cái, thông báo, đồng hồ nhắc việc")
    add("health", commands.health, "kiểm tra cơ sở dữ liệu và phần nền")

    demo = subs.add_parser("demo", help="dữ liệu mô phỏng").add_subparsers(required=True)
    load = add("load", commands.demo_load, "nạp một tỉnh mô phỏng", demo)
    start = add("start", commands.demo_start, "dựng và chạy trọn bản mô phỏng (make demo)", demo)
    start.set_defaults(without_django=True)
    for sub in (load, start):
        sub.add_argument("--province", default="46")
        sub.add_argument("--seed", type=int, default=1)
        sub.add_argument("--days", type=int, default=90)
        sub.add_argument("--boundaries")
    start.add_argument("--port", type=int, default=8000)

    _places(subs.add_parser("places", help="địa bàn").add_subparsers(required=True), add)

    _agencies(subs.add_parser("agencies", help="cơ quan").add_subparsers(required=True), add)

    assets = subs.add_parser("assets", help="công trình").add_subparsers(required=True)
    laid = add("import", commands.assets_import, "nhập công trình của một loại từ GeoJSON", assets)
    laid.add_argument("file")
    laid.add_argument("--class", dest="asset_class", required=True, help="ví dụ national_road")
    laid.add_argument("--valid-from", required=True, type=commands.day)
    laid.add_argument("--citation", default="", help="căn cứ: số, ký hiệu, ngày của văn bản")
    laid.add_argument(
        "--complete", action="store_true", help="tệp đủ cả loại: cái không có trong tệp kết thúc"
    )
    laid.add_argument("--dry-run", action="store_true")

    ledger = subs.add_parser("ledger", help="sổ cái").add_subparsers(required=True)
    verify = add("verify", commands.ledger_verify, "kiểm tra chuỗi sổ cái", ledger)
    verify.add_argument("--json", action="store_true")
    verify.add_argument("--against")

    entering = subs.add_parser("doors", help="cửa tiếp nhận").add_subparsers(required=True)
    add("mail", commands.doors_mail, "đọc thư mới trong hộp thư phản ánh (TINHSO_MAILBOX)", entering)

    telling = subs.add_parser("notices", help="thông báo").add_subparsers(required=True)
    add("vapid-key", commands.notices_vapid_key, "in ra một khoá mới để ký thông báo đẩy", telling)

    _words(subs, add)
    _procedures(subs.add_parser("procedures", help="danh mục thủ tục").add_subparsers(required=True), add)
    _backup(subs.add_parser("backup", help="sao lưu, phục hồi").add_subparsers(required=True), add)
    _add_people(add, subs)
    return parser


def _words(subs: Any, add: Callable[..., argparse.ArgumentParser]) -> None:
    speaking = subs.add_parser("languages", help="ngôn ngữ giao diện").add_subparsers(required=True)
    text = "liệt kê câu và bản ghi âm còn thiếu của một ngôn ngữ trong thư mục dữ liệu"
    add("check", commands.languages_check, text, speaking).add_argument("code", help="ví dụ hmn")

    text = "học lại cách xếp lĩnh vực, kèm phản ánh đã trả lời của tỉnh"
    reading = subs.add_parser("reading", help="đọc nội dung phản ánh").add_subparsers(required=True)
    add("train", commands.reading_train, text, reading)


def _procedures(procedures: object, add: Callable[..., argparse.ArgumentParser]) -> None:
    text = "nhập danh mục từ tệp .xlsx hoặc .json; mặc định chỉ chạy thử và báo mọi dòng sai"
    taken = add("import", procedure_files.take_in, text, procedures)
    taken.add_argument("file")
    taken.add_argument("--apply", action="store_true", help="ghi thật, nếu không dòng nào sai")
    taken.add_argument("--reason", default="", help="vì sao nhập: số, ký hiệu văn bản công bố")
    text = "xuất danh mục ra tệp .xlsx hoặc .json: đúng những gì import đọc được"
    given = add("export", procedure_files.give_out, text, procedures)
    given.add_argument("file")
    given.add_argument("--on", type=commands.day, help="chỉ các phiên bản của ngày YYYY-MM-DD")


def _signing(signing: object, add: Callable[..., argparse.ArgumentParser]) -> None:
    trust = add("trust", keys.trust, "tin cậy một nơi cấp chứng thư (tệp PEM)", signing)
    trust.add_argument("file")
    trust.add_argument("--name", default="", help="tên hiển thị; mặc định tên trên chứng thư")
    trust.add_argument("--valid-from", required=True, type=commands.day)
    trust.add_argument("--citation", required=True, help="căn cứ: ai công bố chứng thư này, ở đâu")
    trust.add_argument("--sample", action="store_true", help="chưa đối chiếu văn bản")
    added = add("add-key", keys.add_key, "nhập khoá ký của một cơ quan hoặc cán bộ (tệp PKCS#12)", signing)
    added.add_argument("file")
    added.add_argument("--agency", required=True, metavar="MÃ")
    added.add_argument("--holder", default="", metavar="officer:SỐ", help="chỉ người này dùng được")
    added.add_argument("--valid-from", type=commands.day)
    added.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ stdin")
    add("end-key", keys.end_key, "thôi dùng và huỷ một khoá ký", signing).add_argument("key", help="key:SỐ")
    add("keys", keys.keys, "liệt kê khoá ký", signing)
    text = "tạo khoá mô phỏng, chỉ trong cơ sở dữ liệu mô phỏng"
    add("simulate", keys.simulate, text, signing).add_argument("agency", nargs="+", metavar="MÃ")


def _backup(kept: object, add: Callable[..., argparse.ArgumentParser]) -> None:
    made = add("make", backup.make, "sao lưu cơ sở dữ liệu và tệp, mã hoá", kept)
    made.add_argument("file")
    made.add_argument(
        "--to", action="append", required=True, metavar="age1…", help="khoá nhận, có thể lặp lại"
    )
    back = add("restore", backup.restore, "phục hồi vào cơ sở dữ liệu trống", kept)
    back.add_argument("file")
    back.add_argument("--identity", required=True, help="tệp khoá mở")
    add("snapshot", backup.snapshot, "chụp ngay tệp SQLite vào thư mục dữ liệu và kiểm tra bản chụp", kept)
    add("check", backup.check, "kiểm tra một bản chụp SQLite", kept).add_argument("file")
    add("key", backup.key, "in ra một khoá mới", kept).set_defaults(without_django=True)
    text = "chuyển từ SQLite sang PostgreSQL trống: mọi dòng của một thời điểm, sau đó bản cũ không ghi nữa"
    add("move-to", backup.move_to, text).add_argument("url", help="postgres://…")
    text = "chép mọi ảnh và tệp sang kho khác; chạy được khi hệ thống đang hoạt động, và chạy lại được"
    to = "- (đọc địa chỉ s3://KHOÁ:BÍ_MẬT@máy/kho từ stdin), hoặc folder: thư mục files trong thư mục dữ liệu"
    add("move-files", backup.move_files, text).add_argument("url", help=to)


def _add_people(add: Callable[..., argparse.ArgumentParser], subs: Any) -> None:
    keys = subs.add_parser("apikeys", help="khoá API").add_subparsers(required=True)
    issue = add("issue", commands.apikeys_issue, "cấp một khoá API, in ra một lần", keys)
    issue.add_argument("name")
    scopes = "phạm vi, có thể lặp lại; mặc định reports:write"
    issue.add_argument("--scope", action="append", default=[], metavar="QUYỀN", help=scopes)

    _signing(subs.add_parser("signing", help="chữ ký số").add_subparsers(required=True), add)

    admin = subs.add_parser("accounts", help="tài khoản").add_subparsers(required=True)
    first = add("administrator", commands.administrator, "mở tài khoản quản trị đầu tiên", admin)
    first.add_argument("username")


def _agencies(bodies: object, add: Callable[..., argparse.ArgumentParser]) -> None:
    opened = add("communes", commands.agencies_communes, "mở UBND và công an của mỗi xã, phường", bodies)
    opened.add_argument("--valid-from", required=True, type=commands.day)
    opened.add_argument("--citation", required=True, help="căn cứ: số, ký hiệu, ngày của văn bản")
    opened.add_argument("--escalates-to", required=True, metavar="MÃ", help="cơ quan nhận việc quá hạn")
    opened.add_argument("--dry-run", action="store_true")


def _places(places: object, add: Callable[..., argparse.ArgumentParser]) -> None:
    imported = add("import", commands.places_import, "nhập địa giới từ GeoJSON", places)
    imported.add_argument("file")
    imported.add_argument("--structure", required=True)
    imported.add_argument("--valid-from", required=True, type=commands.day)
    imported.add_argument("--citation", default="", help="căn cứ: số, ký hiệu, ngày của văn bản")
    imported.add_argument("--dry-run", action="store_true")
    served = add("serve", commands.places_serve, "chọn tỉnh được phục vụ", places)
    served.add_argument("code", help="mã tỉnh")
    served.add_argument("--from", dest="on", type=commands.day, help="từ ngày nào, YYYY-MM-DD")
    locate = add("locate", commands.places_locate, "một điểm thuộc xã, phường nào", places)
    locate.add_argument("lat", type=float)
    locate.add_argument("lon", type=float)
    locate.add_argument("--on", type=commands.day)

    text = "sắp xếp đơn vị hành chính theo bảng cũ – mới"
    anew = add("reorganise", commands.places_reorganise, text, places)
    anew.add_argument("file")
    anew.add_argument("--on", required=True, type=commands.day)
    anew.add_argument("--boundaries", help="GeoJSON ranh giới các đơn vị mới")
    anew.add_argument("--citation", help="nghị quyết, quyết định (thay cho dòng trong bảng)")
    anew.add_argument("--dry-run", action="store_true")
    anew.add_argument("--json", action="store_true")
    table = add("reorganisation-table", commands.places_table, "in bảng cũ – mới ngày 01/07/2025", places)
    table.add_argument("--province", required=True)
    table.add_argument("--citation")
    table.add_argument("--csv", action="store_true")
    table.add_argument(
        "--with-grants", type=commands.day, metavar="NGÀY", help="đề xuất vai trò theo cán bộ đang có"
    )
