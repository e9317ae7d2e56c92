"""Why is an aim missed? By the profile, and with what was tried; it stands beside the aim in RESULTS.md."""

WHY: tuple[tuple[str, str, str], ...] = (
    (
        "Intake",
        "reports, 32 connections",
        "one report is 4 ms of Python. The profile: a quarter decides (place, words, agency, deadline), a"
        " fifth writes, an eighth is Django around it, a tenth are the sender's own codes, a twentieth the"
        " commit; no single part is left to take away. Client, worker and database share the two cores."
        " Tried: statements compiled once (`core.rows`), everything worked out before the transaction,"
        " inserts sent together, one thread computing on SQLite and two on PostgreSQL, the worker giving"
        " way. On PostgreSQL more processes on more cores go on from here: 1,000 a second are four cores of"
        " web (computed)",
    ),
    (
        "Intake",
        "time of one report, 95 of 100",
        "32 wait for the two cores that take in what stands above; alone a report takes a few ms",
    ),
    (
        "Intake",
        "memory of a web process after photos",
        "pictures of 12 megapixels are open meanwhile; the memory is given back when they are done",
    ),
    (
        "Reading, 1,000,000 reports, postgresql",
        "desk of a commune's officer",
        "half of the requests take 26 ms: six statements and fifty lines drawn, nearly all of it Python; the"
        " rest is the tail on two cores that also run the database",
    ),
)
"""Group and figure as they begin, and the sentence."""


def why(group: str, what: str) -> str:
    """This will give what is known of a missed aim; "" where nobody has looked yet."""
    return next((said for g, w, said in WHY if group.startswith(g) and what.startswith(w)), "")
