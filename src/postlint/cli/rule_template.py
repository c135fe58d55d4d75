"""The file that `postlint rules new` writes: a whole rule that works, every key explained, to be made one's own."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

_TEMPLATE = Template("""\
# Regel $rule
#
# Dit is een werkende regel over een verzonnen «wonderzalf». Vervang wat er staat door jouw regel, van boven naar onder,
# en kijk telkens of het klopt met: postlint rules test $file
# Wat achter een # staat, is uitleg voor jou; postlint leest het niet. Haal weg wat je niet meer nodig hebt.

# Wat de regel vindt, in een paar woorden (nl: Nederlands, en: Engels; beide zijn nodig).
summary: {nl: "Een wondermiddel", en: "A miracle cure"}

# Wat een bevinding zegt over het concept. Kies er een: promotion, private-life, patient-privacy, health-claim,
# disclosure, conduct, urgency, engagement-bait, value, focus, acknowledgement, answer, invitation, thanks, credit,
# jargon, readability, shouting, accessibility, channel-limit, metadata.
category: $category

# Hoe ernstig: error (fout: mag bijna nooit onterecht zijn), warning (let op) of suggestion (tip). Begin mild.
severity: suggestion

# direct: true              # alleen bij promotion: het bericht is er om te verkopen
# country: NL               # alleen voor praktijken in dit land (NL of BE), omdat de wet daar zo is
# aliases: [$law/oude-naam] # namen die deze regel vroeger had; die blijven werken
# override: true            # deze regel vervangt een regel van postlint met dezelfde naam
# gives_way: true           # stil waar een andere regel van deze categorie hier al iets zegt dat net zo ernstig is
# note: "Voor wie deze regel onderhoudt."

# Voor welke concepten. Laat je dit weg, dan geldt de regel overal. Haal de # weg bij wat je nodig hebt.
# applies_to:
#   channels: [linkedin, x]           # alleen deze kanalen (zie: postlint channels)
#   except_channels: [whatsapp-channel]  # of juist niet deze
#   nature: [business]                # aard van het kanaal: business, private of mixed
#   audience: [public]                # publiek van het kanaal: public, closed, subscribers of mixed
#   kinds: [post]                     # post (bericht), reply (reactie) of thanks (bedankje)
#   fits: {cases: ["no"]}             # wat er op het kanaal past: private-life, cases of promotion
#   readers: [patients]               # voor wie: patients, colleagues of referrers
#   conversation: true                # alleen waar lezers kunnen reageren

# Wanneer de regel spreekt: precies één soort voorwaarde. Hier: een van deze woorden of zinsdelen staat er.
# Andere soorten: pattern, dependency, signal, count, metric, metadata, move, judged, reply_to, en om te combineren
# all (alles geldt), any (een ervan geldt), not (geldt niet), present en absent (zoveel ervan wel of niet).
# Ze staan uitgelegd in docs/rule-language.md; met «postlint explain REGEL» zie je wat een bestaande regel vindt.
check:
  phrases:
    - wonderzalf                      # dit woord, ook in het meervoud of vervoegd
    - wondermiddel|wonderpil          # een van deze woorden
    - verdwijnt (echt) vanzelf        # wat tussen haakjes staat, mag er staan
  # Uitzonderingen: staat er een van deze bij, dan zwijgt de regel. Geef elke uitzondering een voorbeeld onder «pass».
  unless:
    - negated                         # er staat een ontkenning bij: geen, niet, nooit …
    - quoted                          # het zijn de woorden van een ander, tussen aanhalingstekens
    - {phrases: [onderzoek], in: sentence}  # dit woord staat in dezelfde zin (of in: post, het hele bericht)

# Wat de schrijver leest: wat wringt er en waarom? {match} zijn de gevonden woorden; ook kan: {channel}, {first} en,
# bij count en metric, {count}, {limit} en {over}.
message:
  nl: "«{match}»: een middel dat altijd helpt, bestaat niet. Lezers prikken daar doorheen."
  en: "“{match}”: there is no cure that always helps. Readers see through that."

# Wat de schrijver in plaats daarvan kan doen: kort en haalbaar.
advice:
  nl: "Vertel bij welke klacht dit kan helpen, en bij welke niet."
  en: "Tell which complaint this may help with, and which it does not."

# Kan postlint dit zelf herstellen? Met «postlint check --fix» gebeurt dat dan. Haal de # weg en kies een manier uit
# docs/rule-language.md; schrijf bij een voorbeeld onder «flag» wat eruit komt: {text: "…", fixed: "…"}.
# fix: {delete: sentence}             # haal de zin weg; dat gebeurt alleen met --unsafe-fixes

# Waar de regel op rust: namen uit rules/sources.yaml van postlint, of uit een sources.yaml in je eigen map met regels.
sources: [$sources]

# Voorbeelden bewijzen de regel. Schrijf er van elk minstens drie, zoals mensen echt schrijven.
examples:
  flag:                               # hier moet de regel iets van zeggen
    - {text: "Met onze wonderzalf is je rugpijn zo weg.", match: wonderzalf}  # match: deze woorden vindt de regel
    - Iedereen praat erover, en wij hebben het, het wondermiddel tegen koude voeten.
    - {text: "Je hoofdpijn verdwijnt vanzelf!", channel: linkedin, kind: reply, front: {in_reply_to: "Helpt dit?"}}
  pass:                               # dit lijkt erop, maar mag
    - Wij geloven niet in een wonderzalf.
    - "«Deze wonderzalf helpt altijd», las ik. Jammer, want zo werkt een pees niet."
    - Uit onderzoek bleek dat de wonderzalf van toen vooral uit vet bestond.
    - Een vette zalf maakt een droge huid soepel.
""")


def rule_template(rule: str, file: str, category: str, sources: Sequence[str]) -> str:
    """Give the text of a new rule file.

    Args:
        rule: the id, `law/name`.
        file: the file as the user would name it on the command line.
        category: the category to start with.
        sources: ids in sources.yaml to start with.

    """
    law = rule.partition("/")[0]
    return _TEMPLATE.substitute(rule=rule, law=law, file=file, category=category, sources=", ".join(sources))
