"""What may be asked about the citizen's form?"""

from datetime import date

from tinhso.casework.filing import prompts
from tinhso.casework.rulebook import queries as rulebook


def prompts_of_form(on: date) -> dict[str, str]:
    """This will list what a language may bring recordings of: key -> the Vietnamese sentence to be spoken."""
    named = {prompts.of_category(c.code): c.name_vi for c in rulebook.categories(on)}
    return {**prompts.SENTENCES, **named}
