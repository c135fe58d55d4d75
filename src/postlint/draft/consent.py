"""What counts as consent on record: words that say yes, a date, a reference; never words of no or doubt.

Place in the data flow: `yamlblock` asks it what `consent:` says, since a yes there keeps rules on privacy silent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_DECISIVE = frozenset({
    "given", "gegeven", "granted", "verleend", "consent", "toestemming", "status", "akkoord", "ja", "yes",
})  # fmt: skip
"""Keys of a mapping that say by themselves whether there is consent, whatever else it tells."""
_ADDRESS = re.compile(r"\w+://\S+")
_DOUBT = re.compile(
    r"\?|\b(?:nog (?:niet|geen|te|aan|vragen|regelen|krijgen)|not yet|misschien|wellicht|mogelijk|waarschijnlijk|"
    r"hopelijk|vermoedelijk|maybe|perhaps|probably|possibly|hopefully|onbekend|unknown|onduidelijk|unclear|onzeker|"
    r"unsure|twijfel\w*|doubt\w*|denk ik|volgens mij|geloof ik|vast wel|volgt|follows|"
    r"wacht\w*|afwachting|awaiting|waiting|pending|todo|tbd|tbc|navragen|checken|uitzoeken|"
    r"n\.?v\.?t\b\.?|n/a|niet van toepassing|not applicable|ingetrokken|withdrawn|"
    r"geweigerd|weigert|refused|denied|declined|verlopen|expired|vergeten|forgot\w*|geen idee|"
    r"weet (?:ik )?niet)(?!\w)|\bto do\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:gevraagd|aangevraagd|verzocht|vragen|vraag|asked|requested|verstuurd|sent)\b", re.IGNORECASE)
_GOT = re.compile(
    r"\b(?:ja|yes|gekregen|gegeven|verleend|ontvangen|akkoord|goedgekeurd|getekend|ondertekend|given|granted|received|"
    r"agreed|signed|approved)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:niet|nee|neen|geen|nooit|noch|niemand|not|no|none|never|nope|na|nvt|false|off|later|straks|"
    r"binnenkort|morgen|tomorrow|soon|moet|moeten|must|should|zal|zullen|"
    r"(?:zonder|without) (?:\w+ )?(?:toestemming|akkoord|consent|permission))\b",
    re.IGNORECASE,
)
_NO_OBJECTION = re.compile(r"\b(?:geen (?:bezwaar|probleem)|no objections?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:(]|\.\s|\s[-–—]\s|\b(?:maar|but|mits|behalve|except)\b", re.IGNORECASE)
_YES = re.compile(
    r"\b(?:ja|jawel|jazeker|zeker|yes|true|on|ok|oke|oké|prima|goed\w*|akkoord\w*|schriftelijk\w*|op schrift|op papier|"
    r"written|in writing|"
    r"digitaal|digitally|mondeling\w*|oral\w*|verbal\w*|toestemming\w*|toestemt|toegestemd|consent\w*|permission\w*|"
    r"geen (?:bezwaar|probleem)|no objections?|(?:ge|onder)?teken\w*|getekend\w*|ondertekend\w*|handtekening\w*|"
    r"sign\w*|handgeschreven|gegeven|gekregen|verleend|ontvangen|given|granted|received|agree\w*|approv\w*|"
    r"goedgekeurd|vastgelegd|geregeld|recorded|bevestigd|confirmed|mag|mogen|may|wil|wilde|vindt|vond|vonden|"
    r"formulier\w*|form|verklaring\w*|statement|overeenkomst\w*|contract\w*|release|quitclaim|dossier\w*|file|record|"
    r"archief|archive|map|bijlage\w*|attachment\w*|mail\w*|e-mail\w*|brief\w*|letter|app|appje|whatsapp|sms|bericht|"
    r"message|zie|see|eigen|zelf|ouders?|parents?|vertegenwoordiger\w*|mentor)\b|\w\.(?:pdf|docx?|jpe?g|png|eml|msg)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ORAL = re.compile(r"\b(?:mondeling\w*|oral\w*|verbal\w*)\b", re.IGNORECASE)
_WRITTEN = re.compile(r"\b(?:schriftelijk\w*|written|ondertekend|getekend|signed)\b", re.IGNORECASE)


def says_yes(value: Any) -> bool:
    """Tell whether a value of `consent:` says that there is consent, and how: «ja», «schriftelijk», a day, a reference.

    What is oral is consent as well; rules that ask for more look at the word.
    """
    match value:
        case None | bool():
            return value is True
        case dt.date():
            return True
        case int() | float():
            return value > 0
        case Mapping():
            return _mapping_says_yes(value)
    return _text_says_yes(str(value))


def _text_says_yes(text: str) -> bool:
    text, addresses = _ADDRESS.subn(" ", " ".join(text.split()))
    if _DOUBT.search(text) or (_ASKED.search(text) and not _GOT.search(text)):
        return False
    first = _NO_OBJECTION.sub("akkoord", _CLAUSE.split(text, maxsplit=1)[0])
    if _NO.search(first):
        return False
    return bool(addresses or _YES.search(text) or _DIGIT.search(text))


def _mapping_says_yes(values: Mapping[str, Any]) -> bool:
    """Take a mapping for consent when it tells something and nothing in it says no, is in doubt, or is oral alone."""
    told = {str(key).strip().lower(): value for key, value in values.items() if value not in (None, "")}
    deciding = [value for key, value in told.items() if key in _DECISIVE]
    if deciding:
        return all(says_yes(value) and not _is_oral(value) for value in deciding)
    return bool(told) and not any(_says_no(value) or _is_oral(value) for value in told.values())


def _is_oral(value: Any) -> bool:
    return isinstance(value, str) and _ORAL.search(value) is not None and not _WRITTEN.search(value)


def _says_no(value: Any) -> bool:
    """Tell whether a part of a mapping says no or is in doubt; a name or anything else does neither."""
    if isinstance(value, str):
        return bool(_DOUBT.search(_ADDRESS.sub(" ", value)) or _NO.search(_CLAUSE.split(value, maxsplit=1)[0]))
    return value is False or (isinstance(value, Mapping) and not _mapping_says_yes(value))
