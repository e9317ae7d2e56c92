"""How is a Message spoken to this reader? In the language that is active in the request."""

from django.utils.translation import gettext

from tinhso.core.messages import Message


def say(message: Message | str) -> str:
    """This will translate a Message and fill in its values; values that are Messages are said too."""
    if isinstance(message, str):
        return gettext(message)
    values = {k: say(v) if isinstance(v, Message) else v for k, v in message.values.items()}
    text = gettext(message.id)
    return text % values if values else text
