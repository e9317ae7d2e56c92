"""Where do a dossier's pages stand? Plain paths, so that no lower room needs the urls of a higher one."""


def case(code: str) -> str:
    """The officer's page of a dossier."""
    return f"/ho-so/{code}"


def own(code: str) -> str:
    """The applicant's page of a dossier."""
    return f"/tra-cuu-ho-so/{code}"


def many(step: str) -> str:
    """Where the ticked dossiers of a list go to take one step together."""
    return f"/mot-cua/ho-so/nhieu?step={step}"
