"""`python -m tinhso.config` is the `tinhso` command."""

from tinhso.config.cli import main

main()
