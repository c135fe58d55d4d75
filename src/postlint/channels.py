"""What each channel is, allows and suits: its profile, its names and its own way of counting characters.

Place in the data flow: `linter` resolves the channel of a draft; rules read limits from the profile by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import Meta, Struct, field

from postlint.findings import Lang, Problem, Text
from postlint.yamlio import read

if TYPE_CHECKING:
    import regex

Positive = Annotated[int, Meta(gt=0)]
NotNegative = Annotated[int, Meta(ge=0)]
Unit = Literal["characters", "x-weighted", "graphemes", "threads", "mastodon"]

LIMITS: Final = (
    "text.max", "text.max_bytes", "text.warn_above", "reply.max", "alt.max", "title.max",
    "fold", "hashtags.advised", "hashtags.max", "links.max",
)  # fmt: skip
"""The numbers of a profile that a rule may name."""


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    nl: str
    en: str


class Fits(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be told on a channel: the author's private life, patient cases, promotion of the practice."""

    private_life: Literal["no", "measured", "yes"] = field(name="private-life")
    cases: Literal["no", "untraceable", "with-consent"]
    promotion: Literal["no", "rarely", "fifth", "factual"]


class TextLimit(Struct, frozen=True, forbid_unknown_fields=True):
    """How long a post may be, in the channel's own unit; None where the channel sets no limit."""

    max: Positive | None
    unit: Unit
    max_bytes: Positive | None = None
    warn_above: Positive | None = None


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """A greatest length; None where there is none, or none is known."""

    max: Positive | None = None


class Hashtags(Struct, frozen=True, forbid_unknown_fields=True):
    """How many hashtags are wise, and how many the channel accepts (None: no known limit)."""

    advised: NotNegative
    max: NotNegative | None


