"""How does the database itself keep facts from being changed? Two sets of triggers, one for each dialect.

The marked place of dialect SQL in this room: whatever changes in one twin changes in the other.
A fact is born waiting (no position, no hash), is numbered once, and is never deleted.
"""

from typing import Any

SQLITE = (
    # A REPLACE would delete without firing the delete trigger, hence the look at the id.
    """
    CREATE TRIGGER fact_is_born_waiting BEFORE INSERT ON ledger_fact
    WHEN NEW.position IS NOT NULL OR NEW.hash IS NOT NULL
      OR EXISTS (SELECT 1 FROM ledger_fact WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a fact is born waiting'); END
    """,
    """
    CREATE TRIGGER fact_is_only_numbered BEFORE UPDATE ON ledger_fact
    WHEN OLD.position IS NOT NULL OR NEW.position IS NULL OR NEW.hash IS NULL
      OR NEW.id IS NOT OLD.id OR NEW.type IS NOT OLD.type OR NEW.subject IS NOT OLD.subject
      OR NEW.actor IS NOT OLD.actor OR NEW.at IS NOT OLD.at OR NEW.payload IS NOT OLD.payload
    BEGIN SELECT RAISE(ABORT, 'a fact is never changed'); END
    """,
    """
    CREATE TRIGGER fact_is_never_deleted BEFORE DELETE ON ledger_fact
    BEGIN SELECT RAISE(ABORT, 'a fact is never deleted'); END
    """,
)
SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS fact_is_born_waiting",
    "DROP TRIGGER IF EXISTS fact_is_only_numbered",
    "DROP TRIGGER IF EXISTS fact_is_never_deleted",
)

POSTGRESQL = (
    """
    CREATE FUNCTION ledger_guard_fact() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.position IS NOT NULL OR NEW.hash IS NOT NULL THEN
          RAISE EXCEPTION 'a fact is born waiting' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.position IS NOT NULL OR NEW.position IS NULL OR NEW.hash IS NULL
           OR (NEW.id, NEW.type, NEW.subject, NEW.actor, NEW.at, NEW.payload)
              IS DISTINCT FROM (OLD.id, OLD.type, OLD.subject, OLD.actor, OLD.at, OLD.payload) THEN
          RAISE EXCEPTION 'a fact is never changed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a fact is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER fact_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON ledger_fact
    FOR EACH ROW EXECUTE FUNCTION ledger_guard_fact()
    """,
    """
    CREATE TRIGGER fact_is_never_truncated BEFORE TRUNCATE ON ledger_fact
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_fact()
    """,
)
POSTGRESQL_OFF = (
    "DROP TRIGGER IF EXISTS fact_is_guarded ON ledger_fact",
    "DROP TRIGGER IF EXISTS fact_is_never_truncated ON ledger_fact",
    "DROP FUNCTION IF EXISTS ledger_guard_fact()",
)


def install(connection: Any) -> None:
    """This will put the guards of this database's dialect in place."""
    _run(connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor])


def remove(connection: Any) -> None:
    """This will take the guards away (only backwards migrations and tests do so)."""
    _run(connection, {"sqlite": SQLITE_OFF, "postgresql": POSTGRESQL_OFF}[connection.vendor])


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
