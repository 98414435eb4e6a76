"""Country outlines: what d3 needs to draw every country once, and nothing else."""

import csv
import itertools
import json
from pathlib import Path

import pytest

from unpriced import geometry
from unpriced.paths import DATA

Ring = list[list[float]]


def features() -> dict[str, list[list[Ring]]]:
    return {f["id"]: f["geometry"]["coordinates"] for f in geometry.geojson()["features"]}


def all_rings() -> list[tuple[str, int, Ring]]:
    """Country, place in its polygon (0 is the exterior) and points of every ring."""
    return [
        (code, place, ring) for code, polygons in features().items() for p in polygons for place, ring in enumerate(p)
    ]


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on past the 180th meridian."""
    points = [ring[0]]
    for x, y in ring[1:]:
        before = points[-1][0]
        points.append([x + 360 * round((before - x) / 360), y])
    return points


def area(ring: Ring) -> float:
    """Signed area in square degrees: negative when the ring runs clockwise."""
    points = unwrapped(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points)) / 2


def contains(ring: Ring, x: float, y: float) -> bool:
    crossings = sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in itertools.pairwise(ring)
    )
    return crossings % 2 == 1


def test_a_topology_of_two_squares_is_joined_from_shared_and_reversed_arcs() -> None:
    # Two squares side by side; arc 0 is the side they share: up for the left one, down for the right one.
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [
            [[2, 0], [0, 2]],  # (11, 20) up to (11, 21)
            [[2, 2], [-2, 0], [0, -2], [2, 0]],  # round the left square
            [[2, 2], [2, 0], [0, -2], [-2, 0]],  # round the right square
            [[8, 8], [0, 0], [0, 0]],  # a point, not an area
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "001", "properties": {"name": "Left"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"name": "Right"}, "arcs": [[[3]], [[~0, ~2]]]},
                ]
            }
        },
    }
    assert geometry.decode(topology) == [
        ("001", "Left", [[[[11, 20], [11, 21], [10, 21], [10, 20], [11, 20]]]]),
        ("", "Right", [[[[11, 21], [11, 20], [12, 20], [12, 21], [11, 21]]]]),
    ]


def test_every_country_of_natural_earth_but_antarctica_is_there_once() -> None:
    ids = [feature["id"] for feature in geometry.geojson()["features"]]
    assert len(ids) == len(set(ids)) == 176
    assert "ATA" not in ids


def test_only_two_places_have_no_country_code() -> None:
    unnumbered = [f["id"] for f in geometry.geojson()["features"] if f["properties"]["country_code"] is None]
    assert sorted(unnumbered) == ["N. Cyprus", "Somaliland"]


def test_the_map_and_the_list_of_countries_agree_on_who_is_drawn() -> None:
    with (DATA / "countries" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        listed = {row["country_code"] for row in csv.DictReader(stream) if row["on_110m_map"] == "true"}
    assert listed == {f["id"] for f in geometry.geojson()["features"] if f["properties"]["country_code"]}


def test_rings_are_closed_and_have_an_area() -> None:
    for code, _, ring in all_rings():
        assert ring[0] == ring[-1], code
        assert len(ring) >= 4 and area(ring) != 0, code
        assert all(a != b for a, b in itertools.pairwise(ring)), code


def test_exteriors_run_clockwise_and_holes_the_other_way_as_d3_needs() -> None:
    for code, place, ring in all_rings():
        assert (area(ring) < 0) == (place == 0), code


def test_coordinates_stay_on_the_globe_with_two_decimals() -> None:
    for code, _, ring in all_rings():
        for x, y in ring:
            assert -180 <= x <= 180 and -56 <= y <= 84, code
            assert (x, y) == (round(x, 2), round(y, 2)), code


@pytest.mark.parametrize("code", ["KOR", "USA", "RUS", "FJI", "ZAF"])
def test_the_point_of_a_country_lies_inside_its_outline(code: str) -> None:
    with (DATA / "countries" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["country_code"] == code)
    x, y = float(row["centroid_lon"]), float(row["centroid_lat"])
    exteriors = [unwrapped(polygon[0]) for polygon in features()[code]]
    assert any(contains(ring, x + turn, y) for ring in exteriors for turn in (-360, 0, 360))


def test_lesotho_is_a_hole_in_south_africa() -> None:
    assert [len(polygon) for polygon in features()["ZAF"]] == [2]


def test_written_files_are_small_and_bring_an_empty_base_map(tmp_path: Path) -> None:
    geometry.write_static(tmp_path)
    outlines = tmp_path / "countries.geojson"
    assert outlines.stat().st_size <= 200_000
    assert json.loads(outlines.read_text(encoding="utf-8")) == geometry.geojson()
    base = json.loads((tmp_path / "topojson" / "world_110m.json").read_text(encoding="utf-8"))
    assert all(layer["geometries"] == [] for layer in base["objects"].values())
    assert not list(tmp_path.rglob("*.partial"))
