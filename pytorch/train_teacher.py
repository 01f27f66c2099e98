"""Trains the teacher that ships with the page, on the generated corpus: python3 pytorch/train_teacher.py [--help]
Cross-entropy on what the agent writes; Muon for the matrices and AdamW for the rest; the exponential average of the weights
is what is evaluated and exported. Writes .cache/teacher/ (checkpoint, log; an interrupted run goes on from there) and, at every
evaluation, the model folder in Hugging Face's layout with its training.json. One process a core shares the batch (replicas.py);
bfloat16 autocast where the processor multiplies it (AMX, AVX-512), torch.compile where there is a C++ compiler. With --device cuda
one process on a GPU, the corpus in its memory, nothing waited for between two reports.
B dialogues, T positions, V vocabulary.
"""
import argparse
import hashlib
import json
import math
import os
import shutil
import time
from pathlib import Path

HELD_OUT = ('both', 'iid', 'slot', 'talk', 'templ')
ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault('TORCHINDUCTOR_CACHE_DIR', str(ROOT / '.cache/inductor'))

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from corpus import IGNORED, collate, epoch_batches, read_corpus
from evaluation import evaluate, save_model
from model import Config, Decoder, load
from muon import Muon
from replicas import Replicas, run


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--layers', type=int, default=4)
    p.add_argument('--width', type=int, default=192)
    p.add_argument('--heads', type=int, default=6)
    p.add_argument('--hidden', type=int, default=512)
    p.add_argument('--context', type=int, default=256, help='tokens of the longest dialogue; each of its turns ends with <eos>')
    p.add_argument('--embedding-smearing', action='store_true', help='as the students of the page have it; the shipped teacher does not')
    p.add_argument('--steps', type=int, default=11500)
    p.add_argument('--minutes', type=float, help='train for so long in place of --steps, the learning rate following the clock')
    p.add_argument('--batch', type=int, default=64)
    p.add_argument('--lr', type=float, default=4e-3, help='peak of the embedding and gains, and of the matrices times --matrix-lr')
    p.add_argument('--matrix-lr', type=float, default=1.0, help="factor on the matrices' learning rate")
    p.add_argument('--warmup', type=int, default=100)
    p.add_argument('--final', type=float, default=0.05, help='last learning rate as a share of the peak')
    p.add_argument('--weight-decay', type=float, default=0.1)
    p.add_argument('--optimizer', choices=['muon', 'adamw'], default='muon')
    p.add_argument('--ema', type=float, default=0.998, help='decay of the average of the weights')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--device', choices=['cpu', 'cuda'], default='cpu')
    p.add_argument('--processes', type=int, default=os.cpu_count(), help='each takes a share of every batch')
    p.add_argument('--threads', type=int, default=1, help='of each process')
    p.add_argument('--precision', choices=['auto', 'bf16', 'fp32'], default='auto')
    p.add_argument('--eager', action='store_true', help='no torch.compile')
    p.add_argument('--report-every', type=int, default=50)
    p.add_argument('--evaluate-every', type=int, default=750)
    p.add_argument('--evaluate-most', type=int, default=1000, help='dialogues of each held-out file')
    p.add_argument('--begin-from', type=Path, help='a model folder of the same size: its weights are the first ones')
    p.add_argument('--soup', action='store_true', help='with --begin-from: what is evaluated and exported is the mean of those weights '
                   'and the trained ones (Wortsman et al. 2022), which is right more often than either')
    p.add_argument('--corpus', type=Path, default=ROOT / '.cache/corpus')
    p.add_argument('--work', type=Path, default=ROOT / '.cache/teacher')
    p.add_argument('--out', type=Path, default=ROOT / 'public/models/agent-teacher')
    return p.parse_args()


def learning_rate(step, progress, args):
    """Linear warm-up over steps, and a cosine from 1 to args.final over the training; a factor on the peak."""
    cosine = args.final + (1 - args.final) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))
    return cosine * min(1, (step + 1) / args.warmup)


