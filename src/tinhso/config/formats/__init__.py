"""How are dates written and read? Day first in either language: 05/07 is the fifth of July here."""

DATE = "d/m/Y"
DATETIME = "H:i d/m/Y"
# ISO stands first because the browser's own date field is filled with it.
DATE_INPUT = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
DATETIME_INPUT = [f"{day} {time}" for day in DATE_INPUT for time in ("%H:%M:%S", "%H:%M")]
