"""At which addresses does the room stand? One place, agreed with the pages."""


def page(number: str) -> str:
    """This will give the path of an order's public page."""
    return f"/thanh-toan/{number}"


def receipt(number: str) -> str:
    """This will give the path of a paid order's receipt."""
    return f"/thanh-toan/{number}/bien-lai"


def came_back(number: str) -> str:
    """This will give the path to which a provider sends the browser back; it proves nothing."""
    return f"/thanh-toan/{number}/ve"


def callback(provider: str) -> str:
    """This will give the path of a provider's callback."""
    return f"/api/v1/payments/{provider}/callback"


def case(number: str) -> str:
    """This will give the path where officers see what happened to an order."""
    return f"/thu-phi/lenh/{number}"


def statement(statement_id: int) -> str:
    """This will give the path of a reconciled statement."""
    return f"/thu-phi/doi-soat/{statement_id}"


REFUNDS = "/thu-phi/hoan-tien"
