"""The encoder in PyTorch: a BERT with twelve layers of 384, giving for every piece its embedding and its last state."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from weights import Encoder


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each with its residual and layer norm."""

    def __init__(self, encoder: Encoder, number: int) -> None:
        super().__init__()
        hidden, inner = encoder.hidden, encoder.inner
        self.heads = encoder.heads
        for name, shape in {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden),
                            "fi": (hidden, inner), "fo": (inner, hidden)}.items():  # fmt: skip
            linear = nn.Linear(*shape)
            linear.weight.data = torch.from_numpy(encoder.tensors[f"l{number}.{name}.w"].copy())
            linear.bias.data = torch.from_numpy(encoder.tensors[f"l{number}.{name}.b"].copy())
            setattr(self, name, linear)
        self.attention_norm = _norm(encoder, f"l{number}.aln")
        self.output_norm = _norm(encoder, f"l{number}.oln")

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Map states [batch, pieces, hidden] under an additive mask [batch, 1, 1, pieces]."""
        batch, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        # Written out: PyTorch's fused attention is slow backwards on a processor; softmax stays in the type it gets.
        scores = split(self.q(x) * (hidden // self.heads) ** -0.5) @ split(self.k(x)).transpose(-1, -2)
        with torch.autocast("cpu", enabled=False):
            shares = (scores + mask.to(scores.dtype)).softmax(-1)
        mixed = (shares @ split(self.v(x))).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.ao(mixed))
        return self.output_norm(x + self.fo(nn.functional.gelu(self.fi(x))))


class Network(nn.Module):
    """Piece ids to states.

    Args:
        encoder: sizes and weights.
        layers: how many layers to keep.

    """

    def __init__(self, encoder: Encoder, layers: int | None = None) -> None:
        super().__init__()
        positions = encoder.tensors["emb.pos"] + encoder.tensors["emb.type"][0]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(encoder.tensors["emb.word"].copy()), freeze=True)
        self.positions = nn.Parameter(torch.from_numpy(positions))
        self.norm = _norm(encoder, "emb.ln")
        self.layers = nn.ModuleList(Layer(encoder, n) for n in range(layers or encoder.layers))

    def embed(self, ids: Tensor) -> Tensor:
        """Give the input of the first layer for ids [batch, pieces]."""
        return self.norm(self.words(ids) + self.positions[: ids.shape[1]])

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give embeddings and last states, each [batch, pieces, hidden]; mask is 1 where a piece is."""
        blocked = (1.0 - mask[:, None, None, :].to(self.positions.dtype)) * -1e4
        embedded = self.embed(ids)
        return embedded, self.run(embedded, blocked)

    def run(self, x: Tensor, blocked: Tensor, first: int = 0, last: int | None = None) -> Tensor:
        """Run the layers behind number `first` up to `last` over states x, under an additive mask."""
        for layer in self.layers[first:last]:
            x = layer(x, blocked)
        return x


def _norm(encoder: Encoder, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(encoder.hidden, eps=encoder.eps)
    norm.weight.data = torch.from_numpy(encoder.tensors[f"{name}.w"].copy())
    norm.bias.data = torch.from_numpy(encoder.tensors[f"{name}.b"].copy())
    return norm
