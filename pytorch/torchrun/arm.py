"""One of those that are trained, the student or a rival: its network, optimisers and moving average, one step, and all of it by the
page's names, so that a file of them goes on in the page and here alike. The twins: src/distillation/arms.ts, checkpoint.ts,
engine/weight-average.ts. N positions that carry loss, V classes.
"""
from contextlib import nullcontext

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

from dropout import hash_string
from model import fuse, split
from muon import Muon
from networks import build
from objectives import DIVERGENCES, soft_terms

METHODS = [*DIVERGENCES, 'logit-mse', 'decoupled', 'sequence-level', 'teacher-labels']


def row_losses(method, settings, logits, teacher, part, temperature, lam, step):
    """Cross-entropy [N], and the method's soft terms by id, [N] each."""
    ce = F.cross_entropy(logits, part.labels, reduction='none')
    if teacher is None:
        return ce, {}
    if method == 'sequence-level':
        return ce, {'writtenCe': ce}
    if method == 'teacher-labels':
        return ce, {'teacherCe': F.cross_entropy(logits, teacher.argmax(-1), reduction='none')}
    if method == 'decoupled' and settings['warmUp'] > 0:
        warmth = min(1, (step + 1) / settings['warmUp'])
        settings = {**settings, 'alpha': warmth * settings['alpha'], 'beta': warmth * settings['beta']}
    told = (part.hard > 0) if lam > 0 else torch.zeros_like(part.hard, dtype=torch.bool)
    target = torch.where(told, part.labels, teacher.argmax(-1))
    return ce, soft_terms(method, logits, teacher, target, temperature, settings)


def make_optimisers(network, model, about):
    if network['kind'] == 'mlp':
        return [torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=0.0)]
    beta2, decay = about['beta2'], about['weightDecay']
    inner = {name: p for name, p in model.layers.named_parameters() if p.dim() == 2}
    others = [p for name, p in model.named_parameters() if name.removeprefix('layers.') not in inner]
    parts = lambda name: 3 if 'qkv' in name else 2 if 'gate_up' in name else 1
    groups = [{'params': [p for name, p in inner.items() if parts(name) == n], 'parts': n} for n in (1, 2, 3)]
    rest = [{'params': [p for p in others if p.dim() == 2], 'weight_decay': decay},
            {'params': [p for p in others if p.dim() < 2], 'weight_decay': 0.0}]
    return [Muon(groups, lr=0.0, weight_decay=decay, dtype=torch.float32),
            torch.optim.AdamW([group for group in rest if group['params']], lr=0.0, betas=(0.9, beta2))]


