"""Read the text on the clipboard, by the command that the system has for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from postlint.draft.decode import MAX_BYTES
from postlint.findings import Problem, Text
from postlint.programs import ask, find_program

_SECONDS = 10
_POWERSHELL = (
    "-NoProfile", "-NonInteractive", "-Command",
    "[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false); Get-Clipboard -Raw",
)  # fmt: skip
_WAYLAND = ("wl-paste", "--no-newline", "--type", "text")
_X11 = (("xclip", "-selection", "clipboard", "-out"), ("xsel", "--clipboard", "--output"))

_BY_HAND = Text(
    "Of geef de tekst via standaardinvoer: postlint check -", "Or pass the text on standard input: postlint check -"
)
_INSTALL = Text(
    "om het klembord te lezen is hier {what} nodig; installeer dat, bijvoorbeeld met je pakketbeheer.",
    "to read the clipboard {what} is needed here; install it, for instance with your package manager.",
)
_NO_SCREEN = Text(
    "er is hier geen klembord, want er is geen beeldscherm (bijvoorbeeld via ssh).",
    "there is no clipboard here, as there is no display (over ssh, say).",
)
_EMPTY = Text(
    "er staat geen tekst op het klembord; kopieer eerst je bericht en probeer het opnieuw.",
    "there is no text on the clipboard; copy your post first and try again.",
)
_SLOW = Text(
    f"het klembord geeft na {_SECONDS} seconden nog geen antwoord; kopieer je bericht opnieuw.",
    f"the clipboard gives no answer after {_SECONDS} seconds; copy your post again.",
)
_TOO_LARGE = Text(
    "er staat meer op het klembord dan één concept (ten hoogste {most} bytes); kopieer alleen je bericht.",
    "there is more on the clipboard than one draft ({most} bytes at most); copy your post alone.",
)


def read_clipboard() -> bytes:
    """Give the text on the clipboard, at most `MAX_BYTES` of it, in UTF-8.

    Raises:
        Problem: there is no command to ask, no text, too much of it, or no answer in time.

    """
    slow = False
    for command in _installed(_commands()):
        try:
            answer = ask(command, limit=MAX_BYTES, seconds=_SECONDS, more={"LC_CTYPE": "UTF-8"} if _is_mac() else None)
        except OSError:
            continue
        if len(answer.output) > MAX_BYTES:
            raise Problem(_filled(_TOO_LARGE, nl=f"{MAX_BYTES:,}".replace(",", "."), en=f"{MAX_BYTES:,}"))
        slow = slow or answer.timed_out
        if answer.status == 0 and answer.output.strip():
            return answer.output
    raise Problem(_SLOW if slow else _EMPTY)


def _commands() -> tuple[tuple[str, ...], ...]:
    """Give what may read the clipboard on this system, the best first."""
    if sys.platform == "win32":
        return (("powershell", *_POWERSHELL), ("pwsh", *_POWERSHELL))
    if _is_mac():
        return (("pbpaste", "-Prefer", "txt"),)
    wayland = (_WAYLAND,) if os.environ.get("WAYLAND_DISPLAY") else ()
    x11 = _X11 if os.environ.get("DISPLAY") else ()
    windows = (("powershell.exe", *_POWERSHELL),) if os.environ.get("WSL_DISTRO_NAME") else ()
    android = (("termux-clipboard-get",),) if os.environ.get("TERMUX_VERSION") else ()
    return (*wayland, *x11, *windows, *android)


def _installed(commands: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    if not commands:
        raise Problem(_and_by_hand(_NO_SCREEN))
    found = [(program, *rest) for name, *rest in commands if (program := find_program(name))]
    if not found:
        raise Problem(_and_by_hand(_filled(_INSTALL, **_what(commands))))
    return found


def _what(commands: Sequence[tuple[str, ...]]) -> dict[str, str]:
    packages = [{"wl-paste": "wl-clipboard", "termux-clipboard-get": "termux-api"}.get(c[0], c[0]) for c in commands]
    return {"nl": " of ".join(packages), "en": " or ".join(packages)}


def _filled(text: Text, *, nl: str, en: str) -> Text:
    return Text(text.nl.format(what=nl, most=nl), text.en.format(what=en, most=en))


def _and_by_hand(text: Text) -> Text:
    return Text(f"{text.nl} {_BY_HAND.nl}", f"{text.en} {_BY_HAND.en}")


def _is_mac() -> bool:
    return sys.platform == "darwin"
