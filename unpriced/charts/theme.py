"""The one visual identity: fonts, fixed colour meanings, light and dark.

The colours of activity groups and sexes were picked for lightness as well as hue: any two of them stay apart for a
reader without red, green or blue cones, and women and men never share a colour with a group. A test measures it.
"""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

FONT_SANS = (
    '"Pretendard", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic",'
    ' system-ui, -apple-system, "Segoe UI", sans-serif'
)
FONT_SERIF = (
    '"Noto Serif KR", "Noto Serif CJK KR", "Nanum Myeongjo", "AppleMyungjo", "Batang",'
    ' Georgia, "Times New Roman", serif'
)


@dataclass(frozen=True)
class Theme:
    """Colours of one theme; `colours` gives each meaning its one colour."""

    name: ThemeName
    paper: str
    ink: str
    muted: str
    quiet: str
    grid: str
    no_data: str
    accent: str
    scale: tuple[str, ...]
    colours: dict[str, str]

    def colour(self, meaning: str) -> str:
        """The colour of a meaning (an activity group, a sex, a method); grey for one without a colour of its own."""
        return self.colours.get(meaning, self.muted)

    def on(self, fill: str) -> str:
        """The colour of text on a fill: paper or ink, whichever reads better."""
        return max((self.paper, self.ink), key=lambda text: contrast(text, fill))


def luminance(colour: str) -> float:
    """Relative luminance of a #RRGGBB colour, 0 to 1, after WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, after WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LIGHT = Theme(
    name="light",
    paper="#FBF9F4",
    ink="#1D2430",
    muted="#5F6670",
    quiet="#8E8A7F",
    grid="#E4DFD3",
    no_data="#DDD8CC",
    accent="#B23A1E",
    scale=("#F6E3C5", "#EDBE8C", "#DE8F59", "#C25C36", "#8F2D1C", "#571410"),
    colours={
        "paid": "#33608C",
        "study": "#8DB6DC",
        "unpaid": "#B23A1E",
        "housework": "#BB4A1E",
        "shopping": "#D6A21A",
        "care": "#7D1648",
        "community": "#1B8467",
        "travel": "#55432B",
        "own_use": "#A89A6A",
        "personal": "#C9BDB0",
        "leisure": "#93B573",
        "other": "#E6E6DA",
        "women": "#6A3FB5",
        "men": "#1F9AA0",
        "total": "#1D2430",
        "ours": "#B23A1E",
        "official": "#5F6670",
    },
)
DARK = Theme(
    name="dark",
    paper="#14181F",
    ink="#F2EEE4",
    muted="#A7ADB6",
    quiet="#7B828D",
    grid="#2C333D",
    no_data="#3A414B",
    accent="#F0805A",
    scale=("#4A2A22", "#7A3A28", "#AE5031", "#D97945", "#F0AC73", "#FBE0BC"),
    colours={
        "paid": "#3A86C8",
        "study": "#35557F",
        "unpaid": "#F0805A",
        "housework": "#E2733F",
        "shopping": "#EDB023",
        "care": "#CB79A8",
        "community": "#6DAE8C",
        "travel": "#F0E2C0",
        "own_use": "#8A7B4F",
        "personal": "#6A6560",
        "leisure": "#A9B56B",
        "other": "#2A3440",
        "women": "#D6BAFF",
        "men": "#6FE0DC",
        "total": "#F2EEE4",
        "ours": "#F0805A",
        "official": "#A7ADB6",
    },
)


def theme(name: ThemeName) -> Theme:
    """The theme of that name."""
    return DARK if name == "dark" else LIGHT
