"""The workspace of a visitor: whose browser has its key in a cookie, or who has its private link, sees its surveys."""

import json

import streamlit as st

from unpriced import database, workspace
from unpriced.workspace import DAYS_KEPT, Workspace

COOKIE = "unpriced_workspace"
PARAMETER = "workspace"  # of the private link


def current() -> Workspace | None:
    """The workspace of the session, of the browser's cookie, or none."""
    key = st.session_state.get(COOKIE) or st.context.cookies.get(COOKIE)
    return workspace.find(str(key)) if key else None


def enter() -> None:
    """From here on reports read the surveys of the visitor beside the shipped ones. Every run of a script begins so."""
    own = current()
    database.use_own(own.database if own else None)


def take(own: Workspace) -> None:
    """Make it the workspace of the session and of the browser, so that a refresh or a new tab finds it again."""
    st.session_state[COOKIE] = own.key
    _set_cookie(own.key, DAYS_KEPT * 86_400)
    enter()


def leave() -> None:
    """Forget the workspace here; it stays for those who have its link."""
    st.session_state[COOKIE] = "none"
    _set_cookie("", 0)
    enter()


def _set_cookie(value: str, seconds: int) -> None:
    cookie = f"{COOKIE}={value}; path=/; max-age={seconds}; SameSite=Strict"
    st.html(f"<script>document.cookie = {json.dumps(cookie)};</script>", unsafe_allow_javascript=True)
