"""The parameters of a web address that tell a site where its visitor came from, and nothing else.

The list names what advertising and mail platforms add themselves; a parameter that may choose what a page shows is
not in it. Sources: the platforms' own help pages on utm parameters, click identifiers and share links.
"""

from __future__ import annotations

import re
from typing import Final

from postlint.dutch.wordlists import words

_PREFIXES: Final = ("utm_", "mtm_", "pk_", "hsa_")
_NAMES: Final = words(
    "fbclid gclid gclsrc gbraid wbraid dclid msclkid twclid ttclid yclid li_fat_id igsh igshid mc_cid mc_eid mkt_tok "
    "_hsenc _hsmi vero_id oly_enc_id oly_anon_id epik srsltid ref_src ref_url rb_clickid s_cid"
)
_SHARE: Final = {"si": ("youtu.be", "youtube.com", "spotify.com"), "s": ("x.com", "twitter.com"), "t": ("x.com",)}
"""Names that mean this on some hosts alone."""
_HOST: Final = re.compile(r"(?:[a-z]+://)?([^/?#]*)", re.IGNORECASE)


def cleaned(address: str) -> str:
    """Give a web address without its tracking parameters, everything else of it untouched."""
    whole, hash_, fragment = address.partition("#")
    page, mark, query = whole.partition("?")
    host = _HOST.match(page)
    kept = [part for part in query.split("&") if not _tracks(part.partition("=")[0], host[1] if host else "")]
    if len(kept) == query.count("&") + 1:
        return address
    return page + (mark + "&".join(kept) if kept else "") + hash_ + fragment


def tracks(address: str) -> bool:
    """Tell whether a web address has a tracking parameter."""
    return cleaned(address) != address


def _tracks(name: str, host: str) -> bool:
    name, host = name.lower(), host.lower()
    return name.startswith(_PREFIXES) or name in _NAMES or any(_is_at(host, one) for one in _SHARE.get(name, ()))


def _is_at(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)
