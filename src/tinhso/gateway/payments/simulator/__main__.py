"""How is the simulator run by itself? `python -m tinhso.gateway.payments.simulator --port 8900`.

It answers below /signed (redirect and callback) and /polled (create and ask) with one secret, and prints what
TINHSO_PAYMENTS must say for it.
"""

import argparse
import json
import sys
import time

from tinhso.gateway.payments.simulator import listening

SECRET = "khoa-mo-phong-khong-dung-that"  # noqa: S105 -- it guards play money


def main() -> None:
    """This will listen until it is interrupted."""
    asked = argparse.ArgumentParser(description="Cổng thanh toán mô phỏng; tiền ở đây không phải tiền thật.")
    asked.add_argument("--port", type=int, default=8900)
    asked.add_argument("--secret", default=SECRET)
    asked.add_argument("--merchant", default="TINH-SO")
    given = asked.parse_args()
    with listening(secret=given.secret, merchant=given.merchant, port=given.port) as simulator:
        says = {
            "nen-tang": {
                "url": f"{simulator.url}/signed",
                "secret": given.secret,
                "merchant": given.merchant,
            },
            "ngan-hang": {"url": f"{simulator.url}/polled", "secret": given.secret},
        }
        sys.stdout.write(f"TINHSO_PAYMENTS='{json.dumps(says)}'\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
