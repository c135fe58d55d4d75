"""How rules about the series are called in reports."""

from __future__ import annotations

from postlint.findings import Text
from postlint.report.options import RuleLabel, SourceLabel


def series_labels() -> dict[str, RuleLabel]:
    """Give the label of every rule about the series by its id."""
    from postlint.cli.explain import readable
    from postlint.paths import rules_dir
    from postlint.rulebook.load import load_sources
    from postlint.rulebook.series import load_series

    sources = load_sources(rules_dir())
    return {
        name: RuleLabel(
            law=rule.law, category=rule.category,
            severity=rule.severity.orange if rule.red is None else rule.severity.red,
            summary=Text(rule.summary.nl, rule.summary.en),
            advice=Text(readable(rule.advice.nl, "nl"), readable(rule.advice.en, "en")),
            sources=tuple(SourceLabel(sources[one].title, sources[one].url) for one in rule.sources),
        )
        for name, rule in load_series(rules_dir()).items()
    }  # fmt: skip