class Links(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a web address in the text works, and how many the channel accepts (None: no known limit)."""

    clickable: bool | Literal["button"]
    max: Positive | None


class _Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """A channel as its file describes it; `ambiguous` says of aliases which other channel they may mean."""

    name: Bilingual
    aliases: tuple[str, ...]
    nature: Literal["business", "private", "mixed"]
    audience: Literal["public", "closed", "subscribers", "mixed"]
    fits: Fits
    conversation: bool
    mentions: bool
    alt_text: bool
    text: TextLimit
    fold: Positive | None
    hashtags: Hashtags
    links: Links
    phone: Literal["allowed", "refused"]
    tone: Bilingual
    sources: tuple[str, ...]
    checked: date
    reply: Limit = Limit()
    alt: Limit = Limit()
    title: Limit = Limit()
    ambiguous: dict[str, str] = {}


class Profile(_Fields, frozen=True, kw_only=True):
    """A channel: its id, names, nature, audience, limits and tone, and when that was last checked."""

    id: str

    def label(self, lang: Lang) -> str:
        """Give the name that the author knows the channel by."""
        return self.name.nl if lang == "nl" else self.name.en


class UnknownChannel(Problem):
    """A name that belongs to no channel; `nearest` holds the ids of the channels whose names look most like it."""

    def __init__(self, name: str, nearest: tuple[str, ...], known: Iterable[str]) -> None:
        every = ", ".join(known)
        nl = f"; bedoel je {' of '.join(nearest)}?" if nearest else "."
        en = f"; do you mean {' or '.join(nearest)}?" if nearest else "."
        super().__init__(
            Text(
                f"«{name}» is geen bekend kanaal{nl} Bekende kanalen: {every}",
                f"“{name}” is no known channel{en} Known channels: {every}",
            )
        )
        self.name = name
        self.nearest = nearest


def load_profiles(folder: Path) -> dict[str, Profile]:
    """Read all channel profiles, `<id>.yaml`, of a folder; sorted by id.

    Raises:
        Problem: at the first mistake, with file and line, or when two channels share a name.

    """
    profiles: dict[str, Profile] = {}
    for path in sorted(folder.glob("*.yaml")):
        found = read(path.read_text("utf-8"), f"rules/channels/{path.name}", _Fields)
        profiles[path.stem] = Profile(id=path.stem, **{key: getattr(found, key) for key in found.__struct_fields__})
    _names(profiles)
    for profile in profiles.values():
        _check_ambiguous(profile, profiles)
    return profiles


def resolve(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """Give the channel that goes by a name: its id, an alias or its label; case, spaces and underscores are free.

    Raises:
        UnknownChannel: when no channel goes by that name, with the nearest ones.

    """
    if name in profiles:
        return profiles[name]
    names = _names(profiles)
    wanted = _plain(name)
    if wanted in names:
        return profiles[names[wanted]]
    import difflib

    close = difflib.get_close_matches(wanted, names, n=6, cutoff=0.6)
    nearest = tuple(dict.fromkeys(names[near] for near in close))[:3]
    raise UnknownChannel(name, nearest, sorted(profiles))


def also_meant(name: str, profiles: Mapping[str, Profile]) -> Profile | None:
    """Give the other channel that a name may mean, where the profile it stands for says so.

    Raises:
        UnknownChannel: as `resolve`.

    """
    ambiguous = {_plain(alias): other for alias, other in resolve(name, profiles).ambiguous.items()}
    other = ambiguous.get(_plain(name))
    return None if other is None else profiles[other]


def value(profile: Profile, limit: str) -> int | None:
    """Give a number of the profile by its name in `LIMITS`, such as «hashtags.advised»; None where there is none.

    Raises:
        KeyError: when `limit` is not in `LIMITS`.

    """
    if limit not in LIMITS:
        raise KeyError(limit)
    found = profile
    for step in limit.split("."):
        found = getattr(found, step)
    return found  # type: ignore[return-value]  # every name in LIMITS ends at an int or None


def stale(profile: Profile, today: date) -> bool:
    """Tell whether the profile was last checked more than twelve months before `today`."""
    checked = profile.checked
    return (today.year - 1, today.month, today.day) > (checked.year, checked.month, checked.day)


def text_length(text: str, profile: Profile) -> int:
    """Count a text as the channel does, in `profile.text.unit`.

    White space around the text does not count, since every channel drops it, and a line end counts as one.
    """
    return _COUNTERS[profile.text.unit](text.replace("\r\n", "\n").strip())


def _names(profiles: Mapping[str, Profile]) -> dict[str, str]:
    """Map every name that a channel goes by to its id."""
    names: dict[str, str] = {}
    for key, profile in profiles.items():
        for name in (key, *profile.aliases, profile.name.nl, profile.name.en):
            owner = names.setdefault(_plain(name), key)
            if owner != key:
                text = Text(f"«{name}» is al een naam van {owner}", f"«{name}» is already a name of {owner}")
                raise Problem(text, f"rules/channels/{key}.yaml")
    return names


def _check_ambiguous(profile: Profile, profiles: Mapping[str, Profile]) -> None:
    path = f"rules/channels/{profile.id}.yaml"
    for alias, other in profile.ambiguous.items():
        if alias not in profile.aliases:
            text = Text(
                f"«{alias}» onder «ambiguous» staat niet bij «aliases»",
                f"“{alias}” under “ambiguous” is not among “aliases”",
            )
            raise Problem(text, path)
        if other not in profiles or other == profile.id:
            text = Text(
                f"«{other}» onder «ambiguous» is geen ander kanaal", f"“{other}” under “ambiguous” is no other channel"
            )
            raise Problem(text, path)


_NO_WORD: Final = re.compile(r"[\W_]+")


def _plain(name: str) -> str:
    return _NO_WORD.sub("-", name.casefold()).strip("-")


_URL_CHARS: Final = r"[^\s<>\"«»“”]"
_URL_END: Final = r"[^\s<>\"«»“”.,;:!?'’…)\]}*]"
_WITH_SCHEME: Final = rf"https?://{_URL_CHARS}*{_URL_END}"
_PATH: Final = rf"/(?:{_URL_CHARS}*{_URL_END})?"
_LABEL: Final = r"[\p{L}\p{N}][\p{L}\p{N}-]*+\."
_COUNTRY: Final = r"[a-z]{2}(?![\p{L}\p{N}@-])"
_GENERIC: Final = (
    r"(?:com|net|org|info|care|health|clinic|dental|shop|online|site|blog|app|amsterdam|frl|vlaanderen|brussels|gent"
    r"|co|tv)(?![\p{L}\p{N}@-])"
)
# A bare name under a country («voorbeeld.nl») is no link to X without «www.» or a path; under .com it is one.
_X_URL: Final = (
    rf"(?i)(?<![\p{{L}}\p{{N}}@$#_./-])(?:{_WITH_SCHEME}"
    rf"|(?:{_LABEL}){{1,8}}{_GENERIC}(?:{_PATH})?"
    rf"|(?:{_LABEL}){{2,8}}{_COUNTRY}(?:{_PATH})?"
    rf"|{_LABEL}{_COUNTRY}{_PATH})"
)
_FULL_URL: Final = rf"(?i)\b{_WITH_SCHEME}"
_REMOTE_MENTION: Final = r"(?<![\w/])(@\w+(?:[.-]+\w+)*)@[\w.-]*\w"
_EMOJI: Final = (
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
    r"|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=[\uFE0F\u200D]|\p{Emoji_Modifier}))"
    r"[\uFE0F\p{Emoji_Modifier}]*[\U000E0020-\U000E007F]*"
    r"(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*)*"
)
_LINK_LENGTH: Final = 23
_X_SINGLE: Final = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    """Compile a pattern when a channel first counts with it; most drafts are for another one."""
    import regex

    return regex.compile(source)


def _x_weighted(text: str) -> int:
    """Weigh a post as twitter-text does: a link 23, an emoji 2, Latin and its punctuation 1, anything else 2."""
    rest, links = _compiled(_X_URL).subn("", unicodedata.normalize("NFC", text))
    rest, emoji = _compiled(_EMOJI).subn("", rest)
    single = sum(any(low <= ord(char) <= high for low, high in _X_SINGLE) for char in rest)
    return _LINK_LENGTH * links + 2 * emoji + 2 * len(rest) - single


def _bluesky(text: str) -> int:
    """Count graphemes after the app has shortened every full link to its host and the start of its path."""
    return _graphemes(_compiled(_FULL_URL).sub(lambda link: _shown_link(link[0]), text))


def _shown_link(url: str) -> str:
    host, slash, path = url.partition("://")[2].partition("/")
    path = slash + path if path else ""
    return host + (path if len(path) <= 15 else path[:13] + "...")


def _mastodon(text: str) -> int:
    """Count graphemes, a full link as 23 and a mention without its server."""
    text = _compiled(_FULL_URL).sub("x" * _LINK_LENGTH, text)
    return _graphemes(_compiled(_REMOTE_MENTION).sub(r"\1", text))


def _threads(text: str) -> int:
    """Count code points, but an emoji as its UTF-8 bytes."""
    extra = sum(len(emoji.encode()) - len(emoji) for emoji in _compiled(_EMOJI).findall(text))
    return len(text) + extra


def _graphemes(text: str) -> int:
    return len(_compiled(r"\X").findall(text))


_COUNTERS: Final[dict[Unit, Callable[[str], int]]] = {
    "characters": len,
    "x-weighted": _x_weighted,
    "graphemes": _bluesky,
    "threads": _threads,
    "mastodon": _mastodon,
}
