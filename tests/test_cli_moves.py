"""`postlint moves`: what it shows of a draft, with the model that ships, loaded once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from postlint.cli import move_formats
from postlint.cli.app import cli
from postlint.cli.move_words import JUDGEMENTS, MOVES
from postlint.dutch.encoder import EncoderMissingError
from postlint.dutch.moves import MoveModel
from postlint.findings import DraftError, Position, Severity, Span
from postlint.linter import DraftMoves, Linter, SentenceMoves
from postlint.linter.session import Session
from postlint.paths import moves_dir

Run = Callable[..., Result]
LIMITS = {Severity.SUGGESTION: 0.3, Severity.WARNING: 0.7, Severity.ERROR: 0.9}
DRAFT = """---
channel: linkedin
---
# Stijve nek?

Rol elk uur je schouders **los**, want dan stroomt er weer bloed door spieren die anders de hele dag stilstaan.

Boek nu je intake met 20% korting via onze site!
"""


@pytest.fixture(scope="session")
def shipped() -> Session:
    """The pipeline and the model that ship with postlint."""
    return Linter().session


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, shipped: Session, tmp_path: Path) -> Run:
    """Run `postlint moves` in an empty folder at 80 columns; no run loads the model again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("postlint.linter.session.Session", lambda *_, **__: shipped)
    for name in ("POSTLINT_LANG", "POSTLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *args, stdin=None: CliRunner().invoke(cli, ["moves", *args], input=stdin)


def draft(moves: dict[str, float], post: dict[str, float], kind: str = "post", text: str = "Kom langs.") -> DraftMoves:
    """Give a draft of one sentence on line 12, with the same thresholds for every label."""
    span = Span(Position(12, 3, 40), Position(12, 3 + len(text), 40 + len(text)))
    limits = dict.fromkeys((*moves, *(f"post:{name}" for name in post)), LIMITS)
    return DraftMoves("a.md", "x", kind, (SentenceMoves(text, span, moves),), post, limits)


def on_screen(one: DraftMoves, width: int = 80, show_all: bool = False, lang: Any = "nl") -> str:
    return move_formats.terminal([one], [], move_formats.Options(lang, width, show_all))


SCREEN = """\
a.md · x · bericht

  12 │ Kom langs.
     │ 0,91 █████████  offer · aanbod van eigen zorg              fout
     │ 0,70 ███████    cta · oproep om te boeken                  let op
     │ 0,30 ███        tip · tip voor de lezer                    tip

  Het bericht als geheel
     │ 0,69 ███████    promo · promotie, ook terloops             tip
     │ 0,02            bait · uit op likes of volgers

"""


def test_a_sentence_with_its_moves_and_the_judgements_below():
    shown = on_screen(draft({"tip": 0.3, "offer": 0.91, "greeting": 0.29, "cta": 0.7}, {"bait": 0.02, "promo": 0.69}))
    assert shown.startswith(SCREEN)
    assert "zwaarste ernst (tip, let op, fout)" in shown


def test_all_shows_what_passes_no_threshold_but_not_what_is_next_to_nothing():
    one = draft({"tip": 0.2, "offer": 0.05, "cta": 0.04}, {})
    assert "     │ -\n" in on_screen(one)
    assert "-: niets is hoog genoeg" in on_screen(one)
    shown = on_screen(one, show_all=True)
    assert "0,20 ██         tip" in shown
    assert "0,05" in shown
    assert "cta" not in shown
    assert "-:" not in shown


def test_judgements_of_replies_are_shown_for_replies_alone():
    found = {"reply-fails": 0.8, "promo": 0.1}
    assert "reply-fails" not in on_screen(draft({}, found))
    assert "reply-fails · reactie mist de vraag" in on_screen(draft({}, found, kind="reply"))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_it_fits_the_screen_and_its_columns_are_straight(lang: str, width: int):
    text = "Een heel lange zin over 脊椎 en meer, " * 5 + "einde."
    one = draft(dict.fromkeys(MOVES, 0.95), dict.fromkeys(JUDGEMENTS, 0.95), "reply", text)
    lines = on_screen(one, width, lang=lang).splitlines()
    assert max(map(move_formats.cell_len, lines)) <= width
    assert len({line.rindex("  ") for line in lines if "█" in line}) == 1


def test_every_label_of_the_model_has_words():
    model = MoveModel(moves_dir())
    assert (set(model.moves), set(model.judgements)) == (set(MOVES), set(JUDGEMENTS))


def test_a_label_that_nobody_named_is_shown_by_its_id():
    assert "0,80 ████████   joke  " in on_screen(draft({"joke": 0.8}, {}))


def test_nothing_in_a_draft_steers_the_terminal():
    one = draft({}, {}, text="Kom\x1b[2J\nlangs\u202e.")
    shown = on_screen(one) + move_formats.concise([one], [], move_formats.Options("nl", 80, False))
    assert "Kom␛[2J langs�." in shown
    assert "\x1b" not in shown


def test_one_line_a_sentence_and_one_a_post():
    options = move_formats.Options("nl", 80, False)
    one = draft({"tip": 0.3, "offer": 0.914}, {"promo": 0.7, "bait": 0.1})
    none = draft({"tip": 0.2}, {"bait": 0.1})
    assert move_formats.concise([one, none], [DraftError("b.md", "stuk", 3)], options) == (
        "a.md:12:3 offer=0.91,tip=0.30 Kom langs.\n"
        "a.md:12:3 post:promo=0.70 x post\n"
        "a.md:12:3 - Kom langs.\n"
        "a.md:12:3 post:- x post\n"
        "b.md:3:1 niet beoordeeld: stuk\n"
    )


def test_the_model_sees_an_offer_and_a_tip(run: Run):
    Path("a.md").write_text(DRAFT, "utf-8")
    result = run("a.md", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    [found] = data["drafts"]
    assert (data["version"], data["errors"]) == (1, [])
    assert (found["path"], found["channel"], found["kind"]) == ("a.md", "linkedin", "post")
    heading, tip, offer = found["sentences"]
    assert heading["text"] == "Stijve nek?"
    assert tip["text"].startswith("Rol elk uur je schouders los, want")
    for sentence in found["sentences"]:
        start, end = sentence["start"]["offset"], sentence["end"]["offset"]
        assert DRAFT[start:end].replace("*", "") == sentence["text"]
        assert (
            DRAFT.splitlines()[sentence["start"]["line"] - 1][sentence["start"]["column"] - 1 :][:2]
            == DRAFT[start:][:2]
        )
    assert offer["moves"]["offer"] > tip["moves"]["offer"]
    assert max(offer["moves"], key=offer["moves"].get) in {"offer", "cta"}
    assert found["post"]["promo"] > data["thresholds"]["post:promo"]["suggestion"]
    assert set(data["thresholds"]) == {*tip["moves"], *(f"post:{name}" for name in found["post"])}


def test_a_rule_and_this_command_see_the_same(run: Run, shipped: Session):
    from postlint.draft import read_text
    from postlint.linter.places import places_of

    linter = Linter()
    one = read_text(DRAFT, "a.md")
    [place] = places_of(one, linter.profiles, channel=None, kind=None, lang="nl")
    [post] = shipped.posts([(one, place)])
    [found] = json.loads(run("-", "--stdin-filename", "a.md", "--format", "json", stdin=DRAFT).stdout)["drafts"]
    assert found["post"] == pytest.approx(dict(post.judged.post), abs=1e-4)
    assert [s["moves"] for s in found["sentences"]] == [pytest.approx(m, abs=1e-4) for m in post.judged.sentences]


def test_a_reply_is_judged_with_what_it_answers_and_options_fill_in(run: Run):
    Path("a.txt").write_text("Bel ons gerust voor een afspraak.\n", "utf-8")
    Path("b.md").write_text("---\nin_reply_to: Wat kost een intake?\n---\nDat zie je op onze site.\n", "utf-8")
    drafts = json.loads(run("a.txt", "b.md", "--channel", "fb-pagina", "--kind", "reactie", "--format", "json").stdout)
    assert [(d["channel"], d["kind"]) for d in drafts["drafts"]] == [("facebook-page", "reply")] * 2
    assert "reply-fails" in run("b.md").stdout


def test_a_draft_for_two_channels_is_shown_for_both(run: Run):
    text = "---\nchannel: [x, linkedin]\n---\nDrink wat meer water op warme dagen.\n"
    shown = run("-", "--stdin-filename", "a.md", stdin=text).stdout
    assert "a.md · x · bericht" in shown
    assert "a.md · linkedin · bericht" in shown


def test_what_cannot_be_read_is_told_and_the_rest_is_shown(run: Run):
    Path("goed.txt").write_text("Drink wat meer water op warme dagen.\n", "utf-8")
    Path("kapot.md").write_text("---\nchannel: linkedn\n---\nHoi allemaal.\n", "utf-8")
    result = run("kapot.md", "goed.txt", "weg.md")
    assert result.exit_code == 2
    assert "goed.txt · facebook-page · bericht" in result.stdout
    assert "kapot.md:2 · NIET BEOORDEELD" in result.stdout
    assert "weg.md · NIET BEOORDEELD" in result.stdout
    checked = CliRunner().invoke(cli, ["check", "kapot.md", "weg.md"])
    assert checked.exit_code == 2
    assert all(line in result.stdout for line in checked.stdout.splitlines() if "NIET BEOORDEELD" in line)


def test_a_draft_in_another_language_is_shown_with_a_warning(run: Run):
    text = "Book your appointment with our team today and enjoy a free first visit for you and your family.\n"
    result = run("-", stdin=text)
    assert result.exit_code == 0
    assert "Dit lijkt geen Nederlands" in " ".join(result.stdout.split())


@pytest.mark.parametrize("args", [("a.txt",), ("-",)])
def test_without_the_model_it_says_so(args: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch):
    Path("a.txt").write_text("Drink wat meer water.\n", "utf-8")
    monkeypatch.setattr(Session, "__init__", _without_model)
    monkeypatch.setattr("postlint.linter.session.Session", Session)
    result = run(*args, stdin="Drink wat meer water.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("postlint: het model dat zegt wat zinnen doen, is er niet; installeer onnxruntime")


def _without_model(self: Session, *_: Any, **__: Any) -> None:
    self._model = None


def test_a_model_that_will_not_load_is_told_the_same(run: Run, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: Any) -> None:
        raise EncoderMissingError("DLL load failed")

    monkeypatch.setattr("postlint.linter.session.moves_of", refuse)
    result = run("-", "--lang", "en", stdin="Drink wat meer water.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "postlint: the model that tells what sentences do is not there; install onnxruntime"
    )


def test_help_loads_nothing_heavy():
    code = """
import sys
from postlint.cli.app import cli
try:
    cli.main(["moves", "--help"])
except SystemExit as end:
    heavy = {"spacy", "numpy", "rich", "onnxruntime", "postlint.linter"} & set(sys.modules)
    sys.exit(f"{end.code} {sorted(heavy)}")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr.strip() == "0 []"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "postlint: er ontbreekt iets: PAD… | -. Zie postlint moves --help"),
        (("a.md", "--channel", "linkedn"), "postlint: «linkedn» is geen bekend kanaal; bedoel je linkedin"),
        (("-", "a.md"), "postlint: «-» (standaardinvoer) gaat niet samen"),
        (("a.md", "--format", "xml"), "postlint: kies bij --format uit: terminal, json, concise."),
        (("a.md", "--config", "weg.yaml"), "postlint: weg.yaml: "),
    ],
)
def test_a_wrong_call_is_told_in_one_line(args: tuple[str, ...], said: str, run: Run):
    Path("a.md").write_text(DRAFT, "utf-8")
    result = run(*args, stdin="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1


def test_help_is_dutch_and_fits_the_screen(run: Run):
    text = run("--help").stdout
    assert text.startswith("Gebruik: postlint moves")
    assert max(map(len, text.splitlines())) <= 80
