"""The state of a page lives in its address: every parameter, defaults included, and the data version."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st

from unpriced.catalogue import Language
from unpriced.charts import Look
from unpriced.errors import UnpricedError
from unpriced.i18n import sentences, t
from unpriced.ui import style

FRAME_KEYS = {"lang", "v", "card"}  # Streamlit keeps those of embedding to itself
SHARED_KEYS = {"country"}  # a country chosen on one page stays chosen on the next


def on_phone() -> bool:
    """Whether the visitor's browser says that it is one of a phone."""
    return "Mobile" in st.context.headers.get("User-Agent", "")


@dataclass
class Page:
    """One run of one page: its language, its selectors and the address that holds their values."""

    stem: str
    language: Language
    data_version: str = ""
    values: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    headline: st.delta_generator.DeltaGenerator = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._given = {key: st.query_params[key] for key in st.query_params}
        written: dict[str, dict[str, str]] = st.session_state.setdefault("_written", {})
        self._written = written.get(self.stem, {})
        remembered: dict[str, dict[str, str]] = st.session_state.setdefault("_remembered", {})
        self._remembered = remembered.setdefault(self.stem, {})
        self._folded = False
        self._completed = False

    def t(self, key: str, **arguments: str | int | float) -> str:
        """The text of the key in the language of the page."""
        return t(self.language, key, **arguments)

    def said(self, told: UnpricedError | str) -> str:
        """An error or a note in the language of the page."""
        return sentences.said(told, self.language) if isinstance(told, str) else sentences.error(told, self.language)

    @property
    def only_card(self) -> str | None:
        """The one figure that an embedding page asks for."""
        return self._given.get("card") if st.context.is_embedded else None

    @property
    def look(self) -> Look:
        """Language, theme and width to draw charts for."""
        shown = st.context.theme.type
        return Look(self.language, "dark" if shown == "dark" else "light", on_phone())

    def _incoming(self, key: str) -> str | None:
        """The value the address asks for, if the address has changed since this page wrote it.

        An address without any parameter of the page (a click in the navigation, or Back to it) asks for nothing:
        the values of the session stay.
        """
        if key in self._given and self._given[key] != self._written.get(key):
            return self._given[key]
        return None

    def take(self, key: str) -> str | None:
        """A parameter that is for once: what it says, taken out of the address, so that no link holds it."""
        if key not in self._given:
            return None
        del st.query_params[key]
        return self._given.pop(key)

    def _settle(self, key: str, default: str, accept: Callable[[str], str | None]) -> str:
        """The value of a parameter before its widget is drawn: address, then session, then default."""
        widget = self._widget(key)
        asked = self._incoming(key)
        remembered = st.session_state.get("_shared", {}).get(key) if key in SHARED_KEYS else None
        remembered = remembered or self._remembered.get(key)
        if asked is not None:
            problem = accept(asked)
            if problem is None:
                st.session_state.pop(widget, None)
                return asked
            self.problems.append(problem)
            st.session_state.pop(widget, None)
            return default
        if remembered is not None and accept(remembered) is None:
            return remembered
        return default

    def _widget(self, key: str) -> str:
        return f"{self.stem}.{key}.{self.language}"

    def _keep(self, key: str, value: str) -> None:
        self.values[key] = value
        self._remembered[key] = value
        if key in SHARED_KEYS:
            st.session_state.setdefault("_shared", {})[key] = value

    @contextmanager
    def panel(self, key: str, title: str) -> Iterator[None]:
        """Selectors behind a title, drawn when the reader opens them: until then they cost the page nothing.

        A selector that is not drawn has the value it would be drawn with: of the address, of the session, its default.
        """
        with st.expander(title, key=f"{self.stem}.{key}", on_change="rerun") as box:
            self._folded = not box.open
            yield
            self._folded = False

    def _undrawn(self, key: str, value: str) -> bool:
        """Whether the selector stays undrawn, in a folded panel; its value is kept all the same."""
        if self._folded:
            st.session_state.pop(self._widget(key), None)
            self._keep(key, value)
        return self._folded

    def choice(self, key: str, options: Mapping[str, str], default: str, label: str, *, pills: bool = False) -> str:
        """One of the options (code -> title); an unknown code in the address is named in a warning."""

        def accept(value: str) -> str | None:
            if value in options:
                return None
            return self.t("link-unknown-option", parameter=label, value=value, used=options[default])

        current = self._settle(key, default, accept)
        if self._undrawn(key, current):
            return current
        widget = self._widget(key)
        codes = list(options)
        if pills:
            if widget not in st.session_state:
                st.session_state[widget] = current
            chosen = st.segmented_control(
                label, codes, format_func=lambda c: options.get(c, c), key=widget, required=True
            )
        else:
            if st.session_state.get(widget) not in options:
                st.session_state[widget] = current
            chosen = st.selectbox(label, codes, format_func=lambda c: options.get(c, c), key=widget)
        value = str(chosen or current)
        self._keep(key, value)
        return value

    def choices(
        self, key: str, options: Mapping[str, str], default: Sequence[str], label: str, *, none: str | None = None
    ) -> list[str]:
        """Any of the options, written as a list with commas in the address; `none` says what choosing none means."""

        def unknown(value: str) -> list[str]:
            return [code for code in value.split(",") if code and code not in options]

        def accept(value: str) -> str | None:
            wrong = unknown(value)
            if not wrong:
                return None
            return self.t("link-unknown-option", parameter=label, value=", ".join(wrong), used=self.t("link-left-out"))

        asked = self._incoming(key)
        if asked is not None and unknown(asked):
            self.problems.append(accept(asked) or "")
            kept = [code for code in asked.split(",") if code in options]
            st.session_state.pop(self._widget(key), None)
            current = ",".join(kept) or ",".join(default)
        else:
            current = self._settle(key, ",".join(default), accept)
        if self._undrawn(key, current):
            return [code for code in current.split(",") if code in options]
        widget = self._widget(key)
        if widget not in st.session_state:
            st.session_state[widget] = [code for code in current.split(",") if code in options]
        chosen = st.multiselect(
            label, list(options), format_func=lambda c: options.get(c, c), key=widget, placeholder=none
        )
        self._keep(key, ",".join(chosen))
        return list(chosen)

    def switch(self, key: str, default: bool, label: str, *, hint: str | None = None) -> bool:
        """On or off, written as 1 or 0."""

        def accept(value: str) -> str | None:
            if value in {"0", "1"}:
                return None
            return self.t("link-unknown-option", parameter=label, value=value, used="1" if default else "0")

        current = self._settle(key, "1" if default else "0", accept)
        if self._undrawn(key, current):
            return current == "1"
        widget = self._widget(key)
        if widget not in st.session_state:
            st.session_state[widget] = current == "1"
        chosen = st.toggle(label, key=widget, help=hint)
        self._keep(key, "1" if chosen else "0")
        return bool(chosen)

    def slider(self, key: str, lowest: float, highest: float, default: float, step: float, label: str) -> float:
        """A number within bounds, written with a point."""

        def accept(value: str) -> str | None:
            try:
                if lowest <= float(value) <= highest:
                    return None
            except ValueError:
                pass
            return self.t("link-unknown-option", parameter=label, value=value, used=f"{default:g}")

        current = self._settle(key, f"{default:g}", accept)
        if self._undrawn(key, current):
            return float(current)
        widget = self._widget(key)
        if widget not in st.session_state:
            st.session_state[widget] = float(current)
        chosen = st.slider(label, lowest, highest, step=step, key=widget)
        self._keep(key, f"{chosen:g}")
        return float(chosen)

    def text(self, key: str, default: str, label: str, *, longest: int, height: int | None = None) -> str:
        """A text as the reader writes it; with a height, of several lines."""

        def accept(value: str) -> str | None:
            if len(value) <= longest:
                return None
            return self.t("link-unknown-option", parameter=label, value=f"{value[:20]}…", used=f"{default[:20]}…")

        current = self._settle(key, default, accept)
        widget = self._widget(key)
        if widget not in st.session_state:
            st.session_state[widget] = current
        if height is None:
            value = st.text_input(label, key=widget, max_chars=longest)
        else:
            value = st.text_area(label, key=widget, max_chars=longest, height=height)
        self._keep(key, value)
        return value

    def write(self, key: str, value: str) -> None:
        """Put the value into the widget of a text before it is drawn."""
        st.session_state[self._widget(key)] = value

    def carry(self, *keys: str) -> None:
        """Keep what the address asks of selectors that cannot be drawn this time."""
        for key in keys:
            if key in self._given:
                self.values[key] = self._given[key]

    def address(self) -> dict[str, str]:
        """Every parameter of the link: language, selectors and data version."""
        return {"lang": self.language, **self.values, "v": self.data_version}

    def link(self, **more: str) -> str:
        """The whole link to this view."""
        base = (st.context.url or "").split("?")[0]
        return f"{base}?{urlencode(self.address() | more)}"

    @property
    def root(self) -> str:
        """The address of the server, with its last slash."""
        return urljoin((st.context.url or "").split("?")[0], ".")

    def ready(self) -> None:
        """Call after the last selector: names what the link asked for and could not have, and writes the address."""
        if self._given != self._written:
            for key in self._given.keys() - self.values.keys() - FRAME_KEYS:
                self.problems.append(self.t("link-unknown-parameter", parameter=key))
            given_version = self._given.get("v")
            if given_version and given_version != self.data_version:
                self.problems.append(self.t("link-other-version", given=given_version, current=self.data_version))
        for problem in self.problems:
            st.warning(problem, icon=":material/link_off:")
        self.write_address()

    def write_address(self) -> None:
        """Make the address bar hold the whole state.

        An address without parameters (a click in the navigation) is completed by the browser, once the path of the page
        is there: Streamlit's own way would add a second entry to the history, and on a slow browser one with the path
        of the page that it leaves.
        """
        target = self.address()
        extra = {"card": self.only_card} if self.only_card else {}
        now = {key: st.query_params[key] for key in st.query_params}
        if now == target | extra or self._completed:
            pass
        elif now or not st.context.url:  # without a browser, as in tests, there is no one to complete it
            st.query_params.from_dict(target | extra)
        else:
            style.complete_address(urlsplit(st.context.url).path, urlencode(target))
            self._completed = True
        st.session_state.setdefault("_written", {})[self.stem] = target | extra
