"""Make news and wiki sentences look like posts: emoji, hashtags, mentions, links, line breaks, fragments."""

from __future__ import annotations

import random
from dataclasses import replace

from treebank import Sentence, Token, words

EMOJI = [
    *"😀😃😄😁😊🙂😉😍🤩🤗🤔😅😂😢😮🙌👏👍👌💪🙏👇👉✅❌⭐🌟✨🔥💡📣📢📌📍📅🗓🔗💙💚🧡💛🎉🎊🎓📚🧠🦷🦵🦶🍎🥦🥗🏃🚶🧘🌱🌞☀☕",
    "❤️",
    "☀️",
    "➡️",
    "⬇️",
    "✔️",
    "🏃‍♀️",
    "🏋️‍♂️",
    "🧘‍♀️",
    "👩‍⚕️",
    "👨‍⚕️",
    "👍🏻",
    "💪🏽",
    "🙏🏼",
    "👏🏾",
    "🇳🇱",
    "🇧🇪",
    "1️⃣",
    "2️⃣",
    "🚴‍♂️",
]
TAG_STEMS = words(
    "fysiotherapie oefentherapie mondzorg tandarts dietist gezond leefstijl bewegen herstel rugpijn sport voeding "
    "slaap revalidatie ergotherapie logopedie podotherapie preventie zorg welzijn huidtherapie mondhygienist tips "
    "samenwerken opleiding congres onderzoek trots team praktijk wetenschap thuiszorg wijkverpleging kinderen"
)
TAG_HEADS = words(
    "week dag zorg tips lab punt praktijk nederland academie vraag advies les coach 2024 2025 2026 kind thuis "
    "online fit leven centrum platform maand challenge"
)
NAME_PARTS = words(
    "jan piet sanne lotte bram eva noor daan tim fleur kim anna mark zorg fysio mond team praktijk dokter coach dr "
    "gezond actief linde ruben mees julia"
)
HOSTS = ["voorbeeld", "praktijk", "mijnzorg", "blogvan", "fysiotips", "mondzorgnu", "bewegendoet", "leefgezond"]
PATHS = ["", "", "/blog", "/agenda", "/tips/rug", "/2025/03/slapen", "/contact", "/?p=12", "/artikelen/voeding.html"]
PREFIXES = ["https://", "http://", "www.", "https://www.", ""]


def emoji(rng: random.Random) -> str:
    """One emoji, with its modifiers."""
    return rng.choice(EMOJI)


def hashtag(rng: random.Random) -> str:
    """One made-up hashtag."""
    tag = rng.choice(TAG_STEMS) + rng.choice(["", "", rng.choice(TAG_HEADS)])
    return "#" + rng.choice([tag, tag.capitalize(), tag.upper() if len(tag) < 7 else tag])


def mention(rng: random.Random) -> str:
    """One made-up account name."""
    glue = rng.choice(["", "_", "."])
    tail = rng.choice(["", "", str(rng.randint(1, 99))])
    return "@" + glue.join(rng.sample(NAME_PARTS, rng.choice([1, 2, 2]))) + tail


def url(rng: random.Random) -> str:
    """One made-up web address."""
    return (
        rng.choice(PREFIXES)
        + rng.choice(HOSTS)
        + rng.choice([".nl", ".nl", ".nl", ".com", ".be", ".org"])
        + rng.choice(PATHS)
    )


def append(sentence: Sentence, form: str, upos: str, deprel: str, feats: str = "") -> Sentence:
    """``sentence`` with one more token at its end, hanging from the root."""
    lemma = form[1:].lower() if upos == "NOUN" and form.startswith("#") else form
    token = Token(form, lemma, upos, feats, sentence.root, deprel)
    return replace(sentence, tokens=(*_closed(sentence.tokens), token))


def _closed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return (*tokens[:-1], replace(tokens[-1], space=True))


def prepend(sentence: Sentence, token: Token) -> Sentence:
    """``sentence`` with ``token`` put in front, hanging from the root."""
    shifted = tuple(replace(old, head=old.head + 1) for old in sentence.tokens)
    return replace(sentence, tokens=(replace(token, head=sentence.root + 1), *shifted))


def insert(sentence: Sentence, at: int, token: Token) -> Sentence:
    """``sentence`` with ``token`` put before position ``at``; ``token.head`` counts in the old positions."""

    def moved(index: int) -> int:
        return index + 1 if index >= at else index

    tokens = [replace(old, head=moved(old.head)) for old in sentence.tokens]
    tokens.insert(at, replace(token, head=moved(token.head)))
    return replace(sentence, tokens=tuple(tokens))


