"""Who teaches the machine? An operator, by command, from what is shipped and the province's own answers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tinhso.casework.reading import corpus, queries, shelf
from tinhso.casework.reading.events import ModelTrained
from tinhso.core import revisions
from tinhso.core.facts import Code
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger


def train(pairs: Iterable[tuple[str, str]], *, by: Actor, now: datetime) -> str:
    """This will learn anew and put the model in force; gives its version.

    pairs: (text, category that an officer confirmed). Takes minutes and 400 MB: for a command, no request.
    """
    from tinhso.casework.reading import training  # scikit-learn: in no served process

    own = corpus.own(pairs)
    model, _mixed = training.trained(own)
    shelf.put(model)
    with transaction.atomic():
        trained = ModelTrained(
            subject=Code("reading:model"), version=Code(model.version),
            shipped=len(corpus.shipped()), own=len(own),
        )  # fmt: skip
        ledger.append(trained, by=by, now=now)
        revisions.touch(queries.TOPIC)
    return model.version
