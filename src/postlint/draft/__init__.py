"""Drafts: from a file, bytes or text to prose that knows where in the file it stands."""

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
