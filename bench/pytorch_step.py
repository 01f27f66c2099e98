"""Native PyTorch eager under the benchmark: the same step on the same shapes, in float32, with the twin's model and loss.
Not started by hand: bench.mjs speaks to it in JSON lines, {"id", "command", "options"} in and {"id", "value"} or {"id", "error"}
out, the commands of bench/engines/engine.ts. Its weights and data are random numbers of its own, so only times compare.
B rows, T positions, V vocabulary.
"""
import json
import statistics
import sys
import time
import traceback
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'pytorch'))
from loss import distillation_loss
from model import Config, Decoder

BATCHES = 4
LOSS = {'temperature': 2.0, 'lam': 0.5}


def build(size, workload):
    return Decoder(Config(vocab_size=workload['vocabulary'], hidden_size=size['width'], intermediate_size=size['hidden'],
                          num_hidden_layers=size['layers'], num_attention_heads=workload['heads'],
                          max_position_embeddings=workload['context']))


class Engine:
    def start(self, threads=None, **_):
        if threads:
            torch.set_num_threads(threads)
        return f'PyTorch {torch.__version__} eager, float32, {torch.get_num_threads()} threads'

    def prepare(self, workload):
        torch.manual_seed(1)
        B, T, V = workload['batch'], workload['context'], workload['vocabulary']
        self.student = build(workload['student'], workload)
        self.teacher = build(workload['teacher'], workload).eval().requires_grad_(False)
        decayed = [p for name, p in self.student.named_parameters() if p.dim() == 2 and name != 'embed_tokens']
        rest = [p for name, p in self.student.named_parameters() if p.dim() < 2 or name == 'embed_tokens']
        self.optimiser = torch.optim.AdamW([{'params': decayed, 'weight_decay': 0.01}, {'params': rest, 'weight_decay': 0.0}],
                                           lr=4e-3, fused=True)
        self.batches = []
        for _ in range(BATCHES):
            ids = torch.randint(V, (B, T))                                            # [B, T]
            labels = torch.randint(V, (B * T,))                                       # [B·T]
            mask = (torch.rand(B * T) < 0.6).float()                                  # [B·T]
            with torch.no_grad():
                self.batches.append((ids, labels, mask, self.teacher(ids).flatten(0, 1)))
        self.steps = 0

    def run(self, steps, cached):
        ms, losses = [], []
        for _ in range(steps):
            began = time.perf_counter()
            ids, labels, mask, answers = self.batches[self.steps % BATCHES]
            if not cached:
                with torch.no_grad():
                    answers = self.teacher(ids).flatten(0, 1)                         # [B·T, V]
            logits = self.student(ids).flatten(0, 1)                                  # [B·T, V]
            loss, _, _ = distillation_loss(logits, answers, labels, mask, mask, **LOSS)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
            self.optimiser.step()
            losses.append(loss.item())
            ms.append(1000 * (time.perf_counter() - began))
            self.steps += 1
        return {'ms': ms, 'losses': losses}

    def matmul(self, size, repetitions):
        a, b = torch.randn(size, size), torch.randn(size, size)
        rates = []
        for _ in range(repetitions):
            began = time.perf_counter()
            a @ b
            rates.append(2 * size ** 3 / (time.perf_counter() - began) / 1e9)
        return statistics.median(rates)


def main():
    engine = Engine()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            value = getattr(engine, request['command'])(**(request.get('options') or {}))
            reply = {'id': request['id'], 'value': value}
        except Exception:
            reply = {'id': request['id'], 'error': traceback.format_exc()}
        print(json.dumps(reply), flush=True)


if __name__ == '__main__':
    main()
