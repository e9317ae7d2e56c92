"""Where do the pages of the post stand? Plain paths."""

HOME = "/mot-cua/buu-chinh"


def handover(code: str) -> str:
    """The page of a handover list."""
    return f"{HOME}/{code}"
