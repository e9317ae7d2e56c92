"""What was sealed before the sealer moved down to core still opens."""

from tinhso.foundation.notices import sealing

# Sealed by what stood here before the sealer of core, with the secret below: it must open for ever.
OLD = "gAAAAABrAmnXw3b6oUxODgrtR5OioyBUUgUsa0HJJpJpMBE5vOVhCvoF5sn2prSWq6xgAHZ_HusCb8pAjbWSFw3IjLMEyw5VIg=="
MARK = "d9a90dd84aa32671ebfdcb6d76462baa"


def test_what_notices_sealed_before_still_opens(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-secret-of-2026", []
    assert sealing.unseal(OLD) == "0914000111"
    assert sealing.place("0914000111") == MARK
