"""The heavy half of a run: the Dutch pipeline and the compiled rules, loaded once and shared by all drafts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from postlint.checks import Engine, Post
from postlint.checks.fixes import Fixes
from postlint.draft import Draft, read_text
from postlint.draft.language import is_dutch
from postlint.dutch import personal, pipeline, spelling
from postlint.dutch.encoder import EncoderMissingError
from postlint.dutch.moves import MoveModel
from postlint.findings import DraftReport, Lang, Notice, Problem, Text
from postlint.linter.aside import Aside, Memory
from postlint.linter.judge import judge
from postlint.linter.moves import DraftMoves, moves_of, thresholds_of
from postlint.linter.places import Place
from postlint.linter.practice import practice_notices
from postlint.paths import moves_dir
from postlint.rulebook import Rulebook
from postlint.rulebook.needs import PERSONAL_DATA, SPELLING
from postlint.rulebook.practice import Practice

if TYPE_CHECKING:
    from spacy.language import Language

_ANY = "Wandel na elke maaltijd tien minuten, want dat houdt je bloedsuiker rustig."
_WORDS = frozenset({"words"})
_SILENT = Text(
    "Het taalmodel mist dit: {features}. Daarom doen deze regels niet mee: {rules}.",
    "The language model lacks this: {features}. So these rules do not take part: {rules}.",
)
_NO_MOVES = Text(
    "het model dat zegt wat zinnen doen, is er niet; installeer onnxruntime (pip install onnxruntime) of installeer "
    "postlint opnieuw.",
    "the model that tells what sentences do is not there; install onnxruntime (pip install onnxruntime) or install "
    "postlint anew.",
)
_FOREIGN = Text(
    "Dit lijkt geen Nederlands; het model kent niets anders, dus deze kansen zeggen weinig.",
    "This does not look like Dutch; the model knows nothing else, so these probabilities say little.",
)


class Session:
    """A loaded pipeline and a compiled rulebook.

    Args:
        book: the rules to judge by.
        model: name of an installed spaCy model; None for postlint's own.
        lang: the language of everything said.
        known: every rule id that a suppression may name, former ones included, with the id of today; by default those
            of the book.
        memory: what remembers earlier findings; None for nothing.
        practice: the practice behind the drafts; None where nothing is known of it.
        like: a session whose pipeline and model this one shares.
        moves: False judges by words alone, and loads no model of moves.

    Raises:
        Problem: when the model cannot be loaded, or spaCy refuses a rule's pattern.

    """

    def __init__(
        self,
        book: Rulebook,
        model: str | None,
        lang: Lang,
        *,
        known: Mapping[str, str] | None = None,
        memory: Memory | None = None,
        practice: Practice | None = None,
        like: Session | None = None,
        moves: bool = True,
    ) -> None:
        try:
            self._nlp: Language = pipeline.load(model) if like is None else like._nlp
        except pipeline.ModelError as error:
            raise Problem(Text(str(error), str(error))) from error
        folder = moves_dir()
        if like is None:
            self._model = MoveModel(folder) if MoveModel.is_available(folder) else None
        else:
            self._model = like._model
        self._moves = self._model if moves else None
        self._practice = practice
        self._features = pipeline.capabilities(self._nlp) | _WORDS | self._extras()
        self._book = book
        self._known = book.names if known is None else known
        self._memory = memory
        self._lang: Lang = lang
        self.fixes = Fixes(book, lang)
        self.engine = Engine(book, self._nlp, self._features, self._moves)

    def _extras(self) -> frozenset[str]:
        """Give what does not come from the pipeline."""
        extras = {
            "moves": self._moves is not None,
            SPELLING: spelling.is_available(),
            PERSONAL_DATA: personal.is_available(),
        }
        return frozenset(name for name, there in extras.items() if there)

    def warm(self, place: Place) -> None:
        """Look at a sentence and forget it, so that everything is loaded that waits for a first draft."""
        for post in self.posts([(read_text(_ANY), place)]):
            deque(self.engine.findings(post), maxlen=0)
            deque(self.engine.signals(post), maxlen=0)

    def posts(self, drafts: Sequence[tuple[Draft, Place]]) -> Iterator[Post]:
        """Analyse drafts together; a draft that stands more than once is parsed once."""
        unique = {id(draft): draft for draft, _ in drafts}
        answered = {key: parent for key, draft in unique.items() if (parent := _answered(draft)) is not None}
        every = [*unique.values(), *answered.values()]
        docs = dict(zip(map(id, every), pipeline.pipe(self._nlp, [d.prose for d in every]), strict=True))
        for draft, place in drafts:
            parent = answered.get(id(draft))
            asked = None if parent is None else Post(
                parent, docs[id(parent)], place.profile, "post", place.readers, None, self._features, self._model
            )  # fmt: skip
            yield Post(
                draft, docs[id(draft)], place.profile, place.kind, place.readers, asked, self._features, self._model,
                self._practice,
            )  # fmt: skip

    def judge(self, drafts: Sequence[tuple[Draft, Place]]) -> Iterator[DraftReport]:
        """Analyse and judge drafts, in the order given.

        Words that these drafts bring are forgotten afterwards; one call must end before another begins.
        """
        with self._nlp.memory_zone():
            placed = zip(drafts, self.posts(drafts), strict=True)
            for _, group in groupby(placed, key=lambda one: id(one[0][0])):
                yield from self._judge_one([(draft, place, post) for (draft, place), post in group])

    def _judge_one(self, group: Sequence[tuple[Draft, Place, Post]]) -> list[DraftReport]:
        """Judge one draft on all its channels, and tell of its suppressions once."""
        draft = group[0][0]
        dutch = is_dutch(draft.prose)
        aside = Aside(draft, self._known, self._lang, self._memory)
        silent = self._silent()
        reports = [
            judge(
                self.engine, self._book.laws, post, self._lang,
                dutch=dutch, notices=(*draft.notices, *place.notices, *silent), aside=aside, fixes=self.fixes,
            )
            for _, place, post in group
        ]  # fmt: skip
        told = aside.notices(lambda rule: self.engine.runs(rule, language=dutch is not False))
        own = practice_notices(group[0][2], self._lang) if dutch is not False else ()
        return [reports[0]._replace(notices=(*reports[0].notices, *own, *told)), *reports[1:]]

    def moves(self, drafts: Sequence[tuple[Draft, Place]]) -> Iterator[DraftMoves]:
        """Analyse drafts and tell what the model of moves sees in each, in the order given; no rule takes part.

        Raises:
            Problem: when the model of moves cannot be used here.

        """
        if self._model is None:
            raise Problem(_NO_MOVES)
        thresholds = thresholds_of(self._model)
        with self._nlp.memory_zone():
            for (draft, place), post in zip(drafts, self.posts(drafts), strict=True):
                notices = (*draft.notices, *place.notices)
                if is_dutch(draft.prose) is False:
                    notices = (*notices, Notice("not-dutch", _FOREIGN.to(self._lang)))
                try:
                    yield moves_of(post, thresholds, notices)
                except EncoderMissingError as error:
                    raise Problem(_NO_MOVES) from error

    def _silent(self) -> tuple[Notice, ...]:
        if not self.engine.lacking:
            return ()
        features = ", ".join(sorted(set().union(*self.engine.lacking.values())))
        text = _SILENT.to(self._lang).format(features=features, rules=", ".join(sorted(self.engine.lacking)))
        return (Notice("model-lacks", text),)


def _answered(draft: Draft) -> Draft | None:
    """Give the text that a draft answers as a draft of its own; None where there is none to read."""
    text = draft.front.in_reply_to.text if draft.front.in_reply_to else None
    try:
        return read_text(text, f"{draft.path} (in_reply_to)") if text else None
    except Problem:  # it holds no words: rules on replies then have nothing to compare with
        return None
