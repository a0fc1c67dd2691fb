"""What a page of a browser breaks of the rules of accessibility, found by axe."""

from functools import cache
from importlib.resources import files
from typing import Literal

from playwright.sync_api import Page

SCHEMES: tuple[Literal["dark"], Literal["light"]] = ("dark", "light")
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""WCAG 2.2 AA and best practice; what a page does right is a megabyte and a half that nobody reads."""

_BROKEN = """async options => {
  // A color on its way to another one is neither.
  const moving = document.getAnimations().filter(each => each.effect?.getComputedTiming().endTime < Infinity);
  // In a page that the browser does not draw just now, none ever ends.
  const patience = new Promise(resolve => setTimeout(resolve, 2000));
  await Promise.race([Promise.allSettled(moving.map(each => each.finished)), patience]);
  return (await axe.run(document, options)).violations.map(({id, nodes}) => [
    id, nodes.map(({target, html, any}) => `${target}: ${any[0]?.message ?? ""} ${html.slice(0, 200)}`),
  ]);
}"""


def broken(page: Page) -> list[list[str | list[str]]]:
    """Return each rule that the page breaks as it stands, with the places where it does and why."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_axe())
    found: list[list[str | list[str]]] = page.evaluate(_BROKEN, OPTIONS)
    return found


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
