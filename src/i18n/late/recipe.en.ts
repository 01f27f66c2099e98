// What is said in English by parts of the page that are loaded late: recipe.

export const en = {
  title: 'Recipe for this data',
  suggested: '{{rows}} rows of {{labels}} labels, and settings that suit them.',
  changed: 'Settings differ from what suits {{rows}} rows of {{labels}} labels.',
  minutes_one: 'About a minute on two cores without a GPU, teacher and report included.',
  minutes_other: 'About {{count}} minutes on two cores without a GPU, teacher and report included.',
  use: 'Use the recipe',
  why: 'Why these settings',
  reasons: {
    largeTeacher: 'Teacher of two layers of 128: {{known}} labelled rows are enough for it.',
    smallTeacher:
      'Teacher of two layers of 64: with {{known}} labelled rows a larger one would learn them by heart.',
    passes:
      'At most {{passes}} passes for the teacher: a label has about {{aLabel}} rows, and is read some {{readings}} times in all.',
    steps:
      '{{steps}} steps of {{batchSize}} rows for the student: small models need more of them than large ones.',
    closeLabels:
      'T = {{temperature}} and λ = {{lambda}}: of {{labels}} labels many are close, and the teacher’s answers show which.',
    fewLabels:
      'T = {{temperature}} and λ = {{lambda}}: with {{labels}} labels, all known, both voices count alike.',
    unlabelled:
      'T = {{temperature}} and λ = {{lambda}}: {{unlabelled}} rows have no label, so that the teacher’s word counts for more.',
    sentences:
      'Sentences of up to {{context}} word pieces, as nearly all of yours are; a vocabulary of {{vocabulary}}, most of the student’s size.',
  },
} as const;
