"""What was worked out before, within bounds, so that a run over a million drafts takes no more than one over a hundred.

Place in the data flow: below everything that meets the same words again and again.
"""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """A dict that empties itself when it is full; who reads what was just set must not count on older keys.

    Args:
        most: how many keys it holds.

    """

    most = 5_000

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self.most:
            self.clear()
        super().__setitem__(key, value)
