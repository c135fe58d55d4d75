"""YAML with line numbers: what is read, and how every mistake is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from postlint.findings import Problem
from postlint.yamlio import Source, nearest, read, read_source


class Part(Struct, forbid_unknown_fields=True):
    name: str
    size: int = 1


class Whole(Struct, forbid_unknown_fields=True):
    parts: tuple[Part | str, ...] = ()
    mode: Literal["fast", "slow"] = "fast"
    sure: bool = False
    share: Annotated[int, Meta(ge=0, le=100)] | Literal["auto"] = "auto"
    land: Literal["NL", "BE"] = "NL"
    several: Literal["fast", "slow"] | tuple[Literal["fast", "slow"], ...] = "fast"
    fits: dict[Literal["cases", "private-life"], tuple[str, ...]] = {}


def problem_of(text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read(text, "rules/x/y.yaml", Whole)
    return caught.value


def test_reads_typed_data() -> None:
    whole = read("parts: [een, {name: twee, size: 2}]\nfits: {cases: ['no']}\n", "x.yaml", Whole)
    assert whole == Whole(("een", Part("twee", 2)), "fast", fits={"cases": ("no",)})


def test_knows_the_line_of_every_value() -> None:
    source = Source("a:\n  - b\n  - c: d\n", "x.yaml", first_line=10)
    assert [source.line(at) for at in [("a",), ("a", 0), ("a", 1, "c"), ("a", 1, "gone")]] == [10, 11, 12, 12]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (
            "mode: fast\nmood: slow\n",
            "rules/x/y.yaml:2",
            "unknown key «mood»; do you mean «mode»? Allowed: parts, mode, ",
        ),
        ("parts:\n- {name: a, sise: 3}\n", "rules/x/y.yaml:2", "do you mean «size»?"),
        ("parts:\n- a\n- {number}\n", "rules/x/y.yaml:3", 'write "{number}", with quotation marks'),
        (
            "parts:\n- a\n- no\n",
            "rules/x/y.yaml:3",
            "«parts.1»: false does not fit here: YAML does not read this as text",
        ),
        ("fits: {cases: [no]}\n", "rules/x/y.yaml:1", "put quotation marks around it"),
        ("fits: {cases: 'no'}\n", "rules/x/y.yaml:1", "a list belongs here"),
        ("fits:\n  case: ['no']\n", "rules/x/y.yaml:2", "unknown key «case»; do you mean «cases»?"),
        ("mode: fasst\n", "rules/x/y.yaml:1", "do you mean «fast»? Allowed: fast, slow"),
        ("parts:\n- {size: 3}\n", "rules/x/y.yaml:2", "the key «name» is missing"),
        ("mode: fast\nmode: slow\n", "rules/x/y.yaml:2", "the key «mode» stands here twice"),
        ("mode: &a fast\nparts: [*a]\n", "rules/x/y.yaml:", "aliases"),
        ("no: 1\n", "rules/x/y.yaml:1", "a key must be a word"),
        ("? [a]\n: 1\n", "rules/x/y.yaml:1", "a key must be a word"),
        ("mode: [fast\n", "rules/x/y.yaml:2", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "rules/x/y.yaml:2", "not valid YAML"),
        ("mode: 2026-13-45\n", "rules/x/y.yaml:1", "not valid YAML"),
        ("<<: {a: 1}\n", "rules/x/y.yaml:1", "not valid YAML"),
        ("mode: \x07\n", "rules/x/y.yaml:1", "not valid YAML"),
        (
            "",
            "rules/x/y.yaml:1",
            "this file: an empty value does not fit here; what belongs here: a block with keys and values",
        ),
        ("parts:\n- [a]\n", "rules/x/y.yaml:2", "a list does not fit here; what belongs here: "),
        (
            "parts:\n- Let op: poets rustig.\n",
            "rules/x/y.yaml:2",
            "quotation marks around the sentence: 'Let op: poets rustig.'",
        ),
        ("parts:\n- {name: a, size: 1.5}\n", "rules/x/y.yaml:2", "what belongs here: a whole number"),
        ("parts:\n- {name: a, size: veel}\n", "rules/x/y.yaml:2", "what belongs here: a whole number"),
        ("sure: ja\n", "rules/x/y.yaml:1", "what belongs here: true (yes) or false (no)"),
        ("share: 101\n", "rules/x/y.yaml:1", "what belongs here: a whole number from 0 to 100 or auto"),
        ("share: most\n", "rules/x/y.yaml:1", "what belongs here: a whole number from 0 to 100 or auto"),
        ("land: nl\n", "rules/x/y.yaml:1", "do you mean «NL»?"),
        ("several: fasst\n", "rules/x/y.yaml:1", "do you mean «fast»? Allowed: fast, slow"),
        ("several: nope\n", "rules/x/y.yaml:1", "allowed: fast, slow"),
    ],
)
def test_tells_what_is_wrong_and_where(text: str, place: str, says: str) -> None:
    problem = problem_of(text)
    assert str(problem).startswith(place)
    assert says in problem.text.en
    assert "\n" not in problem.text.nl


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 900 + "]" * 900, "- " * 50_000, "? " * 50_000, "\n".join(" " * n + "a:" for n in range(999))],
    ids=["open", "closed", "dashes", "keys", "indentation"],
)
def test_refuses_what_is_nested_too_deeply(text: str) -> None:
    with pytest.raises(Problem, match="deep"):
        Source(text, "x.yaml")


def test_reads_files_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\xc3\xa9n\n")
    assert read_source(file, "a.yaml").data == {"a": "één"}


@pytest.mark.parametrize(("content", "says"), [(None, "missing"), (b"a: \xe9\n", "UTF-8")])
def test_tells_which_file_cannot_be_read(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "a.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Problem) as caught:
        read_source(file, "rules/a.yaml")
    assert str(caught.value).startswith("rules/a.yaml: ")
    assert says in str(caught.value)


def test_gives_the_nearest_word_or_none() -> None:
    assert nearest("kortng", ["korting", "cadeaubon"]) == "korting"
    assert nearest("xyz", ["korting"]) is None
