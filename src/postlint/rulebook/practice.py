"""What a practice says of itself in the configuration, for rules that need to know whose draft they read."""

# Annotations stay what they are, as in settings.py.
from typing import Annotated, Literal

from msgspec import Meta, Struct

Address = Literal["je", "u"]
Country = Literal["NL", "BE"]


class Practice(Struct, frozen=True, forbid_unknown_fields=True):
    """The practice behind the drafts; everything is optional."""

    profession: Annotated[
        str | None,
        Meta(description="such as fysiotherapeut; beside a name it marks a colleague"),
    ] = None
    names: Annotated[
        tuple[str, ...], Meta(description="names of the practice and its people; these are no patient's name")
    ] = ()
    handles: Annotated[
        tuple[str, ...], Meta(description="the practice's own accounts; these are no mention of someone else")
    ] = ()
    partners: Annotated[
        tuple[str, ...], Meta(description="names, or accounts with @, of those one works with; as one's own")
    ] = ()
    places: Annotated[
        tuple[str, ...], Meta(description="streets, postcodes and towns of the practice; these are nobody's address")
    ] = ()
    topics: Annotated[tuple[str, ...], Meta(description="what posts are about; a note when one names none of it")] = ()
    address: Annotated[Address | None, Meta(description="je or u; a note where a post says the other")] = None
    plain_words: Annotated[
        tuple[str, ...], Meta(description="words that readers know, so that they are no jargon")
    ] = ()

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of the practice, its people and its partners."""
        return (*self.names, *(name for name in self.partners if not name.startswith("@")))

    @property
    def own_handles(self) -> frozenset[str]:
        """The accounts of the practice and its partners, folded and without @."""
        every = (*self.handles, *(name for name in self.partners if name.startswith("@")))
        return frozenset(name.removeprefix("@").casefold() for name in every)
