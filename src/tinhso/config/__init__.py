from tinhso.core.sqlite import library

library.choose()  # before Django's backend, or anybody else, imports sqlite3
