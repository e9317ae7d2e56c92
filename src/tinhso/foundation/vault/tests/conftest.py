"""Every test of this room has a storage of its own."""

from tinhso.foundation.files.tests.conftest import _own_storage

__all__ = ["_own_storage"]
