"""Do dashboard and alerts ask for figures that exist, and does the handbook explain each alert?"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tinhso.config import watching

ROOT = Path(__file__).resolve().parents[4]
NAMED = re.compile(r"\btinhso_\w+")
RULES = yaml.safe_load((ROOT / "deploy" / "prometheus" / "alerts.yml").read_text())["groups"][0]["rules"]
PANELS = json.loads((ROOT / "deploy" / "grafana" / "tinhso.json").read_text())["panels"]


def given() -> set[str]:
    """Every name that the code can give, with what Prometheus adds to it."""
    folder = Path(watching.__file__).parent
    names = {n for file in folder.glob("*.py") for n in re.findall(r'"(tinhso_\w+)"', file.read_text())}
    names.remove("tinhso_log")  # a variable of the lines
    return names | {f"{name}_{end}" for name in names for end in ("total", "bucket", "sum", "count")}


def asked_for(panel: dict[str, Any]) -> list[str]:
    return [target["expr"] for target in panel["targets"]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_what_there_is_and_is_explained(rule):
    names = set(NAMED.findall(rule["expr"]))
    assert names <= given()
    assert names or rule["expr"].startswith("up{")
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    assert f"`{rule['alert']}`" in (ROOT / "docs" / "operate" / "watching.md").read_text()


def test_panels_ask_for_what_there_is():
    names = {name for panel in PANELS for expr in asked_for(panel) for name in NAMED.findall(expr)}
    assert names <= given()
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    # and whatever is given is shown or watched
    watched = names | {name for rule in RULES for name in NAMED.findall(rule["expr"])}
    unseen = {name for name in given() if re.search(r"_(total|bucket|sum|count)$", name) is None} - watched
    assert unseen == {"tinhso_http_requests", "tinhso_http_request_seconds"}
