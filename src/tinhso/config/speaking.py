"""What does a language in the data folder still lack: which sentences, which recordings?"""

from pathlib import Path

from django.conf import settings

from tinhso.casework.filing import queries as filing
from tinhso.core import clock, languages
from tinhso.core.languages import CATALOGUE, FOLDER, NotALanguage

SOURCE = Path(__file__).resolve().parents[1]


def check(code: str) -> int:
    """This will print what is missing, room by room. Gives 0: nothing, 1: something, 2: no language."""
    folder = Path(settings.DATA_DIR) / FOLDER / code
    try:
        language = languages.read(folder)
        said = _said(folder / CATALOGUE)
    except (NotALanguage, ValueError, OSError) as wrong:
        print(f"{folder}: {wrong}")
        return 2
    lacking = 0
    for room, sentences in _sentences().items():
        missing = [s for s in sentences if s not in said]
        lacking += len(missing)
        if missing:
            print(f"\n{room}: thiếu {len(missing)}/{len(sentences)} câu")
            print("\n".join(f"  {sentence}" for sentence in missing))
    wanted = filing.prompts_of_form(clock.local_date(clock.now()))
    named = [name for key, name in wanted.items() if key.startswith("category-") and name not in said]
    recorded = languages.prompts(code)
    unspoken = {key: sentence for key, sentence in wanted.items() if key not in recorded}
    if named:
        print(f"\ntên lĩnh vực: thiếu {len(named)}")
        print("\n".join(f"  {name}" for name in named))
    if unspoken:
        print(f"\nprompts: thiếu {len(unspoken)}/{len(wanted)} bản ghi âm (.ogg, .mp3 hoặc .m4a)")
        print("\n".join(f"  {key}: {sentence}" for key, sentence in unspoken.items()))
    unknown = sorted(set(recorded) - set(wanted))
    if unknown:
        print(f"\nprompts không dùng tới: {', '.join(unknown)}")
    done = not (lacking or named or unspoken)
    print(
        f"\n{language.native} ({language.name}): " + ("đủ." if done else "phần còn thiếu sẽ hiện tiếng Việt.")
    )
    return 0 if done else 1


def _said(po: Path) -> set[str]:
    """The sentences that are translated, and whose values fit; a draft marked fuzzy is none."""
    return {_first(m.id) for m in languages.catalogue(po) if m.id and m.string and not m.fuzzy}


def _sentences() -> dict[str, list[str]]:
    """Every sentence of every room, citizens' rooms first; the English catalogues name them all."""
    found = {}
    for po in sorted(SOURCE.rglob("locale/en/LC_MESSAGES/django.po"), key=_citizens_first):
        room = str(po.parents[3].relative_to(SOURCE))
        found[room] = [_first(m.id) for m in languages.catalogue(po) if m.id]
    return found


CITIZENS = ("casework/filing", "casework/reports", "overview/portal", "ui", "core")


def _citizens_first(po: Path) -> tuple[int, str]:
    room = str(po.parents[3].relative_to(SOURCE))
    return (CITIZENS.index(room) if room in CITIZENS else len(CITIZENS), room)


def _first(sentence: str | tuple[str, ...]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]
