"""Is a background process alive? It says so every few seconds; whoever asks looks at how long ago."""

from datetime import datetime

from tinhso.core.models import Pulse


def beat(name: str, *, now: datetime) -> None:
    """This will note that the process `name` is alive."""
    Pulse.objects.update_or_create(name=name, defaults={"at": now})


def silence_s(name: str, *, now: datetime) -> float | None:
    """This will tell for how many seconds `name` has been silent; None if it was never heard."""
    at = Pulse.objects.filter(name=name).values_list("at", flat=True).first()
    return None if at is None else max(0.0, (now - at).total_seconds())


def all_silences_s(*, now: datetime) -> dict[str, float]:
    """This will tell the same of everything that was ever heard, with one statement."""
    return {
        name: max(0.0, (now - at).total_seconds()) for name, at in Pulse.objects.values_list("name", "at")
    }
