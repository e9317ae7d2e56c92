"""The `tinhso` command: everything an operator types."""

import os
import sys


def main() -> None:
    """This will run one subcommand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhso.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tinhso", *sys.argv[1:]])
