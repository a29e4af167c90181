"""Files of models: JSON that a person can read, each value checked when it is read again."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any, NoReturn

from tertius.columns import shown
from tertius.errors import InvalidInput


def write(path: str | os.PathLike[str], content: dict[str, Any]) -> None:
    """The file is there whole or not at all."""
    target = Path(path)
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(unfinished, target)


def read(path: str | os.PathLike[str], kind: str, version: int) -> dict[str, Any]:
    """What write() wrote of this kind and version. Raises InvalidInput for any other file, and OSError."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidInput(f"{path} is no JSON in UTF-8: {error}", "model.format") from error
    if not isinstance(content, dict) or content.get("format") != kind:
        raise InvalidInput(f"{path} holds no {kind}", "model.format")
    if content.get("version") != version:
        raise InvalidInput(
            f"{path} is of version {shown(content.get('version'))}; this tertius reads version {version}",
            "model.version",
        )
    return content


def refuse(field: str, value: Any, allowed: str) -> NoReturn:
    raise InvalidInput(f"model: {field} is {shown(value)}; must be {allowed}", "model.value")


def number(field: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        refuse(field, value, "a finite number")
    return float(value)


def count(content: dict[str, Any], field: str) -> int:
    value = content.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        refuse(field, value, "a whole number >= 0")
    return value


def text(content: dict[str, Any], field: str) -> str:
    value = content.get(field)
    if not isinstance(value, str):
        refuse(field, value, "a text")
    return value
