"""A first look: logistic regression on frozen states, whole writers held out."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import posts as corpus
import states
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

torch.set_num_threads(1)
model, *names = sys.argv[1:]
data = list(corpus.read(map(Path, names)))
network, pieces, vocabulary = states.load(Path(model))
prepared = [states.prepare(p, pieces, vocabulary.bos, vocabulary.eos) for p in data]
post_x, sentence_x = states.vectors(network, prepared)
writers = np.array([p.writer for p in data])
which = np.concatenate([[n] * len(p.sentences) for n, p in enumerate(data)])
x = np.concatenate([np.concatenate(sentence_x), post_x[which]], 1)
print(len(data), "posts", len(x), "sentences", sorted(set(writers)))


def held_out(features, y, groups, c):
    out = np.zeros(len(y))
    for writer in sorted(set(groups)):
        train, test = groups != writer, groups == writer
        if y[train].sum() < 5:
            continue
        scaler = StandardScaler().fit(features[train])
        model = LogisticRegression(C=c, max_iter=300).fit(scaler.transform(features[train]), y[train])
        out[test] = model.predict_proba(scaler.transform(features[test]))[:, 1]
    return out


def line(name, y, p):
    best = max(np.linspace(0.05, 0.95, 37), key=lambda t: f1_score(y, p > t))
    print(f"{name:16} n={y.sum():5} AUC {roc_auc_score(y, p):.3f} AP {average_precision_score(y, p):.3f} bestF1 {f1_score(y, p > best):.3f} F1@.5 {f1_score(y, p > 0.5):.3f}", flush=True)


for label, test in {"promo_any": lambda l: l["promo"] != "0", "promo_direct": lambda l: l["promo"] == "2", "value_missing": lambda l: l["value"] == "0",
                    "private_misfit": lambda l: l["private"] == "1" and l["fit"] == "0", "patient": lambda l: l["patient"] == "1", "bait": lambda l: l["bait"] == "1",
                    "pressure": lambda l: l["pressure"] == "1", "claim": lambda l: l["claim"] == "1", "unfocused": lambda l: l["focus"] == "0", "thanks": lambda l: l["thanks"] == "1"}.items():
    y = np.array([test(p.labels) for p in data]).astype(int)
    if y.sum() > 8:
        line(label, y, held_out(post_x, y, writers, 0.003))
moves = [m for p in data for m, _, _ in p.sentences]
for move in corpus.MOVES:
    y = np.array([move in m for m in moves]).astype(int)
    if y.sum() > 20:
        line("· " + move, y, held_out(x, y, writers[which], 0.001))
