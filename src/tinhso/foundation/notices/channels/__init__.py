"""The ways a notice goes out: one module a way, all with the same four functions.

`configured()` tells whether the deployment gave what it needs, `problem()` what is wrong with what it gave,
`reaches(parcel)` whether this person can be reached by it now, and `line()` opens a connection that carries
parcels one by one: an outcome each, or `LineDown` when nothing at all gets through.
"""

from types import ModuleType

from tinhso.foundation.notices.channels import mail, push, sms, zalo
from tinhso.foundation.notices.models import Channel

MODULES: dict[str, ModuleType] = {
    Channel.PUSH: push,
    Channel.ZALO: zalo,
    Channel.SMS: sms,
    Channel.EMAIL: mail,
}
