"""The one visual identity: fonts, fixed colour meanings, light and dark."""

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
    grid: str
    no_data: str
    accent: str
    scale: tuple[str, ...]
    colours: dict[str, str]

    def colour(self, meaning: str) -> str:
        """The colour of a meaning (an activity group, a sex, a method); grey for one without a colour of its own."""
        return self.colours.get(meaning, self.muted)


LIGHT = Theme(
    name="light",
    paper="#FBF9F4",
    ink="#1D2430",
    muted="#5F6670",
    grid="#E4DFD3",
    no_data="#DDD8CC",
    accent="#B23A1E",
    scale=("#F6E3C5", "#EDBE8C", "#DE8F59", "#C25C36", "#8F2D1C", "#571410"),
    colours={
        "paid": "#33608C",
        "study": "#7E9CBF",
        "unpaid": "#B23A1E",
        "housework": "#C4522F",
        "shopping": "#B8860B",
        "care": "#8C3B7A",
        "community": "#2F7F5F",
        "travel": "#3C93A8",
        "own_use": "#8A7B4F",
        "personal": "#A9A294",
        "leisure": "#7FA07A",
        "other": "#C9C3B5",
        "women": "#8C3B7A",
        "men": "#2F7F9E",
        "total": "#1D2430",
    },
)
DARK = Theme(
    name="dark",
    paper="#14181F",
    ink="#F2EEE4",
    muted="#A7ADB6",
    grid="#2C333D",
    no_data="#3A414B",
    accent="#F0805A",
    scale=("#4A2A22", "#7A3A28", "#AE5031", "#D97945", "#F0AC73", "#FBE0BC"),
    colours={
        "paid": "#6FA3D8",
        "study": "#9DB7D6",
        "unpaid": "#F0805A",
        "housework": "#EE7F58",
        "shopping": "#E0B13C",
        "care": "#D58AC4",
        "community": "#5FBF97",
        "travel": "#6CC7DB",
        "own_use": "#BFAE78",
        "personal": "#8C877C",
        "leisure": "#9CC296",
        "other": "#5C636D",
        "women": "#D58AC4",
        "men": "#63BBDC",
        "total": "#F2EEE4",
    },
)


def theme(name: ThemeName) -> Theme:
    """The theme of that name."""
    return DARK if name == "dark" else LIGHT
