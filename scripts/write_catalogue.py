"""Which sentences of a room have no English yet? They are added to its catalogue, empty, to be filled in.

python scripts/write_catalogue.py foundation/places      # adds what is missing
python scripts/write_catalogue.py foundation/places '{"Xã": "Commune"}'   # and fills from a JSON object
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.architecture.test_translations import SOURCE, said_in_code, said_in_template


def main() -> None:
    """This will rewrite the catalogue of one room."""
    room = SOURCE / sys.argv[1]
    given: dict[str, str] = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    path = room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = read_po(path.open("rb"), locale="en") if path.exists() else Catalog(locale="en")
    said: set[str] = set()
    for module in room.rglob("*.py"):
        if not {"tests", "migrations"} & set(module.parts):
            said |= said_in_code(module)
    for pattern in ("*.html", "*.txt"):
        for template in room.rglob(f"templates/**/{pattern}"):
            said |= said_in_template(template)
    catalogue = Catalog(
        locale="en", project="tinhso", charset="utf-8", creation_date=datetime(2026, 11, 21, tzinfo=UTC)
    )
    for message in kept:
        if message.id:
            catalogue.add(message.id, message.string, flags=message.flags)
    for sentence in sorted(said - {""}):
        known = catalogue.get(sentence)
        if sentence in given:
            catalogue.delete(sentence)
            catalogue.add(sentence, given[sentence])
        elif known is None:
            catalogue.add(sentence, "")
    with path.open("wb") as out:
        write_po(out, catalogue, width=110, omit_header=False, sort_output=True)
    print("\n".join(m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id and not m.string))


if __name__ == "__main__":
    main()
