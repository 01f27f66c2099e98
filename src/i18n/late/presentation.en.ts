// What is said in English in front of a class.

export const en = {
  title: 'Presentation',
  of: '{{title}}, {{n}} of {{count}}',
  hint: '? keys',
  keys: 'Keys of the presentation',
  close: 'Close the list of keys',
  acts: {
    next: 'Next panel',
    back: 'Panel before',
    run: 'Start, pause, go on',
    step: 'A single step',
    pace: 'Slower, and round to full speed',
    mark: 'Pause at the next check, or do not',
    point: 'Highlight what the pointer is on, or stop',
    full: 'Full screen, or back',
    keys: 'This list',
    leave: 'Leave the presentation',
  },
  space: 'Space',
  pausesAt: 'Pauses after step {{step}}',
  pausesNot: 'Does not pause by itself',
} as const;
