"""Which environment variables does the deployment give, and which of the needed ones are missing?"""

import ipaddress
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import environ

from tinhso.config import filestore
from tinhso.config.watching import spans

NEEDED = {
    "TINHSO_DATABASE_URL": "địa chỉ cơ sở dữ liệu, ví dụ sqlite:////duong/dan/tinhso.sqlite3 hoặc postgres://…",
    "TINHSO_DATA_DIR": "thư mục dữ liệu (ảnh, thư, bản lưu đầu chuỗi sổ cái), chỉ tinhso ghi vào",
    "TINHSO_SECRET_KEY": "khoá bí mật ngẫu nhiên, ít nhất 50 ký tự; giữ kín và sao lưu",
}
OPTIONAL = {
    "TINHSO_REPLICA_URL": "bản sao chỉ đọc của PostgreSQL (postgres://…) cho các con số của bảng điều "
    "hành và trang số liệu; trống: mọi thứ đọc từ cơ sở dữ liệu chính",
    "TINHSO_FILES_URL": "kho S3 giữ ảnh và tệp: s3://KHOÁ:BÍ_MẬT@máy/kho?region=… (TLS) hoặc s3+http://… "
    "(trong mạng riêng), ký tự đặc biệt viết dạng %XX; trống: thư mục files trong thư mục dữ liệu",
    "TINHSO_DEBUG": "1 chỉ khi phát triển; mặc định 0",
    "TINHSO_ALLOWED_HOSTS": "các tên máy được phục vụ, cách nhau bằng dấu phẩy; mặc định 127.0.0.1,localhost",
    "TINHSO_PUBLIC_URL": "địa chỉ công khai; https bật cookie an toàn, HSTS, chuyển hướng; mặc định http://127.0.0.1:8000",
    "TINHSO_EMAIL_URL": "máy chủ gửi thư, ví dụ smtp://…; mặc định thư mục mail trong thư mục dữ liệu",
    "TINHSO_RATE_LIMITS": "off chỉ khi đo tốc độ; mặc định on",
    "TINHSO_SECRET_KEY_FALLBACKS": "các khoá bí mật cũ, cách nhau bằng dấu phẩy, còn dùng để đọc",
    "TINHSO_DEMO_PUBLIC": "1 cho phép phục vụ cơ sở dữ liệu mô phỏng ra ngoài máy này",
    "TINHSO_TRUSTED_PROXIES": "địa chỉ hoặc dải của các proxy đứng trước (127.0.0.1,10.0.0.0/8), "
    "cách nhau bằng dấu phẩy; chỉ khi đó X-Forwarded-For mới được đọc; mặc định không tin ai",
    "TINHSO_VAPID_KEY": "khoá riêng ký thông báo đẩy, do `tinhso notices vapid-key` in ra; "
    "trống: không gửi thông báo đẩy",
    "TINHSO_PUSH_HOSTS": "các máy chủ thông báo đẩy được phép gọi; "
    "mặc định là của Chrome, Firefox, Safari, Edge",
    "TINHSO_SMS_GATEWAY": "cách gọi cổng SMS, JSON hoặc đường dẫn tệp JSON (xem docs/operate/README.md); "
    "trống: không gửi SMS",
    "TINHSO_ZALO": "Zalo Official Account, JSON hoặc đường dẫn tệp JSON; trống: không gửi Zalo",
    "TINHSO_SMS_INBOUND": "cổng SMS được gửi tin đến và cách nó chứng minh, JSON hoặc đường dẫn tệp JSON "
    "(xem docs/operate/README.md); trống: không nhận SMS",
    "TINHSO_PAYMENTS": "địa chỉ và khoá của từng nhà cung cấp thanh toán, JSON hoặc đường dẫn tệp JSON "
    "(xem src/tinhso/gateway/payments/README.md); trống: chỉ VietQR và tiền mặt",
    "TINHSO_MAILBOX": "hộp thư nhận phản ánh: maildir:///duong/dan hoặc imaps://user:matkhau@may/INBOX; "
    "trống: không đọc thư",
    "TINHSO_OUTBOUND_PROXY": "proxy cho các cuộc gọi ra ngoài, ví dụ http://10.0.0.1:3128; "
    "mặc định không dùng",
    "TINHSO_MEDIA_HOSTS": "các máy chủ mà ảnh ở media_url (Open311) được lấy về, ví dụ "
    "anh.hue.gov.vn,*.fixmystreet.com; mặc định không lấy từ đâu",
    "TINHSO_LOG_LEVEL": "debug, info (mỗi yêu cầu một dòng), warning hoặc error; mặc định warning",
    "TINHSO_LOG_FORMAT": "json (mỗi dòng một đối tượng JSON) hoặc line (cho người đọc); mặc định json",
    "TINHSO_METRICS_TOKEN": "mã để máy khác đọc /metrics (Authorization: Bearer …), ít nhất 16 ký tự; "
    "trống: chỉ máy này đọc được",
    "TINHSO_OTLP_ENDPOINT": "nơi nhận vết OpenTelemetry (OTLP qua HTTP), ví dụ "
    "https://otel.tinh.gov.vn:4318; cần requirements-otel.lock; trống: không gửi",
    "TINHSO_NATIONAL": "Cổng Dịch vụ công quốc gia, JSON hoặc đường dẫn tệp JSON "
    "(xem docs/operate/national.md); trống: không liên thông",
    "TINHSO_OIDC": "các cổng đăng nhập OpenID Connect (VNeID, Keycloak của tỉnh), dạng JSON: "
    "docs/operate/README.md",
}
PUSH_HOSTS = ",".join(
    (
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    )
)


