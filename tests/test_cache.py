"""The cache: what it keeps, what it hides, and that nothing that is wrong with it stops a run."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from postlint import cache as module
from postlint import stamp
from postlint.cache import Cache, clear, info, sweep

DRAFT = b"Mevrouw Jansen uit Almelo loopt weer na haar heupoperatie."
SAID = "«Mevrouw Jansen uit Almelo» is herkenbaar.".encode()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def entries(folder: Path) -> list[Path]:
    return files(folder / "v1")


def test_gives_back_what_was_kept_for_the_same_base_context_and_content(tmp_path: Path) -> None:
    Cache(tmp_path, lambda: b"1").put(b"context", DRAFT, SAID)
    assert Cache(tmp_path, lambda: b"1").get(b"context", DRAFT) == SAID
    assert Cache(tmp_path, lambda: b"2").get(b"context", DRAFT) is None
    assert Cache(tmp_path, lambda: b"1").get(b"other", DRAFT) is None
    assert Cache(tmp_path, lambda: b"1").get(b"context", DRAFT + b" ") is None


def test_no_file_holds_or_is_named_by_what_the_draft_says(tmp_path: Path) -> None:
    Cache(tmp_path).put(b"context", DRAFT, SAID)
    every = b"".join(path.read_bytes() + str(path).encode() for path in files(tmp_path))
    assert not [word for word in (*DRAFT.split(), *SAID.split()) if len(word) > 3 and word in every]


def test_two_drafts_with_the_same_report_look_nothing_alike(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(b"", b"een", bytes(200))
    kept.put(b"", b"twee", bytes(200))
    one, two = (path.read_bytes()[module._NONCE + module.SIZE :] for path in entries(tmp_path))
    assert one != two
    assert bytes(8) not in one + two


@pytest.mark.skipif(os.name == "nt", reason="file modes")
def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    Cache(folder).put(b"", DRAFT, SAID)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {(folder / "secret").stat().st_mode & 0o777, *(p.stat().st_mode & 0o777 for p in entries(folder))} == {0o600}


@pytest.mark.parametrize("damage", [b"", b"x", bytes(300)])
def test_a_damaged_entry_is_as_good_as_none_and_is_replaced(damage: bytes, tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(b"", DRAFT, SAID)
    [entry] = entries(tmp_path)
    entry.write_bytes(damage)
    assert kept.get(b"", DRAFT) is None
    kept.put(b"", DRAFT, SAID)
    assert kept.get(b"", DRAFT) == SAID


def test_every_single_changed_byte_is_noticed(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(b"", DRAFT, SAID)
    [entry] = entries(tmp_path)
    whole = entry.read_bytes()
    for at in range(len(whole)):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.get(b"", DRAFT) is None


@pytest.mark.parametrize("secret", [b"", b"short", None])
def test_a_lost_secret_is_made_anew(secret: bytes | None, tmp_path: Path) -> None:
    Cache(tmp_path).put(b"", DRAFT, SAID)
    if secret is None:
        (tmp_path / "secret").unlink()
    else:
        (tmp_path / "secret").write_bytes(secret)
    kept = Cache(tmp_path)
    assert kept.get(b"", DRAFT) is None
    kept.put(b"", DRAFT, SAID)
    assert kept.trouble is None
    assert Cache(tmp_path).get(b"", DRAFT) == SAID


def test_a_folder_that_is_a_file_is_trouble_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Cache(tmp_path / "file")
    assert kept.get(b"", DRAFT) is None
    kept.put(b"", DRAFT, SAID)
    assert isinstance(kept.trouble, OSError)


def test_a_full_disk_is_tried_once_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path)
    kept.put(b"", b"eerder", SAID)
    tried = []

    def full(path: Path, data: bytes, *_: object, **__: object) -> None:
        tried.append(path)
        path.write_bytes(data[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("postlint.replacing.write_new", full)
    for n in range(3):
        kept.put(b"", b"%d" % n, SAID)
    assert kept.trouble is not None
    assert kept.trouble.errno == errno.ENOSPC
    assert len({path.name.split(".")[1] for path in tried}) == 1
    assert kept.get(b"", b"eerder") == SAID
    assert not [path for path in files(tmp_path) if path.suffix == ".part"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that may not be written to")
def test_a_folder_for_reading_alone_is_read(tmp_path: Path) -> None:
    Cache(tmp_path).put(b"", DRAFT, SAID)
    tmp_path.chmod(0o500)
    (tmp_path / "v1").chmod(0o500)
    kept = Cache(tmp_path)
    kept.put(b"", b"nieuw", SAID)
    assert kept.trouble is not None
    assert kept.get(b"", DRAFT) == SAID
    (tmp_path / "v1").chmod(0o700)
    tmp_path.chmod(0o700)


def test_runs_at_the_same_time_share_one_secret(tmp_path: Path) -> None:
    barrier = threading.Barrier(8)
    caches = [Cache(tmp_path / "cache") for _ in range(8)]

    def run(n: int) -> None:
        barrier.wait()
        for number in range(20):
            caches[n].put(b"", b"%d" % number, SAID)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.trouble for one in caches] == [None] * 8
    assert info(tmp_path / "cache").entries == 20
    assert all(Cache(tmp_path / "cache").get(b"", b"%d" % n) == SAID for n in range(20))


def test_sweeping_takes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    names = [b"%d" % n for n in range(10)]
    for number, name in enumerate(names):
        before = set(entries(tmp_path))
        kept.put(b"", name, bytes(1000))
        [new] = set(entries(tmp_path)) - before
        os.utime(new, (number, number))
    kept.get(b"", names[0])
    left_behind = new.with_suffix(".part")
    left_behind.write_bytes(b"x")
    os.utime(left_behind, (0, 0))
    size = info(tmp_path).size
    sweep(tmp_path, size - 1)
    there = [n for n, name in enumerate(names) if kept.get(b"", name)]
    assert there == [0, 3, 4, 5, 6, 7, 8, 9]
    assert not left_behind.exists()


def test_it_never_grows_far_beyond_its_limit(tmp_path: Path) -> None:
    kept = Cache(tmp_path, limit=20_000)
    for n in range(100):
        kept.put(b"", b"%d" % n, bytes(1000))
    assert info(tmp_path).size <= 22_000
    assert kept.get(b"", b"99")


def test_clearing_takes_everything_of_its_own_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Cache(folder).put(b"", DRAFT, SAID)
    (folder / "brief.txt").write_text("van iemand anders")
    assert clear(folder).entries == 1
    assert [path.name for path in files(folder)] == ["brief.txt"]
    assert clear(tmp_path / "nergens") == info(tmp_path / "nergens") == (0, 0)


@pytest.mark.parametrize("home", ["/elders/cache", "", None])
def test_it_lies_where_the_system_keeps_caches(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert module.usual_folder() == user_cache_path("postlint", appauthor=False)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", "/hier")
    assert module.usual_folder() == Path("/hier")


def test_a_changed_added_or_removed_file_is_another_stamp(tmp_path: Path) -> None:
    (tmp_path / "wet").mkdir()
    rule = tmp_path / "wet" / "regel.yaml"
    rule.write_text("a: 1\n")
    seen = [stamp.folders([tmp_path])]
    assert stamp.folders([tmp_path]) == seen[0]
    rule.write_text("a: 22\n")
    seen.append(stamp.folders([tmp_path]))
    os.utime(rule, ns=(1, 1))
    seen.append(stamp.folders([tmp_path]))
    (tmp_path / "wet" / "nog.yaml").write_text("")
    seen.append(stamp.folders([tmp_path]))
    rule.unlink()
    seen.append(stamp.folders([tmp_path]))
    assert len(set(seen)) == 5


def test_another_version_or_another_package_is_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = stamp.base("1.0")
    assert stamp.base("1.0") == before
    assert stamp.base("1.1") != before
    package = tmp_path / "nl_core_news_lg-3.8.0.dist-info"
    package.mkdir()
    installed = stamp.base("1.0")
    assert installed != before
    os.utime(package, ns=(1, 1))  # trained anew and installed under the same version
    assert stamp.base("1.0") != installed


def test_a_rule_file_with_the_wrong_ending_is_another_stamp(tmp_path: Path) -> None:
    (tmp_path / "privacy").mkdir()
    before = stamp.folders([tmp_path])
    (tmp_path / "privacy" / "nieuw.yml").write_text("summary: x\n")
    added = stamp.folders([tmp_path])
    (tmp_path / "privacy" / "nieuw.yml").write_text("summary: langer\n")
    assert len({before, added, stamp.folders([tmp_path])}) == 3
