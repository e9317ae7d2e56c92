"""Who vouches for the citizens of a demonstration? A page on this machine where one chooses whom to be.

It has the shape of an OpenID Connect provider (code flow) and is none: no password is asked, nobody is real.
`python -m tinhso.demo.identity --port 8801`.
"""

import argparse
import html
import json
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tinhso.demo.standins import KNOWN, Known

PROVIDER, LEVEL = "vneid-mo-phong", "2"
CLAIMS = {"number": "sub", "name": "name", "born": "birthdate", "phone": "phone_number"}
STYLE = (
    "body{margin:0;font:1.1rem/1.5 system-ui,sans-serif;background:#f6f7f9;color:#1c2430}"
    "main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem}"
    "strong.mark{display:block;background:#a40000;color:#fff;padding:.5rem .75rem}"
    "a{display:block;background:#fff;border:1px solid #8a94a3;border-radius:.4rem;padding:.8rem 1rem;"
    "margin:.75rem 0;color:#12355b}"
)


def configuration(port: int) -> str:
    """This will write what TINHSO_OIDC says for it."""
    return json.dumps(
        [
            {
                "id": PROVIDER, "name": "VNeID mô phỏng", "for": "citizens", "client_id": "tinhso",
                "secret": "khong-bi-mat", "server_url": f"http://127.0.0.1:{port}", "scope": ["openid"],
                "assurance": {LEVEL: "identity"}, "person": CLAIMS,
            }
        ],
        ensure_ascii=False,
    )  # fmt: skip


class Server(ThreadingHTTPServer):
    """The page on one port of this machine; `codes` are given once, `tokens` name whom they stand for."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.codes: dict[str, Known] = {}
        self.tokens: dict[str, Known] = {}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        """This will show the page, lead back, or say who somebody is."""
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        match parts.path:
            case "/.well-known/openid-configuration":
                self._json(_described(self.server.url))
            case "/chon":
                self._page(asked)
            case "/di":
                self._lead_back(asked)
            case "/ai":
                self._who()
            case "/khoa":
                self._json({"keys": []})
            case _:
                self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        """This will give a token for a code, once."""
        said = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 65_536))
        known = self.server.codes.pop(dict(parse_qsl(said.decode("utf-8", "replace"))).get("code", ""), None)
        if known is None:
            self._json({"error": "invalid_grant"}, 400)
            return
        token = secrets.token_urlsafe(24)
        self.server.tokens[token] = known
        self._json({"access_token": token, "token_type": "Bearer", "expires_in": 600})

    def log_message(self, *_: object) -> None:
        """Whoever watches the demonstration watches its pages."""

    def _page(self, asked: dict[str, str]) -> None:
        kept = {name: asked.get(name, "") for name in ("redirect_uri", "state")}
        links = "".join(
            f'<a href="/di?{html.escape(urlencode({**kept, "nguoi": place}))}">{html.escape(one.name)}<br>'
            f"<small>{one.number}</small></a>"
            for place, one in enumerate(KNOWN)
        )
        self._say(
            f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Định danh mô phỏng</title>'
            f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
            f'<strong class="mark">SỐ LIỆU MÔ PHỎNG</strong><main><h1>Ông/bà là ai?</h1>'
            f"<p>Chọn một công dân mô phỏng; không có ai thật và không cần mật khẩu.</p>{links}</main></html>"
        )

    def _lead_back(self, asked: dict[str, str]) -> None:
        chosen, back = asked.get("nguoi", ""), asked.get("redirect_uri", "")
        is_here = urlsplit(back).hostname in ("127.0.0.1", "localhost")
        if not chosen.isdecimal() or int(chosen) >= len(KNOWN) or not is_here:
            self._json({"error": "invalid_request"}, 400)
            return
        code = secrets.token_urlsafe(24)
        self.server.codes[code] = KNOWN[int(chosen)]
        self.send_response(303)
        self.send_header("Location", f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _who(self) -> None:
        known = self.server.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if known is None:
            self._json({"error": "invalid_token"}, 401)
            return
        self._json(
            {
                "sub": known.number, "name": known.name, "birthdate": known.born,
                "phone_number": known.phone, "acr": LEVEL,
            }
        )  # fmt: skip

    def _json(self, said: dict[str, Any], status: int = 200) -> None:
        self._say(json.dumps(said), status, "application/json")

    def _say(self, text: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _described(url: str) -> dict[str, Any]:
    return {
        "issuer": url, "authorization_endpoint": f"{url}/chon", "token_endpoint": f"{url}/the",
        "userinfo_endpoint": f"{url}/ai", "jwks_uri": f"{url}/khoa",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }  # fmt: skip


def main() -> None:
    """This will listen until it is interrupted."""
    asked = argparse.ArgumentParser(description="Định danh điện tử mô phỏng; không có ai thật.")
    asked.add_argument("--port", type=int, default=8801)
    server = Server(asked.parse_args().port)
    sys.stdout.write(f"TINHSO_OIDC='{configuration(server.server_address[1])}'\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
