"""The spaCy component `postlint_moves`: what every sentence of a Doc does, and what the post is as a whole.

    nlp.add_pipe("postlint_moves", config={"channel": "linkedin"})
    doc = nlp("Deze maand 20% korting op je intake!")
    doc._.judgements["promo-direct"]
    [sentence._.moves["offer"] for sentence in doc.sents]

The component itself only notes its settings in the Doc; the network runs when the first of these is asked for, once for
each Doc, and what came of it stays in `doc.user_data` and so in a saved Doc. The component needs sentences, and nothing
else of the pipeline. It has no state beyond its settings, which spaCy keeps in the config of the pipeline.

Place in the data flow: for other people's pipelines. postlint itself asks `MoveModel` for each Post, since one Doc may
stand on several channels; both read the same sentences (`sentences.sentence_ranges`). spaCy imports this module for the
entry point whenever a pipeline is made, so it loads neither numpy nor onnxruntime.
"""

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from postlint.dutch.encoder import EncoderMissingError
from postlint.dutch.moves import MoveModel
from postlint.dutch.sentences import sentence_ranges
from postlint.paths import moves_dir

Kind = Literal["post", "reply", "thanks"]
NAME: Final = "postlint_moves"
_FOUND: Final = f"{NAME}_found"


class Moves:
    """spaCy component that lets a Doc be asked for `doc._.judgements` and its sentences for `sentence._.moves`.

    Both are dictionaries of probabilities by label, those of training/moves/GUIDELINE.md. A span that is no sentence
    gets the strongest of each move among the sentences that it touches. The text that a reply answers may be set
    beforehand, as `doc._.answered`. Where there are no words, both are empty.

    Args:
        channel: where the posts will stand, by channel id.
        kind: post, reply or thanks.
        model: the folder of the model; None for the one that postlint ships.

    """

    def __init__(self, channel: str = "facebook-page", kind: Kind = "post", model: str | None = None) -> None:
        self.channel = channel
        self.kind = kind
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Note in the Doc how it is to be judged, and forget what was found before."""
        doc.user_data[NAME] = {"channel": self.channel, "kind": self.kind, "model": self.model}
        doc.user_data.pop(_FOUND, None)
        return doc


@Language.factory(
    NAME,
    default_config={"channel": "facebook-page", "kind": "post", "model": None},
    assigns=["doc._.judgements", "span._.moves"],
    requires=["doc.sents"],
)
def make_moves(nlp: Language, name: str, channel: str, kind: Kind, model: str | None) -> Moves:
    """Make the component for a spaCy config."""
    register_move_attributes()
    return Moves(channel, kind, model)


def register_move_attributes() -> None:
    """Give spaCy `doc._.judgements`, `span._.moves` and, for replies, `doc._.answered`; safe to repeat."""
    if not Doc.has_extension("judgements"):
        Doc.set_extension("judgements", getter=_judgements)
        Doc.set_extension("answered", default=None)
        Span.set_extension("moves", getter=_moves)


def _judgements(doc: Doc) -> dict[str, float]:
    return dict(_found(doc)["post"])


def _moves(span: Span) -> dict[str, float]:
    found = _found(span.doc)
    first = max(0, bisect_right(found["starts"], span.start_char) - 1)
    touched: dict[str, float] = {}
    for start, end, moves in zip(*(found[key][first:] for key in ("starts", "ends", "moves")), strict=True):
        if start >= span.end_char:
            break
        if end > span.start_char:
            touched = {move: max(p, touched.get(move, 0.0)) for move, p in moves.items()}
    return touched


def _found(doc: Doc) -> dict[str, Any]:
    """Give what the model says of a Doc, as plain data that can be saved with it.

    Raises:
        ValueError: when the component has not seen the Doc, or the Doc has no sentences.
        EncoderMissingError: when onnxruntime or the model is not there.

    """
    settings = doc.user_data.get(NAME)
    if settings is None:
        raise ValueError(f"This Doc did not go through «{NAME}»; add it with nlp.add_pipe({NAME!r}).")
    found: dict[str, Any] | None = doc.user_data.get(_FOUND)
    answered: str | None = doc._.answered
    if found is None or found["answered"] != answered:
        ranges = sentence_ranges(doc)
        moves, post = _judge(doc.text, ranges, answered, **settings) if ranges else ([], {})
        found = {
            "answered": answered, "starts": [start for start, _ in ranges], "ends": [end for _, end in ranges],
            "moves": moves, "post": post,
        }  # fmt: skip
        doc.user_data[_FOUND] = found
    return found


def _judge(
    text: str, ranges: list[tuple[int, int]], answered: str | None, channel: str, kind: str, model: str | None
) -> tuple[list[dict[str, float]], dict[str, float]]:
    judged = _model(model).judge(text, ranges, channel, kind, answered)
    return [dict(moves) for moves in judged.sentences], dict(judged.post)


@cache
def _model(folder: str | None) -> MoveModel:
    """Load a model once for all pipelines of this process."""
    path = Path(folder) if folder is not None else moves_dir()
    if not MoveModel.is_available(path):
        raise EncoderMissingError(f"no model of moves in {path}, or no onnxruntime")
    return MoveModel(path)
