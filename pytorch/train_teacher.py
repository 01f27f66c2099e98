"""Trains the teacher that ships with the page, on the generated corpus: python3 pytorch/train_teacher.py [--help]
Cross-entropy on what the agent writes; Muon for the matrices and AdamW for the rest; the exponential average of the weights
is what is evaluated and exported. Writes .cache/teacher/ (checkpoint, log; an interrupted run goes on from there) and, at every
evaluation, the model folder in Hugging Face's layout. Accuracy here is teacher-forced (arg max right at every token of plan and
calls, given the right ones before), a cheap stand-in; scripts/evaluate-agent.ts decodes for real.
On a CPU: bfloat16 autocast where the processor multiplies it (AMX, AVX512-BF16), torch.compile where there is a C++ compiler.
B dialogues, T positions, V vocabulary.
"""
import argparse
import json
import math
import os
import shutil
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault('TORCHINDUCTOR_CACHE_DIR', str(ROOT / '.cache/inductor'))

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from corpus import CALL, IGNORED, SAY, collate, epoch_batches, read_corpus
from model import Config, Decoder, export
from muon import Muon


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--layers', type=int, default=4)
    p.add_argument('--width', type=int, default=128)
    p.add_argument('--heads', type=int, default=4)
    p.add_argument('--hidden', type=int, default=352)
    p.add_argument('--steps', type=int, default=6000)
    p.add_argument('--batch', type=int, default=64)
    p.add_argument('--lr', type=float, default=2e-3, help='peak of the embedding and gains, and of the matrices times --matrix-lr')
    p.add_argument('--matrix-lr', type=float, default=1.0, help="factor on the matrices' learning rate")
    p.add_argument('--warmup', type=int, default=100)
    p.add_argument('--final', type=float, default=0.05, help='last learning rate as a share of the peak')
    p.add_argument('--weight-decay', type=float, default=0.1)
    p.add_argument('--optimizer', choices=['muon', 'adamw'], default='muon')
    p.add_argument('--ema', type=float, default=0.998, help='decay of the average of the weights')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--threads', type=int, default=0, help='0: all cores')
    p.add_argument('--precision', choices=['auto', 'bf16', 'fp32'], default='auto')
    p.add_argument('--eager', action='store_true', help='no torch.compile')
    p.add_argument('--evaluate-every', type=int, default=500)
    p.add_argument('--evaluate-most', type=int, default=1000, help='dialogues of each held-out file')
    p.add_argument('--corpus', type=Path, default=ROOT / '.cache/corpus')
    p.add_argument('--work', type=Path, default=ROOT / '.cache/teacher')
    p.add_argument('--out', type=Path, default=ROOT / 'public/models/agent-teacher')
    return p.parse_args()


def learning_rate(step, args):
    """Linear warm-up, then a cosine from 1 to args.final; a factor on the peak."""
    if step < args.warmup:
        return (step + 1) / args.warmup
    progress = (step - args.warmup) / max(1, args.steps - args.warmup)
    return args.final + (1 - args.final) * 0.5 * (1 + math.cos(math.pi * progress))


def make_optimisers(model, args):
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
        optimisers = [Muon(groups, lr=args.lr * args.matrix_lr, weight_decay=args.weight_decay),
                      torch.optim.AdamW(rest, lr=args.lr, betas=(0.9, 0.95), fused=True)]
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group['peak'] = group['lr']
    return optimisers


@torch.no_grad()
def evaluate(model, corpus, most):
    """Teacher-forced on the first `most` dialogues: loss a token, and shares of dialogues with plan, plan and calls, all right."""
    total, counted, right = 0.0, 0, np.zeros(3)
    indices = np.argsort(corpus.lengths[:most], kind='stable')
    for chosen in np.array_split(indices, math.ceil(len(indices) / 128)):
        ids, labels = collate(corpus, chosen)
        logits = model(ids)                                                       # [B, T, V]
        total += F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction='sum').item()
        counted += (labels != IGNORED).sum().item()
        fine = (logits.argmax(-1) == labels) | (labels == IGNORED)                # [B, T]
        position = torch.arange(ids.shape[1])
        say = (labels == SAY).int().argmax(1, keepdim=True)                       # where the reply begins, [B, 1]
        none = (labels == CALL).sum(1, keepdim=True) == 0
        plan = torch.where(none, say, (labels == CALL).int().argmax(1, keepdim=True))  # where the plan has ended, [B, 1]
        for i, end in enumerate((plan, say, position[-1])):
            right[i] += (fine | (position > end)).all(1).sum().item()
    plan, calls, everything = (right / len(indices)).round(4).tolist()
    return {'loss': round(total / counted, 4), 'plan': plan, 'calls': calls, 'all': everything}


