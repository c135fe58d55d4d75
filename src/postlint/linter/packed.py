"""What is kept of the reports on a draft: everything but what the draft says itself.

Path, text and the words of each match are left out and come back from the draft, by their offsets. It is JSON, in which
every object is its class with its fields in order, so that a class with a new field needs no line here; the stamp of
the cache sees to it that both ends have the same classes.

Place in the data flow: between `cached.py`, which knows the draft, and the cache, which seals what this gives.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import Enum
from typing import Any

from postlint import findings
from postlint.digests import digest
from postlint.findings import DraftReport, Finding

_CLASSES: dict[str, Any] = {
    name: kind
    for name, kind in vars(findings).items()
    if isinstance(kind, type) and (issubclass(kind, Enum) or hasattr(kind, "_fields"))
}


_MATCH, _SPAN = (Finding._fields.index(name) for name in ("match", "span"))
_PATH, _SOURCE = (DraftReport._fields.index(name) for name in ("path", "source"))


def pack(reports: Sequence[DraftReport]) -> bytes | None:
    """Give the reports on one draft, on all its channels, as bytes; None where they would not come back the same."""
    path, source = reports[0].path, reports[0].source
    try:
        data = json.dumps([_digest(source), _packed(reports)], separators=(",", ":")).encode()
    except (TypeError, ValueError):
        return None
    same = unpack(data, path, source) == list(reports) and all(report.source == source for report in reports)
    return data if same else None


def unpack(data: bytes, path: str, source: str) -> list[DraftReport] | None:
    """Give the reports again, with what the draft says; None where they are not about this text."""

    def restored(packed: dict[str, list[Any]]) -> Any:
        [(name, values)] = packed.items()
        if name == "Finding":
            span = values[_SPAN]
            values[_MATCH] = source[span.start.offset : span.end.offset]
        elif name == "DraftReport":
            values[_PATH], values[_SOURCE] = path, source
        return _CLASSES[name](*[tuple(value) if type(value) is list else value for value in values])

    try:
        digest, reports = json.loads(data, object_hook=restored)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    right = digest == _digest(source) and isinstance(reports, list)
    return reports if right and all(isinstance(report, DraftReport) for report in reports) else None


def _digest(source: str) -> str:
    return digest(source.encode("utf-8", "surrogatepass")).hex()


def _packed(value: Any) -> Any:
    """Give a value as JSON has it, without what the draft says."""
    name = type(value).__name__
    if isinstance(value, Enum):
        return {name: [value.value]}
    if name in _CLASSES:
        left_out = {"match", "path", "source"} if isinstance(value, Finding | DraftReport) else ()
        return {name: [None if key in left_out else _packed(getattr(value, key)) for key in value._fields]}
    return [_packed(item) for item in value] if isinstance(value, list | tuple) else value
