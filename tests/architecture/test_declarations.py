"""Does every command know what every room declared, whichever modules it happens to import?"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import tinhso

SAYS = """
import django
django.setup()
from tinhso.core.facts import fact_types
from tinhso.core.parameters import declared
print(*sorted(declared()), *sorted(fact_types()))
"""
ROOT = Path(tinhso.__file__).parent


def test_starting_django_declares_every_parameter_and_fact_type() -> None:
    from tinhso.core.facts import fact_types
    from tinhso.core.parameters import declared

    rooms = [p for name in ("dated", "events") for p in ROOT.glob(f"*/*/{name}.py")]
    for room in rooms:
        import_module(".".join(("tinhso", *room.relative_to(ROOT).with_suffix("").parts)))
    # other tests may have declared their own in this process
    facts = {name for name, kind in fact_types().items() if ".tests" not in kind.__module__}
    expected = facts | {name for name in declared() if not name.startswith("tests.")}
    said = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert expected <= set(said.stdout.split())
