// What is said in English around the lessons in the instructor's pack.

export const en = {
  title: 'Instructor’s pack',
  intro:
    'All lessons that come with the page, with what to ask, what to expect and how long it takes; then the words. It is made from the lessons themselves. Every experiment gives the same with the same seed on every machine, but for rounding.',
  before:
    'Before class: open the page once on the machine that you will use, so that it is there without the network. “Present” in the head of the page shows one panel at a time; “?” lists its keys.',
  print: 'Print, or save as PDF',
  close: 'Close the pack',
  plan: 'Plan',
  lesson: 'Lesson',
  minutes: '{{minutes}} min',
  timing:
    'About {{total}} minutes: {{read}} to read, {{foretell}} to foretell, {{run}} to run and look, {{talk}} to talk.',
  notes: 'Notes',
  ask: 'Ask before the run',
  expect: 'What to expect',
  measured:
    'Seed {{seed}}. The claim held on {{held}} of {{tried}} seeds; the longest took {{seconds}} s of the processor.',
  unmeasured:
    'This lesson has not been measured yet: run it once before class, with the seed that you will use.',
  comes: 'comes true',
  isRight: 'right',
  otherwise: 'If a seed shows otherwise',
  after: 'Ask after the run',
  onwards: 'With things of one’s own',
  because: 'Why',
  words: 'Words: {{words}}.',
  comma: ', ',
  glossary: 'Glossary',
  picture: 'Picture of lesson {{number}}',
  blank: '…',
} as const;
