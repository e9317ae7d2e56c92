"""What do the stories of one-stop need? A province, a portal, a payment provider, identities: all running."""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from oidc_provider_mock import User, run_server_in_thread
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESK, Opens, fill_dialog, opened, press, send_dialog, signed_in
from tests.prepared import Prepared, drop
from tests.service import Service

PORTAL = "tinhso.gateway.national.simulator"
PROVIDER = "tinhso.gateway.payments.simulator"
WARD, OTHER_WARD, THIRD_WARD = "H57.12", "H57.13", "H57.14"
"""By which codes the national portal knows Phường Thuận Hóa, Phường Phú Xuân and Phường Vỹ Dạ."""


@dataclass(frozen=True)
class Somebody:
    """A person with an electronic identity; the first three are also known at the simulated portal."""

    number: str
    name: str
    phone: str
    address: str = "12 Lê Lợi, phường Thuận Hóa, thành phố Huế"


DAO = Somebody("046190000011", "Nguyễn Thị Hoa Đào", "0905000011")
THUAN = Somebody("046085000022", "Trần Đức Thuận", "0905000022")
DUONG = Somebody("046201000033", "Lê Hoàng Ánh Dương", "0905000033")
MAI = Somebody("046192000044", "Phan Thị Tuyết Mai", "0905000044")
PEOPLE = (DAO, THUAN, DUONG, MAI)

STAFF = {
    "hien.quay": ("Trương Thị Diệu Hiền", "intake", WARD),
    "tan.thamdinh": ("Hồ Văn Nhật Tân", "handler", WARD),
    "an.thamdinh": ("Nguyễn Khoa Bảo An", "handler", WARD),
    "phong.chutich": ("Lê Viết Thanh Phong", "leader", WARD),
    "cam.quay": ("Cao Thị Mộng Cầm", "intake", OTHER_WARD),
    "dung.quay": ("Phạm Thị Ngọc Dung", "intake", THIRD_WARD),
    "lien.sxd": ("Đỗ Thị Kim Liên", "handler", "SXD"),
    "vinh.stc": ("Tôn Thất Quang Vinh", "handler", "STC"),
    "nghia.stc": ("Hoàng Trọng Nghĩa", "leader", "STC"),
    "nguyen.stp": ("Bùi Thị Hạnh Nguyên", "handler", "STP"),
}
"""Officers beside those of the demonstration: sign-in name -> name, role, body."""

SET_UP = """
import json
from datetime import date
from tinhso.core import clock
from tinhso.core.roles import MACHINE, Grant, Role
from tinhso.core.revisions import touch
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.actions.officers import NewOfficer
from tinhso.foundation.agencies.models import Agency, Identifier
from tinhso.foundation.places import queries as places
from tinhso.foundation.signing.models import Anchor
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders

given = json.loads({given!r})
now, since = clock.now(), date(2025, 7, 1)
sample = dict(valid_from=since, citation="Số liệu mô phỏng", is_sample=True)
words = dict(**sample, reason="chuẩn bị", by=MACHINE, now=now)
bodies = {{"SXD": "SXD", "STC": "STC", "STP": "STP"}}
for place in places.communes(on=clock.local_date(now)):
    if place.name in given["wards"]:
        bodies[given["wards"][place.name]] = f"UB.{{place.code}}"
for number, code in enumerate(given["wards"].values(), 1):
    agency = Agency.objects.get(code=bodies[code])
    Identifier.objects.filter(agency=agency).delete()
    Identifier.objects.filter(scheme="QD20", value=code).delete()
    Identifier.objects.create(agency=agency, scheme="QD20", value=code, **sample)
    if agency.code not in [one.agency for one in orders.accounts_on(clock.local_date(now))]:
        payments.open_account(
            code=f"quay-{{number}}", agency=agency.code, holder=f"KHO BAC {{number}}",
            bank="Ngân hàng minh hoạ", bin_="970436", number=f"001100123456{{number}}", **words,
        )
touch("agencies")
for code, name, english, shape, route in (
    ("nen-tang", "Nền tảng thanh toán (mô phỏng)", "Payment platform (simulated)", "signed", "platform"),
    ("ngan-hang", "Ngân hàng (mô phỏng)", "Bank (simulated)", "polled", "gateway"),
):
    if code not in [one.code for one in orders.providers_on(clock.local_date(now))]:
        payments.open_provider(code=code, name=name, name_en=english, shape=shape, route=route, **words)
accounts.create_officers(
    officers=[
        NewOfficer(
            username, name, f"{{username}}@hue.example", given["passwords"][username],
            [Grant(Role(role), bodies[body])], is_initial=False,
        )
        for username, (name, role, body) in given["staff"].items()
    ],
    valid_from=since, citation="Số liệu mô phỏng", by=MACHINE, now=now,
)
trusted = [one.certificate for one in Anchor.objects.all()]
print("READY " + json.dumps({{"bodies": bodies, "trusted": trusted}}))
"""


@dataclass(frozen=True)
class OneStop:
    """The running house and what stands around it."""

    service: Service
    portal: str
    """Where the simulated national portal shows its pages."""
    provider: str
    bodies: dict[str, str]
    """By a body's national code, the code of its agency here."""
    passwords: dict[str, str]
    trusted: list[str]
    """The certificates (PEM) by whose word signatures of this house hold."""

    @property
    def url(self) -> str:
        """Where the house answers."""
        return self.service.url


