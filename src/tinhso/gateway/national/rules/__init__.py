"""What do the portal's payloads say, when is a telling tried again, and where do two lists differ?"""

from tinhso.gateway.national.rules import comparing, payloads, reading, retrying, signing

__all__ = ["comparing", "payloads", "reading", "retrying", "signing"]
