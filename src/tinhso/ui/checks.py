"""Is the front end built? Asked once at start, so that nobody hunts for a page without style."""

from django.core.checks import CheckMessage, Warning, register

from tinhso.ui import assets


@register()
def front_end_is_built(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """This will warn when Vite's manifest is not there; pages then show unstyled, nothing breaks."""
    if assets.manifest():
        return []
    return [
        Warning(
            "Giao diện chưa được dựng: thiếu src/tinhso/ui/static/ui/dist/manifest.json.",
            hint="Chạy `make setup` (hoặc `npm ci && npx vite build`).",
            id="ui.W001",
        )
    ]
