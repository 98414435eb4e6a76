"""Draws docs/images anew: the pages of a running server in both languages, small enough for the repository.

Usage: make screenshots, or .venv/bin/python docs/screenshots.py [NAME ...] for some of them.
"""

import io
import sys
from dataclasses import dataclass
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page
from rich.console import Console

from benchmarks.browser import OURS, chromium, running_server
from unpriced.paths import ROOT

IMAGES = ROOT / "docs" / "images"
LARGEST_BYTES = 250_000
COMPLAINTS = ", ".join(
    f'[data-testid="{name}"]' for name in ("stAlertContentWarning", "stAlertContentError", "stException")
)
COLOURS = (256, 192, 128, 96, 64)  # a smaller palette is tried only where the larger one does not fit
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"
PHONE_WIDTH = 390
AT_REST_MS = 1500
PATIENCE_MS = 60_000

said = Console(stderr=True)


@dataclass(frozen=True)
class Shot:
    """One picture: a link of the dashboard as somebody would share it, and how wide and high the window is."""

    name: str
    link: str
    width: int = 1280
    height: int = 1360
    scheme: Literal["light", "dark"] = "light"

    @property
    def is_phone(self) -> bool:
        return self.width <= PHONE_WIDTH


SHOTS = (
    *(Shot(f"overview-{language}", f"/?lang={language}") for language in ("en", "ko")),
    *(Shot(f"value-{language}", f"/value?country=KOR&lang={language}") for language in ("en", "ko")),
    *(Shot(f"country-{language}", f"/country?country=KOR&lang={language}") for language in ("en", "ko")),
    *(
        Shot(f"official-accounts-{language}", f"/official-accounts?lang={language}", height=1880)
        for language in ("en", "ko")
    ),
    Shot("time-use-dark-en", "/time-use?lang=en", scheme="dark"),
    Shot("phone-ko", "/country?country=KOR&lang=ko", width=PHONE_WIDTH, height=1100),
)


def picture(browser: Browser, base: str, shot: Shot) -> bytes:
    """The window as a PNG of few colours, below LARGEST_BYTES."""
    phone = {"user_agent": PHONE, "is_mobile": True, "has_touch": True} if shot.is_phone else {}
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=2 if shot.is_phone else 1,
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        **phone,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(base + shot.link)
    settle(page)
    if page.locator(COMPLAINTS).count():
        raise SystemExit(f"{shot.link} complains: {page.locator(COMPLAINTS).first.inner_text()}")
    drawn = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return small(drawn, shot.name)


def settle(page: Page) -> None:
    """Wait until the script has ended, every chart is drawn and nothing moves any more."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    page.wait_for_selector(".up-foot", state="attached")
    page.wait_for_function('!document.querySelector(\'[data-stale="true"], [data-testid="stSkeleton"]\')')
    page.wait_for_timeout(AT_REST_MS)


def small(png: bytes, name: str) -> bytes:
    """The picture with the largest palette that fits into LARGEST_BYTES."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        written = io.BytesIO()
        whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            written, "PNG", optimize=True
        )
        if written.tell() <= LARGEST_BYTES:
            return written.getvalue()
    raise SystemExit(f"{name} does not fit into {LARGEST_BYTES} bytes with {COLOURS[-1]} colours: make it lower")


def main(names: list[str]) -> None:
    """Draw the pictures of these names, or all."""
    unknown = set(names) - {shot.name for shot in SHOTS}
    if unknown:
        raise SystemExit(
            f"No picture is named {', '.join(sorted(unknown))}; there are: {', '.join(s.name for s in SHOTS)}"
        )
    IMAGES.mkdir(exist_ok=True)
    with running_server(OURS) as (base, _), chromium() as browser:
        for shot in SHOTS:
            if names and shot.name not in names:
                continue
            content = picture(browser, base, shot)
            (IMAGES / f"{shot.name}.png").write_bytes(content)
            said.print(f"docs/images/{shot.name}.png  {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
