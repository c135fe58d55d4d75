"""What moves and judgements are called, in words for the user; their meaning is that of training/moves/GUIDELINE.md."""

from __future__ import annotations

from collections.abc import Mapping

from postlint.findings import Lang, Text

MOVES = {
    "offer": Text("aanbod van eigen zorg", "own care on offer"),
    "cta": Text("oproep om te boeken", "call to book or buy"),
    "self-praise": Text("lof voor jezelf", "praise of oneself"),
    "announcement": Text("nieuws van de praktijk", "news of the practice"),
    "practical": Text("praktische mededeling", "practical notice"),
    "tip": Text("tip voor de lezer", "tip for the reader"),
    "explanation": Text("uitleg", "how or why"),
    "evidence": Text("onderbouwing met bron", "rests on a source"),
    "experience": Text("ervaring uit het werk", "experience from work"),
    "question": Text("echte vraag", "real question"),
    "invitation": Text("uitnodiging tot gesprek", "invitation to talk"),
    "thanks": Text("dank", "thanks someone"),
    "acknowledgement": Text("gaat in op de ander", "shows the other was read"),
    "answer": Text("antwoord", "answers what was asked"),
    "private": Text("privéleven", "private life"),
    "patient-case": Text("verhaal van één patiënt", "story of one patient"),
    "bait": Text("vraagt om likes of volgers", "begs for likes or follows"),
    "pressure": Text("haast of druk", "hurry or pressure"),
    "claim": Text("belofte of vergelijking", "promise or comparison"),
    "greeting": Text("groet", "opens or closes socially"),
}
JUDGEMENTS = {
    "promo": Text("promotie, ook terloops", "promotion, even in passing"),
    "promo-direct": Text("verkopen is het doel", "selling is the point"),
    "value-missing": Text("de lezer krijgt niets", "the reader gets nothing"),
    "value-full": Text("de lezer kan er iets mee", "the reader can use it"),
    "private": Text("privéleven", "private life"),
    "private-misfit": Text("privé waar het niet past", "private where it does not fit"),
    "patient": Text("patiënt herkenbaar", "patient recognisable"),
    "bait": Text("uit op likes of volgers", "after likes or follows"),
    "pressure": Text("haast of druk", "hurry or pressure"),
    "claim": Text("belofte of vergelijking", "promise or comparison"),
    "unfocused": Text("boodschappen door elkaar", "messages mixed up"),
    "thanks-due": Text("dank of naam ontbreekt", "thanks or credit missing"),
    "reply-fails": Text("reactie mist de vraag", "reply misses the question"),
    "reply-thin": Text("reactie is mager", "reply is thin"),
    "grade-2": Text("cijfer 2 of hoger (van 5)", "grade 2 or higher (of 5)"),
    "grade-3": Text("cijfer 3 of hoger", "grade 3 or higher"),
    "grade-4": Text("cijfer 4 of hoger", "grade 4 or higher"),
    "grade-5": Text("cijfer 5", "grade 5"),
}


def label(name: str, words: Mapping[str, Text], lang: Lang) -> str:
    """Give «offer · aanbod van eigen zorg», or the name alone where there are no words for it."""
    return f"{name} · {words[name].to(lang)}" if name in words else name
