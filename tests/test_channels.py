"""Channel profiles: all there, all true to their format, and every channel counts as it says."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from postlint.channels import (
    LIMITS,
    Profile,
    UnknownChannel,
    also_meant,
    load_profiles,
    resolve,
    stale,
    text_length,
    value,
)
from postlint.findings import Problem
from postlint.paths import rules_dir

CHANNELS = rules_dir() / "channels"
IDS = {
    "linkedin", "linkedin-page", "linkedin-group-closed", "facebook-personal", "facebook-page",
    "facebook-group-closed", "x", "instagram", "threads", "bluesky", "mastodon", "youtube", "tiktok",
    "google-business", "whatsapp-channel", "blog", "newsletter",
}  # fmt: skip
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
LONG_LINK = "https://voorbeeld.nl/oefeningen/schouder/stijf-en-pijnlijk?bron=nieuwsbrief"


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return load_profiles(CHANNELS)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write the profile of X under several ids, each with some words replaced."""

    def write(**files: tuple[str, str]) -> Path:
        original = (CHANNELS / "x.yaml").read_text("utf-8")
        for name, (old, new) in files.items():
            assert old in original
            (tmp_path / f"{name}.yaml").write_text(original.replace(old, new, 1), "utf-8")
        return tmp_path

    return write


def test_every_channel_of_the_contract_has_a_profile(profiles: dict[str, Profile]) -> None:
    assert set(profiles) == IDS
    assert all(key == profile.id for key, profile in profiles.items())


def test_every_source_of_a_channel_is_known_dated_and_found(profiles: dict[str, Profile]) -> None:
    sources = yaml.safe_load((rules_dir() / "sources.yaml").read_text("utf-8"))
    for profile in profiles.values():
        assert profile.sources, profile.id
        assert set(profile.sources) <= set(sources), profile.id
    for key, source in sources.items():
        assert set(source) == {"title", "url", "kind", "country", "checked", "note"}, key
        assert source["kind"] in {"law", "code", "guideline", "platform", "research", "book", "own"}, key
        assert source["country"] in {"NL", "BE", None}, key
        assert date(2026, 1, 1) <= source["checked"] <= date.today(), key
        assert source["title"], key
        assert source["note"], key
        without_address = {"tien-wetten-oefentherapie", "social-media-mondzorg", "postlint"}
        assert key in without_address or source["url"].startswith(("https://", "http://")), key


def test_limits_do_not_contradict_each_other(profiles: dict[str, Profile]) -> None:
    for profile in profiles.values():
        longest = value(profile, "text.max")
        assert longest is None or (value(profile, "fold") or 0) < longest, profile.id
        assert longest is None or (value(profile, "text.warn_above") or 0) < longest, profile.id
        assert profile.hashtags.max is None or profile.hashtags.advised <= profile.hashtags.max, profile.id


def test_limits_by_name(profiles: dict[str, Profile]) -> None:
    assert value(profiles["instagram"], "hashtags.max") == 5
    assert value(profiles["bluesky"], "text.max_bytes") == 3000
    assert value(profiles["linkedin"], "reply.max") == 1250
    assert value(profiles["blog"], "text.max") is None
    for name in LIMITS:
        assert all(value(profile, name) is None or type(value(profile, name)) is int for profile in profiles.values())
        assert any(value(profile, name) is not None for profile in profiles.values()), name


@pytest.mark.parametrize("name", ["conversation", "hashtags", "hashtags.most", "name.nl", ""])
def test_only_limits_have_a_value(profiles: dict[str, Profile], name: str) -> None:
    with pytest.raises(KeyError):
        value(profiles["x"], name)


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("linkedin", "linkedin"),
        ("LinkedIn Pagina", "linkedin-page"),
        ("linkedin_bedrijfspagina", "linkedin-page"),
        ("  Facebook (persoonlijk) ", "facebook-personal"),
        ("facebook", "facebook-page"),
        ("Twitter", "x"),
        ("Google-bedrijfsprofiel", "google-business"),
        ("WhatsApp kanaal", "whatsapp-channel"),
        ("website", "blog"),
        ("NIEUWSBRIEF", "newsletter"),
        ("besloten facebookgroep", "facebook-group-closed"),
    ],
)
def test_names(profiles: dict[str, Profile], name: str, channel: str) -> None:
    assert resolve(name, profiles).id == channel


@pytest.mark.parametrize(
    ("name", "nearest"), [("linkdin", "linkedin"), ("instragram", "instagram"), ("niewsbrief", "newsletter")]
)
def test_an_unknown_name_is_answered_with_the_nearest(profiles: dict[str, Profile], name: str, nearest: str) -> None:
    with pytest.raises(UnknownChannel) as caught:
        resolve(name, profiles)
    assert caught.value.nearest[0] == nearest
    assert nearest in caught.value.to("nl")
    assert f"“{name}”" in caught.value.to("en")


def test_a_name_like_nothing_gets_the_list(profiles: dict[str, Profile]) -> None:
    with pytest.raises(UnknownChannel, match="Known channels: blog, bluesky") as caught:
        resolve("postduif", profiles)
    assert caught.value.nearest == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("nature: mixed", "nature: public", 3, "allowed: business, mixed, private"),
        ("reply:", "replies:", 10, "do you mean «reply»"),
        ("{max: 280, unit: x-weighted}", "{max: 0, unit: x-weighted}", 9, "text.max"),
        ('private-life: "yes"', "private-life: yes", 5, "fits.private-life"),
        ("fold: null\n", "", 1, "«fold» is missing"),
        ("links: {clickable: true", "links: {clickable: ja", 14, "links.clickable"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Callable[..., Path], old: str, new: str, line: int, message: str
) -> None:
    with pytest.raises(Problem) as caught:
        load_profiles(folder(x=(old, new)))
    assert caught.value.place == f"rules/channels/x.yaml:{line}"
    assert message in caught.value.to("en")


