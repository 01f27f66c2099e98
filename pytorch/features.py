"""Features and relations beside Hinton's loss: the twins of src/distillation/methods/{rkd,sp,dist,minilm}.ts, written plainly and
differentiated by autograd. Each gives its terms as scalars, without their weights. The teacher's side carries no gradient.
n rows, D and E the widths of student and teacher; N rows of V classes; B dialogues, H heads, T positions.
"""
import torch
import torch.nn.functional as F


def distances(x):
    """Between all rows [n, n], over the mean of those that are not 0. Park et al. 2019, arXiv 1904.05068."""
    d = torch.cdist(x, x)
    return d / d[d > 0].mean()


def cosines(x):
    """Of the angles at row i between rows j and k, [n, n, n]."""
    ways = F.normalize(x[None] - x[:, None], dim=-1)                               # [n, n, D]
    return ways @ ways.transpose(1, 2)


def rkd(student, teacher):
    return {'distance': F.smooth_l1_loss(distances(student), distances(teacher)),
            'angle': F.smooth_l1_loss(cosines(student), cosines(teacher))}


def sp(student, teacher):
    """Tung, Mori 2019, arXiv 1907.09682."""
    gap = F.normalize(student @ student.T, dim=1) - F.normalize(teacher @ teacher.T, dim=1)
    return {'similarity': gap.pow(2).sum() / len(gap) ** 2}


def pearson(a, b):
    """Of each row, [rows]."""
    return F.cosine_similarity(a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True), dim=1)


def dist(student_logits, teacher_logits, mask, t):
    """Huang et al. 2022, arXiv 2205.10536; over the classes of a row, and over the rows of a class."""
    q, p = (F.softmax(z[mask > 0] / t, -1) for z in (student_logits, teacher_logits))
    return {'inter': t ** 2 * (1 - pearson(q, p)).mean(), 'intra': t ** 2 * (1 - pearson(q.T, p.T)).mean()}


def relations(x, heads):
    """Log-softmax of X Xᵀ/√d of each position with itself and those before it; x [B, H, T, d] -> [B, heads, T, T]."""
    joined = x.transpose(1, 2).flatten(2)                                          # [B, T, H·d]
    parts = torch.stack(joined.chunk(heads, -1), 1)                                # [B, heads, T, H·d/heads]
    scores = parts @ parts.transpose(2, 3) / parts.shape[-1] ** 0.5
    later = torch.ones(scores.shape[-2:]).triu(1).bool()
    return scores.masked_fill(later, -1e9).log_softmax(-1)


def minilm(student, teacher, places, heads):
    """Wang et al. 2021, arXiv 2012.15828; student and teacher by 'query', 'key', 'value', places [B, T] of 0 and 1."""
    def divergence(part):
        q, p = relations(student[part], heads), relations(teacher[part], heads)
        of_each = F.kl_div(q, p, reduction='none', log_target=True).sum(-1)        # [B, heads, T]
        return of_each.mean(1)[places > 0].mean()
    return {'relation': sum(divergence(part) for part in ('query', 'key', 'value')) / 3}
