"""Is a result of a procedure given electronically? Then it is worth what its signature is worth."""

from tinhso.casework.procedures.rules.shapes import ProcedureVersion


def is_electronic(version: ProcedureVersion, paper_type: str) -> bool:
    """This will tell whether the procedure gives this type of result electronically.

    A type that the procedure does not name counts as its first result does; a procedure that names none gives
    electronic results (Nghị định 118/2025/NĐ-CP; minh hoạ – chưa đối chiếu văn bản).
    """
    for one in version.results:
        if one.paper_type == paper_type:
            return one.electronic
    return version.results[0].electronic if version.results else True
