// What is said in English by parts of the page that are loaded late: microscope.

export const en = {
  sentence: 'Sentence',
  placeholder: 'A sentence or request to look into…',
  look: 'Look',
  again: 'Look again',
  looking: 'Looking…',
  cancel: 'Cancel',
  failed: 'Nothing was seen',
  empty: {
    agent:
      'Type a request: how sure is the teacher of every token, and of what else? With a student of your own, what came across.',
    untrained:
      'Nothing has learnt this task yet. Press Distill: from the student’s first step on, teacher, student and baseline can be compared here on any example.',
    trained: 'Choose what to look at: what each model thinks of it, how the thoughts differ, and why.',
  },
  map: 'Map to choose from',
  mapHelp: 'Press a place, or a training point.',
  rows: {
    title: 'Training rows',
    search: 'Find a training row',
    count: '{{fit}} of {{total}} rows',
    none: 'The training rows are not at hand: they go with the run. Press Distill to have them again.',
    edited: 'label set by hand',
  },
  isRow: 'training row {{row}}',
  atStep: 'at step {{step}}',
  temperature: 'Temperature of the microscope',
  right: 'Right answer',
  rightUnknown: 'not known: the teacher’s counts',
  isRight: '(right)',
  isWritten: '(written)',
  space: 'space',
  class: 'Class',
  nextToken: 'Next token',
  strip: {
    label: 'Text, piece by piece',
    kl: 'Where the student differs',
    entropy: 'Where the teacher hesitates',
    pieces: 'As the models read it',
    token: '{{piece}}: {{nats}} nats',
    klHelp:
      'Shade: KL(teacher ‖ student) of each token that the agent writes, given all before it; {{mean}} nats on average. Choose a token.',
    entropyHelp:
      'Shade: entropy of the teacher at each token that it writes; {{mean}} nats on average. Choose a token.',
  },
  distributions: 'What each model thinks',
  entropy: 'Entropy (nats)',
  divergence: 'KL from the teacher',
  distributionsHelp:
    'At the temperature of the microscope, from the same logits: nothing is trained or asked anew. A higher T shows what the teacher thinks of the other classes, its dark knowledge.',
  gradients: {
    title: 'Gradient norms over T',
    with: 'with T²',
    without: 'without',
    hard: 'cross-entropy',
    help: 'How hard each part pulls at the student’s logits here. With T² the teacher’s part stays of one order at any T; without, it falls as 1/T² and the hard labels have it all. Before λ.',
    noStudent: 'Needs a student: press Distill.',
  },
  causes: {
    title: 'Where the student is wrong, why',
    noStudent: 'There is no student yet. Press Distill.',
    right: 'It is right here.',
    agrees: 'It agrees with the teacher here.',
    wrong: 'It says “{{student}}”; “{{right}}” is right.',
    wrongToken: 'First after “…{{before}}”: it would write “{{student}}” in place of “{{right}}”.',
    byTeacher: 'The teacher’s answer counts as right here.',
    teacher: {
      yes: 'The teacher is wrong, too: it cannot be learnt from it. More labels, or another teacher.',
      no: 'The teacher is right: it could be learnt from it.',
      unknown:
        'Whether the teacher is wrong, too: the right answer is not known. Choose it where you can, or take a training row with a label.',
    },
    unseen: {
      yes: 'Never seen in training: {{unseen}}.',
      no: 'Every word of it was seen in training.',
      unknown:
        'Whether its words were seen in training: the rows are not at hand. Press Distill to have them again.',
    },
    capacity: {
      yes: 'Capacity: a larger student of another run ({{larger}}) gets it right without a teacher.',
      no: 'Not capacity alone: a larger student of another run ({{larger}}) gets it wrong, too.',
      unknown:
        'Capacity: choose a larger student, switch on the baseline and distil on the same data; then look again.',
    },
    decoding: {
      yes: 'Decoding: written freely and under the grammar, its calls differ, and one of them is right.',
      no: 'Not decoding: freely or under the grammar, its calls are equally right or wrong.',
      unknown: 'Decoding is not known.',
    },
    asked: 'here',
    constrained: 'grammar',
    free: 'free',
  },
  nearest: {
    title: 'Training rows most like it',
    gone: 'The training rows go with the run. Press Distill to have them again.',
    none: 'No training row shares a word with it.',
    byWords: 'By shared words, rare ones counting more.',
    byPlace: 'By distance.',
  },
  attention: {
    title: 'Attention',
    help: 'A row is a piece that looks, a column what it looks at; strength is the square root of the share.',
    layer: 'Layer of: {{who}}',
    head: 'Head of: {{who}}',
    mean: 'mean of all',
    map: 'Attention of {{who}}, layer {{layer}}',
    looks: '“{{piece}}” looks most at {{at}}.',
    from: 'Piece that looks',
    to: 'Piece looked at',
    weight: 'Attention',
  },
  similarity: {
    title: 'How alike the layers are',
    input: 'in',
    help: 'Linear CKA over the {{n}} pieces of this text (without bias): 1 is the same but for a turn and a scale, 0 nothing in common.',
    helpPoints:
      'Linear CKA over {{n}} places (without bias): 1 is the same but for a turn and a scale, 0 nothing in common.',
    noStudent: 'Needs a student: press Distill.',
    tooShort: 'Needs at least 4 pieces: write a longer text.',
    notHere: 'These networks have nothing to compare here.',
  },
  label: {
    title: 'Soft label of row {{row}}',
    help: 'What the student is to match on this row, at the run’s T = {{temperature}}. Move a bar: the others shrink in proportion, and the next steps follow.',
    reset: 'Reset label',
    edited: 'Set by hand; the teacher is not heard on this row.',
    over: 'Labels can be changed while a student trains. Press Distill, or Continue.',
    study: 'This run belongs to a study, which keeps its own settings. Change labels in a run of your own.',
    dialogue:
      'In a dialogue each token follows from those before it: one changed alone would contradict the next. Labels can be changed in points and intents.',
  },
} as const;
