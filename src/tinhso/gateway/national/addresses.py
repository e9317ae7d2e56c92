"""At which addresses does the room stand? One place, agreed with the pages."""


def arrival(arrival_id: int) -> str:
    """This will give the path of one arrival: what is wrong with it, and what can be done."""
    return f"/lien-thong/cong-quoc-gia/den/{arrival_id}/"