@contextmanager
def _running(module: str, folder: Path, *options: str) -> Iterator[tuple[str, str]]:
    """A simulator as a process of its own: where it listens, and the setting that it asks for."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    with (folder / f"{module.split('.')[2]}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", "0", *options],
            env=environment, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    try:
        assert process.stdout is not None
        setting = ""
        while not setting:
            line = process.stdout.readline()
            assert line, f"{module} did not come up"
            setting = line if line.startswith("TINHSO_") else ""
        said = setting.partition("=")[2].strip().strip("'")
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address is not None
        yield address[0], said
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def _identities() -> Iterator[str]:
    people = [
        User(
            sub=one.number,
            claims={
                "acr": "loa2",
                "name": one.name,
                "phone_number": one.phone,
                "address": {"formatted": one.address},
            },
        )
        for one in PEOPLE
    ]
    with run_server_in_thread(user_claims=people) as running:
        yield f"http://localhost:{running.server_port}"


def _oidc(address: str) -> str:
    return json.dumps(
        [
            {
                "id": "vneid", "name": "VNeID", "server_url": address, "client_id": "tinhso",
                "secret": secrets.token_hex(16), "for": "citizens",
                "scope": ["openid", "profile", "phone", "address"],
                "assurance": {"loa1": "phone", "loa2": "identity"},
                "person": {"name": "name", "number": "sub", "phone": "phone_number", "address": "address"},
            }
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def one_stop(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneStop]:
    """Huế with counters, accounts to pay into, officers of one-stop; web, worker and simulators run."""
    folder = tmp_path_factory.mktemp("one-stop")
    service = prepared.service(folder)
    with (
        _running(PORTAL, folder) as (portal, national),
        _running(PROVIDER, folder, "--secret", secrets.token_hex(16)) as (provider, payments),
        _identities() as identities,
    ):
        service.environment |= {
            "TINHSO_NATIONAL": national, "TINHSO_PAYMENTS": payments, "TINHSO_OIDC": _oidc(identities),
        }  # fmt: skip
        passwords = {username: secrets.token_urlsafe(18) for username in STAFF}
        given = {
            "wards": {
                "Phường Thuận Hóa": WARD,
                "Phường Phú Xuân": OTHER_WARD,
                "Phường Vỹ Dạ": THIRD_WARD,
            },
            "staff": STAFF,
            "passwords": passwords,
        }
        said = service.tinhso("django", "shell", "-c", SET_UP.format(given=json.dumps(given))).stdout
        ready = json.loads(said.partition("READY ")[2])
        try:
            service.start_web()
            service.start_worker()
            yield OneStop(service, portal, provider, ready["bodies"], passwords, ready["trusted"])
        finally:
            service.stop()
            drop(service)


@pytest.fixture
def citizen(browser: Browser, one_stop: OneStop) -> Iterator[Opens]:
    """Opens a browser of its own for each person of a story of one-stop."""
    with opened(browser, one_stop.url) as open_for:
        yield open_for


@pytest.fixture
def clerk(citizen: Opens, one_stop: OneStop) -> Callable[[str], Page]:
    """Signs an officer of `STAFF` in at a desk-sized screen and gives the page."""
    return lambda username: signed_in(citizen(size=DESK), username, one_stop.passwords[username])


def show_identity(page: Page, who: Somebody) -> None:
    """This will sign a person in with their electronic identity, over at its provider."""
    page.goto("/tai-khoan/cong-dan")
    page.get_by_role("link", name="VNeID").click()
    page.locator("button[name=sub]", has_text=who.number).first.click()
    page.wait_for_url(lambda url: "localhost" not in url)
    page.goto("/tai-khoan/cong-dan")
    expect(page.get_by_text("Đã xác nhận qua VNeID")).to_be_visible()


def paper(name: str, title: str) -> dict[str, object]:
    """This will give a PDF of one page for a file input; each has its own bytes."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    with made.open_metadata() as metadata:
        metadata["dc:title"] = f"{title} {secrets.token_hex(4)}"
    kept = BytesIO()
    made.save(kept)
    return {"name": name, "mimeType": "application/pdf", "buffer": kept.getvalue()}


def issue(page: Page, number: str) -> None:
    """This will decide for the applicant, put the result to the dossier, and sign it with the body's key."""
    press(page, "Quyết định kết quả")
    page.locator("dialog[open]").get_by_label("Đồng ý giải quyết").check()
    send_dialog(page, "Quyết định")
    press(page, "Đính kèm kết quả")
    fill_dialog(page, "Số, ký hiệu", number)
    result = paper("ket-qua.pdf", number)
    page.locator("dialog[open] input[type=file]").set_input_files(result)  # type: ignore[arg-type]
    send_dialog(page, "Đính kèm kết quả")
    press(page, "Ký số kết quả")
    expect(page.locator("dialog[open] input[name=key]:checked")).to_have_count(1)
    send_dialog(page, "Ký số")


def read_code(picture: Image.Image) -> str:
    """This will read the QR code of a picture; "" where none is seen."""
    said, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(np.asarray(picture.convert("RGB")))
    return str(said)
