"""Country outlines from the Natural Earth TopoJSON kept with the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from unpriced.paths import DATA

Ring = list[list[float]]

# Natural Earth draws these without an ISO numeric code; only Kosovo has a user-assigned alpha-3 code.
UNNUMBERED = {"Kosovo": "XKX"}
LEFT_OUT = {"ATA"}


def _numeric_to_alpha3() -> dict[str, str]:
    lines = (DATA / "countries" / "countries.csv").read_text(encoding="utf-8").splitlines()
    return {fields[1]: fields[0] for fields in (line.split(",", 2) for line in lines[1:])}


def decode(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The features of the object `countries` with their arcs joined (TopoJSON 1.0: quantised deltas, ~i is arc i reversed)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round(x * scale_x + move_x, 2), round(y * scale_y + move_y, 2)])
        arcs.append(points)

    def ring(indices: list[int]) -> Ring:
        joined: Ring = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            joined.extend(part[1:] if joined else part)
        return joined

    features = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        features.append(
            {
                "numeric": str(shape.get("id", "")),
                "name": shape["properties"]["name"],
                "polygons": [[ring(indices) for indices in polygon] for polygon in polygons],
            }
        )
    return features


@cache
def geojson() -> dict[str, Any]:
    """Countries at 1:110 million as GeoJSON; each feature's id is its ISO alpha-3 code."""
    topology = json.loads((DATA / "natural_earth" / "countries-110m.json").read_text(encoding="utf-8"))
    alpha3 = _numeric_to_alpha3()
    features = []
    for shape in decode(topology):
        code = alpha3.get(shape["numeric"]) or UNNUMBERED.get(shape["name"], shape["name"])
        if code in LEFT_OUT:
            continue
        features.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {"country_code": code},
                "geometry": {"type": "MultiPolygon", "coordinates": shape["polygons"]},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def write_static(folder: Path) -> None:
    """Write what the browser needs to draw maps without leaving the server: outlines, and the empty base map Plotly asks for."""
    topojson = folder / "topojson"
    topojson.mkdir(parents=True, exist_ok=True)
    _write(folder / "countries.geojson", json.dumps(geojson(), separators=(",", ":")))
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    nothing: dict[str, Any] = {
        "type": "Topology",
        "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in layers},
        "arcs": [],
        "transform": {"scale": [1, 1], "translate": [0, 0]},
    }
    for name in ("world_110m.json", "world_50m.json", "un/world_110m.json", "un/world_50m.json"):
        (topojson / name).parent.mkdir(exist_ok=True)
        _write(topojson / name, json.dumps(nothing))


def _write(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
