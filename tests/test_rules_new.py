"""`postlint rules new` gives a file that works at once, explains every key and never costs anyone their work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest
import yaml
from rule_tools import call, write

from postlint.linter.examples import run_examples
from postlint.paths import rules_dir
from postlint.rulebook import Condition, Rule, load_laws
from postlint.rulebook.model import KINDS, AppliesTo


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_new_rules_of_all_laws_pass_their_own_examples_and_leave_nothing_unproven(here: Path) -> None:
    laws = load_laws(rules_dir())
    for law in laws:
        assert call("rules", "new", f"{law}/proefregel").exit_code == 0
    results = run_examples(["regels"], coverage=True)
    assert (results.rules, results.failures, results.lacking) == (len(laws), (), {})
    assert results.coverage is not None
    assert results.coverage.holes == ()
    assert results.coverage.exceptions == 3 * len(laws)


def test_the_file_explains_every_key_of_a_rule(here: Path) -> None:
    call("rules", "new", "claims/proef")
    text = (here / "regels/claims/proef.yaml").read_text("utf-8")
    from_path = {"id", "law", "path"}
    keys = {f.encode_name for kind in (Rule, AppliesTo) for f in msgspec.structs.fields(kind)} - from_path
    assert [key for key in sorted(keys) if f"{key}:" not in text] == []
    assert [kind for kind in KINDS if kind not in text] == []
    assert all(len(line) <= 120 for line in text.splitlines())
    data = yaml.safe_load(text)
    assert data["category"] == "health-claim"
    assert data["sources"] == ["cosmetische-code"]


def test_what_is_commented_out_is_valid_too(here: Path) -> None:
    call("rules", "new", "claims/proef")
    file = here / "regels/claims/proef.yaml"
    lines = file.read_text("utf-8").splitlines()
    start = lines.index("# applies_to:")
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("#"))
    optional = [line for line in lines if line.startswith(("# direct:", "# aliases:", "# note:"))]
    lines = [line.removeprefix("# ") if start <= n < end or line in optional else line for n, line in enumerate(lines)]
    rule = msgspec.convert(yaml.safe_load("\n".join(lines)), Rule, strict=True)
    assert rule.direct
    assert rule.aliases == ("claims/oude-naam",)
    assert all(getattr(rule.applies_to, name) for name in rule.applies_to.__struct_fields__)
    assert isinstance(rule.check, Condition)


def test_says_what_to_do_next_and_how_to_switch_the_folder_on(here: Path) -> None:
    result = call("rules", "new", "luisteren/proef", "--dir", "onze regels")
    assert result.exit_code == 0
    assert "postlint rules test 'onze regels/luisteren/proef.yaml'" in result.stdout
    assert "rule_paths: [onze regels]" in result.stdout
    write(here, {"postlint.yaml": "rule_paths: [onze regels]\n"})
    again = call("rules", "new", "luisteren/tweede")
    assert again.stdout.startswith("onze regels/luisteren/tweede.yaml is gemaakt") or "onze regels" in again.stdout
    assert "rule_paths" not in again.stdout
    assert (here / "onze regels/luisteren/tweede.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("wonderzalf", "wonderzalf: noem de wet en een naam, met een / ertussen"),
        ("claims/", "noem de wet en een naam"),
        ("claim/proef", "«claim» is geen wet; bedoel je «claims»? Kies uit non-promotie, luisteren"),
        ("lexicons/proef", "«lexicons» is geen wet"),
        ("claims/Één Twee", "«Één Twee» is geen naam voor een regel: gebruik kleine letters, cijfers en streepjes, "
         "bijvoorbeeld claims/een-twee"),
        ("claims/../../weg", "is geen naam voor een regel"),
        ("non-promotie/korting", "de regel «non-promotie/korting» bestaat al, in rules/non-promotie/korting.yaml"),
    ],
)  # fmt: skip
def test_refuses_a_name_that_cannot_be(name: str, says: str, here: Path) -> None:
    result = call("rules", "new", name)
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: ")
    assert says in result.stderr
    assert list(here.iterdir()) == []


def test_never_overwrites(here: Path) -> None:
    write(here, {"regels/claims/proef.yaml": "mijn werk\n"})
    result = call("rules", "new", "claims/proef")
    assert result.exit_code == 2
    assert "«claims/proef» bestaat al, in regels/claims/proef.yaml; kies een andere naam" in result.stderr
    assert (here / "regels/claims/proef.yaml").read_text("utf-8") == "mijn werk\n"


def test_refuses_the_former_name_of_another_rule(here: Path) -> None:
    call("rules", "new", "claims/nieuw")
    file = here / "regels/claims/nieuw.yaml"
    file.write_text(file.read_text("utf-8") + "aliases: [claims/oud]\n", "utf-8")
    result = call("rules", "new", "claims/oud")
    assert (result.exit_code, "de oude naam van claims/nieuw" in result.stderr) == (2, True)


def test_says_where_it_cannot_write(here: Path) -> None:
    write(here, {"regels": "een bestand\n"})
    result = call("rules", "new", "claims/proef")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "regels/claims/proef.yaml: schrijven lukt hier niet" in result.stderr


def test_the_guide_for_rule_writers_prints_what_its_commands_print(here: Path) -> None:
    guide = (rules_dir().parent / "docs/writing-rules.md").read_text("utf-8")
    file = here / "regels/toegankelijkheid/zie-foto.yaml"
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL):
        if language == "console":
            command, _, printed = block.partition("\n")
            result = call(*shlex.split(command.removeprefix("$ postlint ")))
            assert printed.strip("\n") in result.stdout, command
            assert result.exit_code in (0, 1), command
        elif language == "text":
            (here / "concept.txt").write_text(block, "utf-8")
        elif block.startswith("rule_paths:"):
            (here / "postlint.yaml").write_text(block, "utf-8")
        elif block.startswith("summary:"):
            file.write_text(block, "utf-8")
        elif block.startswith("check:\n  phrases:"):
            text = file.read_text("utf-8")
            file.write_text(text[: text.index("check:")] + block + text[text.index("message:") :], "utf-8")
        elif block.startswith("    - "):
            file.write_text(file.read_text("utf-8") + block, "utf-8")
    assert len(run_examples([file]).failures) == 0
