"""What channel profiles and rules are said to be, in words for the user."""

from __future__ import annotations

from postlint.findings import Text
from postlint.report.words import KINDS

TERMS = {
    "business": Text("zakelijk", "business"), "private": Text("privé", "private"), "mixed": Text("gemengd", "mixed"),
    "public": Text("openbaar", "public"), "closed": Text("besloten", "closed"),
    "subscribers": Text("abonnees", "subscribers"), "no": Text("nee", "no"), "yes": Text("ja", "yes"),
    "measured": Text("soms", "at times"), "untraceable": Text("onherleidbaar", "anonymous"),
    "with-consent": Text("toestemming", "consent"), "rarely": Text("zelden", "rarely"),
    "fifth": Text("1 op 5", "1 in 5"), "factual": Text("feitelijk", "factual"),
    "characters": Text("tekens", "characters"), "x-weighted": Text("tekens, zoals X telt", "characters as X counts"),
    "graphemes": Text("zichtbare tekens", "visible characters"),
    "threads": Text("tekens, zoals Threads telt", "characters as Threads counts"),
    "mastodon": Text("tekens, zoals Mastodon telt", "characters as Mastodon counts"),
    "allowed": Text("mag", "allowed"), "refused": Text("wordt geweigerd", "is refused"),
    "button": Text("alleen achter een knop", "behind a button only"),
    "patients": Text("patiënten", "patients"), "colleagues": Text("collega’s", "colleagues"),
    "referrers": Text("verwijzers", "referrers"), **KINDS,
}  # fmt: skip
LABELS = {
    "nature": Text("Aard", "Nature"), "audience": Text("Publiek", "Audience"),
    "text": Text("Langste bericht", "Longest post"), "reply": Text("Langste reactie", "Longest reply"),
    "title": Text("Langste titel", "Longest title"), "alt": Text("Langste alt-tekst", "Longest alt text"),
    "fold": Text("Zichtbaar vóór «meer»", "Shown before “more”"), "hashtags": Text("Hashtags", "Hashtags"),
    "links": Text("Links", "Links"), "phone": Text("Telefoonnummer", "Phone number"),
    "conversation": Text("Lezers kunnen reageren", "Readers can respond"),
    "private-life": Text("Privéleven", "Private life"), "cases": Text("Casuïstiek", "Patient cases"),
    "promotion": Text("Promotie", "Promotion"), "aliases": Text("Ook wel", "Also called"),
    "checked": Text("Bekeken op", "Checked on"), "sources": Text("Bronnen", "Sources"),
    "facts": Text("Wat het kanaal is en toelaat", "What the channel is and allows"),
    "fits": Text("Wat er past", "What suits it"),
    "channels": Text("Kanalen", "Channels"), "except_channels": Text("Alle kanalen behalve", "All channels except"),
    "kinds": Text("Soort", "Kind"), "readers": Text("Lezers", "Readers"),
}  # fmt: skip
FIXABLE = {
    True: Text("te herstellen met --fix", "fixable with --fix"),
    False: Text(
        "te herstellen met --fix --unsafe-fixes; lees het daarna na",
        "fixable with --fix --unsafe-fixes; read it over afterwards",
    ),
}
"""How what a rule finds can be mended, by whether its fix is safe."""
