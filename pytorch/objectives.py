"""Objectives on logits, Hinton's row by row (as means it is loss.py) and others: the twins of src/distillation/methods, written
plainly and differentiated by autograd. Each maps student and teacher logits [N, V], target classes [N], the temperature and the
method's settings to its soft terms by id, each [N]; the run's loss is lambda CE + (1 - lambda) the sum of the masked means.
N rows, V classes.
"""
import torch
import torch.nn.functional as F


def kl(log_a, log_b):
    """KL(a || b) of each row, [N]."""
    return F.kl_div(log_b, log_a, reduction='none', log_target=True).sum(-1)


def mixed(log_a, log_b, share):
    """ln(share a + (1 - share) b)"""
    return (share * log_a.exp() + (1 - share) * log_b.exp()).log()


def hinton(p, q, t, _):
    return {'kl': t ** 2 * kl(p, q)}


def soft_cross_entropy(p, q, t, _):
    return {'softCe': -t ** 2 * (p.exp() * q).sum(-1)}


def reverse_kl(p, q, t, _):
    return {'reverseKl': t ** 2 * kl(q, p)}


def symmetric_kl(p, q, t, settings):
    mu = settings['mu']
    return {'symmetricKl': t ** 2 * (mu * kl(p, q) + (1 - mu) * kl(q, p))}


def jsd(p, q, t, settings):
    beta = settings['beta']
    if beta in (0, 1):
        return {'jsd': t ** 2 * (kl(q, p) if beta else kl(p, q))}
    m = mixed(p, q, beta)
    return {'jsd': t ** 2 * (beta * kl(p, m) + (1 - beta) * kl(q, m))}


def skewed_kl(p, q, t, settings):
    return {'skewedKl': t ** 2 * kl(p, mixed(p, q, settings['alpha']))}


def skewed_reverse_kl(p, q, t, settings):
    return {'skewedReverseKl': t ** 2 * kl(q, mixed(q, p, settings['alpha']))}


def total_variation(p, q, t, _):
    return {'variation': t / 2 * (p.exp() - q.exp()).abs().sum(-1)}


DIVERGENCES = {
    'hinton': hinton, 'soft-cross-entropy': soft_cross_entropy, 'reverse-kl': reverse_kl, 'symmetric-kl': symmetric_kl,
    'jsd': jsd, 'skewed-kl': skewed_kl, 'skewed-reverse-kl': skewed_reverse_kl, 'total-variation': total_variation,
}


def logit_mse(student, teacher, t):
    return {'mse': ((student - teacher) ** 2).sum(-1) / t ** 2}


def decoupled(student, teacher, target, t, settings):
    """Zhao et al. 2022, arXiv 2203.08679, with the binary and the conditional distribution made by hand."""
    p, q = F.softmax(teacher / t, -1), F.softmax(student / t, -1)
    one = F.one_hot(target, student.shape[-1]).bool()
    binary = [torch.stack([x[one], 1 - x[one]], -1).log() for x in (p, q)]
    n, v = student.shape
    others = [F.log_softmax(x[~one].reshape(n, v - 1) / t, -1) for x in (teacher, student)]
    return {'targetKd': settings['alpha'] * t ** 2 * kl(*binary), 'otherKd': settings['beta'] * t ** 2 * kl(*others)}


def soft_terms(method, student, teacher, target, t, settings):
    teacher = teacher.detach()
    if method == 'logit-mse':
        return logit_mse(student, teacher, t)
    if method == 'decoupled':
        return decoupled(student, teacher, target, t, settings)
    return DIVERGENCES[method](F.log_softmax(teacher / t, -1), F.log_softmax(student / t, -1), t, settings)
