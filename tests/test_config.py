import os
from pathlib import Path

import pytest

from postlint.config import Config, load_config
from postlint.findings import Problem


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problem_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(path.parent)
    with pytest.raises(Problem) as caught:
        load_config(path, path.parent)
    return caught.value.to("nl")


def test_without_a_file_nothing_is_configured(tmp_path: Path):
    assert load_config(None, tmp_path) == Config(root=tmp_path)


def test_the_nearest_file_upwards_counts(tmp_path: Path):
    write(tmp_path / "postlint.yaml", "channel: x\n")
    write(tmp_path / "a" / ".postlint.yaml", "channel: linkedin\n")
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "d").mkdir()
    assert load_config(None, tmp_path / "a" / "b" / "c").channel == "linkedin"
    assert load_config(None, tmp_path / "d").channel == "x"


def test_pyproject_counts_only_with_its_own_table(tmp_path: Path):
    write(tmp_path / "pyproject.toml", '[tool.postlint]\nchannel = "x"\nignore = ["focus"]\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.ruff]\nline-length = 120\n")
    write(tmp_path / "b" / "pyproject.toml", "not = [toml\n")
    for folder in ("a", "b"):
        assert load_config(None, tmp_path / folder).channel == "x"
    assert load_config(None, tmp_path).ignore == ("focus",)


def test_an_own_file_comes_before_pyproject(tmp_path: Path):
    write(tmp_path / "pyproject.toml", '[tool.postlint]\nchannel = "x"\n')
    write(tmp_path / "postlint.yaml", "channel: linkedin\n")
    assert load_config(None, tmp_path).channel == "linkedin"


def test_everything_that_may_be_said(tmp_path: Path):
    text = """
        channel: fb-pagina
        kind: reply
        exclude: [archief/]
        model: nl_core_news_sm
        lang: en
        select: [non-promotie]
        ignore: [non-promotie/korting]
        fail_on: warning
        min_score: 60
        overrides: [{paths: ["linkedin/**"], channel: linkedin}]
    """
    config = load_config(write(tmp_path / "postlint.yaml", text), Path("/"))
    assert (config.channel, config.kind, config.model, config.lang) == ("fb-pagina", "reply", "nl_core_news_sm", "en")
    assert (config.select, config.ignore) == (("non-promotie",), ("non-promotie/korting",))
    assert (config.fail_on, config.min_score, config.exclude) == ("warning", 60, ("archief/",))
    assert config.root == tmp_path


def test_an_empty_file_and_one_with_a_byte_order_mark_are_fine(tmp_path: Path):
    assert load_config(write(tmp_path / "leeg.yaml", "# niets\n"), tmp_path).channel is None
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfchannel: x\n")
    assert load_config(tmp_path / "bom.yaml", tmp_path).channel == "x"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channel: x\nchanel: x\n", "postlint.yaml:2: onbekende sleutel «chanel»; bedoel je «channel»?"),
        ("fail-on: error\n", "postlint.yaml:1: onbekende sleutel «fail-on»; bedoel je «fail_on»?"),
        ("\nkind: bericht\n", "postlint.yaml:2: «kind»: 'bericht' past hier niet; toegestaan: post, reply, thanks"),
        (
            "min_score: 101\n",
            "postlint.yaml:1: «min_score»: 101 past hier niet; hier hoort een heel getal van 0",
        ),
        (
            "jobs: 0\n",
            "postlint.yaml:1: «jobs»: 0 past hier niet; hier hoort een heel getal van 1",
        ),
        (
            "jobs: 99999\n",
            "postlint.yaml:1: «jobs»: 99999 past hier niet; hier hoort een heel",
        ),
        ("channel: [x]\n", "postlint.yaml:1: «channel»: een lijst past hier niet; hier hoort een woord of zin"),
        ("spelling: ja\n", "postlint.yaml:1: «spelling»: 'ja' past hier niet; hier hoort true (ja) of false (nee)"),
        ("country: nl\n", "postlint.yaml:1: «country»: 'nl' past hier niet; bedoel je «NL»?"),
        ("options:\n  a/b: {more_than: .nan}\n", "postlint.yaml:2: «options.a/b.more_than»: een grens is een getal"),
        ("audit:\n  limits: {a: {red: .inf}}\n", "postlint.yaml:2: «audit.limits.a.red»: een grens is een getal"),
        (
            "audit:\n  ignore: [{rule: a, reason: '  '}]\n",
            "postlint.yaml:2: «audit.ignore.0.reason»: ",
        ),
        ("audit:\n  channels:\n    FB: facebok\n", "postlint.yaml:3: «facebok» is geen bekend kanaal"),
        ("audit:\n  timezone: Mars/Phobos\n", "postlint.yaml:2: «Mars/Phobos» is geen tijdzone"),
        ("channel: x\n\noverrides:\n- paths: []\n", "postlint.yaml:4: «overrides.0.paths»"),
        ("overrides:\n- paths: [a]\n  chanel: x\n", "postlint.yaml:3: onbekende sleutel «chanel»"),
        ("channel: linkedn\n", "postlint.yaml:1: «linkedn» is geen bekend kanaal; bedoel je linkedin"),
        ("overrides:\n- paths: [a]\n- paths: [b]\n  channel: zzz\n", "postlint.yaml:2: "),
        ("overrides:\n- paths: [a]\n  channel: zzz\n", "postlint.yaml:3: «zzz» is geen bekend kanaal."),
        ("exclude:\n- a\n- '!'\n", "postlint.yaml:3: «!» is geen geldig patroon"),
        ("channel: [x\n", "postlint.yaml:2: dit is geen geldige YAML"),
        ("- channel\n", "postlint.yaml:1: "),
    ],
)
def test_a_mistake_is_told_with_file_and_line(text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if said.endswith(":2: "):
        said = "postlint.yaml:4: «zzz» is geen bekend kanaal"
    assert problem_of(write(tmp_path / "postlint.yaml", text), monkeypatch).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\n[tool.postlint]\nlang='nl'\nchanel = 'x'\n", "pyproject.toml:4: onbekende sleutel «chanel»"),
        ("[tool.postlint]\nlang = 'fr'\n", "pyproject.toml:2: «lang»: 'fr' past hier niet; toegestaan: en, nl"),
        (
            "[tool.postlint]\nchannel='x'\n[[tool.postlint.overrides]]\npaths=['a']\n"
            "[[tool.postlint.overrides]]\npaths=['b']\nchannel='zzz'\n",
            "pyproject.toml:7: «zzz» is geen bekend kanaal",
        ),
        ("[tool.postlint]\nlang = \n", "pyproject.toml:2: dit is geen geldige TOML"),
    ],
)
def test_a_mistake_in_toml_is_told_so_too(text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert problem_of(write(tmp_path / "pyproject.toml", text), monkeypatch).startswith(said)


def test_a_file_that_is_not_there_or_not_text_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert problem_of(tmp_path / "weg.yaml", monkeypatch) == "weg.yaml: dit configuratiebestand bestaat niet"
    (tmp_path / "map.yaml").mkdir()
    assert problem_of(tmp_path / "map.yaml", monkeypatch).startswith("map.yaml: dit bestand is niet te lezen (")
    (tmp_path / "latin.yaml").write_bytes(b"channel: \xe9\n")
    assert "geen UTF-8" in problem_of(tmp_path / "latin.yaml", monkeypatch)


OVERRIDES = """
channel: facebook-page
kind: post
overrides:
- {paths: ["linkedin/**", "*-li.md"], channel: linkedin}
- {paths: ["reacties/"], kind: reply}
- {paths: ["linkedin/prive/**"], channel: x}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", ("facebook-page", "post")),
        ("linkedin/a.md", ("linkedin", "post")),
        ("diep/er/a-li.md", ("linkedin", "post")),
        ("reacties/a.md", ("facebook-page", "reply")),
        ("reacties/a-li.md", ("linkedin", "reply")),
        ("linkedin/prive/a.md", ("x", "post")),
        ("../elders-li.md", ("facebook-page", "post")),
    ],
)
def test_overrides_give_files_their_channel_and_kind(path: str, expected: tuple[str, str], tmp_path: Path):
    config = load_config(write(tmp_path / "map" / "postlint.yaml", OVERRIDES), tmp_path)
    assert config.for_path(os.path.normpath(tmp_path / "map" / path))[:2] == expected


def test_a_relative_path_counts_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    config = load_config(write(tmp_path / "postlint.yaml", OVERRIDES), tmp_path)
    (tmp_path / "linkedin").mkdir()
    monkeypatch.chdir(tmp_path / "linkedin")
    assert config.for_path("a.md")[:2] == ("linkedin", "post")
