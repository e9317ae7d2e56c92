"""What is a text about? The machine's best guess, how sure it is, and which words told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tinhso.casework.reading import dated, shelf
from tinhso.casework.reading.rules import hearing
from tinhso.casework.reading.rules.scoring import Model, read
from tinhso.core.messages import Message, msg
from tinhso.core.parameters import Parameter, value, value_and_rule
from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef

TOPIC = "reading"
OTHER = "other"
ALTERNATIVES = 3
KNOWN = 2
"""With fewer pieces that the machine knows it says nothing."""

BECAUSE_WORDS = msg("Nội dung nhắc tới %(words)s nên máy xếp vào «%(category)s» (chắc %(percent)s %%).")
BECAUSE = msg("Theo nội dung, máy xếp vào «%(category)s» (chắc %(percent)s %%).")
NOT_SURE = msg(
    "Máy chưa chắc nội dung thuộc lĩnh vực nào (nhiều khả năng nhất là «%(category)s», %(percent)s %%) "
    "nên tạm xếp vào «%(other)s»; cơ quan tiếp nhận sẽ xếp lại."
)
NONE_OF_THEM = msg(
    "Máy không nhận ra lĩnh vực nào trong nội dung nên tạm xếp vào «%(other)s»; cơ quan tiếp nhận sẽ xếp lại."
)
NOTHING_KNOWN = msg(
    "Nội dung quá ngắn để máy nhận ra lĩnh vực nên tạm xếp vào «%(other)s»; cơ quan tiếp nhận sẽ xếp lại."
)


@dataclass(frozen=True)
class Suggestion:
    """What the machine makes of a text; `category` is None where it is not sure enough."""

    category: str | None
    probability: float
    alternatives: tuple[tuple[str, float], ...]
    """The likeliest categories, best first, whether sure enough or not."""
    offered: str | None
    """The category worth asking the writer about, though not sure enough to be chosen."""
    words: tuple[str, ...]
    rule: RuleRef
    because: Message


_model: Remembered[Model] = Remembered((TOPIC,), shelf.in_force)


def suggest(text: str, *, on: date, names: Mapping[str, str] | None = None) -> Suggestion:
    """This will say what a text is about. `names` gives categories' names for the sentence."""
    model = _model.get()
    found = read(text, model)
    named = names or {}
    rule = RuleRef(f"reading:{model.version}", None, "", True)
    best, sure = found.ranked[0]
    percent = min(99, int(sure * 100))
    alternatives = tuple((code, share) for code, share in found.ranked[:ALTERNATIVES] if code != OTHER)
    other = named.get(OTHER, OTHER)
    if found.known < KNOWN:
        because = Message(NOTHING_KNOWN, {"other": other})
        return Suggestion(None, 0.0, (), None, (), rule, because)
    values = {"category": named.get(best, best), "percent": percent}
    offered = best if sure >= float(value(dated.OFFERED, on)) else None
    if best == OTHER:
        because = Message(NONE_OF_THEM, {"other": other})
        return Suggestion(None, sure, alternatives, None, (), rule, because)
    if sure < float(value(dated.THRESHOLD, on)):
        because = Message(NOT_SURE, {**values, "other": other})
        return Suggestion(None, sure, alternatives, offered, found.words, rule, because)
    if found.words:
        because = Message(BECAUSE_WORDS, {**values, "words": ", ".join(f"«{w}»" for w in found.words)})
    else:
        because = Message(BECAUSE, values)
    return Suggestion(best, sure, alternatives, offered, found.words, rule, because)


@dataclass(frozen=True)
class Sound:
    """A sign that a text seems to bear, how sure the machine is, and by which version of what it learnt."""

    probability: float
    rule: RuleRef
    threshold: RuleRef
    """The dated row that says how sure is sure enough."""
    unless: RuleRef | None = None
    """The dated row by which it is too faint to act on where nobody can be asked; None where it is not."""


_ear = lru_cache(maxsize=1)(shelf.ear)


def sounds(text: str, on: date) -> tuple[Sound | None, Sound | None]:
    """This will tell whether a text sounds like danger to life, and like a denunciation or complaint.

    A second listener, for words no phrase row names: whoever asks looks at the rows first.
    Silence proves nothing.
    """
    ear = _ear()
    heard = hearing.hear(text, ear)
    rule = RuleRef(f"reading:ear:{ear.version}", None, "", True)
    unasked, unless = value_and_rule(dated.UNASKED_SURE, on)

    def sound(probability: float, enough: Parameter) -> Sound | None:
        least, threshold = value_and_rule(enough, on)
        if probability < float(least):
            return None
        return Sound(probability, rule, threshold, unless if probability < float(unasked) else None)

    return sound(heard.danger, dated.DANGER_SURE), sound(heard.denunciation, dated.DENUNCIATION_SURE)


def ear_version() -> str:
    """This will name what the second listener learnt."""
    return _ear().version


def model_version() -> str:
    """This will name the model in force."""
    return _model.get().version


def asked_per_hour(on: date) -> int:
    """This will say how often an address may ask while writing."""
    return int(value(dated.ASKED_PER_HOUR, on))


def known_categories() -> tuple[str, ...]:
    """This will list the codes that the model in force can tell apart, `other` among them."""
    return _model.get().categories
