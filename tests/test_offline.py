"""Nothing is ever sent anywhere, and nothing fetched: no command so much as makes a socket.

The commands run in a process of their own with an audit hook, which sees sockets made in C by Python too and which
nothing can take away again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx

GUARDED = """
import json, sys

def refuse(event, args):
    if event.split(".")[0] in {"socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"} or event in FORBIDDEN:
        print(json.dumps(["FORBIDDEN", event]), flush=True)
        raise RuntimeError(f"the network was touched: {event} {args}")

FORBIDDEN = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}
sys.addaudithook(refuse)
from postlint.cli.app import cli
from click.testing import CliRunner

for command in json.loads(sys.argv[1]):
    result = CliRunner().invoke(cli, command)
    print(json.dumps([command, result.exit_code, result.stdout[-2000:], result.stderr[-2000:]]), flush=True)

import socket
try:
    socket.socket()
except RuntimeError:
    print(json.dumps(["GUARDED"]))
"""
COMMANDS = [
    ["check", "--format", "json", "--format", "sarif:r.sarif", "--format", "html:r.html", "."],
    ["moves", "a.md"],
    ["explain", "korting"],
    ["channels", "linkedin"],
    ["init", "--yes", "--channel", "linkedin"],
]


def test_no_command_touches_the_network(tmp_path: Path) -> None:
    draft = "Deze maand 25% korting! Lees https://example.org/aanbod en mail info@example.org.\n"
    (tmp_path / "a.md").write_text(f"---\nchannel: linkedin\nsource: https://example.org\n---\n{draft}", "utf-8")
    document = docx.Document()
    document.add_paragraph(draft)
    document.save(str(tmp_path / "b.docx"))
    result = subprocess.run(
        [sys.executable, "-c", GUARDED, json.dumps(COMMANDS)], cwd=tmp_path, capture_output=True, text=True,
        encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1", "POSTLINT_LANG": "nl"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert told[-2:] == [["FORBIDDEN", "socket.__new__"], ["GUARDED"]]  # the guard was awake, and saw nothing before
    assert [one[0] for one in told[:-2]] == COMMANDS
    assert {one[1] for one in told[:-2]} <= {0, 1}, told
    assert "non-promotie/korting" in (tmp_path / "r.sarif").read_text("utf-8")
