// What a method was worth against plain Hinton.

export const en = {
  title: 'Measured against Hinton',
  gained: '{{where}}: better by {{points}} points [{{low}}, {{high}}], {{seeds}} seeds.',
  lost: '{{where}}: worse, {{points}} points [{{low}}, {{high}}], {{seeds}} seeds.',
  undecided:
    '{{where}}: no difference that {{seeds}} seeds can show ({{points}} points [{{low}}, {{high}}]).',
} as const;
