"""The distillation loss of Hinton et al. 2015 (arXiv 1503.02531), L = lambda CE + (1 - lambda) T^2 KL(p_T || p_S):
the twin of distillationLoss in src/engine/ops. lambda weights the hard labels. Means run over the rows that a mask names,
never over the vocabulary; an empty mask gives 0. No gradient reaches the teacher.
N rows (tokens), V classes.
"""
import torch
import torch.nn.functional as F


def masked_mean(values, mask):
    """Mean of values [N] where mask [N] > 0; 0 where the mask is empty."""
    mask = (mask > 0).to(values.dtype)
    return (values * mask).sum() / mask.sum().clamp(min=1)


def cross_entropy(logits, labels, mask):
    return masked_mean(F.cross_entropy(logits, labels, reduction='none'), mask)


def distillation_loss(student_logits, teacher_logits, labels, hard_mask, soft_mask, temperature, lam):
    """logits [N, V], labels [N], masks [N] -> loss, ce, kl; kl includes the T^2."""
    ce = cross_entropy(student_logits, labels, hard_mask)
    log_q = F.log_softmax(student_logits / temperature, dim=-1)                   # [N, V]
    log_p = F.log_softmax(teacher_logits.detach() / temperature, dim=-1)          # [N, V]
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=-1)                      # [N]
    kl = temperature ** 2 * masked_mean(divergence, soft_mask)
    return lam * ce + (1 - lam) * kl, ce, kl
