"""What a layout needs to know about the site, the viewer and where one can go: plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NavItem:
    """One way to go. `count` is shown beside the label when it is not None."""

    label: str
    url: str
    icon: str = ""
    active: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Hotline:
    """A number to call. `kind` is "emergency" (danger to life) or "hotline" (everything else)."""

    number: str
    label: str
    kind: str = "emergency"


@dataclass(frozen=True)
class Viewer:
    """The signed-in person as the shell shows them."""

    name: str
    agency: str = ""
    unread: int = 0
    notices_url: str = ""
    profile_url: str = ""
    sign_out_url: str = ""


@dataclass(frozen=True)
class Site:
    """The place whose site this is. `name` carries its kind: "Thành phố Huế", "Tỉnh Điện Biên"."""

    name: str
    product: str = "tinhso"
    home_url: str = "/"
    hotlines: list[Hotline] = field(default_factory=list)
    demonstration: bool = False
    footer_links: list[NavItem] = field(default_factory=list)
    contact: str = ""
    manifest_url: str = ""
    """Where the browser reads how to install the citizen's pages; "" where they cannot be installed."""
    worker_url: str = ""
    feed_url: str = ""
    """An Atom feed of what is new, told to browsers and readers by every citizen's page."""
    header_links: list[NavItem] = field(default_factory=list)
    """Ways that stand as icons in the citizen's header."""
    parts: list[str] = field(default_factory=list)
    """Templates of other rooms that stand below the header of every citizen's page."""
    find_url: str = ""
    """Where a citizen finds a report by its code; offered by a page that refuses."""
