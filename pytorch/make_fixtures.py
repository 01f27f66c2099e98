"""Writes the fixtures that the browser engine's oracle tests compare with: python3 pytorch/make_fixtures.py
Everything runs in float64; inputs are rounded before they are used (so the files hold exactly what was computed with),
outputs to 9 significant digits. A tensor is {"shape": [...], "data": [...]}, row-major. README.md lists the files.
"""
import json
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

import features
from loss import cross_entropy, distillation_loss, masked_mean
from model import Config, Decoder, export, load
from muon import Muon
from objectives import soft_terms

ROOT = Path(__file__).resolve().parent.parent / 'src'
ENGINE, MODELS, DISTILLATION = (ROOT / folder / 'fixtures' for folder in ('engine', 'models', 'distillation'))
torch.set_default_dtype(torch.float64)
torch.manual_seed(20)


def rounded(x):
    return float(f'{x.item() if torch.is_tensor(x) else x:.9g}')


def pack(x):
    data = x.detach().flatten().tolist()
    return {'shape': list(x.shape), 'data': [rounded(v) if isinstance(v, float) else v for v in data]}


def packed(tensors):
    return {name: pack(x) for name, x in tensors.items()}


def drawn(*shape, scale=1.0):
    """Normal numbers with four decimals."""
    return (scale * torch.randn(*shape)).mul(1e4).round().div(1e4)


def mask(n, share):
    return (torch.rand(n) < share).to(torch.int64)


def save(folder, name, content):
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, separators=(',', ':'))
    (folder / name).write_text(text + '\n')
    print(f'{folder.relative_to(ROOT.parent)}/{name} {len(text) / 1000:.1f} kB')


def distillation_loss_cases():
    cases = []
    for i, (temperature, lam) in enumerate((t, l) for t in (0.5, 1, 2, 4, 10) for l in (0, 0.1, 0.5, 1)):
        n, v = 5 + i % 3, 4 + i % 8
        cases.append((f'T={temperature}, lambda={lam}', n, v, temperature, lam, mask(n, 0.6), mask(n, 0.7)))
    some, none = torch.tensor([1, 0, 1, 1, 0]), torch.zeros(5, dtype=torch.int64)
    cases += [('no hard label counts', 5, 7, 2, 0.5, none, some), ('no soft target counts', 5, 7, 2, 0.5, some, none),
              ('fully masked', 5, 7, 2, 0.5, none, none)]
    out = []
    for name, n, v, temperature, lam, hard, soft in cases:
        student, teacher = drawn(n, v, scale=2).requires_grad_(), drawn(n, v, scale=3)
        labels = torch.randint(v, (n,))
        loss, ce, kl = distillation_loss(student, teacher, labels, hard, soft, temperature, lam)
        loss.backward()
        out.append({'name': name, 'temperature': temperature, 'lambda': lam, 'studentLogits': pack(student),
                    'teacherLogits': pack(teacher), 'labels': labels.tolist(), 'hardMask': hard.tolist(),
                    'softMask': soft.tolist(), 'loss': rounded(loss), 'ce': rounded(ce), 'kl': rounded(kl),
                    'gradient': pack(student.grad)})
    save(ENGINE, 'distillation-loss.json', {'cases': out})


OBJECTIVES = [('soft-cross-entropy', {}), ('logit-mse', {}), ('reverse-kl', {}), ('symmetric-kl', {'mu': 0.3}),
              ('jsd', {'beta': 0}), ('jsd', {'beta': 0.1}), ('jsd', {'beta': 0.5}), ('jsd', {'beta': 1}),
              ('skewed-kl', {'alpha': 0.1}), ('skewed-reverse-kl', {'alpha': 0.1}), ('total-variation', {}),
              ('decoupled', {'alpha': 1, 'beta': 8, 'warmUp': 0})]