def emoji_in_front(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put an emoji as bullet before the sentence."""
    return prepend(sentence, _emoji_token(rng))


def emoji_after(sentence: Sentence, rng: random.Random) -> Sentence:
    """One to three emoji at the end, in place of the full stop or after it."""
    if rng.random() < 0.5:
        sentence = without_stop(sentence, rng)
    for _ in range(rng.choice([1, 1, 2, 3])):
        sentence = append(sentence, emoji(rng), "SYM", "discourse")
    return sentence


def emoji_between(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put an emoji after a word inside the sentence."""
    places = [i for i in range(1, len(sentence.tokens)) if sentence.tokens[i - 1].space]
    if not places:
        return sentence
    at = rng.choice(places)
    return insert(sentence, at, replace(_emoji_token(rng), head=at - 1))


def _emoji_token(rng: random.Random) -> Token:
    form = emoji(rng)
    return Token(form, form, "SYM", "", 0, "discourse", rng.random() < 0.9)


def hashtag_words(sentence: Sentence, rng: random.Random) -> Sentence:
    """One or two nouns, names or adjectives of the sentence written as hashtags."""
    places = [i for i, t in enumerate(sentence.tokens) if t.upos in {"NOUN", "PROPN", "ADJ"} and t.form.isalpha()]
    chosen = set(rng.sample(places, min(len(places), rng.choice([1, 1, 2]))))
    tokens = [replace(t, form="#" + t.form) if i in chosen else t for i, t in enumerate(sentence.tokens)]
    return replace(sentence, tokens=tuple(tokens))


def hashtags_after(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put a row of hashtags after the sentence, in the same sentence."""
    for _ in range(rng.choice([1, 2, 3, 4])):
        sentence = append(sentence, hashtag(rng), "NOUN", "parataxis")
    return sentence


def mentions(sentence: Sentence, rng: random.Random) -> Sentence:
    """Make a name of the sentence a mention; without a name, put a mention in front of the sentence."""
    places = [i for i, t in enumerate(sentence.tokens) if t.upos == "PROPN" and not t.deprel.startswith("flat")]
    places = [i for i in places if not sentence.children(i)]
    name = mention(rng)
    if places:
        at = rng.choice(places)
        changed = replace(sentence.tokens[at], form=name, lemma=name, feats="")
        return replace(sentence, tokens=(*sentence.tokens[:at], changed, *sentence.tokens[at + 1 :]))
    return prepend(sentence, Token(name, name, "PROPN", "", 0, "parataxis"))


def link_after(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put a web address at the end."""
    return append(sentence, url(rng), "SYM", "parataxis")


def without_stop(sentence: Sentence, rng: random.Random) -> Sentence:
    """Drop the final full stop, or put another mark in its place."""
    last = sentence.tokens[-1]
    if last.form != "." or len(sentence.tokens) < 2 or sentence.root == len(sentence.tokens) - 1:
        return sentence
    if rng.random() < 0.4:
        mark = rng.choice(["!", "!", "!!", "…"])
        return replace(sentence, tokens=(*sentence.tokens[:-1], replace(last, form=mark, lemma=mark)))
    return replace(sentence, tokens=sentence.tokens[:-1])


def lower_start(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put the first letter in lower case; names included, as on a phone."""
    first = sentence.tokens[0]
    changed = replace(first, form=first.form[:1].lower() + first.form[1:])
    return replace(sentence, tokens=(changed, *sentence.tokens[1:]))


def line_break(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put a line break after the sentence, often without a full stop before it."""
    if rng.random() < 0.5:
        sentence = without_stop(sentence, rng)
    form = rng.choice(["\n", "\n", "\n\n", "\n\n", "\n\n\n"])
    last = len(sentence.tokens) - 1
    return replace(sentence, tokens=(*sentence.tokens, Token(form, form, "SPACE", "", last, "dep")))


def fragment(sentence: Sentence, rng: random.Random) -> Sentence:
    """Make a verbless fragment: «Hij is trots op zijn werk.» becomes «Trots op zijn werk!»; other sentences stay."""
    root = sentence.root
    below = sentence.children(root)
    if not any(sentence.tokens[i].deprel == "cop" for i in below):
        return sentence
    dropped = {"cop", "nsubj", "aux", "advcl", "csubj", "mark", "cc", "conj", "parataxis", "expl", "ccomp", "punct"}
    kept = {root}
    for child in below:
        if sentence.tokens[child].deprel not in dropped and sentence.tokens[child].deprel != "advmod":
            kept.update(sentence.subtree(child))
    cut = sentence.select(sorted(kept))
    first = cut.tokens[0]
    cut = replace(cut, tokens=(replace(first, form=first.form[:1].upper() + first.form[1:]), *cut.tokens[1:]))
    mark = rng.choice(["!", ".", "", "!"])
    if not mark:
        return replace(cut, tokens=_closed(cut.tokens))
    cut = append(cut, mark, "PUNCT", "punct")
    return replace(cut, tokens=(*cut.tokens[:-2], replace(cut.tokens[-2], space=False), cut.tokens[-1]))


STEPS = [
    (fragment, 0.15),
    (hashtag_words, 0.18),
    (mentions, 0.10),
    (emoji_between, 0.06),
    (without_stop, 0.15),
    (lower_start, 0.10),
    (emoji_in_front, 0.15),
    (link_after, 0.06),
    (emoji_after, 0.20),
    (hashtags_after, 0.08),
    (line_break, 0.35),
]


def noisy(sentence: Sentence, rng: random.Random) -> Sentence:
    """``sentence`` after a random selection of the steps above, each with its own chance."""
    for step, chance in STEPS:
        if rng.random() < chance:
            sentence = step(sentence, rng)
    return sentence
