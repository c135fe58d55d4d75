"""`postlint explain`: what a rule, law or channel is about, from its own file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.lookup import find
from postlint.cli.output import screen_width, write
from postlint.cli.plain import INDENT, paragraph, quoted, section
from postlint.cli.rulebooks import config_option, rule_folders_if_any, tell_renamed
from postlint.cli.terms import FIXABLE, LABELS, TERMS
from postlint.findings import Lang, Severity, Text
from postlint.report.visible import visible
from postlint.report.words import SEVERITIES, kind_word

if TYPE_CHECKING:
    from postlint.rulebook import Example, Law, Rule, RuleFolder
    from postlint.rulebook.model import AppliesTo
    from postlint.rulebook.practice import Country

_EPILOG = """\b
Voorbeelden:
  postlint explain non-promotie/korting   een regel
  postlint explain korting                dezelfde regel, met zijn korte naam
  postlint explain luisteren              een wet
  postlint explain "wet 3"                een wet, op nummer
  postlint explain promotion              een categorie
  postlint explain linkedin               een kanaal
"""
_TITLES = {
    "what": Text("Wat deze regel vindt", "What this rule finds"),
    "why": Text("Waarom", "Why"),
    "message": Text("Wat er dan bij je concept staat", "What your draft is then told"),
    "advice": Text("Wat je beter kunt doen", "What to do instead"),
    "fix": Text("Herstel", "Fix"),
    "scope": Text("Geldt voor", "Applies to"),
    "flag": Text("Hier zegt de regel iets van", "The rule speaks up here"),
    "pass": Text("Dit mag", "This is fine"),
    "sources": Text("Bronnen", "Sources"),
    "file": Text("Staat in", "Stands in"),
    "aliases": Text("Heette eerder", "Formerly called"),
    "rules": Text("Regels bij deze wet", "Rules of this law"),
    "laws": Text("Wetten", "Laws"),
    "of-category": Text("Regels in deze categorie", "Rules in this category"),
}
_CHECKED = Text("bekeken op {date}", "checked on {date}")
_CATEGORY = Text("categorie van regels", "category of rules")
_WEIGHT = Text("Gewicht in de score: {n}", "Weight in the score: {n}")
_LAW = Text("wet {n}", "law {n}")
_ON = Text("op {channel}", "on {channel}")
_THIS_CHANNEL = Text("dit kanaal", "this channel")
_ANSWERS = Text("→ antwoord op: «{text}»", "→ in answer to: “{text}”")
_FRONT = Text("→ bovenaan staat: {front}", "→ front matter: {front}")
_SCOPE = ("channels", "except_channels", "nature", "audience", "kinds", "readers")
_FITS = Text(
    "Kanalen met «{what}: {terms}» (zie postlint channels)",
    "Channels with “{what}: {terms}” (see postlint channels)",
)
_CONVERSATION = {
    True: Text("Kanalen waar lezers kunnen reageren", "Channels where readers can respond"),
    False: Text("Kanalen waar lezers niet kunnen reageren", "Channels where readers cannot respond"),
}
_COUNTRY = {
    "NL": Text("Alleen voor praktijken in Nederland", "Practices in the Netherlands alone"),
    "BE": Text("Alleen voor praktijken in België («country: BE»)", "Practices in Belgium alone (“country: BE”)"),
}
_USUAL_CHANNEL = "facebook-page"
_PLACEHOLDER = re.compile(r"\{\w+\}")


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("name", metavar="REGEL | WET | KANAAL | CATEGORIE")
@config_option()
@lang_option()
def explain(name: str, config: Path | None, lang: str | None) -> None:
    """Leg een regel, wet, kanaal of categorie uit: wat, waarom, voorbeelden en bronnen."""
    from postlint.paths import rules_dir
    from postlint.rulebook import load_laws, load_rule

    chosen = to_lang(lang)
    with speaking(chosen):
        folder, extra = rules_dir(), rule_folders_if_any(config, chosen)
        laws = load_laws(folder)
        found = find(name, folder, laws, extra)
        if found.old:
            tell_renamed(found.old, found.id, chosen)
        if found.what == "channel":
            from postlint.cli.channels import channel_lines

            lines = channel_lines(found.id, chosen, screen_width())
        elif found.what == "series":
            from postlint.cli.explain_series import series_lines
            from postlint.rulebook.series import load_series_rule

            about = load_series_rule(folder, found.id)
            lines = series_lines(about, laws[about.law], chosen, screen_width())
        elif found.what == "category":
            lines = _category(found.id, laws, chosen, screen_width(), extra)
        elif found.what == "law":
            lines = _law(laws[found.id], chosen, screen_width(), extra)
        else:
            rule = load_rule(folder, found.id, extra)
            if rule is None:
                raise FileNotFoundError(found.id)
            lines = _rule(rule, laws[rule.law], chosen, screen_width(), extra)
        write("".join(visible(line) + "\n" for line in lines), None)


def _rule(rule: Rule, law: Law, lang: Lang, width: int, extra: Sequence[RuleFolder]) -> Iterator[str]:
    from postlint.rulebook.model import fix_of

    title = {key: text.to(lang) for key, text in _TITLES.items()}
    spec = fix_of(rule)
    yield f"{rule.id} · {SEVERITIES[Severity(rule.severity)].to(lang)} · {rule.category}"
    yield from section(title["what"], paragraph(rule.summary.to(lang), width))
    yield from section(title["why"], paragraph(f"{law_name(law, lang)}: {law.gist.to(lang)}", width))
    yield from section(title["message"], paragraph(readable(rule.message.to(lang), lang), width))
    yield from section(title["advice"], paragraph(readable(rule.advice.to(lang), lang), width))
    if spec is not None:
        yield from section(title["fix"], paragraph(FIXABLE[spec.is_safe].to(lang), width))
    yield from section(title["scope"], _scope(rule.applies_to, lang, width, rule.country))
    for side, examples, sign in (("flag", rule.examples.flag, "✖"), ("pass", rule.examples.pass_, "✓")):
        lines = [line for item in examples for line in _example(item, lang, width, sign)]
        yield from section(title[side], lines)
    yield from section(title["sources"], source_lines(rule.sources, lang, width, extra))
    if extra:
        yield from section(title["file"], paragraph(rule.path, width))
    if rule.aliases:
        yield from section(title["aliases"], (INDENT + name for name in rule.aliases))


def _law(law: Law, lang: Lang, width: int, extra: Sequence[RuleFolder]) -> Iterator[str]:
    from postlint.paths import rules_dir
    from postlint.rulebook import rule_ids
    from postlint.rulebook.series import series_ids

    yield f"{law.id} · {law_name(law, lang)}"
    yield ""
    yield from paragraph(law.gist.to(lang), width)
    yield from paragraph(_WEIGHT.to(lang).format(n=law.weight), width)
    yield from section(_TITLES["scope"].to(lang), _scope(law.applies_to, lang, width))
    ids = [rule for rule in rule_ids(rules_dir(), extra) if rule.startswith(f"{law.id}/")]
    ids += [rule for rule in series_ids(rules_dir()) if rule.split("/")[1] == law.id]
    yield from section(_TITLES["rules"].to(lang), (INDENT + rule for rule in ids))
    yield from section(_TITLES["sources"].to(lang), source_lines(law.sources, lang, width))


def _category(name: str, laws: Mapping[str, Law], lang: Lang, width: int, extra: Sequence[RuleFolder]) -> Iterator[str]:
    from postlint.paths import rules_dir
    from postlint.rulebook import load_rulebook

    rules = [rule for rule in load_rulebook(rules_dir(), extra).rules.values() if rule.category == name]
    about = dict.fromkeys(law_name(laws[rule.law], lang) for rule in rules)
    yield f"{name} · {_CATEGORY.to(lang)}"
    yield from section(_TITLES["laws"].to(lang), (INDENT + one for one in about))
    listed = (
        line for rule in rules for line in paragraph(f"{rule.id}: {rule.summary.to(lang)}", width, " " * 4, INDENT)
    )
    yield from section(_TITLES["of-category"].to(lang), listed)


def law_name(law: Law, lang: Lang) -> str:
    """Give «wet 1, Non-promotie», or the title alone of what has no number."""
    title = law.title.to(lang)
    return title if law.number is None else f"{_LAW.to(lang).format(n=law.number)}, {title}"


def scope(applies_to: AppliesTo, lang: Lang, country: Country | None = None) -> Iterator[str]:
    """Give a sentence for each thing that limits where a rule or law applies."""
    if country is not None:
        yield _COUNTRY[country].to(lang)
    for key in _SCOPE:
        if values := getattr(applies_to, key):
            yield f"{LABELS[key].to(lang)}: {_terms(values, lang)}"
    for key, values in applies_to.fits.items():
        yield _FITS.to(lang).format(what=LABELS[key].to(lang).lower(), terms=_terms(values, lang))
    if applies_to.conversation is not None:
        yield _CONVERSATION[applies_to.conversation].to(lang)


def _scope(applies_to: AppliesTo, lang: Lang, width: int, country: Country | None = None) -> Iterator[str]:
    for sentence in scope(applies_to, lang, country):
        yield from paragraph(sentence, width)


def _terms(values: tuple[str, ...], lang: Lang) -> str:
    return ", ".join(TERMS[value].to(lang) if value in TERMS else value for value in values)


def _example(item: str | Example, lang: Lang, width: int, sign: str) -> list[str]:
    if isinstance(item, str):
        return quoted(item, width, sign)
    about = example_place(item, lang)
    lines = quoted(item.text.rstrip() + (f" ({about})" if about else ""), width, sign)
    asked, front = example_front(item)
    if asked is not None:
        lines += paragraph(_ANSWERS.to(lang).format(text=asked), width, " " * 6, " " * 4)
    if front is not None:
        lines += paragraph(
            _FRONT.to(lang).format(front=front.removeprefix("{").removesuffix("}")), width, " " * 6, " " * 4
        )
    return lines


def example_place(item: Example, lang: Lang) -> str:
    """Say where an example stands and what it is, as far as that is not the usual: «op linkedin, reactie»."""
    about = [] if item.channel == _USUAL_CHANNEL else [_ON.to(lang).format(channel=item.channel)]
    about += [] if item.kind == "post" else [kind_word(item.kind, lang)]
    return ", ".join(about)


def example_front(item: Example) -> tuple[str | None, str | None]:
    """Give the text that an example answers, and the rest of its front matter as YAML on one line; None for none."""
    import yaml

    front = dict(item.front)
    asked = front.pop("in_reply_to") if isinstance(front.get("in_reply_to"), str) else None
    if not front:
        return asked, None
    dumped = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000)
    return asked, dumped.strip()


def readable(template: str, lang: Lang) -> str:
    """Show «…» where a message would quote the draft, and «dit kanaal» where it would name the channel."""
    return _PLACEHOLDER.sub("…", template.replace("{channel}", _THIS_CHANNEL.to(lang)))


def source_lines(names: tuple[str, ...], lang: Lang, width: int, extra: Sequence[RuleFolder] = ()) -> Iterator[str]:
    """Give the lines on some sources: title, address and the day it was last looked at."""
    from postlint.paths import rules_dir
    from postlint.rulebook import load_sources

    sources = load_sources(rules_dir(), extra)
    for name in names:
        if name not in sources:
            yield from paragraph(name, width, " " * 4, f"{INDENT}- ")
            continue
        source = sources[name]
        checked = _CHECKED.to(lang).format(date=source.checked.isoformat())
        yield from paragraph(f"{source.title} ({checked})", width, " " * 4, f"{INDENT}- ")
        if source.url:
            yield " " * 4 + source.url
