"""Views that a visitor keeps in the workspace: a title, a page, and what its address says."""

import json
import secrets
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from unpriced.catalogue import Declared
from unpriced.errors import UnpricedError
from unpriced.workspace import VIEWS, Workspace

MOST = 200


class View(Declared):
    """A page by its file in pages/, and the parameters of its address."""

    id: str = Field(pattern=r"^[0-9a-f]{12}$")
    title: str = Field(min_length=1, max_length=120)
    page: str = Field(pattern=r"^[a-z_]+$")
    parameters: dict[str, str]


LIST = TypeAdapter(list[View])


def held(workspace: Workspace) -> list[View]:
    """The views of the workspace, in the order in which they were kept; none that cannot be read."""
    try:
        return LIST.validate_json((workspace.folder / VIEWS).read_bytes())
    except (FileNotFoundError, ValidationError):
        return []


def keep(workspace: Workspace, title: str, page: str, parameters: dict[str, str]) -> View:
    """Keep a view under its title; an older one of that title gives way."""
    others = [view for view in held(workspace) if view.title != title.strip()]
    if len(others) >= MOST:
        raise UnpricedError(
            found=f"The workspace holds {len(others)} views",
            needed=f"At most {MOST}",
            remedy="Delete one of them on the page Your data",
        )
    made = View(id=secrets.token_hex(6), title=title.strip()[:120] or page, page=page, parameters=parameters)
    _write(workspace.folder / VIEWS, [*others, made])
    return made


def remove(workspace: Workspace, view_id: str) -> None:
    """Forget a view."""
    _write(workspace.folder / VIEWS, [view for view in held(workspace) if view.id != view_id])


def _write(path: Path, views: list[View]) -> None:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    partial.write_text(json.dumps([view.model_dump() for view in views], ensure_ascii=False), encoding="utf-8")
    partial.replace(path)