class Arm:
    def __init__(self, about, run, device):
        self.id, self.method, self.rows, self.own_lambda = (about[key] for key in ('id', 'method', 'rows', 'lambda'))
        self.run, self.device = run, device
        self.network = run.about['student']
        self.module, self.names = build(self.network)
        self.module.to(device)
        self.optimisers = make_optimisers(self.network, self.module, run.about['optimizer'])
        self.average = {}
        self.step = 0
        self.model = self.module

    def spread(self):
        """After the weights are in place: every process trains its copy of them."""
        if dist.is_initialized():
            devices = [self.device] if self.device.type == 'cuda' else None
            self.model = DistributedDataParallel(self.module, device_ids=devices)

    def forward(self, part, step):
        if self.network['kind'] == 'decoder':
            return self.model(part.inputs, part.positions)
        if self.network['kind'] == 'mlp':
            return self.model(part.inputs)
        seed = hash_string(f'{self.run.about["dropSeed"]} {step}')
        return self.model(part.inputs, self.run.about['dropout'], seed, part.first)

    def train_step(self, sizes):
        """One step on this process's parts of the batch -> loss, terms and gradient norm, the same in every process."""
        step, processes = self.step, sizes[0]
        temperature, lam, rate = self.run.settings(step)
        lam = lam if self.own_lambda is None else self.own_lambda
        sums = {}
        for i, part in enumerate(parts := list(self.run.parts(self.rows, step, sizes))):
            last = i + 1 == len(parts)
            with nullcontext() if last or self.model is self.module else self.model.no_sync():
                # forward
                teacher = self.run.targets(part) if lam < 1 else None
                logits = self.forward(part, step)                                 # [N, V]
                # loss: sums over what is here, by the counts of the whole batch
                settings = self.run.about['settings'] if self.method == self.run.about['method'] else {}
                ce, soft = row_losses(self.method, settings, logits, teacher, part, temperature, lam, step)
                terms = {'ce': (ce * part.hard).sum() / max(1, part.all_hard),
                         **{name: values.sum() / max(1, part.all_soft) for name, values in soft.items()}}
                hard, *others = terms.values()
                loss = lam * hard + (1 - lam) * sum(others)
                # gradients: the processes' mean is taken, their sum is wanted
                (loss * processes).backward()
            for name, value in {'loss': loss, **terms}.items():
                sums[name] = sums.get(name, 0) + value.detach()
        figures = torch.stack(list(sums.values()))
        if dist.is_initialized():
            dist.all_reduce(figures)
        # clip
        most = float('inf') if self.network['kind'] == 'mlp' else 1.0
        norm = torch.nn.utils.clip_grad_norm_(self.module.parameters(), most)
        figures = dict(zip(sums, figures.tolist()), gradNorm=norm.item())         # sync point
        if not all(abs(value) < float('inf') for value in figures.values()):
            raise FloatingPointError(f'{self.id}: the loss stopped being a number at step {step + 1}. Lower the learning rate in '
                                     'plan.json and start again: it goes on from the last checkpoint.')
        # step
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group['lr'] = rate
            optimiser.step()
            optimiser.zero_grad()
        self.step += 1
        self.follow()
        return figures

    @torch.no_grad()
    def follow(self):
        every = 1 if self.step <= 100 else 4
        if self.step % every == 0:
            decay = min(0.998, (1 + self.step) / (10 + self.step)) ** every
            for name, mean in self.average.items():
                mean.mul_(decay).add_(self.module.get_parameter(name), alpha=1 - decay)

    def moments(self):
        """By the page's prefixes: kind of moment -> {name here: tensor}; Muon has the first alone."""
        m, v = {}, {}
        states = {p: s for optimiser in self.optimisers for p, s in optimiser.state.items()}
        for name, p in self.module.named_parameters():
            state = states[p]
            m[name] = state['momentum'] if 'momentum' in state else state['exp_avg']
            if 'exp_avg_sq' in state:
                v[name] = state['exp_avg_sq']
        return {'optimizer.m.': m, 'optimizer.v.': v}

    def save(self):
        """Everything by the page's names (src/distillation/checkpoint.ts)."""
        tensors = split(self.names, dict(self.module.named_parameters()))
        for prefix, values in {**self.moments(), 'average.': self.average}.items():
            known = [entry for entry in self.names if entry[1] in values]
            tensors |= {prefix + name: x for name, x in split(known, values).items()}
        tensors['optimizer.step'] = torch.tensor([float(self.step)])
        return {f'{self.id}/{name}': x.detach().cpu().clone() for name, x in tensors.items()}

    def load(self, tensors):
        mine = {name.removeprefix(f'{self.id}/'): x.to(self.device) for name, x in tensors.items()
                if name.startswith(f'{self.id}/')}
        under = lambda prefix: {name.removeprefix(prefix): x for name, x in mine.items() if name.startswith(prefix)}
        known = lambda values: fuse([entry for entry in self.names if entry[0] in values], values)
        self.module.load_state_dict(fuse(self.names, mine))
        self.average = known(under('average.'))
        self.step = int(mine['optimizer.step'].item())
        m, v = known(under('optimizer.m.')), known(under('optimizer.v.'))
        muon = {p for optimiser in self.optimisers if isinstance(optimiser, Muon) for g in optimiser.param_groups for p in g['params']}
        for name, p in self.module.named_parameters():
            for optimiser in self.optimisers:
                if any(p is q for group in optimiser.param_groups for q in group['params']):
                    optimiser.state[p] = {'momentum': m[name]} if p in muon else {
                        'step': torch.tensor(float(self.step)), 'exp_avg': m[name], 'exp_avg_sq': v[name]}
