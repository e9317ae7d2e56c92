"""Which photos came with a form: uploads the page made already, and files sent with the form itself?"""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tinhso.core.clock import local_date
from tinhso.core.errors import Refused
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as stored


def received(request: HttpRequest, by: Actor, now: datetime) -> tuple[list[str], list[str]]:
    """This will take the photos in: their upload ids, and a sentence for each that cannot be used."""
    ids = list(dict.fromkeys(i for i in request.POST.getlist("photo_ids") if i))
    sent = request.FILES.getlist("photos")
    most = stored.most_photos(on=local_date(now))
    if len(ids) + len(sent) > most:
        return ids[:most], [_("Nhiều nhất %(most)d ảnh.") % {"most": most}]
    errors = []
    for part in sent:
        try:
            files.check_size(part.size or 0, now=now)
            ids.append(files.receive(part.read(), filename=part.name or "", by=by, now=now).id)
        except Refused as refused:
            errors.append(f"{part.name}: {say(refused.message)}")
    return ids, errors
