"""What time do this deployment's processes believe it is? Half past eleven at night, and ticking on.

Python imports a `sitecustomize` on the path at every start, so web, its children and worker all agree.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine

_vietnam = ZoneInfo("Asia/Ho_Chi_Minh")
time_machine.travel(datetime.now(_vietnam).replace(hour=23, minute=30, second=0), tick=True).start()
