"""What is remembered stays within bounds, whatever comes by."""

from __future__ import annotations

import copy
import pickle

from postlint.remembered import Remembered


def test_it_holds_no_more_than_it_may_and_always_what_came_last() -> None:
    kept: Remembered[int, str] = Remembered(3)
    for number in range(10):
        kept[number] = str(number)
        assert kept[number] == str(number)
        assert len(kept) <= 3


def test_it_can_be_copied_and_sent_to_another_process() -> None:
    kept: Remembered[str, int] = Remembered(2)
    kept["a"] = 1
    for other in (copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):  # noqa: S301 - our own bytes
        assert other == {"a": 1}
        assert other.most == 2
