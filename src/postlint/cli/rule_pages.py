"""The pages of docs/rules: one for each law, with everything its rules say of themselves, and an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postlint.cli import markdown as md
from postlint.cli.explain import example_front, example_place, law_name, readable, scope
from postlint.cli.terms import FIXABLE
from postlint.findings import Severity
from postlint.report.words import SEVERITIES
from postlint.rulebook import Example, Law, Rule, Rulebook, SourceInfo, ValueSignal, example_of
from postlint.rulebook.model import fix_of

MADE_BY = "<!-- Gemaakt met «postlint rules docs»"
"""How the line begins by which the command knows its own pages, of every version."""
GENERATED = f"{MADE_BY}: verander de bestanden onder rules/, niet deze pagina. -->"
_SHOWN = 3
"""Examples of each side that a page shows; the rule file has them all."""
_OTHER_SEVERITY = {Severity.ERROR: "warning", Severity.WARNING: "suggestion", Severity.SUGGESTION: "warning"}


def rule_pages(book: Rulebook) -> dict[str, str]:
    """Give the pages by file name.

    Args:
        book: the rules to describe.

    """
    pages = {f"{law.id}.md": _law_page(law, book) for law in book.laws.values()}
    return {"README.md": _index(book), **pages}


def source_items(names: Sequence[str], book: Rulebook) -> list[str]:
    """Give the items of a list of sources: title, address, country if any, and the day it was last looked at."""
    return [f"- {_source(book.sources[name])}" for name in names]


def _index(book: Rulebook) -> str:
    laws = [
        (f"[{md.escaped(_title(law))}]({law.id}.md)", str(len(_rules(law, book))), md.escaped(law.gist.nl))
        for law in book.laws.values()
    ]
    return md.page(
        "# De regels van postlint",
        GENERATED,
        f"postlint heeft {len(book.rules)} regels, verdeeld over {len(book.laws)} wetten en groepen. Elke regel "
        "vertelt wat er wringt, waarom, en wat je in plaats daarvan kunt doen. Zelf een regel schrijven? Lees "
        "[zo schrijf je een regel](../writing-rules.md).",
        md.rows(("Wet of groep", "Regels", "Waar het om gaat"), laws),
        "Over alles wat je over langere tijd schreef, gaan [de regels over een reeks berichten](series.md).",
        "## Alle regels",
        md.rows(
            ("Regel", "Ernst", "Wat de regel vindt"),
            [(_link(rule, f"{rule.law}.md"), _severity(rule), md.escaped(rule.summary.nl)) for rule in _ordered(book)],
        ),
    )


def _law_page(law: Law, book: Rulebook) -> str:
    rules = _rules(law, book)
    blocks: list[str | Sequence[str]] = [
        f"# {md.escaped(_title(law))}",
        GENERATED,
        md.escaped(law.gist.nl),
        [f"- Gewicht in de score: {law.weight}", *(f"- {md.escaped(said)}" for said in scope(law.applies_to, "nl"))],
        md.rows(
            ("Regel", "Ernst", "Wat de regel vindt"),
            [(_link(rule, ""), _severity(rule), md.escaped(rule.summary.nl)) for rule in rules],
        ),
    ]
    for rule in rules:
        blocks += _rule(rule, book)
    blocks += _signals(law, book)
    sources = source_items(law.sources, book)
    blocks += ["## Bronnen van deze wet", sources] if sources else []
    return md.page(*blocks)


def _rule(rule: Rule, book: Rulebook) -> Iterator[str | Sequence[str]]:
    yield f"## {rule.id}"
    yield md.escaped(rule.summary.nl) + "."
    limits = list(scope(rule.applies_to, "nl", rule.country))
    yield [
        f"- Ernst: {_severity(rule)} (`{rule.severity}`)",
        f"- Categorie: `{rule.category}`" + (", rechtstreekse werving" if rule.direct else ""),
        *([f"- {md.escaped(said)}" for said in limits] or ["- Geldt op elk kanaal en voor elk soort concept"]),
        *([f"- Herstel: {FIXABLE[spec.is_safe].nl}"] if (spec := fix_of(rule)) is not None else []),
        *([f"- Heette eerder: {', '.join(f'`{name}`' for name in rule.aliases)}"] if rule.aliases else []),
    ]
    yield f"**Wat je te lezen krijgt.** {md.escaped(readable(rule.message.nl, 'nl'))}"
    yield f"**Wat je beter kunt doen.** {md.escaped(readable(rule.advice.nl, 'nl'))}"
    yield "Hier zegt de regel iets van:"
    yield _examples(rule.examples.flag, "✖")
    yield "Dit mag:"
    yield _examples(rule.examples.pass_, "✓")
    sources = source_items(rule.sources, book)
    yield from ("Bronnen:", sources) if sources else ()
    yield "Uitzetten, of een andere ernst geven, in `postlint.yaml`:"
    other = _OTHER_SEVERITY[Severity(rule.severity)]
    yield f"```yaml\nignore: [{rule.id}]\n# of:\nseverity: {{{rule.id}: {other}}}\n```"


def _signals(law: Law, book: Rulebook) -> Iterator[str | Sequence[str]]:
    earning = sorted(
        (s for s in book.signals.values() if s.points and s.law == law.id), key=lambda s: (-s.points, s.id)
    )
    if earning:
        yield "## Wat punten oplevert"
        yield md.rows(("Punten", "Wat de lezer krijgt", "Bijvoorbeeld"), [_signal(signal) for signal in earning])


def _signal(signal: ValueSignal) -> tuple[str, str, str]:
    return str(signal.points), md.escaped(signal.summary.nl), md.escaped(example_of(signal.examples.flag[0]).text)


def _examples(examples: Sequence[str | Example], sign: str) -> list[str]:
    return [_example(example_of(one), sign) for one in examples[:_SHOWN]]


def _example(example: Example, sign: str) -> str:
    asked, front = example_front(example)
    about = [md.escaped(said) for said in (example_place(example, "nl"),) if said]
    about += [f"op: «{md.escaped(asked)}»"] if asked is not None else []
    about += [f"bovenaan staat: {md.code(front)}"] if front is not None else []
    return md.item(example.text, sign) + (f" ({'; '.join(about)})" if about else "")


def _source(source: SourceInfo) -> str:
    about = [*([source.country] if source.country else []), f"bekeken op {source.checked.isoformat()}"]
    return f"{md.link(source.title, source.url)} ({', '.join(about)})"


def _title(law: Law) -> str:
    name = law_name(law, "nl")
    return name[0].upper() + name[1:].replace(", ", ": ", 1)


def _link(rule: Rule, page: str) -> str:
    return f"[{rule.id}]({page}#{rule.id.replace('/', '')})"


def _severity(rule: Rule) -> str:
    return SEVERITIES[Severity(rule.severity)].nl


def _rules(law: Law, book: Rulebook) -> list[Rule]:
    return [rule for rule in _ordered(book) if rule.law == law.id]


def _ordered(book: Rulebook) -> list[Rule]:
    order = list(book.laws)
    return sorted(book.rules.values(), key=lambda rule: (order.index(rule.law), rule.id))
