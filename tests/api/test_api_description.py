"""The description is OpenAPI 3.1, whole, and true of what is answered."""

import re
from typing import Any

import pytest

from tests.api.client import ask
from unpriced import reports

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def described() -> Any:
    return ask("/api/openapi.json").json


def operations(described: Any) -> dict[str, Any]:
    return {path: item["get"] for path, item in described["paths"].items() if "get" in item}


def test_it_has_a_path_for_every_report(described: Any) -> None:
    assert re.fullmatch(r"3\.1\.\d", described["openapi"])
    assert described["info"]["title"] and described["info"]["version"]
    expected = {f"/api/reports/{name}" for name in reports.catalogue()} | {"/api/reports", "/api/openapi.json"}
    expected |= {"/api/briefs/{country}"}
    assert set(described["paths"]) == expected | {"/api/workspace/files/{name}"}
    sending = described["paths"]["/api/workspace/files/{name}"]["put"]
    assert set(sending["responses"]) == {"201", "400", "401", "413"} and sending["security"] == [{"workspace": []}]
    keys = [operation["operationId"] for operation in operations(described).values()]
    assert len(set(keys)) == len(keys)
    for operation in operations(described).values():
        assert {"200", "304", "400", "404", "503"} <= set(operation["responses"])
        assert all("description" in response for response in operation["responses"].values())


def test_every_schema_is_one_and_every_reference_leads_somewhere(described: Any) -> None:
    for operation in operations(described).values():
        schemas = [parameter["schema"] for parameter in operation["parameters"]]
        schemas += [
            content["schema"]
            for response in operation["responses"].values()
            for content in response.get("content", {}).values()
            if "schema" in content
        ]
        for schema in schemas:
            jsonschema.Draft202012Validator.check_schema(schema)
            if "$ref" in schema:
                assert schema["$ref"] == "#/components/schemas/Problem"
    jsonschema.validate(ask("/api/reports/zzz").json, described["components"]["schemas"]["Problem"])


@pytest.mark.parametrize("name", reports.catalogue())
def test_parameters_and_rows_are_as_described(name: str, described: Any) -> None:
    operation = described["paths"][f"/api/reports/{name}"]["get"]
    listed = {parameter["name"]: parameter["schema"] for parameter in operation["parameters"]}
    assert [key for key in listed if key.startswith("p_")] == [p.name for p in reports.get(name).parameters]
    for parameter in reports.get(name).parameters:
        jsonschema.validate(parameter.default_value, listed[parameter.name])
    document = ask(f"/api/reports/{name}").json
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    (row,) = [schema["properties"]["rows"]["items"]]
    assert set(row["properties"]) == {column["name"] for column in document["columns"]}
    validator = jsonschema.Draft202012Validator(row)
    for values in document["rows"][:20]:
        validator.validate(values)
