// What is said in English by parts of training and experiment that are loaded late.

export const en = {
  maps: 'Decision maps',
  mapOf: 'Decision map: {{who}}',
  mapsHelp: 'What each model answers where; pale is unsure. Marks are the training points.',
  noMaps: 'The maps appear when training starts.',
  slowTitle: 'Why does it hardly move?',
  slow: 'Nothing is broken. Adam moves each weight by at most about the learning rate a step: {{steps}} steps × {{rate}} = {{reach}} in all. But the random starts of teacher and student are 0.2 a weight apart on average, and up to 0.6, so much of the way is never walked.',
  slowFix: 'Use a rate that works',
  keepTeacher: 'Keep this teacher',
  keepTeacherHelp:
    'The teacher belongs to this run. Kept on this device under a name of its own, it can teach others at once.',
  teacherName: 'Name of the teacher',
  defaultTeacherName: '{{size}} · {{set}}',
  teacherKept: 'Kept on this device: “{{name}}”.',
  flow: {
    title: 'How step {{step}} flows',
    pace: 'Pace',
    empty: 'Distil, or press Step: then the sizes of the last step stand here.',
    batch: 'Batch',
    positions: 'positions that count',
    forward: 'Both answer',
    softened: 'softened by T = {{T}}',
    compared: 'Answers compared',
    loss: 'Loss',
    back: 'Back to the student',
    gradient: 'gradient',
    rate: 'times the rate {{rate}}',
    paces: { full: 'Full speed', slow: '2 steps a second', slower: 'A step in 2 s' },
  },
  rollout: {
    title: 'Latest rollout',
    by: {
      student: 'Written by the student at step {{step}}',
      teacher: 'Written by the teacher, learnt at step {{step}}',
    },
    counts: '{{written}} dialogues written so far, {{kept}} kept',
    less: 'teacher: less likely',
    same: 'as likely',
    more: 'teacher: likelier',
    ratio: 'log p(teacher) − log p(student) = {{ratio}}',
  },
  layerMap: {
    layer: 'Layer {{layer}}',
    words: 'Words',
    with: 'connected with {{layers}}',
    alone: 'not connected',
    unknown:
      'There is no {{map}}: the student has {{student}} layers, the teacher {{teacher}} (the student’s comes first). Connect layers that are there.',
    teacherUnknown: 'How many layers this teacher has is found out when the run starts.',
    standard: 'Standard map',
  },
  mixture: {
    shares: 'Teachers’ shares of the loss',
    share: 'share of the loss',
    sharesHelp:
      'How much of the teachers’ pull on the student is each one’s: its weight on a row times its distance (KL) from the student, of all together.',
    noShares: 'The shares appear here with the student’s first step.',
    weights: 'Weights of the last batch',
    row: 'Row',
    token: 'Token',
    label: 'Class',
    labelHidden: 'not shown to the student',
    noWeights: 'The weights appear here with the student’s first step.',
  },
  more: {
    moreSet: 'More sentences from',
    noMoreSet: 'No other set',
    softRows: 'Soft targets',
    softRowsHelp:
      'All training sentences, or only those whose labels the student sees: then nothing but the softness differs.',
    softRowsAll: 'on all sentences',
    softRowsLabelled: 'on labelled sentences',
    start: 'First weights',
    startHelp:
      'Where the student begins: at weights drawn by the seed, or at those of a model in the library that is of the same task, size and tokeniser. Its rivals, the baseline too, begin at the same weights, so that what differs is still the teacher alone; what that model had learnt before counts for all of them.',
    fromSeed: 'drawn by the seed',
    plainStudent: 'Plain Llama',
    plainStudentHelp:
      'The student is built without smearing, which lets a head see the token before for nothing. Other programs (llama.cpp, transformers) run it as it is; of the same size it learns somewhat less.',
    cacheTargets: 'Ask the teacher once',
    cacheTargetsHelp:
      'The teacher’s answers are remembered (up to 256 MB), so that a dialogue that comes again costs only the student’s work. Off: it is asked anew each time.',
  },
  course: 'Course of {{name}}: {{start}} at the first step, {{end}} at the last',
  courseAdaptive: 'Course of {{name}}: from {{start}} to {{end}} as the gap closes',
} as const;
