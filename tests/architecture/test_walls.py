"""What the import linter cannot see: foreign keys go downstairs, and every room explains itself."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tinhso"
FLOORS = ("core", "ui", "foundation", "gateway", "casework", "overview", "demo", "config")
FOUNDATION = (
    "ledger", "files", "workdays", "places", "agencies", "assets", "signing", "vault", "accounts", "notices",
    "worklist",
)  # fmt: skip
ROOMS = sorted(
    folder
    for floor in ("foundation", "gateway", "casework", "overview")
    for folder in (SOURCE / floor).iterdir()
    if folder.is_dir() and folder.name != "__pycache__"
)


def height(label: str) -> tuple[int, int]:
    """This will tell on which floor an app lives, and where within foundation."""
    name = apps.get_app_config(label).name
    floor = name.split(".")[1]
    return FLOORS.index(floor), FOUNDATION.index(label) if label in FOUNDATION else 0


def test_foreign_keys_go_downstairs() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("tinhso."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or not target.__module__.startswith("tinhso."):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            assert height(there) <= height(here), f"{model.__name__}.{field.name} points upstairs"


def test_no_foreign_key_leaves_its_room() -> None:
    """Low rooms name higher things by key; higher rooms name lower things by code with a date."""
    for model in apps.get_models():
        if not model.__module__.startswith("tinhso."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is not None and target.__module__.startswith("tinhso."):
                assert target._meta.app_label == model._meta.app_label, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda r: r.name)
def test_every_room_explains_itself(room: Path) -> None:
    readme = room / "README.md"
    assert readme.exists(), f"{room.name} has no README.md"
    assert len(readme.read_text().split()) > 40


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("actions*/**/*.py")) + sorted(SOURCE.rglob("actions.py"))
)
def test_actions_say_who_and_when(path: Path) -> None:
    """A public action takes keywords only; what it does is done `by` somebody, `now`."""
    if "tests" in path.parts or "ui" in path.parts:
        return
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        names = {a.arg for a in node.args.kwonlyargs} | {a.arg for a in node.args.args}
        assert node.returns is not None, f"{path}: {node.name} has no return type"
        assert ast.get_docstring(node), f"{path}: {node.name} has no docstring"
        if "by" in names:
            assert "by" in {a.arg for a in node.args.kwonlyargs}, f"{path}: {node.name}: by is keyword-only"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_says_what_it_answers(path: Path) -> None:
    tree = ast.parse(path.read_text())
    if tree.body and "migrations" not in path.parts:
        assert ast.get_docstring(tree), f"{path} opens without a sentence"


def test_drawers_have_names() -> None:
    drawers = {"utils", "helpers", "common", "misc", "extras", "services"}
    assert [p for p in SOURCE.rglob("*") if p.stem in drawers and "node_modules" not in p.parts] == []
