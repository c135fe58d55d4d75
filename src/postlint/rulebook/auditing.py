"""What a configuration says under `audit:`: where the columns of a table are, limits, and findings set aside.

Place in the data flow: `settings` holds it; `series` reads tables and rates measures by it.
"""

# Annotations stay what they are, as in settings.py.
from datetime import tzinfo
from typing import Annotated, Literal

from msgspec import Meta, Struct

from postlint.findings import Problem, Text

Field = Literal[
    "id", "text", "date", "time", "channel", "account", "kind", "topic", "title", "source", "mentions", "sender",
    "reply_to", "reply_text", "reply_from", "reply_date",
]  # fmt: skip

_ZONE = Text(
    "«{name}» is geen tijdzone; schrijf bijvoorbeeld Europe/Amsterdam",
    "“{name}” is no time zone; write such as Europe/Amsterdam",
)


class AuditIgnore(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule about the series that is set aside, with the reason; for one channel or account, or for all."""

    rule: str
    reason: Annotated[str, Meta(min_length=1, pattern=r"\S")]
    channel: str | None = None
    account: str | None = None


class AuditLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """Other limits for a rule about the series; what is not named stays as the rule has it."""

    orange: float | None = None
    red: float | None = None
    minimum: Annotated[int, Meta(ge=1)] | None = None


class AuditSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything under `audit:`; everything is optional."""

    timezone: Annotated[str, Meta(description="where the practice is, for times without a zone")] = "Europe/Amsterdam"
    columns: Annotated[
        dict[Field, str], Meta(description="the column of a CSV or the key of a JSONL that holds a field")
    ] = {}
    kinds: Annotated[
        dict[str, Literal["post", "reply", "thanks", "incoming", "shared"]],
        Meta(description="what words in the column of kinds mean"),
    ] = {}
    channels: Annotated[dict[str, str], Meta(description="what words in the column of channels mean")] = {}
    ignore: Annotated[tuple[AuditIgnore, ...], Meta(description="findings set aside, each with a reason")] = ()
    limits: Annotated[dict[str, AuditLimits], Meta(description="other limits, by rule")] = {}


def zone_of(name: str) -> tzinfo:
    """Give a time zone by its name.

    Raises:
        Problem: when there is none by that name.

    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # few configurations name a zone

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Problem(Text(_ZONE.nl.format(name=name), _ZONE.en.format(name=name))) from None
