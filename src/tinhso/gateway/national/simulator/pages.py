"""What does a citizen see at the simulated portal? Sign in, file, follow, add, take back."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tinhso.core.days import local
from tinhso.gateway.national.rules.reading import CODE, unstamp
from tinhso.gateway.national.simulator.store import PEOPLE, Kept, Person, Store, Upload
from tinhso.gateway.national.workflow import label

COOKIE = "danh_tinh"
SLOTS = 4
STYLE = """
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:#f6f7f9;color:#1c2430}
header{background:#8b1a1a;color:#fff;padding:.75rem 1rem}
header a{color:#fff;text-decoration:none}
header p{margin:0;font-size:.9rem}
main{max-width:44rem;margin:0 auto;padding:1rem}
form,section,li.card{background:#fff;border:1px solid #d8dde5;border-radius:.5rem;padding:1rem;
margin:0 0 1rem}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
input{width:100%;font:inherit;padding:.55rem;border:1px solid #8a94a3;border-radius:.35rem}
button{font:inherit;font-weight:600;background:#8b1a1a;color:#fff;border:0;border-radius:.35rem;
padding:.7rem 1.2rem;margin-top:1rem;min-height:2.75rem}
button.quiet{background:#fff;color:#8b1a1a;border:1px solid #8b1a1a}
ul,ol{list-style:none;padding:0}
ol li{border-left:3px solid #8b1a1a;padding:.25rem 0 .75rem .9rem;margin:0}
.muted{color:#5a6472}
.row{display:grid;gap:.5rem;grid-template-columns:1fr 2fr}
fieldset{border:0;padding:0;margin:1rem 0 0}
legend{font-weight:600}
a{color:#8b1a1a}
code{font-size:1.1rem}
.error{color:#a40000;font-weight:600}
@media(max-width:30rem){.row{grid-template-columns:1fr}}
"""


@dataclass(frozen=True)
class Page:
    """One answer."""

    content: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request of a citizen."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Message
    body: bytes


def answer(store: Store, base_url: str, asked: Asked) -> Page:
    """This will answer one request of a citizen."""
    person, path, is_sent = _person(asked.headers), asked.path, asked.method == "POST"
    if path.startswith("/tep/"):
        return _file(store, path.removeprefix("/tep/"))
    if path == "/dang-nhap" and is_sent:
        given = dict(parse_qsl(asked.body.decode("utf-8", "replace")))
        cookie = f"{COOKIE}={_index(given)}; Path=/; HttpOnly"
        return _to(_inside(given.get("next", "")), {"Set-Cookie": cookie})
    if person is None:
        query = urlencode(asked.query)
        return _sign_in(f"{path}?{query}" if query else path)
    if path == "/nop":
        return _filed(store, base_url, person, asked) if is_sent else _form(person, asked.query)
    parts = path.strip("/").split("/")
    if parts[0] == "ho-so" and len(parts) in (2, 3):
        return _dossier(store, base_url, person, asked)
    return _mine(store, person)


def _person(headers: Message) -> Person | None:
    try:
        chosen = SimpleCookie(headers.get("Cookie", "")).get(COOKIE)
    except CookieError:
        return None
    index = chosen.value if chosen is not None else ""
    return PEOPLE[int(index)] if index.isdecimal() and int(index) < len(PEOPLE) else None


def _index(given: Mapping[str, str]) -> str:
    index = given.get("nguoi", "0")
    return index if index.isdecimal() and int(index) < len(PEOPLE) else "0"


def _inside(path: str) -> str:
    return path if path.startswith("/") and not path.startswith("//") else "/"


def _sign_in(back: str) -> Page:
    people = "".join(
        f'<p><button name="nguoi" value="{n}">{_e(p.name)} · {_e(p.number)}</button></p>'
        for n, p in enumerate(PEOPLE)
    )
    return _page(
        "Đăng nhập bằng định danh điện tử (mô phỏng)",
        f'<form method="post" action="/dang-nhap"><input type="hidden" name="next" value="{_e(back)}">'
        f"<p>Chọn một danh tính mô phỏng:</p>{people}</form>",
    )


def _mine(store: Store, person: Person) -> Page:
    with store.lock:
        mine = [(code, kept) for code, kept in store.dossiers.items() if _is_of(kept, person)]
    rows = "".join(
        f'<li class="card"><a href="/ho-so/{_e(code)}"><strong>{_e(code)}</strong></a><br>'
        f"{_e(kept.payload.get('TenTTHC') or kept.payload.get('MaTTHC', ''))}<br>"
        f'<span class="muted">{_e(label(kept.payload["TrangThaiHoSo"]))}</span></li>'
        for code, kept in reversed(mine)
    )
    return _page(
        f"Hồ sơ của {person.name}",
        f'<p><a href="/nop">Nộp hồ sơ mới</a></p><ul>{rows or "Chưa có hồ sơ."}</ul>',
    )


def _form(person: Person, query: Mapping[str, str], error: str = "") -> Page:
    def line(name: str, title: str, value: str = "", *, more: str = "") -> str:
        given = query.get(name, value)
        return (
            f'<label for="{name}">{title}</label><input id="{name}" name="{name}" value="{_e(given)}"{more}>'
        )

    slots = "".join(
        f'<div class="row"><div><label for="tp{n}">Mã thành phần {n}</label><input id="tp{n}" name="tp{n}" '
        f'value="{_e(query.get(f"tp{n}", ""))}"></div><div><label for="tep{n}">Tệp {n}</label>'
        f'<input id="tep{n}" name="tep{n}" type="file"></div></div>'
        for n in range(1, SLOTS + 1)
    )
    content = (
        (f'<p class="error">{_e(error)}</p>' if error else "")
        + '<form method="post" action="/nop" enctype="multipart/form-data">'
        + f"<p>Người nộp: <strong>{_e(person.name)}</strong> · {_e(person.number)}</p>"
        + line("MaTTHC", "Mã thủ tục", more=" required")
        + line("TenTTHC", "Tên thủ tục")
        + line("MaCoQuanThucHien", "Mã cơ quan thực hiện", "H57.12", more=" required")
        + line("DonViXuLy", "Cơ quan thực hiện")
        + line("TrichYeuHoSo", "Nội dung đề nghị")
        + line("ThongTinKhac", "Dữ liệu biểu mẫu (JSON)")
        + f"<fieldset><legend>Thành phần hồ sơ</legend>{slots}</fieldset><button>Nộp hồ sơ</button></form>"
    )
    return _page("Nộp hồ sơ", content, 422 if error else 200)


def _filed(store: Store, base_url: str, person: Person, asked: Asked) -> Page:
    fields, uploads = _multipart(asked.headers, asked.body)
    procedure, unit = fields.get("MaTTHC", ""), fields.get("MaCoQuanThucHien", "")
    if not CODE.fullmatch(procedure) or not CODE.fullmatch(unit) or len(unit) > 40:
        return _form(person, fields, "Cần mã thủ tục và mã cơ quan, gồm chữ không dấu, chữ số và dấu chấm.")
    more: dict[str, Any] = {
        name: fields[name]
        for name in ("TenTTHC", "DonViXuLy", "TrichYeuHoSo", "ThongTinKhac")
        if fields.get(name)
    }
    more.setdefault("DonViXuLy", unit)
    code = store.file(person, procedure=procedure, unit=unit, files=uploads, base_url=base_url, **more)
    return _to(f"/ho-so/{code}")


def _dossier(store: Store, base_url: str, person: Person, asked: Asked) -> Page:
    code, *verb = asked.path.strip("/").split("/")[1:]
    kept = store.dossiers.get(code)
    if kept is None or not _is_of(kept, person):
        return _page("Không tìm thấy hồ sơ", '<p><a href="/">Về danh sách</a></p>', 404)
    if asked.method != "POST":
        return _page(f"Hồ sơ {code}", _shown(code, kept, kept.payload["TrangThaiHoSo"]))
    if verb == ["bo-sung"]:
        store.supplement(code, _multipart(asked.headers, asked.body)[1], base_url=base_url)
    elif verb == ["rut"]:
        store.withdraw(code)
    return _to(f"/ho-so/{code}")


def _shown(code: str, kept: Kept, status: str) -> str:
    steps = "".join(
        f'<li data-status="{_e(step.status)}"><strong>{_e(label(step.status))}</strong>'
        f" · {_time(step.at)}<br>"
        f'<span class="muted">{_e(step.who)}</span> {_e(step.what)}</li>'
        for step in reversed(kept.history)
    )
    results = "".join(
        f"<li>{_e(r.get('TenGiayTo', ''))} <code>{_e(r.get('MaGiayToKetQua', ''))}</code></li>"
        for r in kept.payload.get("DanhSachGiayToKetQua") or []
    )
    due = kept.payload.get("NgayHenTra", "")
    add = (
        f'<form method="post" action="/ho-so/{_e(code)}/bo-sung" enctype="multipart/form-data">'
        '<label for="tp1">Mã thành phần</label><input id="tp1" name="tp1">'
        '<label for="tep1">Tệp bổ sung</label>'
        '<input id="tep1" name="tep1" type="file" required><button>Nộp bổ sung</button></form>'
    )
    leave = (
        f'<form method="post" action="/ho-so/{_e(code)}/rut"><button class="quiet">Rút hồ sơ</button></form>'
    )
    return (
        f'<section><p>Mã hồ sơ: <code id="ma-ho-so">{_e(code)}</code></p>'
        f'<p>Trạng thái: <strong id="trang-thai" data-status="{_e(status)}">{_e(label(status))}</strong></p>'
        + (f"<p>Hẹn trả kết quả: {_time(due)}</p>" if due else "")
        + (f"<p>Kết quả:</p><ul>{results}</ul>" if results else "")
        + f"</section><h2>Quá trình</h2><ol>{steps}</ol>"
        + (add if status == "5" else "")
        + (leave if status in ("1", "4", "5", "6") else "")
        + '<p><a href="/">Về danh sách</a></p>'
    )


def _is_of(kept: Kept, person: Person) -> bool:
    numbers = [one.get("SoDinhDanh") for one in kept.payload.get("DinhDanhCHS") or []]
    return person.number in (*numbers, kept.payload.get("MaDoiTuong"), kept.filed_by)


def _file(store: Store, file_id: str) -> Page:
    found = store.files.get(file_id)
    if found is None:
        return Page(b"", 404, "text/plain")
    return Page(found.content, kind="application/octet-stream")


def _multipart(headers: Message, body: bytes) -> tuple[dict[str, str], list[Upload]]:
    kind = headers.get("Content-Type", "")
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: dict[str, str] = {}
    files: list[tuple[str, str, str, bytes]] = []
    for part in parsed.iter_parts() if parsed.is_multipart() else ():
        name = str(part.get_param("name", header="content-disposition") or "")
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        filename = part.get_filename()
        if filename is None:
            fields[name] = content.decode("utf-8", "replace").strip()
        elif filename and content:
            files.append((name, filename, part.get_content_type(), content))
    return fields, [Upload(fields.get(f"tp{n[3:]}", ""), f, k, c) for n, f, k, c in files]


def _page(title: str, content: str, status: int = 200) -> Page:
    text = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{_e(title)}</title>'
        f"<style>{STYLE}</style></head>"
        '<body><header><p><a href="/"><strong>Cổng DVCQG mô phỏng</strong></a> · '
        "không phải Cổng Dịch vụ công quốc gia thật</p></header>"
        f"<main><h1>{_e(title)}</h1>{content}</main></body></html>"
    )
    return Page(text.encode(), status)


def _to(path: str, headers: Mapping[str, str] | None = None) -> Page:
    return Page(b"", 303, headers={"Location": path, **(headers or {})})


def _time(stamped: str) -> str:
    at = unstamp(stamped)
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def _e(text: object) -> str:
    return html.escape(str(text))
