"""What does every test share? Emptying a database whose facts are never deleted."""

pytest_plugins = ["tinhso.foundation.ledger.tests.emptying"]
