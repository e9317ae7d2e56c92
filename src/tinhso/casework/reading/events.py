"""What does the room announce? That the machine learnt anew."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("reading.model_trained")
@dataclass(frozen=True, kw_only=True)
class ModelTrained(Fact):
    """A new model is in force ("reading:model"); it was learnt from so many shipped and own examples."""

    version: Code
    shipped: int
    own: int
