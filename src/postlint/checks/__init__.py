"""What rules do: each condition of the rule language as a check on a Post."""

from postlint.checks.engine import Engine, applies
from postlint.checks.post import Match, Post

__all__ = ["Engine", "Match", "Post", "applies"]
