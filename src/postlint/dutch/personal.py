"""Names and numbers that may belong to a person, by the rules and name lists of deduce (`postlint[privacy]`).

deduce was made to take them out of medical records. Only what a post can betray is asked of it: names of people,
addresses with a house number, dates, and long numbers. Its lists of streets, places and institutions stay unread: they
take minutes to prepare, and a street or a town alone says nothing about anyone. So nothing has to be built beforehand,
and nothing is written to disk.

Place in the data flow: `checks/personal.py` asks for what stands in a text; deduce loads when it does.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

_LIBRARY: Final = "deduce"
_KINDS: Final = {
    "persoon": "name",
    "straat+huisnummer": "address",
    "straat+huisnummer+huisnummerletter": "address",
    "locatie": "address",
    "datum": "date",
    "id": "number",
}
"""What deduce calls a finding, and what it is called here; a `locatie` is a postcode, now that places stay unread."""
_UNWANTED: Final = frozenset(
    {
        "patient_name", "interfix_with_name", "placename", "street_lookup", "postbus", "hospital", "institution", "age",
        "bsn", "phone", "email", "url",
    }
)  # fmt: skip
"""The parts of deduce that need its long lists, find what other signals find, or cry wolf in posts («op de Brink»)."""
_LISTS: Final = "names/lst_first_name names/lst_surname names/lst_initial names/lst_interfix names/lst_prefix"
_NO_NAMES: Final = "whitelist/lst_common_word whitelist/lst_medical_term whitelist/lst_stop_word"
_DISEASES: Final = "whitelist/lst_eponymous_disease/lst_eponymous_single"


class Found(NamedTuple):
    """Something that may belong to a person: what it is (name, address, date or number), and its place in the text."""

    kind: str
    start: int
    end: int


def is_available() -> bool:
    """Tell whether deduce is installed, without loading it."""
    return find_spec(_LIBRARY) is not None


@cache
def finder() -> Finder:
    """Give the finder, loaded once.

    Raises:
        ModuleNotFoundError: where deduce is not installed; see `is_available`.

    """
    with _kept_quiet():
        return Finder(_annotators())


class Finder:
    """Find what may belong to a person.

    Args:
        deidentifier: a `docdeid.DocDeid` with annotators.

    """

    def __init__(self, deidentifier: Any) -> None:
        self._deidentifier = deidentifier

    def find(self, text: str) -> list[Found]:
        """Give everything found in a text, in its order."""
        annotations = self._deidentifier.deidentify(text).annotations
        return sorted(
            (Found(_KINDS[a.tag], a.start_char, a.end_char) for a in annotations if a.tag in _KINDS),
            key=lambda found: found[1:],
        )


@contextmanager
def _kept_quiet() -> Iterator[None]:
    """Keep deduce from sending the log messages of the whole program to standard output and from resetting warnings."""
    root, handler = logging.getLogger(), logging.NullHandler()
    root.addHandler(handler)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        root.removeHandler(handler)


def _annotators() -> Any:
    """Put together the wanted parts of deduce, as its own configuration describes them."""
    import docdeid
    from deduce.annotation_processor import PersonAnnotationConverter
    from deduce.utils import class_for_name, initialize_class

    spec = find_spec(_LIBRARY)
    data = Path((spec.submodule_search_locations or [""])[0]) if spec is not None else Path()
    lists = _lists(data / "data" / "lookup")
    made = docdeid.DocDeid()
    made.tokenizers = {"default": lists["tokenizer"]}
    config = json.loads((data / "base_config.json").read_text("utf-8"))["annotators"]
    groups: dict[str, Any] = {}
    for name, part in config.items():
        if name in _UNWANTED:
            continue
        group = groups.setdefault(part["group"], docdeid.process.DocProcessorGroup())
        module, _, kind = part["annotator_type"].rpartition(".")
        args = {"trie" if key == "lookup_values" else key: value for key, value in part["args"].items()}
        if "trie" in args:
            args["trie"] = lists[args["trie"]]
        extras = {"tokenizer": lists["tokenizer"], "ds": lists} if "trie" not in args else {}
        group.add_processor(name, initialize_class(class_for_name(module, kind), args, extras))
    groups["names"].add_processor("persons", PersonAnnotationConverter())
    for name, group in groups.items():
        made.processors.add_processor(name, group)
    return made


def _lists(folder: Path) -> dict[str, Any]:
    """Read the lists that the wanted parts need, and the tokenizer, which needs two of them."""
    import docdeid
    from deduce import lookup_struct_loader as loader
    from deduce.lookup_structs import load_raw_itemsets
    from deduce.tokenizer import DeduceTokenizer
    from deduce.utils import lookup_set_to_trie, optional_load_items

    raw = load_raw_itemsets(folder, [*_LISTS.split(), *_NO_NAMES.split()])
    words = ("prefix", "interfix", "whitelist")
    out: dict[str, Any] = {name: getattr(loader, f"load_{name}_lookup")(raw) for name in words}
    out["tokenizer"] = DeduceTokenizer(merge_terms=[*out["prefix"].items(), *out["interfix"].items()])
    for name in ("first_name", "surname"):
        out[name] = getattr(loader, f"load_{name}_lookup")(raw, out["tokenizer"])
    out["initial"] = docdeid.ds.LookupSet()
    out["initial"].add_items_from_iterable(raw["initial"])
    diseases = docdeid.ds.LookupSet()
    diseases.add_items_from_iterable(optional_load_items(folder / "src" / _DISEASES / "items.txt") or set())
    out["eponymous_disease"] = lookup_set_to_trie(diseases, out["tokenizer"])
    return out
