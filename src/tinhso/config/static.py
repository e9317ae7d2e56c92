"""How are static files named? With a hash, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a file that was not collected yet is asked for by its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """This will give the hashed name. A page without its style is better than no page."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
