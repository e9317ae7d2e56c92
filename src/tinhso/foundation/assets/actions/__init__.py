"""What can be done with assets? Import them, class by class; nothing is ever deleted."""

from tinhso.foundation.assets.actions.importing import ImportReport, import_assets
from tinhso.foundation.assets.asset_file import AssetsRefused

__all__ = ["AssetsRefused", "ImportReport", "import_assets"]
