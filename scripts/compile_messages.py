"""Which catalogues of translations are there? Each .po becomes a .mo, without needing gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1] / "src"


def main() -> None:
    """This will compile every catalogue under src."""
    for po in sorted(SOURCE.rglob("LC_MESSAGES/django.po")):
        with po.open("rb") as text:
            catalogue = read_po(text, locale=po.parents[1].name, abort_invalid=True)
        with po.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


if __name__ == "__main__":
    main()
