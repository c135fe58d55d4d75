"""Posts over time: read from folders, tables and exports, measured against the laws that live across posts.

Floor above `linter`: it reads and judges posts with a Linter, and knows no screen.
"""

from postlint.series.audit import AuditOptions, audit, take
from postlint.series.item import Asked, Item, Judged, Moment
from postlint.series.read import Reader, read

__all__ = ["Asked", "AuditOptions", "Item", "Judged", "Moment", "Reader", "audit", "read", "take"]
