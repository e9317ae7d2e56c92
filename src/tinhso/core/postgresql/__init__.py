"""Django's PostgreSQL backend, with prepared statements where speed is promised."""
