"""What the interface for programs says of itself: the list of reports, and OpenAPI 3.1 made from it."""

from typing import Any

from unpriced import catalogue as registry
from unpriced import database, reports
from unpriced.catalogue import Language
from unpriced.exports.citations import software_version
from unpriced.i18n import LANGUAGES, t
from unpriced.reports import Parameter, Report

FORMATS = {"json": "application/json", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
SETTINGS = ("format", "lang", "v")
KEY = "The key of a workspace, for reports of its own surveys; the private link of the page Your data ends with it"
JSON_TYPES = {"BOOLEAN": "boolean", "INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number"}
_COUNTRY: dict[str, Any] = {
    "name": "country",
    "in": "path",
    "required": True,
    "description": "The three letters of a country, such as KOR",
    "schema": {"type": "string"},
}
PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS = {
    "400": "A parameter that does not exist or does not fit, or an answer that is too large",
    "401": "The key opens no workspace",
    "404": "No report of that name",
    "409": "The data version that v asks for is not here",
    "503": "Too many askers, or a report that took too long",
}


def catalogue(language: Language) -> dict[str, Any]:
    """Every report with parameters, columns and their units."""
    return {
        "data_version": database.data_version(),
        "reports": [_report(report, language) for report in reports.catalogue().values()],
    }


def _report(report: Report, language: Language) -> dict[str, Any]:
    return {
        "name": report.name,
        "comment": report.comment,
        "grain": report.grain,
        "address": f"/api/reports/{report.name}",
        "parameters": [
            {"name": parameter.name, "type": parameter.type, "default": parameter.default_value}
            for parameter in report.parameters
        ],
        "columns": [{"name": name, "type": type_, **_about(name, language)} for name, type_ in _columns(report)],
    }


def _columns(report: Report) -> list[tuple[str, str]]:
    return list(reports.columns(report.name).items())


def _about(name: str, language: Language) -> dict[str, str | None]:
    column = registry.columns()[name]
    return {
        "title": column.title.in_language(language),
        "unit": column.unit.in_language(language) if column.unit else None,
        "description": column.description.in_language(language),
    }


def openapi(language: Language) -> dict[str, Any]:
    """The interface in OpenAPI 3.1: one path for every report."""
    shared = [_setting("lang", {"enum": list(LANGUAGES), "default": "en"}, "Language of titles and units")]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": t(language, "product"),
            "version": software_version(),
            "description": f"{t(language, 'product-tagline')}. Data version {database.data_version()}.",
        },
        "paths": {
            "/api/reports": {"get": _operation("listReports", "Every report", shared, {"application/json": {}})},
            "/api/openapi.json": {"get": _operation("describe", "This description", shared, {"application/json": {}})},
            "/api/briefs/{country}": {
                "get": _operation(
                    "printBrief",
                    "Two printed pages about a country",
                    [
                        _COUNTRY,
                        _setting("method", {"enum": list(registry.methods())}, "Of valuation"),
                        *(one for one in shared if one["name"] != "format"),
                    ],
                    {"application/pdf": {}},
                )
            },
            **{
                f"/api/reports/{report.name}": {"get": _run(report, language, shared)}
                for report in reports.catalogue().values()
            },
            "/api/workspace/files/{name}": {"put": _send_a_file()},
        },
        "components": {
            "securitySchemes": {"workspace": {"type": "http", "scheme": "bearer", "description": KEY}},
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "What was found, what is needed, and how to mend it",
                    "required": ["found", "needed", "remedy"],
                    "properties": {key: {"type": "string"} for key in ("found", "needed", "remedy")},
                }
            },
        },
    }


def _send_a_file() -> dict[str, Any]:
    """The one address that takes something: a file of any size for a workspace."""
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}, "description": "Of the file"}
    described = _operation("sendFile", "Send a file to a workspace", [name], {})
    answers: dict[str, Any] = {"201": {"description": "The file is received"}}
    answers |= {"413": {"description": "There is no room for the file", "content": PROBLEM}}
    answers |= {status: answer for status, answer in described["responses"].items() if status in ("400", "401")}
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return described | {"responses": answers, "requestBody": {"content": content}, "security": [{"workspace": []}]}


def _setting(name: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": {"type": "string", **schema}}


def _operation(
    key: str, summary: str, parameters: list[dict[str, Any]], content: dict[str, Any], text: str = ""
) -> dict[str, Any]:
    return {
        "operationId": key,
        "summary": summary,
        "description": text,
        "security": [{}, {"workspace": []}],
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": content},
            "304": {"description": "What the asker holds is current"},
            **{status: {"description": said, "content": PROBLEM} for status, said in PROBLEMS.items()},
        },
    }


def _run(report: Report, language: Language, shared: list[dict[str, Any]]) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {
            name: {
                **_schema(type_),
                **{key: text for key, text in _about(name, language).items() if text and key != "unit"},
                **({"x-unit": unit} if (unit := _about(name, language)["unit"]) else {}),
            }
            for name, type_ in _columns(report)
        },
    }
    whole = {"type": "object", "properties": {"rows": {"type": "array", "items": row}}}
    content = {
        FORMATS["json"]: {"schema": whole},
        FORMATS["csv"]: {"schema": {"type": "string"}},
        FORMATS["parquet"]: {"schema": {"type": "string", "contentMediaType": FORMATS["parquet"]}},
    }
    parameters = [
        *(_parameter(parameter) for parameter in report.parameters),
        _setting("format", {"enum": list(FORMATS), "default": "json"}, "How the rows are written"),
        *shared,
        _setting("v", {}, "The data version that the answer must be of; such an answer never changes"),
    ]
    return _operation(report.name, report.comment, parameters, content, f"{report.grain[:1].upper()}{report.grain[1:]}")


def _parameter(parameter: Parameter) -> dict[str, Any]:
    listed = parameter.type.endswith("[]")
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.type} := {parameter.default}; null means all or none given"
        + (", empty means none" if listed else ""),
        "schema": {**_schema(parameter.type), "default": parameter.default_value},
        **({"style": "form", "explode": False} if listed else {}),
    }


def _schema(type_: str) -> dict[str, Any]:
    if type_.endswith("[]"):
        items = _schema(type_.removesuffix("[]"))
        return {"type": ["array", "null"], "items": items}
    return {"type": [JSON_TYPES.get(type_, "string"), "null"]}
