"""When do reports come in such number that they are one incident, and when is it over?"""

from datetime import datetime, timedelta


def is_flood(arrived: list[datetime], *, now: datetime, reports: int, minutes: int) -> bool:
    """This will tell whether `reports` or more of a group came from one area within the last minutes."""
    return sum(now - at < timedelta(minutes=minutes) for at in arrived) >= reports


def is_over(last: datetime, *, now: datetime, calm_minutes: int) -> bool:
    """This will tell whether nothing more came for that long."""
    return now - last >= timedelta(minutes=calm_minutes)


def tag(incident: int) -> str:
    """This will give the word by which duties of an incident are found on the worklist."""
    return f"incident-{incident:06d}"


def of_tags(tags: tuple[str, ...] | list[str]) -> int | None:
    """This will read the incident from a duty's words; None where there is none."""
    for word in tags:
        if word.startswith("incident-") and word[9:].isdecimal():
            return int(word[9:])
    return None
