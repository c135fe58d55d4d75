"""Digests of what every run asks: BLAKE2b (RFC 7693), keyed where a secret is at stake.

Place in the data flow: `cache`, `stamp` and what the linter keeps are built on it. It runs before anything else, so it
leaves out OpenSSL, which `hashlib` loads and which takes longer than all that a run digests.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b  # as Python's own `random` does with SHA-512
except ImportError:  # another Python
    from hashlib import blake2b

SIZE = 32
"""Bytes of a digest."""
_BLOCK = 64


def digest(data: bytes, key: bytes = b"") -> bytes:
    """Give the digest of some bytes.

    Args:
        data: any number of bytes.
        key: at most 64 bytes; without it nobody can make the same digest (RFC 7693, section 2.9).

    """
    return blake2b(data, digest_size=SIZE, key=key).digest()


def keystream(key: bytes, nonce: bytes, length: int) -> bytes:
    """Give bytes that look like chance to who lacks the key: the keyed digest of a counter, block after block.

    Args:
        key: at most 64 bytes.
        nonce: must be another one for every text that is hidden under the same key.
        length: how many bytes.

    """
    blocks = (
        blake2b(nonce + number.to_bytes(8, "big"), digest_size=_BLOCK, key=key).digest()
        for number in range(-(-length // _BLOCK))
    )
    return b"".join(blocks)[:length]
