"""How does a newcomer see it all with one command? Database, province, web, worker, until Ctrl-C."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tinhso.config.serve import STOP_WITHIN_S
from tinhso.demo import identity, standins

ROOT = Path(__file__).resolve().parents[3]
START_WITHIN_S = 60.0


def start(*, province: str, seed: int, days: int, boundaries: str | None, port: int) -> int:
    """This will build what is missing, run web and worker, and return the exit code after Ctrl-C."""
    began = time.monotonic()
    if wrong := hindrance(port=port, boundaries=boundaries):
        print(wrong, file=sys.stderr)
        return 2
    folder = ROOT / "var" / f"demo-{province}"
    _settings(folder, port)
    import django

    django.setup()
    try:
        _prepare(folder, province=province, seed=seed, days=days, boundaries=boundaries)
    except KeyboardInterrupt:
        print("\nĐã dừng; lần chạy sau sẽ nạp lại từ đầu.", file=sys.stderr)
        return 130
    return run(folder, port, began)


def hindrance(*, port: int, boundaries: str | None) -> str:
    """This will say what would stop the demonstration after minutes of loading; "" for nothing."""
    if boundaries and not Path(boundaries).is_file():
        return f"Không có tệp ranh giới {boundaries}."
    for used in (port, *_stand_ins(port)) if port else (port,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", used))
            except OSError:
                other = f"make demo PORT={used + 1}"
                return f"Cổng {used} đang được chương trình khác dùng; chọn cổng khác: {other}"
    return ""


def _stand_ins(port: int) -> tuple[int, int]:
    """The ports of the simulated identity and of the simulated payment providers."""
    return port + 1, port + 2


def run(folder: Path, port: int, began: float) -> int:
    """This will run web and worker until Ctrl-C, the end of the terminal, or the end of either."""
    command = [sys.executable, "-m", "tinhso.config"]
    playing = _playing(port)
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, stop)
    # In sessions of their own: Ctrl-C reaches this process alone, which ends them, each with all it started.
    web = subprocess.Popen([*command, "serve", "--port", str(port)], start_new_session=True)
    worker = subprocess.Popen([*command, "worker"], start_new_session=True)
    others = [_beside(*said) for said in playing]
    try:
        if not _answers(port, web):
            print(f"Máy chủ web không lên được ở cổng {port}.", file=sys.stderr)
            return 1
        _tell(folder, port, time.monotonic() - began)
        while not stopping and web.poll() is None and worker.poll() is None:
            time.sleep(0.2)
        return 0 if stopping else 1
    finally:
        _end(web, worker, *others)
        print("\nĐã dừng.")


def _playing(port: int) -> list[tuple[str, ...]]:
    """Who stands in for the outside, as the settings know them; nobody where none are set."""
    identity, payments = map(str, _stand_ins(port))
    said = json.loads(os.environ.get("TINHSO_PAYMENTS") or "{}")
    if standins.SIGNED not in said:
        return []
    secret = said[standins.SIGNED]["secret"]
    return [
        ("tinhso.demo.identity", "--port", identity),
        ("tinhso.gateway.payments.simulator", "--port", payments, "--secret", secret),
    ]


def _beside(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)


def _end(*processes: subprocess.Popen[bytes]) -> None:
    """Each is asked, given the time it allows itself, then killed with whatever it started."""
    for process in processes:
        process.terminate()
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOP_WITHIN_S + 5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _settings(folder: Path, port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = folder / "secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))
    os.environ.update(
        TINHSO_DATABASE_URL=f"sqlite:///{folder / 'tinhso.sqlite3'}",
        TINHSO_DATA_DIR=str(folder),
        TINHSO_SECRET_KEY=secret.read_text(),
        TINHSO_PUBLIC_URL=f"http://127.0.0.1:{port}",
        TINHSO_LOG_FORMAT="line",
        TINHSO_OIDC=identity.configuration(_stand_ins(port)[0]),
        TINHSO_PAYMENTS=standins.payments(
            f"http://127.0.0.1:{_stand_ins(port)[1]}", secret=secrets.token_hex(16), merchant="TINH-SO"
        ),
    )


def _prepare(folder: Path, *, province: str, seed: int, days: int, boundaries: str | None) -> None:
    from django.core.management import call_command

    from tinhso.core import clock
    from tinhso.demo.accounts import read_accounts
    from tinhso.demo.load import load

    print("==> Cơ sở dữ liệu")
    if not read_accounts(folder):
        # A load that was broken off left no accounts; this folder is the showcase's own, so begin anew.
        for left in folder.glob("tinhso.sqlite3*"):
            left.unlink()
    call_command("migrate", interactive=False, verbosity=0)
    if read_accounts(folder):
        if boundaries:
            print("    Đã có dữ liệu mô phỏng; muốn ranh giới khác thì xoá thư mục var/ của tỉnh này.")
        return
    print("==> Dữ liệu mô phỏng (khoảng hai phút)")
    load(
        province=province,
        seed=seed,
        days=days,
        boundaries=Path(boundaries) if boundaries else None,
        now=clock.now(),
        tell=lambda line: print(f"    {line}", flush=True),
    )


def _answers(port: int, web: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and web.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _tell(folder: Path, port: int, seconds: float) -> None:
    from tinhso.demo.accounts import read_accounts

    at = f"http://127.0.0.1:{port}"
    print(f"\ntinhso đã chạy sau {seconds:.0f} giây.")
    print("SỐ LIỆU MÔ PHỎNG – không phải số liệu thật của địa phương.\n")
    for what, path in (
        ("Người dân", "/"),
        ("Gửi phản ánh", "/phan-anh/moi"),
        ("Thủ tục, nộp hồ sơ", "/thu-tuc"),
        ("Hồ sơ của tôi", "/ho-so-cua-toi"),
        ("Cán bộ: quầy một cửa", "/mot-cua/"),
        ("Cán bộ: bàn làm việc", "/ban-lam-viec/"),
        ("Điều hành (IOC)", "/dieu-hanh/"),
        ("Màn hình tường", "/dieu-hanh/tuong"),
        ("Quản trị", "/quan-tri/"),
    ):
        print(f"  {what:<24} {at}{path}")
    print("\n  Công dân đăng nhập qua «VNeID mô phỏng»; tiền nộp thử không phải tiền thật.")
    print("\n  Tài khoản (mật khẩu ngẫu nhiên của lần nạp này):")
    for account in read_accounts(folder):
        print(f"  {account.username:<24} {account.password:<24} {account.what}")
    print("\n  Ctrl-C để dừng.", flush=True)
