"""In which order did things happen? The one sequencer numbers the waiting facts and chains them."""

from django.db import connection, transaction

from tinhso.foundation.ledger import chain, locks, models, queries

NUMBER = "UPDATE ledger_fact SET position = %s, hash = %s WHERE id = %s"


def sequence(limit: int = 5000) -> int:
    """This will number up to `limit` waiting facts and give their count. Raises locks.SequencerBusy.

    Positions are gapless because they are given in the transaction that stores them. On PostgreSQL
    transactions commit in another order than their ids were drawn, so a smaller id may get a greater
    position. Within one subject the order still holds: whoever writes about a subject holds its row
    lock from before drawing the id until the commit, so the later writer draws the greater id and
    commits after. Were the lock lost on the way, the unique position lets only one sequencer commit.
    """
    with locks.numbering(), transaction.atomic():
        head = queries.head()
        previous = head.hash_bytes
        waiting = (
            models.Fact.objects.filter(position__isnull=True)
            .order_by("id")
            .values("id", "type", "subject", "actor", "at", "payload")[:limit]
        )
        numbered = []
        for position, fact in enumerate(waiting, head.position + 1):
            previous = chain.link(previous, position=position, **fact)
            numbered.append((position, previous, fact["id"]))
        if numbered:
            # psycopg sends an executemany as one pipeline, SQLite prepares it once: quick in both.
            with connection.cursor() as cursor:
                cursor.executemany(NUMBER, numbered)
        return len(numbered)