def objective_cases():
    out = []
    for method, settings in OBJECTIVES:
        for temperature, lam in ((1, 0.1), (4, 0.5), (2, 0)):
            n, v = 6, 7
            student, teacher = drawn(n, v, scale=2).requires_grad_(), drawn(n, v, scale=3)
            labels, hard, soft = torch.randint(v, (n,)), mask(n, 0.6), mask(n, 0.7)
            # where the label is not told, the teacher's choice is the target
            told = (hard > 0) if lam > 0 else torch.zeros(n, dtype=torch.bool)
            target = torch.where(told, labels, teacher.argmax(-1))
            terms = soft_terms(method, student, teacher, target, temperature, settings)
            means = {name: masked_mean(values, soft) for name, values in terms.items()}
            loss = lam * cross_entropy(student, labels, hard) + (1 - lam) * sum(means.values())
            loss.backward()
            out.append({'method': method, 'settings': settings, 'temperature': temperature, 'lambda': lam,
                        'studentLogits': pack(student), 'teacherLogits': pack(teacher), 'labels': labels.tolist(),
                        'hardMask': hard.tolist(), 'softMask': soft.tolist(), 'loss': rounded(loss),
                        'terms': {name: rounded(mean) for name, mean in means.items()}, 'gradient': pack(student.grad)})
    save(DISTILLATION, 'objectives.json', {'cases': out})


def feature_cases():
    """Whole losses lambda CE + (1 - lambda) (T^2 KL + sum of weight f), with the gradients by everything of the student's that they see."""
    out = []

    def case(method, settings, terms_of, weights, student, teacher, n, more):
        v, temperature, lam = 5, 2, 0.25
        logits, theirs = drawn(n, v, scale=2).requires_grad_(), drawn(n, v, scale=3)
        labels, hard, soft = torch.randint(v, (n,)), mask(n, 0.5), mask(n, 0.8)
        soft[:3] = 1
        loss, ce, kl = distillation_loss(logits, theirs, labels, hard, soft, temperature, lam)
        terms = terms_of(logits, theirs, soft, temperature)
        loss = loss + (1 - lam) * sum(weights[name] * value for name, value in terms.items())
        loss.backward()
        mine = {'logits': logits, **student}
        out.append({'method': method, 'settings': settings, 'temperature': temperature, 'lambda': lam,
                    'student': packed(mine), 'teacher': packed({'logits': theirs, **teacher}), 'labels': labels.tolist(),
                    'hardMask': hard.tolist(), 'softMask': soft.tolist(), **more, 'loss': rounded(loss),
                    'terms': {name: rounded(value) for name, value in {'ce': ce, 'kl': kl, **terms}.items()},
                    'gradients': packed({name: x.grad for name, x in mine.items()})})

    for seen in (6, 9):
        x, y = drawn(seen, 4).requires_grad_(), drawn(seen, 7)
        case('rkd', {}, lambda z, w, soft, t: features.rkd(x[soft > 0], y[soft > 0]), {'distance': 25, 'angle': 50},
             {'hidden': x}, {'hidden': y}, seen, {})
        x, y = drawn(seen, 4).requires_grad_(), drawn(seen, 7)
        case('sp', {}, lambda z, w, soft, t: features.sp(x[soft > 0], y[soft > 0]), {'similarity': 3000},
             {'hidden': x}, {'hidden': y}, seen, {})
        case('dist', {}, features.dist, {'inter': 2, 'intra': 2}, {}, {}, seen, {})
    parts = ('query', 'key', 'value')
    for heads in (1, 2, 4):
        b, t = 2, 5
        positions = torch.tensor([1, 2, 3, 6, 7, 8, 9])
        mine = {part: drawn(b, 2, t, 4).requires_grad_() for part in parts}
        theirs = {part: drawn(b, 3, t, 4) for part in parts}

        def relation(z, w, soft, _):
            places = torch.zeros(b * t, dtype=soft.dtype).index_put((positions,), soft).view(b, t)
            return features.minilm(mine, theirs, places, heads)
        case('minilm', {'heads': str(heads)}, relation, {'relation': 1}, mine, theirs, len(positions),
             {'shape': [b, t], 'positions': positions.tolist()})
    save(DISTILLATION, 'features.json', {'cases': out})


