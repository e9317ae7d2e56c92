"""Can a report be found by trying codes, or an account by trying names? Neither by luck nor by the clock."""

import secrets
import uuid

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from tests.security.cast import posted
from tinhso.casework.reports import dated, guessing, ownership
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import province
from tinhso.core import limits
from tinhso.core.values import public_code, read_public_code
from tinhso.foundation.accounts.tests.factories import PASSWORD, officer
from tinhso.foundation.files import rules as files

pytestmark = pytest.mark.django_db
MOST = 4
UNKNOWN = [public_code(number) for number in range(1, 20)]


@pytest.fixture
def nobody_guesses():
    """Here they do: nothing is changed."""


@pytest.fixture
def hue(settings, monkeypatch):
    province()
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_here", {})
    real = guessing.parameters.value

    def value(parameter, on):
        return MOST if parameter is dated.UNKNOWN_PER_ADDRESS else real(parameter, on)

    monkeypatch.setattr(guessing.parameters, "value", value)


def browser(address: str = "203.0.113.7") -> Client:
    return Client(REMOTE_ADDR=address)


def test_codes_and_secrets_come_from_the_systems_own_chance(hue, monkeypatch):
    """Of a thousand million codes and 2^80 secrets each is as likely as any other; nothing counts up."""
    drawn: list[tuple[str, int]] = []
    for name in ("randbelow", "token_bytes"):
        real = getattr(secrets, name)
        monkeypatch.setattr(
            secrets, name, lambda size, real=real, name=name: drawn.append((name, size)) or real(size)
        )
    reply = posted(Client(), id=str(uuid.uuid4())).json()
    assert ("randbelow", 10**9) in drawn
    assert ("token_bytes", 16) in drawn
    nonce = bytes(Report.objects.get(code=reply["code"]).nonce)
    assert reply["secret"] == ownership.secret(nonce)
    assert len(reply["secret"].replace("-", "")) * 5 == 80, "bits"
    other = bytes([nonce[0] ^ 1, *nonce[1:]])
    assert ownership.secret(other) != reply["secret"]
    assert len(files.ALPHABET) ** files.ID_LENGTH >= 2**120, "a photo's name"


@pytest.mark.parametrize(
    "path", ["/api/v1/reports/{}", "/phan-anh/{}", "/phan-anh/{}/danh-gia", "/tra-cuu?code={}"]
)
def test_who_asks_for_too_much_that_is_not_there_is_asked_to_wait(hue, path):
    public = posted(Client(), public=True).json()["code"]
    private = posted(Client(), public=False).json()["code"]
    thief, neighbour = browser(), browser("203.0.113.8")
    method = thief.post if path.endswith("danh-gia") else thief.get
    missed = {method(path.format(code)).status_code for code in [private, *UNKNOWN[: MOST - 1]]}
    assert missed <= {404, 422}
    for code in (UNKNOWN[-1], private, public):
        answer = method(path.format(code))
        assert answer.status_code == 429, "what is there answers like what is not"
        assert int(answer["Retry-After"]) > 0
    assert neighbour.get(f"/api/v1/reports/{public}").status_code == 200


def test_who_opens_what_there_is_or_is_theirs_is_not_held_up(hue):
    owner = browser()
    reply = posted(owner, public=False).json()
    public = posted(Client(), public=True).json()["code"]
    for _ in range(2 * MOST):
        assert owner.get(f"/api/v1/reports/{public}").status_code == 200
    for code in UNKNOWN[: MOST + 1]:
        browser().get(f"/api/v1/reports/{code}")
    assert browser().get(f"/api/v1/reports/{public}").status_code == 429
    assert owner.get(f"/phan-anh/{reply['code']}").status_code == 200
    with_secret = browser().get(
        f"/api/v1/reports/{reply['code']}", headers={"X-Report-Secret": reply["secret"]}
    )
    assert with_secret.status_code == 200


def test_a_code_that_cannot_be_one_is_refused_before_it_is_looked_up():
    """Nine of ten numbers of ten digits are no codes at all."""
    good = [n for n in range(4_621_073_500, 4_621_074_500) if read_public_code(f"{n:010}")]
    assert len(good) == 100


@pytest.mark.parametrize("name", ["known", "unknown", "closed"])
def test_signing_in_does_the_same_work_for_every_name(name, client, settings, monkeypatch):
    """Counted, not timed: one hash of a password whether there is such an account or not."""
    settings.PASSWORD_HASHERS = [f"{CountedHasher.__module__}.CountedHasher"]
    account = officer("UB-THUAN-HOA")
    account.set_password(PASSWORD)
    account.is_active = name != "closed"
    account.save()
    CountedHasher.counted = 0
    given = account.username if name != "unknown" else "khong-co-ai"
    answer = client.post("/tai-khoan/dang-nhap/", {"login": given, "password": "sai-mat-khau-roi"})
    assert answer.status_code == 200
    assert CountedHasher.counted == 1


class CountedHasher(PBKDF2PasswordHasher):
    """Counts the work that takes the time."""

    algorithm = "pbkdf2_counted"
    iterations = 2
    counted = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """This will count and hash."""
        CountedHasher.counted += 1
        return super().encode(password, salt, iterations)
