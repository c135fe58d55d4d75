"""Time an audit of many posts, and print what each of its parts takes.

    python -m benchmarks.series [--posts 10000]

In CPU seconds. The posts are judged beforehand, as if from the cache, since other rows measure what the linter takes of
a post. All name a topic, since grouping those that do not takes as long for eighty as for any number. One in ten is an
answer to a reaction that came in before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date

from benchmarks import drafts
from postlint.series import Asked, AuditOptions, Item, Judged, take
from postlint.series.audit import assess, rules_of
from postlint.series.item import moment

_FIRST = date(2016, 1, 1).toordinal()
_A_DAY = 3
"""Posts a day, so that ten thousand take nine years."""
_CHANNELS = ("facebook-page", "linkedin", "instagram", "x")
_TOPICS = ("rug", "nek", "knie", "slaap", "bewegen", "werk")
_REPLIES, _SELLS, _ASKS = 10, 6, 5
"""One in so many posts answers, sells or asks."""


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--posts", type=int, default=10_000)
    items = list(posts(cli.parse_args().posts))
    options = AuditOptions(("benchmarks",))
    begun = time.process_time()
    rules = rules_of(options)
    read = time.process_time()
    taken = take(items, options)
    filled = time.process_time()
    done = assess(taken, rules, options)
    ended = time.process_time()
    print(f"{done.counts.posts_total} posts, {len(done.findings)} findings, {len(done.recycled)} repeats")
    for what, seconds in (
        ("rules", read - begun), ("ledger", filled - read), ("measures and history", ended - filled),
        ("all", ended - begun),
    ):  # fmt: skip
        print(f"{what:<22}{seconds:8.2f} s")


def posts(count: int) -> Iterator[Item]:
    """Give so many own posts, and the reactions that some of them answer."""
    for n, text in enumerate(drafts.posts(count, words=40)):
        post = Item(
            path=f"{n:06}.md", kind="post", when=moment(date.fromordinal(_FIRST + n // _A_DAY), UTC), text=text,
            channels=(_CHANNELS[n % len(_CHANNELS)],), account="praktijk", topic=_TOPICS[n % len(_TOPICS)],
            judged=Judged(60 + n % 40, promotional=n % _SELLS == 0, valuable=n % 2 == 0, question=n % _ASKS == 0),
        )  # fmt: skip
        if n % _REPLIES == 0:
            yield replace(post, kind="incoming", id=str(n), judged=None)
            post = replace(post, kind="reply", asked=Asked(id=str(n)))
        yield post


if __name__ == "__main__":
    main()
