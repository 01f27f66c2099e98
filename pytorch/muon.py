"""Muon (Keller Jordan, https://kellerjordan.github.io/posts/muon/): momentum whose update of each matrix is made orthogonal by five
Newton-Schulz steps, so that every direction of the matrix learns at the same speed. For matrices inside the network only;
embeddings and gains take AdamW. Matrices of one shape are stacked and orthogonalised together.
The update is scaled by 0.2 sqrt(max(rows, columns)), the size of AdamW's (Moonlight, arXiv 2502.16982), so that one learning
rate and one weight decay serve both.
"""
import torch


def orthogonalise(g, dtype):
    """g [n, rows, columns], rows >= columns -> about U V^T of each matrix, in g's type, computed in dtype."""
    x = g.to(dtype)
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        a = x.mT @ x                                                              # [n, columns, columns]
        b = torch.baddbmm(a, a, a, beta=-4.7750, alpha=2.0315)
        x = torch.baddbmm(x, x, b, beta=3.4445)
    return x.to(g.dtype)


class Muon(torch.optim.Optimizer):
    """params: matrices; `parts` says how many matrices lie on top of one another in each (fused q, k, v: 3).
    dtype: what float32 is orthogonalised in, bfloat16 being fast and near enough; the page does it in float32."""

    def __init__(self, groups, lr, momentum=0.95, weight_decay=0.0, dtype=torch.bfloat16):
        self.dtype = dtype
        super().__init__(groups, dict(lr=lr, momentum=momentum, weight_decay=weight_decay, parts=1))

    @torch.no_grad()
    def step(self):
        stacks = {}
        for group in self.param_groups:
            for p in group['params']:
                state = self.state[p]
                if not state:
                    state['momentum'] = torch.zeros_like(p)
                state['momentum'].lerp_(p.grad, 1 - group['momentum'])
                update = p.grad.lerp(state['momentum'], group['momentum'])        # Nesterov
                for target, u in zip(p.chunk(group['parts']), update.chunk(group['parts'])):
                    turned = u.shape[0] < u.shape[1]
                    u = u.mT if turned else u
                    stacks.setdefault(u.shape, []).append((target, u, turned, group))
        for shape, entries in stacks.items():
            stack = torch.stack([u for _, u, _, _ in entries])                    # [n, rows, columns]
            orthogonal = orthogonalise(stack, self.dtype if stack.dtype == torch.float32 else stack.dtype)
            for (target, _, turned, group), u in zip(entries, orthogonal):
                target.mul_(1 - group['lr'] * group['weight_decay'])
                target.add_(u.mT if turned else u, alpha=-group['lr'] * 0.2 * max(shape) ** 0.5)
