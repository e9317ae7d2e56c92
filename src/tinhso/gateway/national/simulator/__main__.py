"""How is the simulated portal started from the shell?"""

import argparse
import json
import threading

from tinhso.gateway.national.simulator import running
from tinhso.gateway.national.simulator.plans import NAMES


def main() -> None:
    """This will listen until interrupted, and print what to put into TINHSO_NATIONAL."""
    parser = argparse.ArgumentParser(prog="python -m tinhso.gateway.national.simulator")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument(
        "--misbehave", default="", metavar="PLAN", help=f"name[+name][:seed] of {', '.join(NAMES)}"
    )
    given = parser.parse_args()
    try:
        with running(port=given.port, plan=given.misbehave) as portal:
            print(f"Cổng DVCQG mô phỏng: {portal.url}", flush=True)
            print(f"TINHSO_NATIONAL='{json.dumps(portal.configuration())}'", flush=True)
            threading.Event().wait()
    except KeyboardInterrupt:
        pass
    except ValueError as wrong:
        parser.error(str(wrong))


if __name__ == "__main__":
    main()
