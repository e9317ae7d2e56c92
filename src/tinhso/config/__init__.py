"""The switchboard, and before all of it the choice of the SQLite library."""

from tinhso.core.sqlite import library

library.choose()  # before Django's backend, or anybody else, imports sqlite3
