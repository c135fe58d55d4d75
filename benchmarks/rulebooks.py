"""A rulebook ten times as large as the one that ships: every rule on words, with its words changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from postlint.paths import rules_dir
from postlint.yamlio import read_source

_OTHER_WORDS = ("schilder", "wolken", "kasteel", "trompet", "lantaarn", "rivier", "vlinder", "gordijn", "sleutel")
_KEPT = ("phrases",)


def tenfold(folder: Path) -> Path:
    """Write a configuration with nine more rules for each that ships, whose phrases no draft holds; give its path."""
    shutil.rmtree(folder, ignore_errors=True)
    rules = folder / "rules"
    for path in sorted(rules_dir().glob("*/*.yaml")):
        if path.parent.name in {"channels", "lexicons", "signals", "series"}:
            continue
        data = read_source(path, path.name).data
        for key in ("aliases", "country"):
            data.pop(key, None)
        for number in range(len(_OTHER_WORDS)):
            copy = rules / path.parent.name / f"{path.stem}-{number}.yaml"
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(
                yaml.safe_dump(data | {"check": _changed(data["check"], number)}, allow_unicode=True), "utf-8"
            )
    config = folder / "postlint.yaml"
    config.write_text("rule_paths: [rules]\nmoves: false\n", "utf-8")
    return config


def _changed(check: object, number: int) -> object:
    """Give a condition with another word behind each of its phrases, so that it finds less."""
    if isinstance(check, dict):
        return {
            key: [_longer(one, number) for one in value]
            if key in _KEPT and isinstance(value, list)
            else _changed(value, number)
            for key, value in check.items()
        }
    return [_changed(one, number) for one in check] if isinstance(check, list) else check


def _longer(phrase: object, number: int) -> object:
    return f"{phrase} {_OTHER_WORDS[number]}" if isinstance(phrase, str) and not phrase.endswith("$") else phrase
