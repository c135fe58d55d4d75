"""Signals that need no rule: what is found, and what only looks like it."""

from __future__ import annotations

import pytest
from minibook import found

from postlint.checks.signals import is_bsn


@pytest.mark.parametrize(
    ("signal", "prose", "hits"),
    [
        ("hashtag", "Kom #mee, niet a#b of #1 of https://a.nl/#c.", ["#mee"]),
        ("mention", "Dank @jan en @piet@mastodon.nl, mail jan@a.nl.", ["@jan", "@piet@mastodon.nl"]),
        ("url", "Zie www.a.nl, https://b.nl/c?d=e. Of a.nl.", ["www.a.nl", "https://b.nl/c?d=e", "a.nl"]),
        ("email", "Mail jan.jansen@praktijk.nl.", ["jan.jansen@praktijk.nl"]),
        ("phone", "Bel 06-12345678 of +31 6 1234 5678.", ["06-12345678", "+31 6 1234 5678"]),
        ("phone", "Sinds 2010 zijn er 1.234.567.890 stappen gezet.", []),
        ("emoji", "Fijn 👨‍👩‍👧 ✅ 🇳🇱.", ["👨‍👩‍👧", "✅", "🇳🇱"]),
        ("price", "€ 25 of 30 euro of 25,- of €12,50.", ["€ 25", "30 euro", "25,-", "€12,50"]),
        ("price", "Van 25 stuks en 1.234.567 mensen.", []),
        ("percentage", "Nu 20% of 15 procent.", ["20%", "15 procent"]),
        ("number", "Doe 3 keer 10 minuten, €5, 20%, om 9.30 uur.", ["3", "10"]),
        ("date", "Op 3 maart 2026 of 03-04-2026.", ["3 maart 2026", "03-04-2026"]),
        ("time", "Om 9.30 uur, om 20:15 en om 8 uur.", ["9.30 uur", "20:15", "8 uur"]),
        ("time", "Slaap 8 uur per nacht.", []),
        ("bsn", "Zijn nummer is 111222333.", ["111222333"]),
        ("bsn", "Zijn nummer is 111222334.", []),
        ("capitals", "Let OP en LETOP, maar niet #LETOP.", ["LETOP"]),
        ("capitals-run", "Dit is HEEL ERG fijn.", ["HEEL ERG"]),
        ("exclamation", "Ja! Nee!!", ["!", "!", "!"]),
        ("exclamation-run", "Ja! Nee!! Echt?! Huh?? Wat??!?", ["!!", "?!", "??!?"]),
        ("question", "Kom je? Fijn. En jij?", ["Kom je?", "En jij?"]),
        ("ordered-item", "Zo:\n\n1. een\n2. twee", ["een", "twee"]),
        ("bullet", "Zo:\n\n- een\n- twee", ["een", "twee"]),
        ("list", "Zo:\n\n- een\n- twee\n\nEn:\n\n- a\n- b\n- c", ["a\n\nb\n\nc"]),
        ("link", "Zie [hier](https://a.nl) en www.b.nl en [www.c.nl](https://c.nl).", ["hier", "www.b.nl", "www.c.nl"]),
        ("decorated", "Dit is 𝗯𝗼𝗹𝗱.", ["bold"]),
        ("initials", "Dhr. J. de Vries en mevrouw B. kwamen.", ["J.", "B."]),
        (
            "sign-off",
            "Blijf bewegen.\n\nMet vriendelijke groet,\n\nA. Bos\nfysio",
            ["Met vriendelijke groet,\n\nA. Bos\nfysio"],
        ),
        ("sign-off", "Blijf bewegen. Hartelijke groet, Anja Bos", ["Hartelijke groet, Anja Bos"]),
        ("sign-off", "Liefs,\nAnja\n\nNu 20% korting!", ["Liefs,\nAnja"]),
        ("sign-off", "Groetjes van mevrouw Bos, die weer loopt. Groet hem.", []),
        ("quote", "Zij zei: «dit hielp mij enorm».", ["«dit hielp mij enorm»"]),
        ("imperative", "Kom mee. Hij komt.", ["Kom"]),
        ("first-person", "Ik zie ons team.", ["Ik", "ons"]),
        ("second-person", "Heb je uw pas?", ["je", "uw"]),
        ("superlative", "Dit is het mooiste werk.", ["mooiste"]),
        ("past", "Zij liep gisteren weg.", ["liep"]),
    ],
)
def test_finds(signal: str, prose: str, hits: list[str]) -> None:
    assert found(f"signal: {signal}", prose) == hits


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("111222333", True), ("123456782", True), ("123456789", False), ("000000000", False), ("1", False)],
)
def test_the_eleven_test(digits: str, valid: bool) -> None:
    assert is_bsn(digits) is valid
