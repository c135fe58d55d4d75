"""Dutch verbs by form: infinitive, stem, and the particles a verb separates from; read from data/verbs.tsv.

The table holds only what spelling rules do not predict: a form is traced back to its infinitive by undoing the rules.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from postlint.dutch.wordlists import words

# Closed list. Not in it: over, onder, door, om, voor, achter, weder … only when written apart do they tell anything,
# and the table says for which verbs they are separable.
PARTICLES: Final = words(
    "aan aaneen achter achterna achterover achteruit adem af beet bij bijeen binnen boven deel dicht dood "
    "door dooreen gade gelijk goed groot heen hoog in ineen kapot kennis klaar klein kwijt langs leeg les "
    "lief los mede mee mis na neer om omhoog omlaag omver onder op open opeen over overeen overeind "
    "plaats prijs raak recht rond samen schoon stil stop stuk teleur tegemoet tegen teniet terecht terug "
    "thuis toe uit uiteen vast vlot vol voor vooraf voorbij voorop voorover vooruit vrij waar warm weer "
    "weg ziek zwart"
)
_VOWELS: Final = "aeiouyáéíóúàèìòùäëïöüâêîôû"
_HARD: Final = {"v": "f", "z": "s"}
_UNSTRESSED: Final = ("el", "er", "en", "em", "ig", "ing", "ik")
_INSEPARABLE: Final = ("be", "ge", "her", "ont", "ver", "er")


class Verb(NamedTuple):
    """A verb that is not itself particle + verb."""

    infinitive: str
    stem: str
    stem_is_other_word: bool
    irregular: tuple[str, ...]
    particles: frozenset[str]


def regular_stem(infinitive: str) -> str:
    """Return the stem that spelling predicts: maken → maak, zitten → zit, blijven → blijf, gaan → ga."""
    if not infinitive.endswith("en") or infinitive.endswith(("zien", "doen")):
        body = infinitive.removesuffix("n")
        return body[:-1] if body.endswith("aa") else body
    body = infinitive.removesuffix("en")
    if len(body) < 2 or body[-1] in _VOWELS:
        return body
    if body[-1] == body[-2]:
        return body[:-1]
    vowels = [i for i, letter in enumerate(body) if letter in _VOWELS]
    single = body[-2] in "aeou" and (len(body) < 3 or body[-3] not in _VOWELS)
    unstressed = (
        len(vowels) > 1 and body.endswith(_UNSTRESSED) and body[-3:-2] not in "eé" and not body.endswith(("eer",))
    )
    if single and not (unstressed and not _foreign(body)):
        body = body[:-1] + body[-2] + body[-1]
    return body[:-1] + _HARD.get(body[-1], body[-1])


def _foreign(body: str) -> bool:
    """Tell whether a body in -er is of the stressed kind: reageren → reageer, not luisteren → luister."""
    return body.endswith(("iser", "icer", "eer", "ger", "fier", "uer", "ider", "iger", "oler", "ober", "rder"))


def regular_forms(infinitive: str, stem: str) -> frozenset[str]:
    """Return the forms that spelling predicts from infinitive and stem, the infinitive and its participles included."""
    body = infinitive.removesuffix("n").removesuffix("e")
    ending = "t" if body[-1:] in "tkfschpx" else "d"
    past = stem + ending + "e"
    participle = stem if stem.endswith(ending) else stem + ending
    participle = participle if infinitive.startswith(_INSEPARABLE) else "ge" + participle
    present = stem if stem.endswith("t") else stem + "t"
    active = infinitive + "d"
    return frozenset(
        (infinitive, stem, present, past, past + "n", participle, participle + "e", participle + "en", active,
         active + "e", active + "en")
    )  # fmt: skip


@cache
def _lines() -> dict[str, tuple[str, str]]:
    """Return the stem and the rest of each line of the table by its infinitive; few verbs are ever asked for more."""
    text = (Path(__file__).parent / "data" / "verbs.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        infinitive, _, after = line.partition("\t")
        stem, _, rest = after.partition("\t")
        found[infinitive] = (stem, rest)
    return found


@lru_cache(maxsize=10_000)
def verb_of(infinitive: str) -> Verb | None:
    """Return a verb of the table by its infinitive; None for what is none, or is particle + verb."""
    line = _lines().get(infinitive)
    if line is None:
        return None
    stem, rest = line
    irregular, _, particles = rest.partition("\t")
    return Verb(
        infinitive, stem.removesuffix("*"), stem.endswith("*"), tuple(irregular.split()), frozenset(particles.split())
    )


@cache
def _by_form() -> dict[str, str]:
    """Return the infinitive of every stem, irregular form and infinitive; the first in the table wins."""
    forms: dict[str, str] = {}
    for infinitive, (stem, rest) in _lines().items():
        irregular = rest.partition("\t")[0]
        for form in (infinitive, *irregular.split(), stem.removesuffix("*")):
            forms.setdefault(form, infinitive)
    forms.update((infinitive, infinitive) for infinitive in _lines())
    return forms


@cache
def _by_stem() -> dict[str, list[str]]:
    """Return the infinitives of each imperative form."""
    found: dict[str, list[str]] = defaultdict(list)
    for infinitive, (stem, _) in _lines().items():
        for form in {stem.removesuffix("*"), *_IMPERATIVES.get(infinitive, ())}:
            found[form].append(infinitive)
    return dict(found)


def ordered_by(form: str) -> tuple[Verb, ...]:
    """Return the verbs that an imperative form may belong to: `meld` → melden; `hou` and `houd` → houden."""
    return tuple(verb for infinitive in _by_stem().get(form, ()) if (verb := verb_of(infinitive)) is not None)


# Beside the stem.
_IMPERATIVES: Final = {
    "appen": ("app",), "bieden": ("bied",), "glijden": ("glij",), "googelen": ("google",), "houden": ("hou",),
    "laten": ("laat",), "loggen": ("log",), "rijden": ("rij",), "snijden": ("snij",), "whatsappen": ("whatsapp",),
    "zien": ("zie",), "zijn": ("wees", "weest"),
}  # fmt: skip
_EXTRA_PARTICLES: Final = {"melden": ("ziek", "beter"), "zoeken": ("op",), "gooien": ("los",), "warmen": ("op",)}


def base_of(form: str) -> str | None:
    """Return the infinitive of an undivided, lower-case verb form without particle, or None: `meldde` → `melden`."""
    known = _by_form()
    if form in known:
        return known[form]
    rest = form.removeprefix("ge")
    for ending in ("t", "d", "de", "te", "den", "ten", "e", "en", "dde", "tte", "end", "ende"):
        for stem in {form.removesuffix(ending), rest.removesuffix(ending)} - {form}:
            verb = verb_of(known.get(stem, ""))
            if verb is not None and form in regular_forms(verb.infinitive, verb.stem):
                return verb.infinitive
    return None


def particles_of(base: str) -> frozenset[str]:
    """Return the particles that an infinitive separates from; empty when the table has none."""
    verb = verb_of(base)
    return (verb.particles if verb else frozenset()) | frozenset(_EXTRA_PARTICLES.get(base, ()))


def divide(form: str) -> tuple[str, str] | None:
    """Return (particle, base infinitive) of a separable verb written as one word: `aangemeld` → (`aan`, `melden`)."""
    for length in range(2, min(len(form) - 2, 12)):
        particle = form[:length]
        if particle in PARTICLES:
            base = base_of(form[length:])
            if base is not None and particle in particles_of(base):
                return particle, base
    return None
