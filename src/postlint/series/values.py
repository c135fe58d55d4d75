"""What a cell of a table may hold: moments, kinds, channels and lists, as people and spreadsheets write them.

Place in the data flow: `tables` reads rows with it, and importers may.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo

from postlint.channels import Profile, UnknownChannel, resolve
from postlint.findings import Text
from postlint.series.item import KINDS, Kind, Moment, moment

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_SHORT = {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"mrt": 3}
_MONTH = {name: n for n, name in enumerate(_MONTHS, 1)} | _SHORT
_TIME = re.compile(r"(?:[T ,]|\bom\b|\s)+(\d{1,2})[:.](\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:uur)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9}\.?)[-/. ]+(\d{4})")
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d")
_KIND_WORDS: Mapping[str, Kind] = {
    "bericht": "post", "reactie": "reply", "antwoord": "reply", "bedankje": "thanks", "comment": "incoming",
    "ontvangen": "incoming", "ontvangen reactie": "incoming", "gedeeld": "shared", "share": "shared",
    **{kind: kind for kind in KINDS},
}  # fmt: skip
_YEARS = range(1900, 2200)


class WrongCellError(Exception):
    """A cell that holds something else than it should; `text` says what belongs there."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Values:
    """How cells are read in one run.

    Args:
        zone: where the practice is.
        profiles: every channel by id.
        kinds: words for kinds besides the usual ones, folded.
        channels: words for channels besides the usual ones, folded.

    """

    zone: tzinfo
    profiles: Mapping[str, Profile]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)

    def moment(self, written: str, clock: str = "") -> Moment | None:
        """Read a date, with a time behind it or in a cell of its own; nothing where the cell is empty.

        Raises:
            WrongCellError: when it is no date.

        """
        whole = " ".join(f"{written} {clock}".split()) if clock.strip() else written.strip()
        if not written.strip():
            return None
        try:
            value = _date(whole)
            if value.year not in _YEARS:
                raise ValueError(whole)
            return moment(value, self.zone)
        except (ValueError, OverflowError):
            nl = f"«{_cut(whole)}» is geen datum; schrijf 2026-03-31, 2026-03-31T14:05 of 31-3-2026"
            en = f"“{_cut(whole)}” is no date; write 2026-03-31, 2026-03-31T14:05 or 31-3-2026"
            raise WrongCellError(Text(nl, en)) from None

    def kind(self, written: str, *, answers: bool) -> Kind:
        """Read the kind; where the cell is empty it is a reply if it answers something, else a post.

        Raises:
            WrongCellError: when it is no kind.

        """
        word = written.strip().casefold()
        if not word:
            return "reply" if answers else "post"
        found = self.kinds.get(word) or _KIND_WORDS.get(word)
        if found is None:
            nl = f"«{_cut(written)}» is geen soort; kies uit {', '.join(KINDS)}, of zet het woord bij «audit: kinds:»"
            en = f"“{_cut(written)}” is no kind; choose from {', '.join(KINDS)}, or put the word under “audit: kinds:”"
            raise WrongCellError(Text(nl, en))
        return found

    def channel_ids(self, written: str) -> tuple[str, ...]:
        """Read one or more channels, with commas or semicolons between them.

        Raises:
            WrongCellError: when one is not known.

        """
        names = [name.strip() for name in re.split(r"[,;|]", written) if name.strip()]
        return tuple(dict.fromkeys(self._channel(name) for name in names))

    def _channel(self, name: str) -> str:
        try:
            return resolve(self.channels.get(name.casefold(), name), self.profiles).id
        except UnknownChannel as unknown:
            raise WrongCellError(unknown.text) from None


def parts(written: str) -> tuple[str, ...]:
    """Read a list, with commas, semicolons or line ends between its parts."""
    return tuple(part.strip() for part in re.split(r"[,;\n]", written) if part.strip())


def _date(written: str) -> date | datetime:
    if _ISO.match(written):
        return date.fromisoformat(written) if len(written) <= 10 else datetime.fromisoformat(_iso_time(written))
    clock = _TIME.search(written)
    day = _DAY_FIRST.fullmatch(written[: clock.start()].strip().casefold() if clock else written.casefold())
    if day is None:
        raise ValueError(written)
    month = int(day[2]) if day[2].isdigit() else _MONTH.get(day[2].rstrip("."), 0)
    found = date(int(day[3]), month, int(day[1]))
    if clock is None:
        return found
    return datetime.combine(found, time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))


def _iso_time(written: str) -> str:
    """Give «2026-03-31 8:05 UTC» as Python reads it."""
    found = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", written)
    return re.sub(r"(?<=[T ])(\d):", r"0\1:", found)


def _cut(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 40 else one[:39] + "…"
