"""Where a draft is to be posted, as what and for whom: front matter, options, configuration, and else a guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from postlint.channels import Profile, UnknownChannel, also_meant, resolve
from postlint.draft import Draft
from postlint.findings import Lang, Notice, Problem, Text
from postlint.settings import Nature

ASSUMED_CHANNEL = "facebook-page"
_READERS = {
    "colleagues": ("collega", "colleag", "vakgeno", "peers", "professional", "zorgverlener", "zorgprofessional"),
    "referrers": ("verwijz", "referr", "huisarts"),
}
_ASSUMED = Text(
    "Er staat geen kanaal bij; je concept is gelezen als openbaar bericht voor {channel}. "
    "Noem je kanaal met --channel, of met «channel: …» in de front matter van een .md-bestand.",
    "No channel is given; your draft was read as a public post for {channel}. "
    "Name your channel with --channel, or with “channel: …” in the front matter of a .md file.",
)
_AMBIGUOUS = Text(
    "«{name}» is gelezen als {read} ({label}). Bedoel je {other_label}, schrijf dan {other}.",
    "“{name}” was read as {read} ({label}). If you mean {other_label}, write {other}.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One channel on which a draft is judged."""

    profile: Profile
    kind: str
    readers: str
    notices: tuple[Notice, ...] = ()


def places_of(
    draft: Draft,
    profiles: Mapping[str, Profile],
    *,
    channel: str | None,
    kind: str | None,
    lang: Lang,
    nature: Nature | None = None,
) -> list[Place]:
    """Give every place that a draft is meant for.

    Args:
        draft: the draft; its front matter goes first.
        profiles: all channels by id.
        channel: the channel of a draft that names none; None for a public business page.
        kind: the kind of a draft that names none; None for a reply where it answers something, else a post.
        lang: the language of notices.
        nature: what the account is, where that differs from the channel.

    Raises:
        Problem: when the front matter names an unknown channel, with its line.

    """
    named = draft.front.channel
    names = [named] if isinstance(named, str) else list(named or ())
    notices: tuple[Notice, ...] = ()
    if not names:
        names = [channel or ASSUMED_CHANNEL]
        if channel is None:
            label = profiles[ASSUMED_CHANNEL].label(lang)
            notices = (Notice("channel-assumed", _ASSUMED.to(lang).format(channel=label)),)
    answered = draft.front.in_reply_to is not None
    chosen_kind = draft.front.kind or kind or ("reply" if answered else "post")
    found = {name: _profile(name, draft, profiles) for name in names}
    once = {profile.id: profile for profile in found.values()}
    return [
        Place(_as(nature, one), chosen_kind, _readers(draft, one), (*notices, *_doubts(one, found, profiles, lang)))
        for one in once.values()
    ]


def _doubts(
    profile: Profile, named: Mapping[str, Profile], profiles: Mapping[str, Profile], lang: Lang
) -> Iterator[Notice]:
    """Tell of a name that was read as this channel and may mean another, which is not named beside it."""
    for name in (name for name, one in named.items() if one is profile):
        other = also_meant(name, profiles)
        if other is not None and other not in named.values():
            about = {"label": profile.label(lang), "other_label": other.label(lang)}
            said = _AMBIGUOUS.to(lang).format(name=name, read=profile.id, other=other.id, **about)
            yield Notice("channel-ambiguous", said)


def _as(nature: Nature | None, profile: Profile) -> Profile:
    return profile if nature is None else msgspec.structs.replace(profile, nature=nature)


def _profile(name: str, draft: Draft, profiles: Mapping[str, Profile]) -> Profile:
    try:
        return resolve(name, profiles)
    except UnknownChannel as unknown:
        raise Problem(unknown.text, draft.path, draft.front_lines.get("channel")) from unknown


def _readers(draft: Draft, profile: Profile) -> str:
    """Give who reads along: what the front matter says, else colleagues in a closed group and patients elsewhere."""
    said = _plain(draft.front.audience or "")
    for readers, words in _READERS.items():
        if any(word in said for word in words):
            return readers
    return "colleagues" if not said and profile.audience == "closed" else "patients"


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