SHORTEST_TOKEN = 16


class MissingSettings(SystemExit):
    """The process cannot start: every missing variable is named, each with a sentence."""


@dataclass(frozen=True)
class Environment:
    """The deployment's settings, read once at start."""

    database_url: str
    data_dir: Path
    secret_key: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    public_url: str
    email_url: str
    rate_limits: bool
    secret_key_fallbacks: tuple[str, ...]
    demo_public: bool
    trusted_proxies: tuple[str, ...]
    oidc: tuple[dict[str, Any], ...]
    vapid_key: str
    push_hosts: tuple[str, ...]
    sms_gateway: str
    zalo: str
    national: str
    sms_inbound: str
    mailbox: str
    payments: str
    outbound_proxy: str
    media_hosts: tuple[str, ...]
    replica_url: str
    files_url: str
    log_level: str
    log_format: str
    metrics_token: str
    otlp_endpoint: str


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """This will read the variables. Raises MissingSettings naming all that are missing."""
    missing = [name for name in NEEDED if not variables.get(name)]
    if missing:
        lines = ["tinhso chưa chạy được vì thiếu biến môi trường:"]
        lines += [f"  {name}: {NEEDED[name]}" for name in missing]
        raise MissingSettings("\n".join(lines))
    data_dir = Path(variables["TINHSO_DATA_DIR"]).absolute()
    return Environment(
        database_url=variables["TINHSO_DATABASE_URL"],
        data_dir=data_dir,
        secret_key=variables["TINHSO_SECRET_KEY"],
        debug=variables.get("TINHSO_DEBUG", "0") == "1",
        allowed_hosts=_list(variables.get("TINHSO_ALLOWED_HOSTS", "127.0.0.1,localhost")),
        public_url=variables.get("TINHSO_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        email_url=variables.get("TINHSO_EMAIL_URL", ""),
        rate_limits=variables.get("TINHSO_RATE_LIMITS", "on") != "off",
        secret_key_fallbacks=_list(variables.get("TINHSO_SECRET_KEY_FALLBACKS", "")),
        demo_public=variables.get("TINHSO_DEMO_PUBLIC", "0") == "1",
        trusted_proxies=_networks(variables.get("TINHSO_TRUSTED_PROXIES", "")),
        oidc=_providers(variables.get("TINHSO_OIDC", "")),
        vapid_key=variables.get("TINHSO_VAPID_KEY", "").strip(),
        push_hosts=_list(variables.get("TINHSO_PUSH_HOSTS") or PUSH_HOSTS),
        sms_gateway=variables.get("TINHSO_SMS_GATEWAY", "").strip(),
        zalo=variables.get("TINHSO_ZALO", "").strip(),
        national=variables.get("TINHSO_NATIONAL", "").strip(),
        sms_inbound=variables.get("TINHSO_SMS_INBOUND", "").strip(),
        payments=variables.get("TINHSO_PAYMENTS", "").strip(),
        mailbox=variables.get("TINHSO_MAILBOX", "").strip(),
        outbound_proxy=variables.get("TINHSO_OUTBOUND_PROXY", "").strip(),
        media_hosts=_list(variables.get("TINHSO_MEDIA_HOSTS", "")),
        replica_url=variables.get("TINHSO_REPLICA_URL", "").strip(),
        files_url=variables.get("TINHSO_FILES_URL", "").strip(),
        log_level=_one_of(variables, "TINHSO_LOG_LEVEL", ("warning", "debug", "info", "error")),
        log_format=_one_of(variables, "TINHSO_LOG_FORMAT", ("json", "line")),
        metrics_token=_token(variables.get("TINHSO_METRICS_TOKEN", "").strip()),
        otlp_endpoint=_collector(variables.get("TINHSO_OTLP_ENDPOINT", "").strip()),
    )


def database(env: Environment) -> dict[str, object]:
    """This will give Django's DATABASES entry for SQLite or PostgreSQL."""
    parsed = environ.Env.db_url_config(env.database_url)
    if parsed["ENGINE"].endswith("sqlite3"):
        return {
            **parsed,
            "ENGINE": "tinhso.core.sqlite",
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                # Each thread has its own connection: eight times 12 MB keep a web process below 250 MB.
                # The system's page cache holds the file anyway; 64 MB and a mapped file were no faster.
                "PRAGMA cache_size=-12288;PRAGMA temp_store=MEMORY;"
                # What was wiped is overwritten, as Debian's own library does and others need to be told.
                "PRAGMA secure_delete=ON;"
                # A report writes forty pages, so SQLite's own thousand would be copied back into the database
                # after each twenty-fifth, before its commit is answered. Four thousand (16 MB) share more.
                "PRAGMA wal_autocheckpoint=4000",
            },
        }
    return {
        **parsed,
        "ENGINE": "tinhso.core.postgresql",
        # Each thread keeps its connection, and with it its prepared statements.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parsed.get("OPTIONS", {})),
    }


