"""How is the number of a receipt written? By the province's pattern, where it names each one apart."""

STANDARD = "{agency}/{year}/{number:07d}"


def text(pattern: str, *, agency: str, year: int, number: int) -> str:
    """This will write a number; with the standard pattern where the given one is broken or not unique."""
    values = {"agency": agency, "year": year, "number": number}
    try:
        if all(f"{{{name}" in pattern for name in values):
            written = pattern.format(**values)
            if len(written) <= 60:
                return written
    except (KeyError, IndexError, ValueError, AttributeError):
        pass  # what an administrator typed must not stop a payment
    return STANDARD.format(**values)
