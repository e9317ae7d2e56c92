"""Where do files lie: in a folder, or in an S3-compatible store named by one address?

`s3://KEY:SECRET@host/bucket` speaks TLS, `s3+http://…` does not (inside a network of one's own). Letters that
mean something in an address are percent-encoded. `?region=…` where the store asks for one.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = {"s3": "https", "s3+http": "http"}
REGION = "us-east-1"
BUCKET_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


class NotAStore(ValueError):
    """The address names no store; says why, without the address: it holds a secret."""


def backend(url: str, data_dir: Path) -> dict[str, Any]:
    """This will give Django's entry of the storage: a folder for "". Raises NotAStore."""
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data_dir / "files")},
        }
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as wrong:
        raise NotAStore("không đọc được địa chỉ") from wrong
    if parts.scheme not in SCHEMES:
        raise NotAStore("cần dạng s3://KHOÁ:BÍ_MẬT@máy/kho hoặc s3+http://…")
    bucket = parts.path.strip("/")
    missing = [
        word
        for word, given in (
            ("khoá", parts.username), ("bí mật", parts.password), ("máy", host), ("tên kho", bucket),
        )
        if not given
    ]  # fmt: skip
    if missing:
        raise NotAStore(f"thiếu {', '.join(missing)}")
    if not set(bucket) <= BUCKET_LETTERS:
        raise NotAStore("tên kho chỉ gồm chữ thường, chữ số, dấu chấm và gạch nối")
    asked = parse_qs(parts.query)
    if set(asked) - {"region"}:
        raise NotAStore("chỉ hiểu thêm region=…")
    named = f"[{host}]" if host and ":" in host else host
    return {
        "BACKEND": "tinhso.foundation.files.bucket.Bucket",
        "OPTIONS": {
            "access_key": unquote(parts.username or ""),
            "secret_key": unquote(parts.password or ""),
            "security_token": None,
            "bucket_name": bucket,
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{named}{f':{port}' if port else ''}",
            "region_name": asked.get("region", [REGION])[0],
            "addressing_style": "path",
            "signature_version": "s3v4",
        },
    }