@pytest.mark.parametrize(
    ("said", "why"),
    [("{twiter: y}", "twiter"), ("{twitter: z}", "“z”.*no other channel"), ("{twitter: x}", "“x”.*no other channel")],
)
def test_only_an_alias_may_be_ambiguous_and_only_with_another_channel(
    folder: Callable[..., Path], said: str, why: str
) -> None:
    with pytest.raises(Problem, match=why) as caught:
        load_profiles(folder(x=("nature:", f"ambiguous: {said}\nnature:")))
    assert caught.value.path == "rules/channels/x.yaml"


def test_a_name_may_mean_another_channel_too(profiles: dict[str, Profile]) -> None:
    assert also_meant("Facebook", profiles) == also_meant("FB", profiles) == profiles["facebook-personal"]
    for name in ("facebook-page", "facebook-pagina", "linkedin", "whatsapp"):
        assert also_meant(name, profiles) is None


def test_two_channels_cannot_share_a_name(folder: Callable[..., Path]) -> None:
    mine = ("name: {nl: X, en: X}", "name: {nl: Y, en: Y}")
    with pytest.raises(Problem, match="«twitter» is already a name of x"):
        load_profiles(folder(x=("280", "281"), y=mine))


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2027, 4, 13), False), (date(2027, 4, 14), False), (date(2027, 4, 15), True), (date(2026, 4, 1), False)],
)
def test_stale_after_twelve_months(profiles: dict[str, Profile], today: date, old: bool) -> None:
    assert profiles["threads"].checked == date(2026, 4, 14)
    assert stale(profiles["threads"], today) is old


@pytest.mark.parametrize(
    ("channel", "text", "length"),
    [
        ("linkedin", "a" * 3000, 3000),
        ("linkedin", "a" * 3001, 3001),
        ("linkedin", "Knieën\r\nzijn sterk.\n", 18),
        ("linkedin", "👍🏽", 2),
        ("google-business", "é" * 1501, 1501),
        # X: ranges
        ("x", "a" * 280, 280),
        ("x", "a" * 281, 281),
        ("x", "„Rust” – én… ‘doen’", 20),
        ("x", "€", 2),
        ("x", "→", 2),
        ("x", "日本", 4),
        ("x", unicodedata.normalize("NFD", "één knieën " * 10), 109),
        # X: emoji
        ("x", "👍", 2),
        ("x", "👍🏽", 2),
        ("x", FAMILY * 140, 280),
        ("x", "❤️ 🇳🇱 1️⃣ 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 11),
        ("x", "🇳🇱🇧🇪", 4),
        # X: links
        ("x", f"{'a' * 256} {LONG_LINK}", 280),
        ("x", f"{'a' * 257} {LONG_LINK}", 281),
        ("x", f"Lees {LONG_LINK}.", 5 + 23 + 1),
        ("x", f"({LONG_LINK})", 25),
        ("x", "https://a.nl", 23),
        ("x", "www.voorbeeld.nl", 23),
        ("x", "voorbeeld.nl/rug", 23),
        ("x", "voorbeeld.nl", 12),
        ("x", "voorbeeld.com", 23),
        ("x", "info@voorbeeld.com", 18),
        ("x", "Rust.En dan verder, d.w.z. later.", 33),
        # Bluesky
        ("bluesky", "b" * 300, 300),
        ("bluesky", "b" * 301, 301),
        ("bluesky", FAMILY + unicodedata.normalize("NFD", "é"), 2),
        ("bluesky", LONG_LINK, len("voorbeeld.nl/oefeningen/s...")),
        ("bluesky", "https://voorbeeld.nl/", len("voorbeeld.nl")),
        ("bluesky", "https://voorbeeld.nl/rug", len("voorbeeld.nl/rug")),
        # Mastodon
        ("mastodon", "m" * 501, 501),
        ("mastodon", f"{'m' * 476} {LONG_LINK}", 500),
        ("mastodon", "www.voorbeeld.nl", 16),
        ("mastodon", "@fysio@mastodon.nl dank je!", len("@fysio dank je!")),
        ("mastodon", "@fysio en info@voorbeeld.nl", 27),
        ("mastodon", FAMILY, 1),
        # Threads
        ("threads", "t" * 501, 501),
        ("threads", "👍", 4),
        ("threads", "👍🏽", 8),
        ("threads", FAMILY, len(FAMILY.encode())),
        ("threads", "é€", 2),
    ],
)
def test_length(profiles: dict[str, Profile], channel: str, text: str, length: int) -> None:
    assert text_length(text, profiles[channel]) == length


@pytest.mark.parametrize("text", ["a" * 100_000, "a-" * 50_000, "a." * 50_000, "@a" * 50_000, "https://" * 12_500])
def test_counting_stays_quick(profiles: dict[str, Profile], text: str) -> None:
    for channel in ("x", "bluesky", "mastodon", "threads"):
        assert text_length(text, profiles[channel]) > 0
