"""Which sentences of a room have no English yet? They are added to its catalogue, empty, to be filled in.

python scripts/write_catalogue.py foundation/places      # adds what is missing
python scripts/write_catalogue.py foundation/places '{"Xã": "Commune"}'   # and fills from a JSON object
"""

import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.architecture.test_translations import SOURCE, said_in_code, said_in_template

HEADER = """\
# English texts of this room; the source sentences are Vietnamese.
msgid ""
msgstr ""
"Project-Id-Version: tinhso\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


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
    catalogue = Catalog(locale="en")
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
        out.write(HEADER.encode())
        write_po(out, catalogue, width=110, omit_header=True, sort_output=True)
    print("\n".join(m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id and not m.string))


if __name__ == "__main__":
    main()
