"""The page docs/rules/series.md: every rule about a series of posts, by law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postlint.cli import markdown as md
from postlint.cli.explain import law_name, readable
from postlint.cli.explain_series import limits_of
from postlint.cli.rule_pages import GENERATED, source_items
from postlint.rulebook import Rulebook
from postlint.rulebook.series import Bounds, SeriesRule

_UNITS = {
    "share": "een deel van 1: 0.2 is 20 %", "number": "een aantal", "days": "dagen", "hours": "uren",
    "ratio": "een verhouding", "points": "punten",
}  # fmt: skip


def series_page(rules: Mapping[str, SeriesRule], book: Rulebook) -> str:
    """Give the page.

    Args:
        rules: the rules about a series, in the order of the laws.
        book: for the laws and the sources.

    """
    blocks: list[str | Sequence[str]] = [
        "# De regels over een reeks berichten",
        GENERATED,
        f"`postlint audit` kijkt met deze {len(rules)} regels naar alles wat je over langere tijd schreef. Hoe dat "
        "gaat en wat er telt, staat in [berichten over langere tijd](../audit.md).",
        "Een maat is oranje of rood als ze buiten haar grens komt. Een grens zelf telt nog als goed. Met te weinig "
        "berichten zegt een regel niets.",
        md.rows(
            ("Regel", "Wet", "Wat de regel vindt"),
            [
                (
                    f"[{rule.id}](#{rule.id.replace('/', '')})",
                    md.escaped(law_name(book.laws[rule.law], "nl")),
                    md.escaped(rule.summary.nl),
                )
                for rule in rules.values()
            ],
        ),
    ]
    for rule in rules.values():
        blocks += _rule(rule, rules, book)
    return md.page(*blocks)


def _rule(rule: SeriesRule, rules: Mapping[str, SeriesRule], book: Rulebook) -> Iterator[str | Sequence[str]]:
    yield f"## {rule.id}"
    yield md.escaped(rule.summary.nl) + "."
    yield f"**Hoe het geteld wordt.** {md.escaped(rule.formula.nl)}"
    yield [
        f"- {md.escaped(_sentence(law_name(book.laws[rule.law], 'nl')))}; categorie `{rule.category}`",
        *(f"- {md.escaped(_sentence(said))}" for said in limits_of(rule, "nl")),
        *_unless(rule, rules),
    ]
    yield f"**Wat je te lezen krijgt.** {md.escaped(_said(rule.message.nl))}"
    yield f"**Wat je beter kunt doen.** {md.escaped(_said(rule.advice.nl))}"
    sources = source_items(rule.sources, book)
    yield from ("Bronnen:", sources) if sources else ()
    yield from _change(rule)


def _unless(rule: SeriesRule, rules: Mapping[str, SeriesRule]) -> Iterator[str]:
    """Say which other measure makes this one good, by its name where a rule has it."""
    if rule.unless is not None:
        other = rule.unless.measure
        named = next((f"{one.label.nl} (`{other}`)" for one in rules.values() if one.measure == other), f"`{other}`")
        number = f"{rule.unless.at_least:g}".replace(".", ",")
        yield f"- Ook goed zodra {named} minstens {number} is"


def _change(rule: SeriesRule) -> Iterator[str]:
    """Say what to write in a configuration for other limits, with those of now; a limit on two sides stays."""
    numbers = {name: _one(getattr(rule, name)) for name in ("orange", "red")}
    parts = [f"{name}: {number:g}" for name, number in numbers.items() if number is not None]
    parts.append(f"minimum: {rule.minimum}")
    if len(parts) > 1:
        yield f"Andere grenzen, in `postlint.yaml` (dit zijn die van nu; {_UNITS[rule.unit]}):"
    else:
        yield "Een grens aan twee kanten verander je niet; het minimum wel, in `postlint.yaml`:"
    yield (
        f"```yaml\naudit:\n  limits:\n    {rule.id}: {{{', '.join(parts)}}}\n"
        f'  # of zet de regel uit:\n  ignore:\n    - {{rule: {rule.id}, reason: "waarom"}}\n```'
    )


def _one(bounds: Bounds | None) -> float | None:
    """Give the one number of a limit; None where it has two."""
    if bounds is None or (bounds.more_than is not None and bounds.less_than is not None):
        return None
    return bounds.more_than if bounds.more_than is not None else bounds.less_than


def _said(template: str) -> str:
    return readable(template.replace("{where}", ""), "nl")


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
