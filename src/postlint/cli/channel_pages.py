"""The pages of docs/channels: one for each channel, with what it is, allows and suits, and an index."""

from __future__ import annotations

from collections.abc import Mapping

from postlint.channels import Profile
from postlint.cli import markdown as md
from postlint.cli.channels import facts, fits
from postlint.cli.rule_pages import GENERATED, source_items
from postlint.cli.terms import LABELS, TERMS
from postlint.rulebook import Rulebook


def channel_pages(profiles: Mapping[str, Profile], book: Rulebook) -> dict[str, str]:
    """Give the pages by file name.

    Args:
        profiles: the channels by id.
        book: the rulebook, for the sources that the channels name.

    """
    pages = {f"{profile.id}.md": _page(profile, book) for profile in profiles.values()}
    return {"README.md": _index(profiles), **pages}


def _index(profiles: Mapping[str, Profile]) -> str:
    body = [
        (
            f"[{md.escaped(profile.name.nl)}]({profile.id}.md)", f"`{profile.id}`", TERMS[profile.nature].nl,
            TERMS[profile.audience].nl, md.escaped(profile.tone.nl),
        )
        for profile in profiles.values()
    ]  # fmt: skip
    return md.page(
        "# De kanalen die postlint kent",
        GENERATED,
        "Op elk kanaal past iets anders: hoe lang een bericht mag zijn, of er iets van je privéleven bij kan, en of "
        "je er over een patiënt mag vertellen.",
        md.rows(("Kanaal", "Zo noem je het", "Aard", "Publiek", "Toon"), body),
    )


def _page(profile: Profile, book: Rulebook) -> str:
    return md.page(
        f"# {md.escaped(profile.name.nl)}",
        GENERATED,
        md.escaped(profile.tone.nl),
        [
            f"Zo noem je dit kanaal: `channel: {profile.id}`."
            + (f" Ook goed: {', '.join(f'`{name}`' for name in profile.aliases)}." if profile.aliases else "")
        ],
        f"## {LABELS['facts'].nl}",
        [f"- {LABELS[key].nl}: {md.escaped(said)}" for key, said in facts(profile, "nl")],
        f"## {LABELS['fits'].nl}",
        [f"- {LABELS[key].nl}: {md.escaped(said)}" for key, said in fits(profile, "nl")],
        f"## {LABELS['sources'].nl}",
        f"{LABELS['checked'].nl} {profile.checked.isoformat()}.",
        source_items(profile.sources, book),
    )
