"""Fetch a file that an arrival names, for the room that takes the dossier in."""

from dataclasses import dataclass
from datetime import datetime

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, TooLarge
from tinhso.core.messages import msg
from tinhso.foundation.files import fetching
from tinhso.gateway.national import dated, queries
from tinhso.gateway.national.actions.arriving import NotReadable
from tinhso.gateway.national.actions.delivering import configured


class NotFetchable(Conflict):
    """The file cannot be fetched now, or not from there (409); it may be tried again."""

    code = "file-not-fetched"
    sentence = msg("Chưa lấy được tệp từ Cổng Dịch vụ công quốc gia.")


class FileTooLarge(TooLarge):
    """The file has more bytes than are taken from the portal (413); trying again does not help."""

    code = "file-too-large"
    sentence = msg("Tệp trên Cổng Dịch vụ công quốc gia lớn hơn %(limit)s MB.")


@dataclass(frozen=True)
class Fetched:
    """One file of an arrival: its name and component as the portal says, and its bytes, not yet checked."""

    name: str
    component: str
    content: bytes


def fetch_file(*, arrival: int, position: int, now: datetime) -> Fetched:
    """This will fetch the file at that place (from 0) of the arrival's `all_documents`, in no transaction.

    Only from `file_hosts` of the configuration, at public addresses unless it says `private_network`, bounded
    in time and size (`foundation/files/fetching.py`). Whoever keeps the bytes checks what they are. Raises
    NoSuchArrival, NotReadable, FileTooLarge, NotFetchable.
    """
    dossier = queries.arrival(arrival).dossier
    if dossier is None:
        raise NotReadable
    portal = configured()
    if portal is None or not 0 <= position < len(dossier.all_documents):
        raise NotFetchable
    document = dossier.all_documents[position]
    most = int(parameters.value(dated.MOST_FILE_MEGABYTES, local_date(now))) * 2**20
    may_call = _anywhere_but_here if portal.private_network else fetching.is_public
    try:
        content = fetching.fetch(document.url, hosts=portal.file_hosts, most_bytes=most, may_call=may_call)
    except fetching.TooBig as no:
        raise FileTooLarge(limit=most // 2**20) from no
    except fetching.NotFetched as no:
        raise NotFetchable from no
    return Fetched(document.name, document.component, content)


def _anywhere_but_here(address: str) -> bool:
    """In a closed network of the state the portal has a private address; link-local ones are nobody's."""
    return not address.lower().startswith(("169.254.", "fe80:"))
