"""At which addresses does the room stand? One place, agreed with the pages; none holds a secret."""

from django.conf import settings

BULK_APPROVE = "/xu-ly/duyet"
"""Where a leader's desk posts the ticked answers."""


def page(code: str) -> str:
    """This will give the path of a report's page."""
    return f"/phan-anh/{code}"


def appeal(code: str) -> str:
    """This will give the path where the reporter of a refused report asks a person to read it."""
    return f"/phan-anh/{code}#xem-lai"


def photo(code: str, file_id: str, size: str) -> str:
    """This will give the path of one rendition of a report's photo: "large" or "thumb"."""
    return f"/phan-anh/{code}/anh/{file_id}/{size}"


def voice(code: str) -> str:
    """This will give the path at which a report's voice note is heard by those who may."""
    return f"/phan-anh/{code}/loi-noi"


def whole_photo(code: str, file_id: str, size: str) -> str:
    """This will give the same for the reporter and for officers: nothing is blurred in it."""
    return f"/phan-anh/{code}/anh/{file_id}/chua-che/{size}"


def blur(code: str, file_id: str) -> str:
    """This will give the path of the reporter's brush for a photo."""
    return f"/phan-anh/{code}/anh/{file_id}/che"


def case_blur(code: str, file_id: str) -> str:
    """This will give the path of the officers' brush for a photo."""
    return f"/xu-ly/{code}/anh/{file_id}/che"


def case(code: str) -> str:
    """This will give the path of a report's case for officers."""
    return f"/xu-ly/{code}"


def absolute(path: str) -> str:
    """This will give the address as it stands in letters and replies."""
    return f"{settings.PUBLIC_URL}{path}"
