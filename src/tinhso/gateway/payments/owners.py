"""Where does what a payer pays for lead? The rooms above say it: this one knows no dossier."""

from tinhso.core.leading import Pages

_pages = Pages()
register, url = _pages.register, _pages.url
