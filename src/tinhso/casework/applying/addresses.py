"""Where is a procedure applied for on this site? Asked by the pages of procedures."""

from tinhso.casework.procedures.queries import HERE, OnlineLevel, ProcedureVersion, Stage


def is_taken_here(version: ProcedureVersion) -> bool:
    """This will tell whether this site takes applications for it."""
    is_public = not version.is_internal and version.online_level != OnlineLevel.INFORMATION
    return is_public and version.system(Stage.SUBMIT) == HERE


def start(version: ProcedureVersion) -> str:
    """This will give the page where one begins; "" for what is not taken here."""
    return f"/nop-ho-so/{version.code}" if is_taken_here(version) else ""
