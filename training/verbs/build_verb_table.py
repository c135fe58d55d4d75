"""Make src/postlint/dutch/data/verbs.tsv, the table of Dutch verbs, from spacy-lookups-data (MIT).

Usage: python training/verbs/build_verb_table.py   (needs spacy-lookups-data 1.0.5)

One line a verb that is not itself particle + verb: infinitive, stem, other irregular forms, particles it combines with.
A stem that is also a noun or adjective carries an asterisk. Regular forms are left out.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from importlib import resources
from pathlib import Path

from postlint.dutch.verbs import PARTICLES, regular_forms, regular_stem
from postlint.dutch.wordlists import words

TARGET = Path(__file__).parents[2] / "src/postlint/dutch/data/verbs.tsv"
# Verbs of posts that the source lacks.
MODERN = words(
    "appen checken cc'en cocreëren coachen crossen delen downloaden dm'en e-mailen fitnessen googelen inchecken liken "
    "livestreamen mailen netwerken pinnen posten reposten retweeten scannen screenen scrollen sharen skypen sporten "
    "stretchen streamen swipen taggen tweeten uploaden vloggen whatsappen zoomen flossen tapen dry-needlen"
)
# In the source's verb index or lookup by mistake, or so rare that the stem is nearly always another word.
NOT_VERBS = words(
    "vaakste meeren zoen zoënen tippelzonen dagen mannen weken tijden vrouwen zinnen gaarne samen binnen buiten even "
    "achten tegen naasten nieuwen ikken jijen wijen hunnen dezen onzen"
)
OFTEN_INSEPARABLE = ("over", "onder", "door", "om", "voor", "mis", "weer", "vol", "achter")
PLAIN = str.maketrans("ëï", "ei")
NOT_FORMS = ("er", "ere", "st", "ste", "s", "end", "ende", "enden")
STEMS = {
    "zijn": "wees",
    "hebben": "heb",
    "zullen": "zal",
    "kunnen": "kan",
    "mogen": "mag",
    "willen": "wil",
    "komen": "kom",
    "liken": "like",
    "swipen": "swipe",
    "sharen": "share",
    "scrollen": "scroll",
    "dm'en": "dm",
    "timen": "time",
}


def load(table: str) -> dict:
    """Return one of the Dutch tables of spacy-lookups-data."""
    name = f"data/nl_lemma_{table}.json.gz"
    return json.loads(gzip.decompress(resources.files("spacy_lookups_data").joinpath(name).read_bytes()))


def paradigms(index: dict, lookup: dict, exceptions: dict) -> dict[str, set[str]]:
    """Return the attested forms of each infinitive."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma in lookup.items():
        forms[lemma].add(form)
    for form, lemmas in exceptions["verb"].items():
        for lemma in lemmas:
            forms[lemma].add(form)
    verbs = {verb for verb in index["verb"] if verb.endswith("n") and verb.isalpha() and verb not in NOT_VERBS}
    verbs |= {
        lemma for lemma in forms if lemma.endswith("en") and lemma.isalpha() and looks_conjugated(lemma, forms[lemma])
    }
    attested = {verb: forms[verb] for verb in verbs if len(forms[verb]) >= 2}
    return attested | {verb: forms.get(verb, set()) for verb in MODERN}


def present_of(stem: str) -> str:
    """Return the third person: melden → meldt, vergeten → vergeet."""
    return stem if stem.endswith("t") else stem + "t"


def looks_conjugated(lemma: str, forms: set[str]) -> bool:
    """Tell whether a lemma that the verb index lacks has the present and the participle of a verb."""
    return present_of(regular_stem(lemma)) in forms and any(form.endswith(("nd", "nde")) for form in forms)


def split_particle(verb: str, verbs: dict[str, set[str]]) -> tuple[str, str] | None:
    """Return (particle, base) when the participle or the present shows that a verb is separable."""
    for particle in sorted(PARTICLES, key=len, reverse=True):
        base = verb.removeprefix(particle)
        if base != verb and base in verbs and any(is_participle(form, particle) for form in verbs[verb]):
            return particle, base
    return None


def is_participle(form: str, particle: str) -> bool:
    """Tell whether a form has ge, be, ver … between particle and stem: aangemeld, inverdiend."""
    rest = form.removeprefix(particle)
    return rest != form and rest.startswith(("ge", "be", "ver", "ont", "her", "er")) and rest[-1] in "dtn"


def stem_of(verb: str, forms: set[str], lookup: dict) -> str:
    """Return the imperative form, chosen by the present-tense forms that are attested."""
    if verb in STEMS:
        return STEMS[verb]
    regular = regular_stem(verb)
    if verb.endswith("eren") and verb.removesuffix("ren") + "er" in {form.removesuffix("t") for form in forms}:
        return verb.removesuffix("ren") + "er"
    if present_of(regular) in forms or (regular in forms and not verb.endswith("eren")):
        return regular
    body = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    short = body[:-1] + {"v": "f", "z": "s"}.get(body[-1:], body[-1:])
    long = body[:-1] + body[-2:-1] + short[-1:]
    candidates = [short, long, short[:-1], verb.removesuffix("n")]
    candidates += [stem.translate(PLAIN) for stem in candidates]
    present = [stem for stem in candidates if present_of(stem) in forms] or [
        stem for stem in candidates if stem in forms
    ]
    return present[0] if present else regular


def main() -> None:
    """Write the table."""
    index, lookup, exceptions = load("index"), load("lookup"), load("exc")
    verbs = paradigms(index, lookup, exceptions)
    others = set(index["noun"]) | set(index["adj"])
    particles: dict[str, set[str]] = defaultdict(set)
    separable = set()
    for verb in verbs:
        if found := split_particle(verb, verbs):
            particles[found[1]].add(found[0])
            if found[0] not in OFTEN_INSEPARABLE:
                separable.add(verb)
    lines = []
    for verb in sorted(set(verbs) - separable):
        stem = stem_of(verb, verbs[verb], lookup)
        predicted = regular_forms(verb, stem)
        irregular = sorted(form for form in verbs[verb] - predicted if form.isalpha() and not form.endswith(NOT_FORMS))
        if verb not in MODERN and not irregular and not particles[verb] and stem in others and len(verbs[verb]) < 3:
            continue
        shown = stem + ("*" if stem in others else "")
        lines.append("\t".join((verb, shown, " ".join(irregular), " ".join(sorted(particles[verb])))).rstrip("\t"))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} verbs, {sum(map(len, particles.values()))} separable, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
