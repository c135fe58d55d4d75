"""Digests: known values, and that a keystream repeats for nobody."""

from __future__ import annotations

import builtins
import hashlib
import importlib
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint import digests
from postlint.digests import SIZE, digest, keystream

KEY = bytes(range(32))


@given(st.binary(max_size=300), st.binary(max_size=64))
def test_a_digest_is_that_of_blake2b(data: bytes, key: bytes) -> None:
    assert digest(data, key) == hashlib.blake2b(data, digest_size=SIZE, key=key).digest()


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_shorter_keystream_is_the_start_of_a_longer_one(one: int, two: int) -> None:
    short, long = sorted((one, two))
    assert len(keystream(KEY, b"nonce", long)) == long
    assert keystream(KEY, b"nonce", long).startswith(keystream(KEY, b"nonce", short))


def test_a_keystream_repeats_neither_itself_nor_that_of_another_nonce_or_key() -> None:
    streams = [keystream(KEY, b"a", 640), keystream(KEY, b"b", 640), keystream(KEY[::-1], b"a", 640)]
    blocks = [stream[at : at + 64] for stream in streams for at in range(0, 640, 64)]
    assert len(set(blocks)) == 30


def test_a_python_that_has_no_lean_blake2b_takes_it_from_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def lacking(name: str, *rest: Any, **more: Any) -> ModuleType:
        if name == "_blake2":
            raise ImportError(name)
        return usual(name, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "__import__", lacking)
        importlib.reload(digests)
        assert digests.digest(b"x", KEY) == digest(b"x", KEY)
    importlib.reload(digests)
