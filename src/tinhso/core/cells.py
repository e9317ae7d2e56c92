"""What may stand in a cell of a table that a spreadsheet opens? No text that it would take for a formula."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of one (OWASP, CSV injection)."""
QUOTE = "'"


def written(text: str) -> str:
    """This will put a quotation mark before a text that could be a formula."""
    return f"{QUOTE}{text}" if text.startswith(FORMULA) else text


def read(cell: str) -> str:
    """This will take back what `written` wrote."""
    return cell[1:] if cell.startswith(QUOTE) and cell[1:].startswith(FORMULA) else cell
