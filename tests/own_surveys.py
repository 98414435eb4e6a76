"""Surveys of visitors for tests: files imported into a workspace by what is proposed for them."""

import io

from unpriced import proposing, workspace
from unpriced.workspace import OWN, Workspace


def added(here: Workspace, content: bytes, title: str = "Mine") -> str:
    """The id of the survey that the file of diaries is imported as."""
    path = workspace.receive(here, f"{title}.csv", io.BytesIO(content))
    looked = proposing.look(path)
    roles = proposing.automatic(looked, title, "KOR")
    assert proposing.missing_roles(roles) == []
    return workspace.add(here, proposing.mapping_text(roles, looked, OWN), [path]).survey_id
