"""Figures as PNG or SVG, drawn by a headless Chromium that is already on the machine."""

import json
import os
import shutil
import threading
from functools import cache
from pathlib import Path
from urllib.parse import quote

import kaleido
import plotly.graph_objects as go

from unpriced.errors import UnpricedError
from unpriced.geometry import empty_base_map

# The base map that Plotly would else fetch from a server of its maker; the file name that it adds falls behind the #.
BASE_MAP = f"data:application/json,{quote(json.dumps(empty_base_map()))}#"
NOWHERE = "http://127.0.0.1:9"  # all that is drawn is brought along: the browser has no reason to ask anyone
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_lock = threading.Lock()


def find_browser() -> str | None:
    """The path of a Chromium or Chrome: BROWSER_PATH, then PATH, then one that Playwright installed."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return named
    on_path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    return on_path or _playwright_browser()


@cache
def _playwright_browser() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def image(figure: go.Figure, kind: str) -> bytes:
    """The figure as png (two pixels a point) or svg; one at a time, for each starts a browser page."""
    browser = find_browser()
    if browser is None:
        raise UnpricedError(
            found="No Chromium or Chrome is on this machine",
            needed="A browser to draw PNG and SVG files",
            remedy="Install Debian's package chromium, or set BROWSER_PATH",
        )
    os.environ["BROWSER_PATH"] = browser
    with _lock:
        drawn = kaleido.calc_fig_sync(
            figure.to_dict(),
            opts={"format": kind, "scale": 2 if kind == "png" else 1},
            topojson=BASE_MAP,
            kopts={"mathjax": False, "proxy_server": NOWHERE},
        )
    return bytes(drawn)
