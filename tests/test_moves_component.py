"""The spaCy component `postlint_moves`, in pipelines of others, with the model that ships, loaded once."""

from __future__ import annotations

import pickle
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from postlint.dutch import component
from postlint.dutch.encoder import EncoderMissingError
from postlint.dutch.moves import MoveModel
from postlint.dutch.sentences import sentence_ranges
from postlint.paths import moves_dir

TIP = "Sta elk uur even op, want je tussenwervelschijf krijgt dan weer vocht."
OFFER = "Boek nu je intake met 20% korting!"
TEXT = f"{TIP}\n\n{OFFER}"


@cache
def blank(**settings: Any) -> Language:
    """Give a pipeline that knows sentences and moves and nothing else."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("postlint_moves", config=settings)
    return nlp


@pytest.fixture(scope="session")
def model() -> MoveModel:
    """The shipped model, the very one that the component uses."""
    return component._model(None)


@pytest.fixture
def asked(model: MoveModel, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the model is asked, which still answers."""
    calls: list[tuple[Any, ...]] = []
    judge = model.judge

    def listen(*args: Any) -> Any:
        calls.append(args)
        return judge(*args)

    monkeypatch.setattr(model, "judge", listen)
    return calls


def test_sentences_and_the_doc_say_what_the_model_says(model: MoveModel):
    doc = blank(channel="linkedin")(TEXT)
    judged = model.judge(TEXT, sentence_ranges(doc), "linkedin", "post", None)
    assert [sentence._.moves for sentence in doc.sents] == [dict(moves) for moves in judged.sentences]
    assert doc._.judgements == dict(judged.post)
    tip, offer = doc.sents
    assert offer._.moves["offer"] > tip._.moves["offer"]
    assert max(offer._.moves, key=offer._.moves.get) in {"offer", "cta"}


def test_the_network_runs_when_asked_and_once(asked: list[tuple[Any, ...]]):
    doc = blank()(TEXT)
    assert asked == []
    assert doc._.judgements == doc._.judgements
    assert all(sentence._.moves for sentence in doc.sents)
    assert asked == [(TEXT, sentence_ranges(doc), "facebook-page", "post", None)]


def test_settings_reach_the_model(asked: list[tuple[Any, ...]]):
    doc = blank(channel="x", kind="reply", model=None)("Dat kan.")
    doc._.answered = "Mag ik sporten?"
    assert doc._.judgements
    assert asked[0][2:] == ("x", "reply", "Mag ik sporten?")


def test_another_answered_text_or_another_pass_is_judged_anew(asked: list[tuple[Any, ...]]):
    nlp = blank(kind="reply")
    doc = nlp("Dat kan.")
    before = doc._.judgements
    doc._.answered = "Mag ik sporten?"
    assert doc._.judgements != before
    assert blank(channel="linkedin").get_pipe("postlint_moves")(doc)._.judgements
    assert [call[2] for call in asked] == ["facebook-page", "facebook-page", "linkedin"]


def test_a_span_gets_the_strongest_of_the_sentences_it_touches():
    doc = blank()(TEXT)
    tip, offer = (sentence._.moves for sentence in doc.sents)
    assert doc[1:3]._.moves == tip
    assert doc[:]._.moves == {move: max(tip[move], offer[move]) for move in tip}


def test_white_space_has_no_moves_and_an_empty_doc_none_at_all():
    doc = blank()(f"\n\n{TIP}")
    assert doc[0:1].text.isspace()
    assert doc[0:1]._.moves == {}
    empty = blank()("")
    assert (list(empty.sents), empty._.judgements) == ([], {})


def test_a_doc_that_did_not_pass_the_component_says_so():
    doc = blank().make_doc(TEXT)
    with pytest.raises(ValueError, match=r"add it with nlp\.add_pipe\('postlint_moves'\)"):
        _ = doc._.judgements


def test_without_sentences_spacy_says_what_is_missing():
    nlp = spacy.blank("nl")
    nlp.add_pipe("postlint_moves")
    with pytest.raises(ValueError, match="E030"):
        _ = nlp(TEXT)._.judgements
    assert nlp.analyze_pipes()["problems"]["postlint_moves"] == ["doc.sents"]


def test_a_folder_without_a_model_is_told_when_asked(tmp_path: Path):
    doc = blank(model=str(tmp_path))(TEXT)
    with pytest.raises(EncoderMissingError, match="no model of moves in"):
        _ = doc._.judgements


def test_a_model_can_be_named(asked: list[tuple[Any, ...]]):
    named = blank(model=str(moves_dir()))(TEXT)
    assert named._.judgements == pytest.approx(blank()(TEXT)._.judgements)
    assert len(asked) == 1


@pytest.mark.parametrize("wrong", [{"kind": "bericht"}, {"channel": 3}, {"kanaal": "x"}])
def test_a_wrong_setting_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        blank().add_pipe("postlint_moves", name="another", config=wrong)


def test_settings_are_kept_wherever_a_pipeline_is_kept(tmp_path: Path, asked: list[tuple[Any, ...]]):
    nlp = blank(channel="x", kind="thanks")
    nlp.to_disk(tmp_path)
    copies = [
        spacy.load(tmp_path, config={"components": {"postlint_moves": {"channel": "linkedin"}}}),
        spacy.blank("nl").from_config(nlp.config).from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),  # noqa: S301 - our own bytes
    ]
    for copy in copies:
        assert copy(TEXT)._.judgements
    assert [call[2:4] for call in asked] == [("linkedin", "thanks"), ("x", "thanks"), ("x", "thanks")]


def test_what_was_found_is_kept_with_the_doc(asked: list[tuple[Any, ...]]):
    nlp = blank()
    doc, fresh = nlp(TEXT), nlp(TIP)
    found = doc._.judgements, [sentence._.moves for sentence in doc.sents]
    docs = [Doc(nlp.vocab).from_bytes(doc.to_bytes())]
    docs += DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for copy in docs:
        assert (copy._.judgements, [sentence._.moves for sentence in copy.sents]) == found
    assert len(asked) == 1
    assert Doc(nlp.vocab).from_bytes(fresh.to_bytes())._.judgements
    assert len(asked) == 2


def test_spacy_finds_the_component_and_loads_nothing_heavy_for_it():
    code = (
        "import sys, spacy\n"
        "nlp = spacy.blank('nl')\n"
        "nlp.add_pipe('sentencizer'); nlp.add_pipe('postlint_moves')\n"
        "doc = nlp('Sta even op.')\n"
        "assert 'postlint.dutch.component' in sys.modules\n"
        "assert 'onnxruntime' not in sys.modules\n"
        "assert doc.has_extension('judgements')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_our_pipeline_and_a_post_read_the_same_sentences():
    import minibook

    text = "Eén zin. Nog een zin!\n\n- Een item\n- Nog een   \n\n👉 Kom langs.\n"
    post = minibook.post_of(minibook.session_of(minibook.book_of("phrases: [korting]")), text)
    nlp = minibook.dutch()
    doc = component.make_moves(nlp, "postlint_moves", post.profile.id, "post", None)(nlp(post.prose))
    assert sentence_ranges(doc) == post.sentences
    assert [s._.moves for s in doc.sents if s.text.strip()] == [dict(m) for m in post.judged.sentences]
