"""Django's names for the house's formats."""

from tinhso.config import formats

DATE_FORMAT = SHORT_DATE_FORMAT = formats.DATE
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = formats.DATETIME
DATE_INPUT_FORMATS = formats.DATE_INPUT
DATETIME_INPUT_FORMATS = formats.DATETIME_INPUT
