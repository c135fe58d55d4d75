"""The report's own words in Dutch and English."""

from __future__ import annotations

from postlint.findings import DraftReport, Lang, Severity, Text, Verdict

VERDICTS = {
    Verdict.HOLD: Text("NIET PLAATSEN", "DO NOT POST"),
    Verdict.REVISE: Text("BIJSCHAVEN", "REVISE"),
    Verdict.POST: Text("PLAATSEN", "POST"),
    Verdict.PARTIAL: Text("DEELS BEOORDEELD", "JUDGED IN PART"),
}
SEVERITIES = {
    Severity.ERROR: Text("fout", "error"),
    Severity.WARNING: Text("let op", "warning"),
    Severity.SUGGESTION: Text("tip", "suggestion"),
}
PLURALS = {
    Severity.ERROR: Text("fouten", "errors"),
    Severity.WARNING: Text("let op", "warnings"),
    Severity.SUGGESTION: Text("tips", "suggestions"),
}
KINDS = {
    "post": Text("bericht", "post"),
    "reply": Text("reactie", "reply"),
    "thanks": Text("bedankje", "thanks"),
}
CANNOT_JUDGE = Text("NIET BEOORDEELD", "NOT JUDGED")
NOTHING_FOUND = Text("Niets gevonden om te veranderen.", "Nothing found to change.")
NOTHING_READABLE_FOUND = Text(
    "Niets gevonden in wat hier te beoordelen was; laat het ook iemand lezen die de taal kent.",
    "Nothing found in what could be judged here; have someone who knows the language read it as well.",
)
WHOLE_DRAFT = Text("hele concept", "whole draft")
LINE = Text("regel", "line")
NOTICE = Text("Opmerking", "Note")
GOOD = Text("Goed", "Good")
NOT_APPLICABLE = Text("n.v.t.", "n/a")
OTHERS = Text("overige", "others")
MORE = Text("meer weten", "learn more")
_CERTAINTY = Text("zekerheid {p}", "confidence {p}")
_THEN = Text("dan scoort dit concept {score}", "then this draft scores {score}")
_THEN_ABOUT = Text("dan scoort dit concept ongeveer {score}", "then this draft scores about {score}")
_SUPPRESSED = (
    Text("{n} bevinding onderdrukt", "{n} finding suppressed"),
    Text("{n} bevindingen onderdrukt", "{n} findings suppressed"),
)
_KNOWN = (
    Text("{n} bekende bevinding weggelaten", "{n} known finding left out"),
    Text("{n} bekende bevindingen weggelaten", "{n} known findings left out"),
)


def nothing_found(score: int | None, lang: Lang) -> str:
    """Say that nothing was found, and whether all was looked at."""
    return (NOTHING_READABLE_FOUND if score is None else NOTHING_FOUND).to(lang)


def out_of_hundred(score: int | None) -> str:
    """Give «31/100», or nothing where there is no score."""
    return "" if score is None else f"{score}/100"


def set_aside(suppressed: int, known: int, lang: Lang) -> str:
    """Give «1 bevinding onderdrukt · 2 bekende bevindingen weggelaten», or nothing."""
    numbers = ((suppressed, _SUPPRESSED), (known, _KNOWN))
    return " · ".join(texts[number > 1].to(lang).format(n=number) for number, texts in numbers if number)


def counted(severity: Severity, number: int, lang: Lang) -> str:
    """Give «1 fout» or «2 fouten»."""
    words = SEVERITIES if number == 1 else PLURALS
    return f"{number} {words[severity].to(lang)}"


def kind_word(kind: str, lang: Lang) -> str:
    """Give the word for a kind of draft; a kind without a word of its own stays as it is."""
    return KINDS[kind].to(lang) if kind in KINDS else kind


def certainty(probability: float, lang: Lang) -> str:
    """Give «zekerheid 0,80», always with two digits."""
    text = f"{probability:.2f}"
    return _CERTAINTY.to(lang).format(p=text.replace(".", ",") if lang == "nl" else text)


def score_after(draft: DraftReport, lang: Lang) -> str:
    """Say what the first change would bring, as an estimate where it rests on the model; nothing if it brings nothing.

    Of what the model found only the strongest sentence may be pointed at, so that mending it need not be all.
    """
    if draft.first is None or not draft.first.raises(draft.score):
        return ""
    mended = (one for one in draft.findings if one.rule == draft.first.finding.rule)
    then = _THEN_ABOUT if any(one.confidence < 1 for one in mended) else _THEN
    return then.to(lang).format(score=draft.first.score)


def decimal(number: float, lang: Lang, places: int = 1) -> str:
    """Give a number with the decimal mark of the language, and no decimals where there are none."""
    text = f"{number:.{places}f}".rstrip("0").rstrip(".") if places else f"{number:.0f}"
    return text.replace(".", ",") if lang == "nl" else text


def counts(numbers: dict[Severity, int], lang: Lang) -> str:
    """Give «1 fout, 1 let op, 0 tips», worst first."""
    return ", ".join(counted(s, numbers[s], lang) for s in sorted(numbers, key=lambda s: -s.rank))
