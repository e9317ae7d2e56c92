"""What does an operator read when a command cannot do its work?"""

from argparse import Namespace

from django.db import OperationalError

from tinhso.config import cli


def test_a_database_that_is_away_is_said_in_a_sentence(capsys):
    def asks(_: Namespace) -> None:
        raise OperationalError("connection refused")

    assert cli.run(asks, Namespace(without_django=True)) == 2
    said = capsys.readouterr().err
    assert said == "Không dùng được cơ sở dữ liệu: connection refused\n"
