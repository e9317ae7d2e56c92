"""How does a part of a run work inside the service? With its environment, as a process of its own.

`python -m benchmarks.inside <module> [words]` sets Django up and prints what `<module>.inside(*words)` gives.
"""

import importlib
import json
import os
import sys

import django


def main() -> None:
    """This will run one module's `inside` and print its answer as the last line, JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tinhso.config.settings"
    django.setup()
    name, *words = sys.argv[1:]
    print(json.dumps(importlib.import_module(f"benchmarks.{name}").inside(*words)))


main()
