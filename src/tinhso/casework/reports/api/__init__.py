"""How do programs send and read reports?"""

from tinhso.casework.reports.api.routes import router

__all__ = ["router"]
