"""Which verbs give an order or advice: the component `postlint_imperatives`, last in the pipeline.

The model's `Mood=Imp` is a proposal. A verb is an imperative only if all of these hold; where they hold without
doubt, it is one even if the model did not say so, and in a pipeline that knows no mood the rules decide alone.

- Its form is a verb stem (`meld`, `wees`), or stem + t before `u`: the polite «Belt u gerust» counts, «Belt u ons?»
  and «Komt u voor het eerst, dan …» do not.
- It opens its clause: first in the sentence or after , : ; – an emoji, a hashtag, `en`, `of`, `maar`, `dus`.
- No question mark closes the sentence (one after a colon that follows the verb is another clause's).
- Its subject does not follow: «Loop je vast, dan …» is a condition. But «Meld je aan» and «Houd je rug recht» have a
  reflexive or a possessive `je`.
- It is not a noun: «Stap voor stap», «Boek over slaap», «Tip: …», «Dank voor …».
- It is not a statement without its `ik`: «Ben benieuwd», «Vind het spannend».

«Laten we …» is a proposal by the writer, not an imperative; nor is «Mocht je …». «Niet vergeten te ademen» and
«Schouders ontspannen» are no imperatives either, but their infinitive gets `token._.instruction`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from postlint.dutch.clauses import after_in, before_in, opens_clause, words_after
from postlint.dutch.imperative_words import (
    ABOUT_ME,
    ALMOST_ALWAYS_VERBS,
    EVER_SINCE,
    FIRST_PERSON_DROPPED,
    FOLLOWED_AS_ORDER,
    JUST_NOW,
    NEVER_ORDERED,
    NOUN_CUES,
    NOUN_UNLESS_CUED,
    ORDER_CUES,
    REFLEXIVE,
    STILL,
    SUBJECTS,
    TOLD_OF_ONESELF,
    TOLD_TO_OTHERS,
)
from postlint.dutch.separable import join, particle_after
from postlint.dutch.verbs import ordered_by
from postlint.dutch.wordlists import FUNCTION_WORDS, PREPOSITIONS, words

_VERBAL: Final = frozenset({"VERB", "AUX"})
_ADDRESSING: Final = words("je jouw uw jezelf jullie u")
_OBJECT_OPENERS: Final = words("je uw jouw jullie jezelf elkaar een voldoende genoeg beide")


class Imperatives:
    """spaCy component that sets `_.imperative`, `_.instruction`, and `Mood=Imp` to match.

    Args:
        trust_mood: False when the model never says `Mood=Imp`.

    """

    def __init__(self, trust_mood: bool = True) -> None:
        self.trust_mood = trust_mood

    def __call__(self, doc: Doc) -> Doc:
        """Mark the imperatives of every sentence."""
        has_morphology = doc.has_annotation("MORPH")
        for sentence in doc.sents:
            marked = False
            for token in sentence:
                proposed = "Imp" in token.morph.get("Mood", [])
                marked_here = is_imperative(token, sentence, proposed, marked, self.trust_mood)
                marked |= marked_here
                if proposed or marked_here or token._.imperative:
                    _mark(token, proposed, marked_here)
            if not marked and has_morphology:
                for token in _instructions(sentence):
                    token._.set("instruction", True)
        return doc


def is_imperative(token: Token, sentence: Span, proposed: bool, after_another: bool, trust_mood: bool = True) -> bool:
    """Tell whether a verb is an imperative.

    Args:
        token: The word to judge.
        sentence: The sentence it is in.
        proposed: Whether the model says so.
        after_another: Whether an earlier word of the sentence is one.
        trust_mood: False when the model cannot say so.

    """
    form = token.norm_
    polite = _is_polite(token)
    if form in NEVER_ORDERED or not (ordered_by(form) or polite or _may_be_stem(token, proposed)):
        return False
    if not opens_clause(token, sentence) or _is_asked(token, sentence):
        return False
    if polite:
        return _is_polite_order(token, sentence, after_another)
    return _has_no_subject(token, sentence) and _is_order(token, sentence, proposed, after_another, trust_mood)


def _is_order(token: Token, sentence: Span, proposed: bool, after_another: bool, trust_mood: bool) -> bool:
    """Tell whether a stem without subject is an order, rather than a noun or «(ik) ben benieuwd»."""
    form, following = token.norm_, words_after(token, sentence)
    next_form = following[0].norm_ if following else ""
    if form in FIRST_PERSON_DROPPED:
        return (next_form in FIRST_PERSON_DROPPED[form]) and (proposed or not trust_mood or after_another)
    if _is_noun(token, following) or (not after_another and _is_about_oneself(token, following, sentence)):
        return False
    if not after_another and _continues_statement(token, sentence, proposed):
        return False
    cued = next_form in ORDER_CUES or _takes_particle(token) or _has_possessed_goal(following)
    if form in NOUN_UNLESS_CUED:
        return cued
    other_word = any(verb.stem_is_other_word for verb in ordered_by(form))
    if other_word and not after_another and _next_form(token) == "," and form not in {"kijk", "like"}:
        return False
    ambiguous = other_word and form not in ALMOST_ALWAYS_VERBS
    if proposed:
        return cued or not (ambiguous and next_form in PREPOSITIONS)
    if trust_mood and other_word and token.pos_ not in _VERBAL:
        return cued
    if not ambiguous:
        return bool(following) or after_another or form in ALMOST_ALWAYS_VERBS or _next_form(token) == ":"
    return cued or (after_another and token.pos_ == "VERB")


def _has_possessed_goal(following: list[Token]) -> bool:
    """Tell «Steun op je onderarmen» from «Steun op zolen»."""
    return len(following) > 1 and following[0].norm_ in PREPOSITIONS and following[1].norm_ in {"je", "uw", "jouw"}


def _continues_statement(token: Token, sentence: Span, proposed: bool) -> bool:
    """Tell whether a subject earlier in the sentence has this verb too.

    «Ik fiets en geniet», «Zo slaap je beter en herstel je sneller», «Iedereen die wil, sluit aan».
    """
    earlier = list(before_in(sentence, token))
    before = [word.norm_ for word in earlier if word.is_alpha]
    separator = next((word.norm_ for word in reversed(earlier) if not word.is_space), "")
    if not before or separator not in _COORDINATING:
        return False
    if "ik" in before and separator != "maar":
        return before[0] == "ik" or separator == "en" or not proposed
    if _next_form(token) == "je" and ("je" in before or before[0] in _SUBORDINATING):
        return all(word.norm_ != "dan" for word in words_after(token, sentence))
    third_person = token.norm_.endswith("t") and separator != "maar"
    return third_person and before[0] not in _SUBORDINATING | _BEFORE_ORDER


def _is_about_oneself(token: Token, following: list[Token], sentence: Span) -> bool:
    """Tell «(Ik) kom net terug», «(ik) denk dat ik», «(ik) geef toe dat ik» from an order."""
    words = [word.norm_ for word in following]
    if words[:1] and (words[0] in EVER_SINCE or (words[0] == "nog" and words[1:2] and words[1] in STILL)):
        return True
    opens_sentence = not any(word.is_alpha for word in before_in(sentence, token))
    if opens_sentence and not _ADDRESSING & set(words):
        if {"mijn", "m'n"} & set(words) and token.norm_ not in TOLD_TO_OTHERS:
            return True
        if words[:2] == ["zelf", "ook"] or (words and words[0] in {"me", "mij"} and token.norm_ in ABOUT_ME):
            return True
    if token.norm_ in TOLD_OF_ONESELF and ((words and words[0] in JUST_NOW) or words[:2] == ["deze", "week"]):
        return not _ADDRESSING & set(words)
    return "dat" in words[:2] and "ik" in words[1:4]


def _is_noun(token: Token, following: list[Token]) -> bool:
    """Tell whether what follows shows a noun: «Stap voor stap», «Tip 3», «Deel 2», «Dank voor»."""
    cues = NOUN_CUES.get(token.norm_, frozenset())
    if not following:
        return token.norm_ in NOUN_CUES and token.norm_ not in ALMOST_ALWAYS_VERBS
    next_form = following[0].norm_
    if token.norm_ in NOUN_CUES and following[0].is_digit and "#" in cues:
        return True
    if next_form in cues and not _takes_particle(token, beyond=1):
        return not (len(following) > 1 and following[1].norm_ in _OBJECT_OPENERS)
    repeated = (
        len(following) > 1 and following[1].norm_ == token.norm_ and next_form in {"voor", "na", "om", "aan", "op"}
    )
    return repeated or (next_form == "van" and token.norm_ not in FOLLOWED_AS_ORDER)


def _takes_particle(token: Token, beyond: int = 0) -> bool:
    """Tell whether a particle of this verb, more than `beyond` words on, closes its clause: «Ruim de tafel af»."""
    if token._.particle is not None:
        return bool(token._.particle > token.i + beyond)
    found = (particle_after(token, verb.infinitive) for verb in ordered_by(token.norm_))
    return any(particle is not None and particle.i > token.i + beyond for particle in found)


_COORDINATING: Final = words("en of maar ,")
_SUBORDINATING: Final = words("als wanneer zodra omdat doordat voordat nadat terwijl hoewel wie hoe indien bij na")
_BEFORE_ORDER: Final = words("mocht zo allez nou voor tegen tip graag nee ja hé kom toe oké beste lieve let")
_AFTER_OLD_PLURAL: Final = frozenset({"uw", "jullie", "deze"})


def _next_form(token: Token) -> str:
    return token.nbor().norm_ if token.i + 1 < len(token.doc) else ""


def _may_be_stem(token: Token, proposed: bool) -> bool:
    """Tell whether a word the table lacks may be an imperative: a loan verb in -eer, or stem + t in «Komt allen»."""
    form = token.norm_
    if form.endswith("eer"):
        return proposed
    plural = form.endswith("t") and bool(ordered_by(form[:-1]))
    return plural and (_next_form(token) == "allen" or (proposed and _next_form(token) in _AFTER_OLD_PLURAL))


def _is_asked(token: Token, sentence: Span) -> bool:
    """Tell whether the sentence is a question, and no colon stands between the verb and its mark."""
    marks = [word for word in after_in(sentence, token) if "?" in word.text]
    if not marks:
        return False
    return not any(word.text in {":", '"', "“", "«"} for word in sentence.doc[token.i : marks[0].i])


def _has_no_subject(token: Token, sentence: Span) -> bool:
    following = words_after(token, sentence)
    if not following:
        return True
    next_form = following[0].norm_
    if next_form in SUBJECTS:
        return False
    if next_form in {"hij", "zij"} and token.norm_.endswith("t"):
        return False
    if next_form == "je":
        return _je_is_no_subject(token, following, sentence)
    return True


def _je_is_no_subject(token: Token, following: list[Token], sentence: Span) -> bool:
    """Tell «Meld je aan» and «Houd je rug recht» from «Loop je vast, dan …»."""
    form = token.norm_
    reflexive = form in REFLEXIVE and _reflexive_fits(form, following)
    if reflexive or len(following) < 2:
        return reflexive
    after_je = following[1]
    if after_je.norm_ in FUNCTION_WORDS or form in NEVER_ORDERED or form in FIRST_PERSON_DROPPED:
        return False
    return not _is_condition(after_je, sentence)


def _reflexive_fits(form: str, following: list[Token]) -> bool:
    """Tell whether what a reflexive verb needs is there: `aan` or `af` after «Meld je», nothing after «Schaam je»."""
    needed = REFLEXIVE[form]
    return not needed or any(word.norm_ in needed for word in following[1:])


def _is_condition(noun: Token, sentence: Span) -> bool:
    """Tell whether a result for the same `je` follows: «Sla je maaltijden over, dan snoep je …»."""
    rest = [word.norm_ for word in after_in(sentence, noun)]
    for comma, then, verb in zip(rest, rest[1:], rest[2:], strict=False):
        if comma == "," and then == "dan":
            return rest[0] == "," or rest[rest.index(verb) + 1 : rest.index(verb) + 2] == ["je"]
    return False


def _is_polite(token: Token) -> bool:
    """Tell whether a form is stem + t with `u` right after it."""
    if _next_form(token) != "u":
        return False
    form = token.norm_
    return form == "weest" or (form.endswith("t") and bool(ordered_by(form[:-1]) or ordered_by(form)))


_NEVER_POLITE: Final = words(
    "heeft hebt bent wilt kunt moet mag weet zult wordt krijgt ziet merkt mocht zou had was vindt kent "
    "herkent hoort woont ontvangt voelt twijfelt staat"
)
_POLITE_CUES: Final = words("gerust alstublieft aub eens maar even vooral niet geen dan graag gewoon dit deze")


def _is_polite_order(token: Token, sentence: Span, after_another: bool) -> bool:
    """Tell «Belt u gerust» from «Komt u voor het eerst, dan …» and from the statement «…, krijgt u advies»."""
    if token.norm_ in _NEVER_POLITE:
        return False
    following = words_after(token, sentence)
    before = before_in(sentence, token)
    initial = not any(word.is_alpha for word in before) or before[-1].text in {";", ":"}
    if not initial:
        return after_another or any(word.norm_ in _POLITE_CUES for word in following[1:4])
    rest = list(after_in(sentence, token))
    for here, after in pairwise(rest):
        if here.text == "," and _is_result(after):
            return len(following) > 1 and following[1].norm_ in {"gerust", "alstublieft", "vooral", "maar"}
    return True


def _is_result(token: Token) -> bool:
    """Tell whether a word after a comma opens the main clause of a condition: `dan`, or a verb."""
    return token.norm_ == "dan" or token.pos_ in {"VERB", "AUX"} or bool(ordered_by(token.norm_))


def _mark(token: Any, proposed: bool, decided: bool) -> None:
    """Set the attribute, and let tag, morphology and lemma agree with it."""
    token._.set("imperative", decided)
    if proposed and not decided:
        features = token.morph.to_dict()
        token.set_morph({**features, "Mood": "Ind"} if features.get("VerbForm") == "Fin" else None)
    if decided and not proposed:
        token.pos_ = "VERB"
        token.set_morph("Mood=Imp|Number=Sing|VerbForm=Fin")
        if verbs := ordered_by(token.norm_):
            join(token, verbs[0].infinitive)


def _instructions(sentence: Span) -> Iterator[Token]:
    """Yield the infinitives of a sentence that has no finite verb, no subject of its own and no `te` before them."""
    words = [word for word in sentence if word.is_alpha]
    if any("Fin" in word.morph.get("VerbForm", []) for word in words) or any("?" in word.text for word in sentence):
        return
    for word in words:
        last_or_first = word is words[-1] or word is words[0] or (word.i > 0 and word.nbor(-1).norm_ == "niet")
        led = word.i > 0 and word.nbor(-1).norm_ in {"te", "het", "om"}
        if "Inf" in word.morph.get("VerbForm", []) and word.pos_ == "VERB" and last_or_first and not led:
            yield word


def register_imperative_attributes() -> None:
    """Give spaCy tokens `_.imperative` and `_.instruction`, both False until set; safe to repeat."""
    for name in ("imperative", "instruction"):
        if not Token.has_extension(name):
            Token.set_extension(name, default=False)


@Language.factory("postlint_imperatives", default_config={"trust_mood": True})
def make_imperatives(nlp: Language, name: str, trust_mood: bool) -> Imperatives:
    """Make the component for a spaCy config."""
    register_imperative_attributes()
    return Imperatives(trust_mood)