def replica(env: Environment) -> dict[str, object]:
    """This will give the entry of the copy that boards read. Raises MissingSettings for anything else."""
    both = env.database_url, env.replica_url
    if not all(url.startswith(("postgres://", "postgresql://")) for url in both):
        raise MissingSettings("TINHSO_REPLICA_URL: chỉ PostgreSQL mới có bản sao chỉ đọc.")
    found = database(replace(env, database_url=env.replica_url))
    # a copy that is away must not hold up a page: the original answers
    found["OPTIONS"] = {"connect_timeout": 2, **cast(dict[str, object], found["OPTIONS"])}
    return found


def files(env: Environment) -> dict[str, Any]:
    """This will give Django's entry of the storage of files. Raises MissingSettings."""
    try:
        return filestore.backend(env.files_url, env.data_dir)
    except filestore.NotAStore as wrong:
        raise MissingSettings(f"TINHSO_FILES_URL: {wrong}.") from wrong


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _one_of(variables: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    """The first word is meant where none is given."""
    given = variables.get(name, "").strip().lower() or words[0]
    if given not in words:
        raise MissingSettings(f"{name}: “{given}” không phải là {' hoặc '.join(words)}.")
    return given


def _token(given: str) -> str:
    if given and len(given) < SHORTEST_TOKEN:
        raise MissingSettings(f"TINHSO_METRICS_TOKEN: cần ít nhất {SHORTEST_TOKEN} ký tự.")
    return given


def _collector(given: str) -> str:
    if given and (urlsplit(given).scheme not in {"http", "https"} or not urlsplit(given).hostname):
        raise MissingSettings("TINHSO_OTLP_ENDPOINT: cần địa chỉ http://… hoặc https://… của nơi nhận.")
    if given and not spans.installed():
        raise MissingSettings(
            "TINHSO_OTLP_ENDPOINT: thiếu các gói OpenTelemetry; hãy cài requirements-otel.lock "
            "(docs/operate/watching.md)."
        )
    return given


def _networks(text: str) -> tuple[str, ...]:
    names = _list(text)
    for name in names:
        try:
            ipaddress.ip_network(name, strict=False)
        except ValueError as wrong:
            sentence = f"TINHSO_TRUSTED_PROXIES: “{name}” không phải địa chỉ hoặc dải địa chỉ IP."
            raise MissingSettings(sentence) from wrong
    return names


OIDC_NEEDED = ("id", "name", "server_url", "client_id", "for")
OIDC_FOR = ("officers", "citizens")


def _providers(text: str) -> tuple[dict[str, Any], ...]:
    if not text.strip():
        return ()
    try:
        given = json.loads(text)
    except ValueError as wrong:
        raise MissingSettings("TINHSO_OIDC: không đọc được JSON.") from wrong
    given = given if isinstance(given, list) else [given]
    for one in given:
        missing = [name for name in OIDC_NEEDED if not (isinstance(one, dict) and one.get(name))]
        if missing:
            raise MissingSettings(f"TINHSO_OIDC: thiếu {', '.join(missing)}.")
        if one["for"] not in OIDC_FOR:
            raise MissingSettings(f"TINHSO_OIDC: “for” là {' hoặc '.join(OIDC_FOR)}.")
        if not re.fullmatch(r"[a-z0-9-]{1,40}", str(one["id"])):
            raise MissingSettings("TINHSO_OIDC: “id” gồm chữ thường không dấu, chữ số và gạch nối.")
    if len({one["id"] for one in given}) != len(given):
        raise MissingSettings("TINHSO_OIDC: hai cổng trùng “id”.")
    return tuple(given)


FIELDS = tuple(f.name for f in fields(Environment))
