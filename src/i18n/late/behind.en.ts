// What is said of a teacher that knew less than those it is compared with.

export const en = {
  student:
    '{{figure}}: teacher {{teacher}}, student {{better}}. The student has outgrown it and cannot learn much more from it.',
  baseline:
    '{{figure}}: teacher {{teacher}}, baseline {{better}}. The same small model does better without this teacher, on labels alone.',
  unsure: 'On {{n}} test examples the difference may be luck.',
  remedy:
    'Take a larger teacher, train it for more passes, or give it more data; where labels are plenty, do without one (λ = 1).',
  title: {
    student: 'The student is ahead of its teacher',
    baseline: 'The teacher is behind the baseline',
  },
} as const;
