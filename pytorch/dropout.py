"""Dropout and missing words as the page draws them: from a seed alone, the same numbers on every machine, whichever process has the
row. The twins of src/engine/ops/dropout.ts, of the random numbers in src/lib/rng.ts and of word dropout in src/data/sentences.ts.
"""
import torch

LOW = 0xffffffff


def hash_string(text):
    """32-bit FNV-1a."""
    h = 0x811c9dc5
    for code in text.encode('utf-16-le')[::2]:
        h = ((h ^ code) * 0x01000193) & LOW
    return h


def dropout_mask(shape, rate, seed, start, device):
    """What x of this shape is multiplied by, its first number being number `start` of the whole batch's: four of one random word."""
    cut, size = round(rate * 256), shape.numel()
    first = start // 4
    words = torch.arange(first + 1, (start + size + 3) // 4 + 1, device=device)   # int64, whose low 32 bits count
    w = (seed + words * 0x9e3779b9) & LOW
    w = ((w ^ (w >> 16)) * 0x21f0aaad) & LOW
    w = ((w ^ (w >> 15)) * 0x735a2d97) & LOW
    w = w ^ (w >> 15)
    bytes_ = torch.stack([(w >> shift) & 255 for shift in (0, 8, 16, 24)], -1).flatten()[start - 4 * first:][:size]
    return ((bytes_ >= cut) * (256 / (256 - cut))).to(torch.get_default_dtype()).view(shape)


def splitmix32(seed):
    a = seed & LOW
    while True:
        a = (a + 0x9e3779b9) & LOW
        t = ((a ^ (a >> 16)) * 0x21f0aaad) & LOW
        t = ((t ^ (t >> 15)) * 0x735a2d97) & LOW
        yield t ^ (t >> 15)


def uniform(seed, count):
    """`count` numbers of [0, 1): sfc32, seeded by splitmix32."""
    mix = splitmix32(seed)
    a, b, c, d = next(mix), next(mix), next(mix), 1
    out = []
    for i in range(12 + count):
        t = (a + b + d) & LOW
        d = (d + 1) & LOW
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & LOW
        c = (((c << 21) | (c >> 11)) + t) & LOW
        if i >= 12:
            out.append(t / 2 ** 32)
    return out
