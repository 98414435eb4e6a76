"""Country outlines from the Natural Earth TopoJSON kept with the project."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from unpriced.paths import DATA

Point = list[float]
Ring = list[Point]
Polygon = list[Ring]

# Natural Earth draws three places that ISO 3166 does not number. Kosovo has a code that statistics use;
# Northern Cyprus and Somaliland keep their name, so that they are drawn but never coloured with another's figures.
UNNUMBERED = {"Kosovo": "XKX"}
LEFT_OUT = {"ATA"}  # no one's unpaid work, and it would take a third of the map
RING_POINTS = 4  # a ring has at least four positions, the last as the first (RFC 7946)
DECIMALS = 2  # a hundredth of a degree is about 1 km: finer than the 1:110 million drawing

# The layers of the base map that Plotly asks for even where a trace brings its own outlines.
BASE_MAP_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: TopoJSON keeps them as differences of whole steps."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            point = [round(x * scale[0] + shift[0], DECIMALS), round(y * scale[1] + shift[1], DECIMALS)]
            if not arc or point != arc[-1]:
                arc.append(point)
        arcs.append(arc)
    return arcs


def _ring(arcs: list[Ring], indices: list[int]) -> Ring:
    """Arcs joined end to end; ~i stands for arc i walked backwards, and the point they share is kept once."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def decode(topology: dict[str, Any]) -> list[tuple[str, str, list[Polygon]]]:
    """ISO numeric code (empty where there is none), name and polygons of every country of a TopoJSON file.

    Exterior rings run clockwise and holes anticlockwise, as world-atlas keeps them and d3 (in Plotly) needs them:
    the other way round a country would fill the rest of the globe. Rings may step across the 180th meridian.
    Rings without an area are left out: North Korea has one, and d3 stops drawing the map when it meets it.
    """
    arcs = _arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        outlines = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [[_ring(arcs, indices) for indices in outline] for outline in outlines]
        polygons = [[ring for ring in polygon if len(ring) >= RING_POINTS] for polygon in polygons]
        number, name = str(shape.get("id") or ""), str(shape["properties"]["name"])
        countries.append((number, name, [polygon for polygon in polygons if polygon]))
    return countries


def _alpha3_by_number() -> dict[str, str]:
    with (DATA / "countries" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return {row["iso_numeric"]: row["country_code"] for row in csv.DictReader(stream) if row["iso_numeric"]}


@cache
def geojson() -> dict[str, Any]:
    """Countries at 1:110 million as GeoJSON, without Antarctica.

    A feature's id is its ISO alpha-3 code, or its name where it has none (then `country_code` is null).
    """
    topology = json.loads((DATA / "natural_earth" / "countries-110m.json").read_text(encoding="utf-8"))
    alpha3 = _alpha3_by_number()
    features = []
    for number, name, polygons in decode(topology):
        code = alpha3.get(number) or UNNUMBERED.get(name)
        if code in LEFT_OUT:
            continue
        features.append(
            {
                "type": "Feature",
                "id": code or name,
                "properties": {"country_code": code},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def write_static(folder: Path) -> None:
    """Write what a browser needs to draw maps without leaving the server: outlines and an empty base map."""
    _write(folder / "countries.geojson", geojson())
    _write(folder / "topojson" / "world_110m.json", empty_base_map())


def empty_base_map() -> dict[str, Any]:
    """A base map without a line: its layers are hidden, but Plotly draws nothing at all where it has none."""
    return {
        "type": "Topology",
        "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in BASE_MAP_LAYERS},
        "arcs": [],
        "transform": {"scale": [1, 1], "translate": [0, 0]},
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
    partial.replace(path)
