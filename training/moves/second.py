"""Second labels: posts for a reader who sees neither brief nor first labels, and how well two readers agree.

    python training/moves/second.py sample OUT… --share 0.16 FILE…   # deal a sample over reading sheets, one a reader
    python training/moves/second.py kappa SHEET… -- FILE…            # Cohen's kappa per label, and the disagreements

A sheet shows a post with numbered sentences. The reader adds, under each post, a line a sentence, `1: tip, explanation`
or `2: -`, and the line of labels, `= promo:0 value:2 …`, all as in GUIDELINE.md.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import posts as corpus

SEED = 20261121
_SENTENCE = re.compile(r"(\d+): ([a-z, -]+)")


def sample(sheets: list[Path], share: float, data: list[corpus.Post]) -> None:
    """Deal whole contrast sets and single posts, the same share of every writer, over the sheets."""
    rng = random.Random(SEED)
    groups: dict[str, list[corpus.Post]] = {}
    for post in data:
        groups.setdefault(post.set or post.id, []).append(post)
    chosen: list[corpus.Post] = []
    for writer in sorted({post.writer for post in data}):
        own = [group for group in groups.values() if group[0].writer == writer]
        wanted = share * sum(map(len, own))
        rng.shuffle(own)
        chosen += [rng.choice(group) for group in own[: math.ceil(wanted)]]
    rng.shuffle(chosen)
    for number, sheet in enumerate(sheets):
        sheet.write_text("\n".join(map(_shown, chosen[number :: len(sheets)])), "utf-8")
        print(f"{sheet}: {len(chosen[number :: len(sheets)])} posts")


def _shown(post: corpus.Post) -> str:
    lines = [f"@ {post.id} | {post.channel} | {post.kind} | {post.profession}"]
    lines += [f"> {post.answered}"] if post.answered else []
    lines += [f"{n}. {sentence}" for n, (_, _, sentence) in enumerate(post.sentences, 1)]
    return "\n".join(lines) + "\n"


def read_sheet(path: Path) -> Iterator[tuple[str, dict[int, frozenset[str]], dict[str, str]]]:
    """Give (id, moves by sentence number, labels) of every post that a reader has labelled."""
    current, moves = "", {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            current, moves = line.split(" | ")[0][2:].strip(), {}
        elif found := _SENTENCE.fullmatch(line.strip()):
            named = frozenset(m.strip() for m in found[2].split(",")) - {"-", ""}
            if unknown := named - set(corpus.MOVES):
                raise corpus.CorpusError(f"{path}:{number}: unknown move {', '.join(sorted(unknown))}")
            moves[int(found[1])] = named
        elif line.startswith("= "):
            yield current, moves, dict(part.split(":", 1) for part in line[2:].split())


def kappa(pairs: list[tuple[object, object]]) -> float:
    """Cohen's kappa of two readers' labels; 1 where both always give the same one label."""
    values = sorted({str(v) for pair in pairs for v in pair})
    n = len(pairs)
    seen = sum(str(a) == str(b) for a, b in pairs) / n
    chance = sum(sum(str(a) == v for a, _ in pairs) * sum(str(b) == v for _, b in pairs) for v in values) / n**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def agreement(sheets: list[Path], data: list[corpus.Post]) -> None:
    """Print kappa per label and per move."""
    first = {post.id: post for post in data}
    second = [(first[i], moves, labels) for sheet in sheets for i, moves, labels in read_sheet(sheet) if i in first]
    print(f"{len(second)} posts labelled twice, {sum(len(p.sentences) for p, _, _ in second)} sentences\n")
    print("| label | first | second | kappa |\n|---|---|---|---|")
    for name in corpus.RANGES:
        pairs = [(p.labels[name], labels.get(name, "?")) for p, _, labels in second if p.labels[name] != "-"]
        common = {"promo": "0", "value": "2", "fit": "1", "focus": "1", "reply": "2", "grade": "5"}.get(name, "0")
        if pairs:
            a, b = (sum(pair[side] != common for pair in pairs) for side in (0, 1))
            print(f"| {name} (not {common}) | {a} | {b} | {kappa(pairs):.2f} |")
    for move in corpus.MOVES:
        pairs = [
            (move in m, move in moves.get(n, frozenset()))
            for p, moves, _ in second
            for n, (m, _, _) in enumerate(p.sentences, 1)
        ]
        print(f"| · {move} | {sum(a for a, _ in pairs)} | {sum(b for _, b in pairs)} | {kappa(pairs):.2f} |")


def main(arguments: list[str]) -> int:
    """Run the command line; see the module's text."""
    if not arguments or arguments[0] not in {"sample", "kappa"}:
        print(__doc__)
        return 2
    command, *rest = arguments
    if command == "sample":
        at = rest.index("--share")
        sample([Path(p) for p in rest[:at]], float(rest[at + 1]), list(corpus.read(map(Path, rest[at + 2 :]))))
    else:
        at = rest.index("--")
        agreement([Path(p) for p in rest[:at]], list(corpus.read(map(Path, rest[at + 1 :]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