def save_model(folder, config, weights, tokenizer, log):
    """The model folder, each file complete before it takes its name."""
    folder.mkdir(parents=True, exist_ok=True)
    write = lambda name, text: ((folder / f'.{name}').write_text(text + '\n'), (folder / f'.{name}').rename(folder / name))
    write('config.json', json.dumps(config.to_json(), indent=2))
    half = {name: x.half() for name, x in export(config, weights).items()}
    save_file(half, folder / '.model.safetensors', metadata={'format': 'pt'})
    (folder / '.model.safetensors').rename(folder / 'model.safetensors')
    write('training.json', json.dumps(log, indent=1))
    if tokenizer.exists():
        shutil.copyfile(tokenizer, folder / 'tokenizer.json')


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads or os.cpu_count())
    can = torch.cpu.get_capabilities()
    bf16 = args.precision == 'bf16' or (args.precision == 'auto' and can.get('amx_bf16', False))

    # data
    config = Config(hidden_size=args.width, intermediate_size=args.hidden, num_hidden_layers=args.layers,
                    num_attention_heads=args.heads)
    train = read_corpus(args.corpus / 'train.jsonl', config.max_position_embeddings)
    held_out = {path.stem.removeprefix('test-'): read_corpus(path, config.max_position_embeddings)
                for path in sorted(args.corpus.glob('*.jsonl')) if path.stem != 'train'}
    steps_per_epoch = len(train) // args.batch

    # model
    model = Decoder(config)
    average = {name: p.detach().clone() for name, p in model.named_parameters()}
    reader = Decoder(config)  # carries the average for evaluation
    optimisers = make_optimisers(model, args)

    def batch_loss(ids, labels):
        return F.cross_entropy(model(ids).flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED)

    if not args.eager and shutil.which(os.environ.get('CXX', 'g++')):
        batch_loss = torch.compile(batch_loss, dynamic=True)

    # resume
    args.work.mkdir(parents=True, exist_ok=True)
    checkpoint, log_file = args.work / 'checkpoint.pt', args.work / 'log.jsonl'
    same = {key: str(value) for key, value in vars(args).items() if key in ('layers', 'width', 'heads', 'hidden', 'optimizer')}
    start, evaluations, seconds = 0, [], 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        if saved['same'] == same and saved['step'] < args.steps:
            model.load_state_dict(saved['model'])
            average = saved['average']
            for optimiser, state in zip(optimisers, saved['optimisers']):
                peaks = [group['peak'] for group in optimiser.param_groups]
                optimiser.load_state_dict(state)
                for group, peak in zip(optimiser.param_groups, peaks):
                    group['peak'] = peak
            start, evaluations, seconds = saved['step'], saved['evaluations'], saved['seconds']
        elif saved['same'] != same:
            raise SystemExit(f'{checkpoint} is of another model or optimiser: remove it, or choose another --work')
    size = sum(p.numel() for p in model.parameters())
    print(f'{size} parameters, {len(train)} dialogues of {train.lengths.mean():.1f} tokens, {steps_per_epoch} steps an epoch, '
          f'{"bfloat16" if bf16 else "float32"}, from step {start}', flush=True)

    # the loop
    epoch, batches, began, losses, times = -1, [], time.time() - seconds, [], []
    with open(log_file, 'a') as log:
        for step in range(start, args.steps):
            tick = time.time()
            # learning rate
            factor = learning_rate(step, args)
            for optimiser in optimisers:
                for group in optimiser.param_groups:
                    group['lr'] = group['peak'] * factor
            # batch
            if step // steps_per_epoch != epoch:
                epoch = step // steps_per_epoch
                batches = epoch_batches(train, args.batch, args.seed * 1000 + epoch)
            ids, labels = collate(train, batches[step % steps_per_epoch])         # [B, T] each
            # forward
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=bf16):
                loss = batch_loss(ids, labels)
            # gradients
            model.zero_grad()
            loss.backward()
            # clip
            norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            # step
            for optimiser in optimisers:
                optimiser.step()
            torch._foreach_lerp_(list(average.values()), list(model.parameters()), 1 - min(args.ema, (step + 1) / (step + 10)))
            # log
            losses.append(loss.item())
            times.append(time.time() - tick)
            done = step + 1
            if done % 50 == 0:
                entry = {'step': done, 'loss': round(float(np.mean(losses)), 4), 'norm': round(norm.item(), 3),
                         'lr': round(args.lr * factor, 6), 'secondsAStep': round(float(np.median(times)), 4)}
                log.write(json.dumps(entry) + '\n')
                print(entry, flush=True)
                losses, times = [], []
            if done % args.evaluate_every == 0 or done == args.steps:
                reader.load_state_dict(average)
                scores = {name: evaluate(reader, corpus, args.evaluate_most) for name, corpus in held_out.items()}
                evaluations.append({'step': done, 'seconds': round(time.time() - began), **scores})
                log.write(json.dumps(evaluations[-1]) + '\n')
                log.flush()
                print(evaluations[-1], flush=True)
                state = {'same': same, 'step': done, 'seconds': time.time() - began, 'evaluations': evaluations, 'average': average,
                         'model': model.state_dict(), 'optimisers': [optimiser.state_dict() for optimiser in optimisers]}
                torch.save(state, f'{checkpoint}.part')
                os.replace(f'{checkpoint}.part', checkpoint)
                settings = {key: value for key, value in vars(args).items() if isinstance(value, (int, float, str))}
                save_model(args.out, config, average, args.corpus / 'tokenizer.json',
                           {'parameters': size, 'dialogues': len(train), 'settings': settings, 'evaluations': evaluations})


if __name__ == '__main__':
    main()
