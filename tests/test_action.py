"""The action for GitHub: its metadata by GitHub's rules, and its scripts run by bash in an environment like a runner's.

No runner is there, and pip is a stand-in that notes what it should install; everything else is what the action does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ACTION = Path(__file__).parent.parent / "action.yml"
_TEXT = {"type": "string", "minLength": 1}
# What GitHub's "Metadata syntax reference" says of composite actions.
RULES = {
    "type": "object",
    "required": ["name", "description", "runs"],
    "additionalProperties": False,
    "properties": {
        "name": _TEXT,
        "author": _TEXT,
        "description": {**_TEXT, "maxLength": 125},
        "branding": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "icon": _TEXT,
                "color": {
                    "enum": ["white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"]
                },
            },
        },
        "inputs": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z_][a-z0-9_-]*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["description"],
                "additionalProperties": False,
                "properties": {"description": _TEXT, "required": {"type": "boolean"}, "default": {"type": "string"}},
            },
        },
        "outputs": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z_][a-z0-9_-]*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["description", "value"],
                "additionalProperties": False,
                "properties": {"description": _TEXT, "value": _TEXT},
            },
        },
        "runs": {
            "type": "object",
            "required": ["using", "steps"],
            "additionalProperties": False,
            "properties": {
                "using": {"const": "composite"},
                "steps": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": ["run", "shell"],
                        "additionalProperties": False,
                        "properties": {
                            "name": _TEXT,
                            "id": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$"},
                            "shell": {"const": "bash"},
                            "run": _TEXT,
                            "env": {"type": "object", "additionalProperties": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    return found


class Runner:
    """What GitHub sets up around the steps of an action, and the steps themselves."""

    def __init__(self, action: dict[str, Any], folder: Path) -> None:
        self.action = action
        self.work, self.temp, self.output, self.summary = (
            folder / "work", folder / "temp", folder / "output", folder / "summary",
        )  # fmt: skip
        for made in (self.work, self.temp, folder / "bin"):
            made.mkdir()
        for made in (self.output, self.summary):
            made.touch()
        kept = {name: os.environ[name] for name in ("PYTHONPATH", "OMP_NUM_THREADS") if name in os.environ}
        self.environment = kept | {
            "PATH": f"{folder / 'bin'}:/usr/bin:/bin", "HOME": str(folder), "GITHUB_ACTIONS": "true", "LANG": "C.UTF-8",
            "GITHUB_ACTION_PATH": str(ACTION.parent), "GITHUB_WORKSPACE": str(self.work), "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary),
        }  # fmt: skip
        self.bin = folder / "bin"

    def program(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/bash\n{script}\n", "utf-8")
        path.chmod(0o755)

    def run(self, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run one step with some inputs, the others as by default."""
        given = {name: what.get("default", "") for name, what in self.action["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        values = {f"${{{{ inputs.{name} }}}}": value for name, value in given.items()}
        values["${{ steps.install.outputs.programs }}"] = str(self.bin)
        (found,) = (one for one in self.action["runs"]["steps"] if one["id"] == step)
        environment = {name: values[expression] for name, expression in found["env"].items()}
        script = self.temp / f"{step}.sh"
        script.write_text(found["run"], "utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(
            command, cwd=self.work, env=self.environment | environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8",
        )  # fmt: skip


@pytest.fixture
def runner(action: dict[str, Any], tmp_path: Path) -> Runner:
    return Runner(action, tmp_path)


def test_the_metadata_follows_the_rules(action: dict[str, Any]) -> None:
    jsonschema.validate(action, RULES)


def test_inputs_reach_scripts_through_the_environment_alone(action: dict[str, Any]) -> None:
    passed = set()
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        passed |= {value for value in step["env"].values() if "inputs." in value}
    assert passed == {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}


def test_a_run_annotates_sums_up_and_fails_on_what_it_finds(runner: Runner) -> None:
    runner.program("postlint", f'exec "{sys.executable}" -m postlint "$@"')
    (runner.work / "met spatie.md").write_text("Deze maand 25% korting op je intake!\n", "utf-8")
    result = runner.run(
        "check", paths="met spatie.md\r\n", channel="linkedin", sarif_file="r.sarif",
        args="--select\nnon-promotie/korting",
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    assert "::error file=met spatie.md,line=1" in result.stdout
    assert runner.output.read_text("utf-8") == "exit-code=1\n"
    assert "met spatie.md" in runner.summary.read_text("utf-8")
    results = json.loads((runner.work / "r.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == ["non-promotie/korting"]


@pytest.fixture
def noted(runner: Runner) -> Path:
    """A stand-in for postlint that notes its arguments, one a line."""
    runner.program("postlint", f'printf "<%s>\\n" "$@" > "{runner.temp}/call"; exit 0')
    return runner.temp / "call"


def test_every_input_is_one_argument(runner: Runner, noted: Path) -> None:
    evil = '"; touch gevaar; $(touch gevaar) `touch gevaar` #'
    inputs = {"channel": evil, "fail_on": evil, "changed_since": evil, "sarif_file": evil, "args": f"--all\n{evil}"}
    result = runner.run("check", paths=f"--output=gevaar\n\n{evil}\n*.md", **inputs)
    assert result.returncode == 0, result.stderr
    assert noted.read_text("utf-8").splitlines() == [
        "<check>", "<--format>", "<github>", "<--format>", f"<sarif:{evil}>", f"<--channel={evil}>",
        f"<--fail-on={evil}>", f"<--changed-since={evil}>", "<--all>", f"<{evil}>", "<-->", "<--output=gevaar>",
        f"<{evil}>", "<*.md>",
    ]  # fmt: skip
    assert not list(runner.work.iterdir())
    assert runner.output.read_text("utf-8") == "exit-code=0\n"


def test_without_inputs_the_repository_is_judged(runner: Runner, noted: Path) -> None:
    assert runner.run("check").returncode == 0
    assert noted.read_text("utf-8").split() == ["<check>", "<--format>", "<github>", "<-->", "<.>"]


@pytest.fixture
def pip(runner: Runner) -> Path:
    """A stand-in for every Python: makes an empty environment and notes what pip is asked to install."""
    note = runner.temp / "pip"
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        runner.program(
            name,
            f'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
            f'if [ "$2" = pip ]; then printf "%s" "${{@: -1}}" > "{note}"; fi',
        )
    return note


@pytest.mark.parametrize(("version", "package"), [("", str(ACTION.parent)), ("1.2.3", "postlint==1.2.3")])
def test_the_version_asked_for_is_installed(version: str, package: str, runner: Runner, pip: Path) -> None:
    result = runner.run("install", version=version)
    assert result.returncode == 0, result.stderr
    assert pip.read_text("utf-8") == package
    assert runner.output.read_text("utf-8") == f"programs={runner.temp}/postlint/bin\n"


@pytest.mark.parametrize("version", ["--index-url=https://x", "1.0 evil", "1.0\nevil", "1;touch gevaar", "@ https://x"])
def test_what_is_no_version_is_refused(version: str, runner: Runner, pip: Path) -> None:
    result = runner.run("install", version=version)
    assert result.returncode == 2
    assert result.stdout.startswith("::error title=postlint::The input version")
    assert not pip.exists()
    assert not list(runner.work.iterdir())


def test_without_a_fitting_python_it_says_what_to_add(runner: Runner) -> None:
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        runner.program(name, "exit 1")
    result = runner.run("install")
    assert result.returncode == 2
    assert "actions/setup-python" in result.stdout
