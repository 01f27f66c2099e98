"""Checks of the twin against formulas written out by hand: python3 pytorch/test_twin.py (prints ok, or fails on an assert)."""
import math

import torch

from loss import distillation_loss
from model import Config, Decoder, export, load

torch.set_default_dtype(torch.float64)
torch.manual_seed(1)


def by_hand(weights, c, ids):
    """Logits of one row, position by position and head by head, from the formulas. ids [T] -> [T, V]."""
    size = c.hidden_size // c.num_attention_heads
    norm = lambda x, gain: x / torch.sqrt((x * x).mean() + c.rms_norm_eps) * gain

    def rotated(x, t):
        out = x.clone()
        for i in range(size // 2):
            angle = t * c.rope_theta ** (-2 * i / size)
            a, b = x[i], x[i + size // 2]
            out[i] = a * math.cos(angle) - b * math.sin(angle)
            out[i + size // 2] = b * math.cos(angle) + a * math.sin(angle)
        return out

    es = [weights['model.embed_tokens.weight'][i] for i in ids]
    xs = [e if t == 0 or not c.embedding_smearing else e + weights['model.embed_smear'] * es[t - 1] for t, e in enumerate(es)]
    for n in range(c.num_hidden_layers):
        w = lambda name: weights[f'model.layers.{n}.{name}']
        h = [norm(x, w('input_layernorm.weight')) for x in xs]
        q, k, v = ([w(f'self_attn.{p}_proj.weight') @ x for x in h] for p in 'qkv')
        mixed = [torch.zeros(c.hidden_size) for _ in xs]
        for head in range(c.num_attention_heads):
            at = slice(head * size, (head + 1) * size)
            g = torch.sigmoid(w('self_attn.key_smear')[head]) if c.key_smearing else 1.0
            keys = [rotated(k[t][at] if t == 0 else g * k[t][at] + (1 - g) * k[t - 1][at], t) for t in range(len(ids))]
            for t in range(len(ids)):
                query = rotated(q[t][at], t)
                share = torch.softmax(torch.stack([query @ key / math.sqrt(size) for key in keys[:t + 1]]), 0)
                mixed[t][at] = sum(p * value[at] for p, value in zip(share, v))
        xs = [x + w('self_attn.o_proj.weight') @ m for x, m in zip(xs, mixed)]
        h = [norm(x, w('post_attention_layernorm.weight')) for x in xs]
        gated = [torch.nn.functional.silu(w('mlp.gate_proj.weight') @ y) * (w('mlp.up_proj.weight') @ y) for y in h]
        xs = [x + w('mlp.down_proj.weight') @ y for x, y in zip(xs, gated)]
    return torch.stack([weights['model.embed_tokens.weight'] @ norm(x, weights['model.norm.weight']) for x in xs])


def test_decoder_equals_the_formulas():
    for smearing in (True, False):
        c = Config(vocab_size=11, hidden_size=8, intermediate_size=6, num_hidden_layers=2, num_attention_heads=2,
                   max_position_embeddings=8, key_smearing=smearing, embedding_smearing=smearing)
        model = Decoder(c)
        with torch.no_grad():
            for p in model.parameters():
                p.add_(torch.randn_like(p))
        ids = torch.randint(11, (2, 6))
        weights = export(c, model.state_dict())
        for row, logits in zip(ids, model(ids)):
            assert torch.allclose(logits, by_hand(weights, c, row.tolist()), atol=1e-10)
        again = load(Decoder(c), weights)
        assert torch.equal(again(ids), model(ids))


def test_loss():
    student, teacher = torch.randn(5, 7, requires_grad=True), torch.randn(5, 7)
    labels, some, none = torch.randint(7, (5,)), torch.tensor([1, 0, 1, 1, 0]), torch.zeros(5)
    _, _, kl = distillation_loss(student, student.detach(), labels, some, some, 3.0, 0.0)
    assert abs(kl.item()) < 1e-12, 'a student equal to its teacher has no divergence'
    loss, ce, kl = distillation_loss(student, teacher, labels, some, some, 2.0, 0.3)
    p, q = torch.softmax(teacher / 2, -1), torch.softmax(student / 2, -1)
    rows = some.bool()
    assert torch.isclose(kl, 4 * (p * (p / q).log()).sum(-1)[rows].mean())
    assert torch.isclose(ce, -torch.softmax(student, -1)[range(5), labels].log()[rows].mean())
    loss.backward()
    y = torch.nn.functional.one_hot(labels, 7)
    expected = (0.3 * (torch.softmax(student, -1) - y) + 0.7 * 2 * (q - p)) * some[:, None] / 3
    assert torch.allclose(student.grad, expected), 'the soft gradient is T (q - p) a row'
    assert [x.item() for x in distillation_loss(student, teacher, labels, none, none, 2.0, 0.3)] == [0, 0, 0]


if __name__ == '__main__':
    test_decoder_equals_the_formulas()
    test_loss()
    print('ok')