def make_optimisers(model, args, bf16):
    inner = {name: p for name, p in model.layers.named_parameters() if p.dim() == 2}
    vectors = [p for p in model.parameters() if p.dim() < 2]
    decayed = {'weight_decay': args.weight_decay}
    rest = [{'params': [model.embed_tokens], **decayed}, {'params': vectors, 'weight_decay': 0.0}]
    if args.optimizer == 'adamw':
        optimisers = [torch.optim.AdamW([{'params': list(inner.values()), **decayed}, *rest], lr=args.lr,
                                        betas=(0.9, 0.95), fused=True)]
    else:
        parts = lambda name: 3 if 'qkv' in name else 2 if 'gate_up' in name else 1
        groups = [{'params': [p for name, p in inner.items() if parts(name) == n], 'parts': n} for n in (1, 2, 3)]
        # without hardware for it, bfloat16 is ten times slower than float32
        optimisers = [Muon(groups, lr=args.lr * args.matrix_lr, weight_decay=args.weight_decay,
                           dtype=torch.bfloat16 if bf16 else torch.float32),
                      torch.optim.AdamW(rest, lr=args.lr, betas=(0.9, 0.95), fused=True)]
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group['peak'] = group['lr']
    return optimisers


def train(rank, replicas, config, args, corpus, held_out, tokenizer):
    """One replica's training; replica 0 also evaluates, saves and reports."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    fast = args.device == 'cuda' or any(torch.cpu.get_capabilities().get(name) for name in ('amx_bf16', 'avx512_bf16'))
    bf16 = args.precision == 'bf16' or (args.precision == 'auto' and fast)
    corpus, held_out = corpus.to(args.device), {name: rows.to(args.device) for name, rows in held_out.items()}
    steps_per_epoch = len(corpus) // args.batch

    # model
    model = Decoder(config)
    if args.begin_from:
        load(model, {name: x.float() for name, x in load_file(args.begin_from / 'model.safetensors').items()})
    model.to(args.device)
    params = list(model.parameters())
    first = {name: p.detach().clone() for name, p in model.named_parameters()}
    average = {name: p.detach().clone() for name, p in model.named_parameters()}
    reader = Decoder(config).to(args.device)  # carries the average for evaluation
    optimisers = make_optimisers(model, args, bf16)

    def batch_loss(ids, labels):
        return F.cross_entropy(model(ids).flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED)

    if not args.eager and shutil.which(os.environ.get('CXX', 'g++')):
        batch_loss = torch.compile(batch_loss, dynamic=True)

    # resume
    checkpoint = args.work / 'checkpoint.pt'
    same = {key: str(getattr(args, key)) for key in ('layers', 'width', 'heads', 'hidden', 'optimizer')}
    if args.embedding_smearing:
        same['embedding_smearing'] = 'True'
    fingerprint = hashlib.sha256(tokenizer.encode()).hexdigest()
    start, evaluations, seconds = 0, [], 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True, map_location=args.device)
        if saved['same'] != same or saved.get('tokenizer', fingerprint) != fingerprint:
            raise SystemExit(f'{checkpoint} is of another model, optimiser or tokenizer: remove it, or choose another --work')
        model.load_state_dict(saved['model'])
        average = {name: x.detach() for name, x in saved['average'].items()}
        for optimiser, state in zip(optimisers, saved['optimisers']):
            peaks = [group['peak'] for group in optimiser.param_groups]
            optimiser.load_state_dict(state)
            for group, peak in zip(optimiser.param_groups, peaks):
                group['peak'] = peak
        start, evaluations, seconds = saved['step'], saved['evaluations'], saved['seconds']

    # the loop
    epoch, batches, began, losses, reported = -1, [], time.time() - seconds, [], time.time()
    size = sum(p.numel() for p in params)
    log = open(args.work / 'log.jsonl', 'a', buffering=1) if rank == 0 else None

    def report(entry):
        log.write(json.dumps(entry) + '\n')
        print(entry, flush=True)

    if rank == 0:
        print(f'{size} parameters, {len(corpus)} dialogues of {corpus.lengths.mean():.1f} tokens, {steps_per_epoch} steps an epoch, '
              f'{"bfloat16" if bf16 else "float32"}, {replicas.count} processes, from step {start} of {f"{args.minutes} minutes" if args.minutes else args.steps}', flush=True)
    step, progress = start, 0.0
    while progress < 1:
        # learning rate
        factor = learning_rate(step, progress, args)
        for optimiser in optimisers:
            for group in optimiser.param_groups:
                group['lr'] = group['peak'] * factor
        # batch
        if step // steps_per_epoch != epoch:
            epoch = step // steps_per_epoch
            batches = epoch_batches(corpus, args.batch, args.seed * 1000 + epoch)
        ids, labels = collate(corpus, batches[step % steps_per_epoch][rank::replicas.count])  # [B, T] each
        # forward
        with torch.autocast(args.device, dtype=torch.bfloat16, enabled=bf16):
            loss = batch_loss(ids, labels)
        # gradients
        model.zero_grad()
        loss.backward()
        now = (time.time() - began) / 60 / args.minutes if args.minutes else (step + 1) / args.steps
        mean, progress = replicas.combine(rank, params, loss, (labels != IGNORED).sum(), now)
        losses.append(mean)
        # clip
        norm = torch.nn.utils.clip_grad_norm_(params, 1.0)
        # step
        for optimiser in optimisers:
            optimiser.step()
        with torch.no_grad():
            for mean, p in zip(average.values(), params):
                mean.lerp_(p, 1 - min(args.ema, (step + 1) / (step + 10)))
        # log
        step += 1
        if step == start + 1 and args.minutes:
            began = time.time() - seconds  # the clock does not count the compiling
            progress = 0.0
        if rank > 0:
            continue
        if step % args.report_every == 0:
            report({'step': step, 'loss': round(torch.stack(losses).mean().item(), 4), 'norm': round(norm.item(), 3),
                    'lr': round(args.lr * factor, 6), 'secondsAStep': round((time.time() - reported) / len(losses), 4)})
            losses, reported = [], time.time()
        if step % args.evaluate_every == 0 or progress >= 1:
            exported = {name: x.lerp(first[name], 0.5) for name, x in average.items()} if args.soup else average
            reader.load_state_dict(exported)
            scores = {name: evaluate(reader, rows, args.evaluate_most) for name, rows in held_out.items()}
            evaluations.append({'step': step, 'seconds': round(time.time() - began), **scores})
            report(evaluations[-1])
            state = {'same': same, 'tokenizer': fingerprint, 'step': step, 'seconds': time.time() - began, 'evaluations': evaluations,
                     'average': average, 'model': model.state_dict(), 'optimisers': [o.state_dict() for o in optimisers]}
            torch.save(state, f'{checkpoint}.part')
            os.replace(f'{checkpoint}.part', checkpoint)
            settings = {key: value for key, value in vars(args).items() if isinstance(value, (int, float, str))}
            save_model(args.out, config, exported, tokenizer,
                       {'parameters': size, 'dialogues': len(corpus), 'settings': settings, 'evaluations': evaluations})


def main():
    args = arguments()
    if args.device == 'cuda':
        args.processes = 1
    args.work.mkdir(parents=True, exist_ok=True)
    config = Config(max_position_embeddings=args.context, hidden_size=args.width, intermediate_size=args.hidden, num_hidden_layers=args.layers,
                    num_attention_heads=args.heads, embedding_smearing=args.embedding_smearing)
    corpus = read_corpus(args.corpus / 'train.jsonl', config.max_position_embeddings)
    held_out = {path.stem: read_corpus(path, config.max_position_embeddings)
                for path in [args.corpus / f'{name}.jsonl' for name in HELD_OUT]}
    tokenizer = args.corpus / 'tokenizer.json'
    tokenizer = tokenizer.read_text() if tokenizer.exists() else ''
    with torch.device('meta'):
        parameters = sum(p.numel() for p in Decoder(config).parameters())
    run(args.processes, train, Replicas(args.processes, parameters), config, args, corpus, held_out, tokenizer)


if __name__ == '__main__':
    main()
