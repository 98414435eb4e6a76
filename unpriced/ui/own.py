"""The workspace of a visitor: whose browser has its key in a cookie, or who has its private link, sees its surveys."""

import json

import streamlit as st

from unpriced import saved_views, workspace
from unpriced.errors import UnpricedError
from unpriced.ui import style
from unpriced.ui.state import Page
from unpriced.workspace import DAYS_KEPT, Workspace

COOKIE = "unpriced_workspace"
PARAMETER = "workspace"  # of the private link


def current() -> Workspace | None:
    """The workspace of the session, of the account, of the browser's cookie, or none."""
    key = st.session_state.get(COOKIE)
    if not key and account():
        return workspace.of_account(str(st.user.get("iss")), str(st.user.get("sub")))
    key = key or st.context.cookies.get(COOKIE)
    return workspace.find(str(key)) if key else None


def accounts_are_kept() -> bool:
    """Whether the server has an identity provider (docs/IMPORT.md)."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def account() -> str:
    """By what name the visitor is signed in; empty where nobody is."""
    if not accounts_are_kept() or not st.user.is_logged_in:
        return ""
    return str(st.user.get("email") or st.user.get("name") or st.user.get("sub"))


def sign_in_or_out(page: Page) -> None:
    """Offer the account of the provider, where the server has one."""
    if not accounts_are_kept():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="own-account"):
        if name := account():
            style.caption(page.t("own-account", name=name))
            st.button(page.t("own-sign-out"), on_click=st.logout, key="own.sign-out")
        else:
            style.caption(page.t("own-account-lead"))
            st.button(page.t("own-sign-in"), on_click=st.login, key="own.sign-in")


def enter() -> None:
    """From here on reports read the surveys of the visitor beside the shipped ones. Every run of a script begins so."""
    workspace.use(current())


def take(own: Workspace) -> None:
    """Make it the workspace of the session and of the browser, so that a refresh or a new tab finds it again."""
    st.session_state[COOKIE] = own.key
    _set_cookie(own.key, DAYS_KEPT * 86_400)
    enter()


def keep_view(page: Page, *, ask_all: bool) -> None:
    """Under the page: keep this view, by a title. Without a workspace only `ask_all` offers it, and makes one."""
    here = current()
    if here is None and not ask_all:
        return
    with st.popover(page.t("own-keep-view"), icon=":material/bookmark_add:"), st.form("own.keep", border=False):
        title = st.text_input(page.t("own-keep-view-title"), page.t(f"page-{page.stem}"), max_chars=120)
        style.caption(page.t("own-keep-view-lead"))
        if st.form_submit_button(page.t("own-keep-view-send")):
            if here is None:
                here = workspace.create()
                take(here)
            parameters = {key: value for key, value in page.address().items() if key not in ("lang", "v")}
            try:
                kept = saved_views.keep(here, title, page.stem, parameters)
            except UnpricedError as error:
                st.error(page.said(error), icon=":material/info:")
            else:
                st.success(page.t("own-kept-view", title=kept.title), icon=":material/bookmark_added:")


def leave() -> None:
    """Forget the workspace here; it stays for those who have its link."""
    st.session_state[COOKIE] = "none"
    _set_cookie("", 0)
    enter()


def _set_cookie(value: str, seconds: int) -> None:
    cookie = f"{COOKIE}={value}; path=/; max-age={seconds}; SameSite=Strict"
    st.html(f"<script>document.cookie = {json.dumps(cookie)};</script>", unsafe_allow_javascript=True)
