"""Drafts: from a file, bytes or text to prose that knows where in the file it stands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlint.draft.front import Exemption, FrontMatter, InReplyTo, Media
    from postlint.draft.model import MARKDOWN_SUFFIXES, Block, Comment, Draft, Image, Link
    from postlint.draft.read import TEXT_SUFFIXES, read_bytes, read_path, read_text

__all__ = [
    "MARKDOWN_SUFFIXES",
    "TEXT_SUFFIXES",
    "Block",
    "Comment",
    "Draft",
    "Exemption",
    "FrontMatter",
    "Image",
    "InReplyTo",
    "Link",
    "Media",
    "read_bytes",
    "read_path",
    "read_text",
]
_READ = {"TEXT_SUFFIXES", "read_bytes", "read_path", "read_text"}
_FRONT = {"Exemption", "FrontMatter", "InReplyTo", "Media"}


def __getattr__(name: str) -> Any:
    """Import what is asked for alone: decoding a draft takes neither Markdown nor YAML."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "read" if name in _READ else "front" if name in _FRONT else "model"
    return getattr(import_module(f"{__name__}.{home}"), name)