def ten_steps(file, params, settings, optimiser):
    """Ten steps with clipping at 1: the drawn gradients' norms lie on both sides of it."""
    start, steps = packed(params), []
    for i in range(10):
        for p in params.values():
            p.grad = drawn(*p.shape, scale=0.1 + 0.1 * i)
        gradients = packed({name: p.grad for name, p in params.items()})
        norm = nn.utils.clip_grad_norm_(params.values(), 1.0)
        optimiser.step()
        steps.append({'gradients': gradients, 'gradNorm': rounded(norm), 'params': packed(params)})
    save(ENGINE, file, {'settings': settings, 'params': start, 'steps': steps})


def adamw_steps():
    params = {'matrix': nn.Parameter(drawn(3, 4)), 'gain': nn.Parameter(drawn(4))}
    settings = {'learningRate': 0.01, 'beta1': 0.9, 'beta2': 0.95, 'eps': 1e-8, 'weightDecay': 0.1,
                'noDecay': ['gain'], 'clipNorm': 1}
    groups = [{'params': [params['matrix']], 'weight_decay': 0.1}, {'params': [params['gain']], 'weight_decay': 0.0}]
    ten_steps('adamw.json', params, settings, torch.optim.AdamW(groups, lr=0.01, betas=(0.9, 0.95)))


def muon_steps():
    """Tall, wide and square matrices, in float64 throughout."""
    params = {'tall': nn.Parameter(drawn(7, 3)), 'wide': nn.Parameter(drawn(3, 5)), 'square': nn.Parameter(drawn(4, 4)),
              'square2': nn.Parameter(drawn(4, 4))}
    settings = {'learningRate': 0.01, 'momentum': 0.95, 'weightDecay': 0.1, 'clipNorm': 1}
    optimiser = Muon([{'params': list(params.values())}], lr=0.01, momentum=0.95, weight_decay=0.1)
    ten_steps('muon.json', params, settings, optimiser)


def tiny(smearing=True, layers=2, width=16, hidden=24):
    return Config(vocab_size=32, hidden_size=width, intermediate_size=hidden, num_hidden_layers=layers,
                  num_attention_heads=2, max_position_embeddings=16, key_smearing=smearing,
                  embedding_smearing=smearing)


def drawn_decoder(config):
    """A decoder whose weights are large enough that every part of it shows in the logits."""
    model = Decoder(config)
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(drawn(*p.shape, scale=0.3) + (1 if 'norm' in name else 0))
    return model


def transformer():
    model = drawn_decoder(tiny())
    weights = export(model.config, model.state_dict())
    ids, labels = torch.randint(32, (2, 7)), torch.randint(32, (14,))
    counted = torch.tensor([1] * 5 + [0] * 3 + [1] * 6)
    wanted = ['model.embed_tokens.weight', 'model.embed_smear', 'model.norm.weight', 'model.layers.0.input_layernorm.weight',
              'model.layers.0.self_attn.k_proj.weight', 'model.layers.0.self_attn.key_smear',
              'model.layers.0.mlp.gate_proj.weight', 'model.layers.1.self_attn.q_proj.weight',
              'model.layers.1.self_attn.v_proj.weight', 'model.layers.1.self_attn.key_smear',
              'model.layers.1.mlp.down_proj.weight', 'model.layers.1.post_attention_layernorm.weight']
    cases = []
    for smearing in (True, False):
        model = load(Decoder(tiny(smearing)), weights)
        logits = model(ids)
        loss = cross_entropy(logits.flatten(0, 1), labels, counted)
        loss.backward()
        gradients = export(model.config, {name: p.grad for name, p in model.named_parameters()})
        cases.append({'smearing': smearing, 'logits': pack(logits), 'loss': rounded(loss),
                      'gradients': packed({name: gradients[name] for name in wanted if name in gradients})})
    save(MODELS, 'transformer.json', {'config': tiny().to_json(), 'weights': packed(weights), 'ids': pack(ids),
                                      'labels': labels.tolist(), 'mask': counted.tolist(), 'cases': cases})


