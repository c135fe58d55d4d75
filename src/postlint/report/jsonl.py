"""One JSON object a line: the drafts of the JSON contract, then the files that could not be judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from postlint.findings import Report
from postlint.report.json import draft_data, error_data
from postlint.report.options import RenderOptions


def render(report: Report, options: RenderOptions) -> str:
    """Give a line for each draft (`$defs/draft` of the schema), then one for each error (`$defs/error`)."""
    return "".join(pieces(report, options))


def pieces(report: Report, options: RenderOptions) -> Iterator[str]:
    """Give what `render` gives, line by line."""
    drafts = (draft_data(draft) for draft in report.drafts)
    errors = (error_data(error, options.lang) for error in report.errors)
    for item in chain(drafts, errors):
        yield json.dumps(item, ensure_ascii=False) + "\n"
