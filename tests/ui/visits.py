"""A tab of a real browser on the app."""

import re
from http import HTTPStatus
from typing import Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.accessibility import broken

HARMLESS = ("favicon",)
LOOKS: tuple[tuple[Literal["dark", "light"], int], ...] = (
    ("dark", 1280),
    ("dark", 390),
    ("light", 390),
    ("light", 1280),
)
"""Color schemes and widths that every page is looked at in."""

_WIDER = """Math.max(...[document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map(each => each.scrollWidth - each.clientWidth))"""
"""By how much the page is wider than the window: what scrolls is not the document but what Streamlit puts into it."""


class Visit:
    """A tab that notes what the page asks of the network and what it complains about."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.server = server
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", self._hear)
        self.page.on("response", self._look)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def _look(self, response: Response) -> None:
        # Streamlit looks for its own server below the address of a page first.
        if response.status >= HTTPStatus.BAD_REQUEST and "/_stcore/" not in response.url:
            self.errors.append(f"{response.status} {response.url}")

    def open(self, address: str = "") -> Page:
        self.page.goto(f"{self.server}/{address}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page is complete: its footer is there and nothing is loading."""
        expect(self.page.get_by_text("data loaded")).to_be_visible(timeout=30_000)
        expect(self.page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)

    def tools(self) -> list[str]:
        names = self.page.get_by_role("heading", level=3).all_inner_texts()
        return [name for name in names if re.match(r"\d+\. ", name)]

    def complaints(self) -> list[str]:
        return [error for error in self.errors if not any(word in error for word in HARMLESS)]

    def check_looks(self) -> None:
        """Check the page as it stands, dark and light, wide and narrow: everybody can read it, and it fits."""
        for scheme, width in LOOKS:
            self.page.emulate_media(color_scheme=scheme)
            self.page.set_viewport_size({"width": width, "height": 900})
            expect(self.page.locator(".stApp")).to_have_css("color-scheme", scheme)
            self.settle()
            assert (scheme, width, broken(self.page)) == (scheme, width, [])
            assert (scheme, width, self.page.evaluate(_WIDER)) == (scheme, width, 0)
