"""What may happen to a thing, who may make it happen, and what does each step need? Data, not code."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tinhso.core.errors import Conflict, Invalid, NotPermitted
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Role


class WrongState(Conflict):
    """The step does not start from the state in which the thing is."""

    code = "wrong-state"
    sentence = msg("Không thể «%(step)s» khi đang ở trạng thái «%(state)s».")


@dataclass(frozen=True, kw_only=True)
class State:
    """A state: its stored word, its label (a Vietnamese message id) and its tone, the same everywhere."""

    word: StrEnum
    label: str
    tone: str
    is_final: bool = False


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One named step. `to` None keeps the state; `needs` names what must be given with it."""

    name: str
    label: str
    from_: frozenset[StrEnum]
    to: StrEnum | None
    by: frozenset[Role]
    needs: tuple[str, ...] = ()
    shortcut: str = ""
    law: str = ""


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """The whole life of one kind of thing."""

    name: str
    initial: StrEnum
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    _by_name: dict[str, Transition] = field(init=False, repr=False, default_factory=dict)
    _by_word: dict[str, State] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({t.name: t for t in self.transitions})
        self._by_word.update({str(s.word): s for s in self.states})
        if len(self._by_name) != len(self.transitions) or len(self._by_word) != len(self.states):
            raise ValueError(f"{self.name}: a state or a transition is named twice")
        used = {w for t in self.transitions for w in (*t.from_, *([t.to] if t.to else []))}
        unknown = {str(w) for w in used | {self.initial}} - set(self._by_word)
        if unknown:
            raise ValueError(f"{self.name}: unknown states {sorted(unknown)}")

    def state(self, word: str) -> State:
        """This will give the state behind a stored word. Raises KeyError for an unknown one."""
        return self._by_word[str(word)]

    def step(self, name: str) -> Transition:
        """This will give the transition of that name. Raises KeyError for an unknown one."""
        return self._by_name[name]

    def steps(self, state: str, roles: Collection[Role]) -> tuple[Transition, ...]:
        """This will list, in the order of the table, the steps that `roles` may take from `state`."""
        return tuple(t for t in self.transitions if state in t.from_ and not t.by.isdisjoint(roles))

    def can(self, name: str, *, state: str, roles: Collection[Role]) -> bool:
        """This will answer what `check` would raise about."""
        step = self._by_name[name]
        return state in step.from_ and not step.by.isdisjoint(roles)

    def check(
        self, name: str, *, state: str, roles: Collection[Role], given: Iterable[str] = ()
    ) -> Transition:
        """This will let the step pass and give it back.

        Raises NotPermitted (not this role's step), WrongState, Invalid (something needed is missing).
        """
        step = self._by_name[name]
        if step.by.isdisjoint(roles):
            raise NotPermitted
        if state not in step.from_:
            raise WrongState(step=Message(step.label), state=Message(self.state(state).label))
        given = set(given)
        for need in step.needs:
            if need not in given:
                raise Invalid.field(need, msg("Bước này cần có nội dung ở đây."))
        return step

    def reachable(self) -> frozenset[str]:
        """This will list every state that can be reached from the initial one."""
        seen: set[str] = {str(self.initial)}
        while True:
            more = {str(t.to) for t in self.transitions if t.to and any(str(f) in seen for f in t.from_)}
            if more <= seen:
                return frozenset(seen)
            seen |= more

    def mermaid(self) -> str:
        """This will draw the workflow as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for t in self.transitions:
            for source in sorted(t.from_):
                lines.append(f"    {source} --> {t.to or source}: {t.name}")
        lines += [f"    {s.word} --> [*]" for s in self.states if s.is_final]
        return "\n".join(lines)