def mlp():
    """2 -> 8 -> 8 -> 3 with tanh between; weights [out, in]."""
    sizes = [2, 8, 8, 3]
    params = {}
    for i, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
        params[f'layers.{i}.weight'] = drawn(fan_out, fan_in, scale=0.7).requires_grad_()
        params[f'layers.{i}.bias'] = drawn(fan_out, scale=0.2).requires_grad_()
    inputs, labels = drawn(6, 2), torch.randint(3, (6,))
    x = inputs
    for i in range(3):
        x = F.linear(x, params[f'layers.{i}.weight'], params[f'layers.{i}.bias'])
        x = torch.tanh(x) if i < 2 else x                                          # [N, sizes[i + 1]]
    loss = F.cross_entropy(x, labels)
    loss.backward()
    save(MODELS, 'mlp.json', {'sizes': sizes, 'activation': 'tanh', 'weights': packed(params), 'inputs': pack(inputs),
                              'labels': labels.tolist(), 'logits': pack(x), 'loss': rounded(loss),
                              'gradients': packed({name: p.grad for name, p in params.items()})})


def distill_ten_steps():
    """The golden curve: one batch, ten steps; the entry at step s is the loss before that step's update."""
    student_config, teacher_config = tiny(layers=1), tiny(layers=2)
    student, teacher = drawn_decoder(student_config), drawn_decoder(teacher_config)
    start = packed(export(student_config, student.state_dict()))
    B, T, temperature, lam = 4, 8, 2, 0.5
    ids, labels = torch.randint(32, (B, T)), torch.randint(32, (B * T,))
    hard = torch.tensor([0, 0, 0, 1, 1, 1, 1, 0] + [0] * 16 + [0, 0, 1, 1, 1, 1, 1, 1])  # two rows of four have labels
    soft = torch.tensor([0, 0, 0, 1, 1, 1, 1, 0] * 3 + [0, 0, 1, 1, 1, 1, 1, 1])
    matrices = [p for p in student.parameters() if p.dim() == 2]
    vectors = [p for p in student.parameters() if p.dim() < 2]
    optimiser = torch.optim.AdamW([{'params': matrices, 'weight_decay': 0.1}, {'params': vectors, 'weight_decay': 0.0}],
                                  lr=3e-3, betas=(0.9, 0.95))
    with torch.no_grad():
        targets = teacher(ids).flatten(0, 1)                                       # [B*T, V]
    steps = []
    for _ in range(10):
        loss, ce, kl = distillation_loss(student(ids).flatten(0, 1), targets, labels, hard, soft, temperature, lam)
        optimiser.zero_grad()
        loss.backward()
        norm = nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        steps.append({'loss': rounded(loss), 'ce': rounded(ce), 'kl': rounded(kl), 'gradNorm': rounded(norm)})
    decayed = {name for name, x in export(student_config, student.state_dict()).items() if x.dim() == 2}
    settings = {'learningRate': 3e-3, 'beta1': 0.9, 'beta2': 0.95, 'eps': 1e-8, 'weightDecay': 0.1,
                'noDecay': sorted(set(start) - decayed), 'clipNorm': 1, 'temperature': temperature, 'lambda': lam}
    save(MODELS, 'distill-ten-steps.json', {
        'settings': settings, 'studentConfig': student_config.to_json(), 'studentWeights': start,
        'teacherConfig': teacher_config.to_json(), 'teacherWeights': packed(export(teacher_config, teacher.state_dict())),
        'ids': pack(ids), 'labels': labels.tolist(), 'hardMask': hard.tolist(), 'softMask': soft.tolist(), 'steps': steps})


if __name__ == '__main__':
    distillation_loss_cases()
    adamw_steps()
    transformer()
    mlp()
    distill_ten_steps()
    # after the others, so that the numbers drawn for those stay as they were
    muon_steps()
    objective_cases()
    feature_cases()
