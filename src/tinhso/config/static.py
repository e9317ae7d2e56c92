"""How are static files named? With a hash, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a file that was not collected yet is asked for by its plain name.

    A page without its style is better than no page while a new front end is being laid out.
    """

    manifest_strict = False
