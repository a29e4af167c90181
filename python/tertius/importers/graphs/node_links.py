"""Graphs as JSON in node-link form: a list of people, and a list of ties between them."""

from __future__ import annotations

import json
from typing import IO, Any, NoReturn

from tertius.importers.graphs.gathered_graph import GatheredGraph, Place
from tertius.importers.report import ReportWriter, quoted

_NOWHERE: Place = (None, None)


def gathered_node_links(file: IO[bytes], weight: str | None, writer: ReportWriter) -> GatheredGraph:
    """What a file in node-link form tells. Raises InvalidInput."""
    told = _parsed(file, writer)
    gathered = GatheredGraph("node_link", writer)
    if not isinstance(told, dict):
        _refuse(writer, "expected an object with nodes and edges")
    gathered.directed = told.get("directed", False) is True
    for place, node in enumerate(_objects(told, "nodes", writer)):
        gathered.person(_key(node, "id", f"nodes[{place}]", writer), _NOWHERE)
    for place, edge in enumerate(_objects(told, "edges" if "edges" in told else "links", writer)):
        source, target = (_key(edge, end, f"edges[{place}]", writer) for end in ("source", "target"))
        gathered.tie(source, target, _NOWHERE)
        if weight is not None and weight in edge:
            gathered.weigh(edge[weight], _NOWHERE)
    return gathered


def _parsed(file: IO[bytes], writer: ReportWriter) -> Any:
    try:
        return json.loads(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        writer.refuse("enc.invalid_utf8", f"byte {fault.start} is no valid UTF-8")
    except json.JSONDecodeError as fault:
        writer.refuse("json.syntax", fault.msg, fault.lineno, fault.colno)
    except RecursionError:
        writer.refuse("limit.json_depth", "values stand too deep in each other")
    except ValueError as fault:  # a number of too many digits
        writer.refuse("json.number", str(fault))


def _objects(told: dict[str, Any], name: str, writer: ReportWriter) -> list[dict[str, Any]]:
    objects = told.get(name)
    if not isinstance(objects, list) or not all(isinstance(one, dict) for one in objects):
        _refuse(writer, f"{name} must be a list of objects")
    return objects


def _key(told: dict[str, Any], name: str, where: str, writer: ReportWriter) -> str | int:
    key = told.get(name)
    if not isinstance(key, (str, int)) or isinstance(key, bool):
        writer.refuse(
            "node_link.missing_attribute",
            f"{where}: {name} is {quoted(key)}; must be a text or a whole number",
        )
    return key


def _refuse(writer: ReportWriter, message: str) -> NoReturn:
    writer.refuse("node_link.form", message)
