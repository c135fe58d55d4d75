"""`postlint channels`: what the channels allow and what suits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import screen_width, write
from postlint.cli.plain import paragraph, section, table
from postlint.cli.terms import LABELS, TERMS
from postlint.findings import Lang, Text

if TYPE_CHECKING:
    from postlint.channels import Profile

_EPILOG = """\b
Voorbeelden:
  postlint channels              alle kanalen
  postlint channels linkedin     één kanaal, met bronnen
  postlint channels fb-pagina    ook met een andere naam
"""
_HEAD = (
    Text("kanaal", "channel"), Text("aard", "nature"), Text("publiek", "audience"), Text("max", "max"), Text("#", "#"),
    Text("privé", "private"), Text("casus", "cases"), Text("promotie", "promotion"),
)  # fmt: skip
_NUMBERS = (3, 4)
_NONE = "–"
_EXPLAINED = Text(
    "max: langste bericht in tekens; #: aanbevolen aantal hashtags; privé, casus, promotie: wat er past. "
    "postlint channels NAAM toont één kanaal met bronnen.",
    "max: longest post in characters; #: advised number of hashtags; private, cases, promotion: what suits. "
    "postlint channels NAME shows one channel with its sources.",
)
_OLD = Text("langer dan een jaar geleden", "more than a year ago")
_HASHTAGS = Text("advies {advised}", "advised {advised}")
_AT_MOST = Text("het kanaal laat er {max} toe", "the channel allows {max}")
_WORKS = Text("aanklikbaar", "clickable")
_WORKS_NOT = Text("niet aanklikbaar", "not clickable")


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("name", required=False, metavar="[KANAAL]")
@lang_option()
def channels(name: str | None, lang: str | None) -> None:
    """Toon alle kanalen in een tabel, of één kanaal met zijn grenzen en bronnen."""
    chosen, width = to_lang(lang), screen_width()
    with speaking(chosen):
        lines = _overview(chosen, width) if name is None else channel_lines(name, chosen, width)
        write("".join(line + "\n" for line in lines), None)


def channel_lines(name: str, lang: Lang, width: int) -> Iterator[str]:
    """Give the description of one channel.

    Raises:
        Problem: when no channel goes by that name.

    """
    from postlint.channels import resolve
    from postlint.cli.explain import source_lines

    profile = resolve(name, _profiles())
    label = {key: text.to(lang) for key, text in LABELS.items()}
    yield f"{profile.id} · {profile.label(lang)}"
    yield ""
    yield from paragraph(profile.tone.nl if lang == "nl" else profile.tone.en, width)
    for title, found in ((label["facts"], facts(profile, lang)), (label["fits"], fits(profile, lang))):
        yield from section(title, [line for key, said in found for line in paragraph(f"{label[key]}: {said}", width)])
    yield ""
    yield from paragraph(f"{label['aliases']}: {', '.join(profile.aliases)}", width, "")
    yield f"{label['checked']}: {_checked(profile, lang)}"
    yield from section(label["sources"], source_lines(profile.sources, lang, width))


def _overview(lang: Lang, width: int) -> Iterator[str]:
    head = [text.to(lang) for text in _HEAD]
    rows = [_row(profile, lang) for profile in _profiles().values()]
    yield from table(head, rows, width, right=_NUMBERS)
    yield ""
    yield from paragraph(_EXPLAINED.to(lang), width, "")


def _row(profile: Profile, lang: Lang) -> list[str]:
    suits = profile.fits
    return [
        profile.id, _term(profile.nature, lang), _term(profile.audience, lang), _number(profile.text.max),
        str(profile.hashtags.advised), _term(suits.private_life, lang), _term(suits.cases, lang),
        _term(suits.promotion, lang),
    ]  # fmt: skip


def facts(profile: Profile, lang: Lang) -> Iterator[tuple[str, str]]:
    """Give what a channel is and allows, as keys of `LABELS` with what is said of each."""
    unit = _term(profile.text.unit, lang)
    yield "nature", _term(profile.nature, lang)
    yield "audience", _term(profile.audience, lang)
    yield "text", _NONE if profile.text.max is None else f"{profile.text.max} {unit}"
    for key in ("reply", "title", "alt"):
        limit = getattr(profile, key).max
        if limit is not None:
            yield key, f"{limit} {_term('characters', lang)}"
    if profile.fold is not None:
        yield "fold", f"{profile.fold} {_term('characters', lang)}"
    yield (
        "hashtags",
        _with_most(_HASHTAGS.to(lang).format(advised=profile.hashtags.advised), profile.hashtags.max, lang),
    )
    clickable = profile.links.clickable
    works = _term(clickable, lang) if isinstance(clickable, str) else (_WORKS if clickable else _WORKS_NOT).to(lang)
    yield "links", _with_most(works, profile.links.max, lang)
    yield "phone", _term(profile.phone, lang)
    yield "conversation", _term("yes" if profile.conversation else "no", lang)


def fits(profile: Profile, lang: Lang) -> Iterator[tuple[str, str]]:
    """Give what suits a channel, as keys of `LABELS` with what is said of each."""
    yield "private-life", _term(profile.fits.private_life, lang)
    yield "cases", _term(profile.fits.cases, lang)
    yield "promotion", _term(profile.fits.promotion, lang)


def _with_most(said: str, most: int | None, lang: Lang) -> str:
    return said if most is None else f"{said}, {_AT_MOST.to(lang).format(max=most)}"


def _checked(profile: Profile, lang: Lang) -> str:
    from datetime import date

    from postlint.channels import stale

    day = profile.checked.isoformat()
    return f"{day} ({_OLD.to(lang)})" if stale(profile, date.today()) else day


def _term(key: str, lang: Lang) -> str:
    return TERMS[key].to(lang)


def _number(limit: int | None) -> str:
    return _NONE if limit is None else str(limit)


def _profiles() -> Mapping[str, Profile]:
    from postlint.channels import load_profiles
    from postlint.paths import rules_dir

    return load_profiles(rules_dir() / "channels")
