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
    (
        "Dossiers, 1,000,000 dossiers",
        "desk of a",
        "the body has 15,000 open duties, counted anew on each request by one pass over an index that holds"
        " all that is asked: 10 ms; the rows take 3 ms, fifty drawn lines are Python; the rest is the tail",
    ),
    (
        "Filing, postgresql",
        "applications with three files",
        "codes of a unit have no gap, so applications to one unit follow each other from the number to the"
        " commit. Tried: 11 statements instead of 17, the number by one, everything worked out before it is"
        " taken, the last three sent together. What is left is Python, and client, worker and database share"
        " the two cores; applications to several units do not wait for each other",
    ),
    (
        "Quality index",
        "a year counted from nothing",
        "a million dossiers with their papers, fees, results and people are joined and looked at for 47"
        " numbers. Tried: indexes that hold all that is counted (half of the time gone), looked up by month"
        " on SQLite, joined by two processes on PostgreSQL. The whole year is counted by hand alone; the"
        " worker counts a day of one procedure, and three months each night",
    ),
)
"""Group and figure as they begin, and the sentence."""


def why(group: str, what: str) -> str:
    """This will give what is known of a missed aim; "" where nobody has looked yet."""
    return next((said for g, w, said in WHY if group.startswith(g) and what.startswith(w)), "")
