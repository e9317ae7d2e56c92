"""What plays the world outside for a demonstration: whom may one be, and which providers take play money?"""

import json
from dataclasses import dataclass

SIGNED, POLLED = "nen-tang", "ngan-hang"
"""The codes of the two simulated payment providers."""


@dataclass(frozen=True)
class Known:
    """A demonstration citizen with an electronic identity: anybody may play them."""

    number: str
    name: str
    phone: str
    born: str


KNOWN = (
    Known("000088000011", "Tôn Nữ Diệu Hiền", "0100000011", "1988-03-14"),
    Known("000079000022", "Lê Văn Phước Lộc", "0100000022", "1979-09-02"),
    Known("000001000033", "Hoàng Minh Khuê", "0100000033", "2001-12-20"),
)


def payments(url: str, *, secret: str, merchant: str) -> str:
    """This will write what TINHSO_PAYMENTS says for both providers at the simulator's address."""
    says = {"secret": secret, "merchant": merchant}
    return json.dumps({SIGNED: {**says, "url": f"{url}/signed"}, POLLED: {**says, "url": f"{url}/polled"}})
