"""A build under a running server: open pages go on with the new figures, old links say so."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.browser.conftest import OpenTab, Visit, running_server

pytestmark = pytest.mark.browser
NEW = "feedfacecafe"


def share_of_gdp(visit: Visit) -> float:
    """The per cent that the page leads with."""
    found = re.search(r"([\d.]+)% of GDP", visit.finding)
    assert found, visit.finding
    return float(found[1])


def test_a_running_server_picks_up_a_new_build(open_tab: OpenTab, built: Path, tmp_path: Path) -> None:
    served, rebuilt = tmp_path / "served.duckdb", tmp_path / "rebuilt.duckdb"
    shutil.copy(built, served)
    shutil.copy(built, rebuilt)
    with duckdb.connect(str(rebuilt)) as connection:
        connection.execute("update build_info set data_version = $1", [NEW])
        held = connection.execute(
            "select table_name, column_name from duckdb_columns()"
            " where table_name like 'core_%' and column_name like 'gdp_usd_ppp%'"
        )
        for table, column in held.fetchall():
            connection.execute(f"update {table} set {column} = {column} / 2")

    with running_server(environment={"UNPRICED_DATABASE": str(served)}) as base:
        visit = open_tab("/country?lang=en&country=FRA", base=base)
        old = visit.address["v"]
        before = share_of_gdp(visit)
        rebuilt.replace(served)  # as a build swaps the name at its end

        visit.choose("Country", "Germany", parameter="country", value="DEU")
        visit.choose("Country", "France", parameter="country", value="FRA")
        assert visit.address["v"] == NEW
        assert NEW in visit.page.locator(".up-foot").inner_text()
        assert share_of_gdp(visit) == pytest.approx(2 * before, abs=0.11), "half the GDP, twice the share"

        later = open_tab(f"/country?lang=en&country=FRA&v={old}", base=base)
        assert share_of_gdp(later) == share_of_gdp(visit)
        said = later.page.get_by_test_id("stAlert").inner_text()
        assert old in said
        assert NEW in said
