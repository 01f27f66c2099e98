// What is said in English by parts of the page that are loaded late: proof.

export const en = {
  worth: 'Worth in labels',
  worthHelp_one: 'One run of the baseline with all labels shows how many the teacher has saved.',
  worthHelp_other:
    '{{count}} runs of the baseline with more and more labels show how many the teacher has saved.',
  countLabels: 'Count the labels',
  worthMore:
    'The teacher was worth more labels than there are: with all {{most}} the baseline does not reach the student’s {{share}}, for which that had {{had}}.',
  worthNothing:
    'The teacher was worth no labels: with the same {{had}} the baseline reaches the student’s {{share}}.',
  worthLabels:
    'This teacher was worth {{worth}} labels: for the student’s {{share}} with {{had}}, the baseline needs about {{needed}}.',
  worthChart: 'Baseline over labels',
  withLabels: 'with {{had}} labels',
  labelsAxis: 'labels',
  worthRuns: 'Runs',
  view: 'View',
  views: { evaluation: 'Evaluation', race: 'Race', sweep: 'Sweep', class: 'Class' },
  model: 'Model',
  figure: 'Figure',
  noReport:
    'Let a run come to its last step: then every figure of every model stands here, with its interval.',
  reportOf:
    'The last finished run: step {{step}}, seed {{seed}}; the student saw {{labelled}} labels of {{rows}} training rows.',
  reportOfRun:
    '{{name}}: step {{step}}, seed {{seed}}; the student saw {{labelled}} labels of {{rows}} training rows.',
  showLast: 'Show the last run',
  showOpened: 'Show the opened run',
  figures: 'Figures with intervals',
  figuresHelp:
    'Below each figure its 95 % interval: about where it would lie with other test examples. For shares it is Wilson’s, else the examples are drawn again a thousand times (a bootstrap).',
  interval: '{{low}} to {{high}}',
  over: 'Student over {{who}}',
  cost: 'Cost, teacher against student',
  ratio: 'Ratio',
  parameters: 'Parameters',
  bytes: 'Bytes (float32)',
  flops: 'Floating-point operations a {{unit}}',
  ms: 'Milliseconds a {{unit}}',
  unit: { token: 'token', sentence: 'sentence', point: 'point', example: 'example' },
  byClass: 'Figures of all {{classes}} classes',
  class: 'Class',
  precision: 'Precision',
  recall: 'Recall',
  support: 'In the test',
  confusion: 'Confusion matrix',
  confusionHelp:
    'Right class down, answer across. Blue is right, copper is a mistake; the stronger, the larger a share of its row.',
  cell: '{{right}} answered as {{answered}}: {{count}} of {{support}}',
  cellHint: 'Point at a cell, or focus the picture and use the arrow keys.',
  noMistakes: 'No mistake at all.',
  biggest: 'Biggest confusions',
  takenFor: '“{{right}}” taken for “{{answered}}”',
  answered: 'Answer',
  count: 'Count',
  ofClass: 'Of the class',
  reliability: 'Reliability plot',
  reliabilityHelp: 'On the dashed line a model is as often right as it is sure. Below it, it is too sure.',
  reliabilityAxes: 'Across: how sure. Up: how often right. Large dots stand for many answers.',
  sure: 'How sure',
  right: 'How often right',
  raceHelp:
    'One run can be luck. This takes your experiment over several seeds: other data order, other first weights, the same for all models of a seed.',
  seeds: 'Seeds',
  controls: 'Controls that race, too',
  runRace: 'Run the race',
  raceSize_one: '{{count}} seed, {{arms}} students of {{steps}} steps each, one after the other.',
  raceSize_other: '{{count}} seeds, {{arms}} students of {{steps}} steps each, one after the other.',
  status: { running: 'Under way', paused: 'Paused', done: 'Finished', cancelled: 'Cancelled' },
  runsDone: '{{done}} of {{total}} runs',
  failed: '{{failed}} of them failed and are left out.',
  pause: 'Pause the {{name}}',
  resume: 'Resume the {{name}}',
  cancel: 'Cancel the {{name}}',
  verdict: 'Verdict',
  outcome: {
    seeds: {
      gained: 'Gained: distillation helped.',
      lost: 'Lost: the student is worse off with the teacher.',
      same: 'No difference at all: student and baseline came out the same with every seed.',
      undecided: 'No difference that these seeds can show.',
      'one-seed': 'One seed: too few for a verdict.',
    },
    folds: {
      gained: 'Gained: distillation helped.',
      lost: 'Lost: the student is worse off with the teacher.',
      same: 'No difference at all.',
      undecided: 'No difference that so few rows can show.',
      'one-seed': 'One fold: too few for a verdict.',
    },
  },
  short: {
    gained: 'gained',
    lost: 'lost',
    same: 'no difference',
    undecided: 'no difference shown',
    'one-seed': 'no verdict from one seed',
  },
  gain: '{{figure}}: {{points}} percentage points for the student against the baseline (95 % interval {{interval}})',
  oneSeed:
    'over the test examples of this one seed, drawn again a thousand times (a bootstrap). Another seed may come out otherwise: race over three or more.',
  overSeeds:
    'over {{seeds}} seeds: from how much the difference varies from seed to seed (Student’s t, the usual interval for the mean of few numbers).',
  overFolds:
    'over {{rows}} rows in {{folds}} folds, each row tested once by models that had not seen it; the interval follows from the rows that only one of the two got right. It is about these rows: another seed may come out otherwise.',
  against: 'Against “{{who}}”: {{outcome}}, {{points}} points ({{interval}}).',
  shareOf: {
    teacherLabels:
      'The teacher’s answers as plain labels on all rows: {{part}} points against the baseline. That is the teacher’s labelling, without any softness.',
    softLabelled:
      'Soft targets on the labelled rows alone: {{part}} points against the baseline. That is the softness, without more data.',
    ownRows:
      'Without the added sentences: {{part}} points against the baseline. What the student has beyond that, they added.',
  },
  why: 'Why that may be',
  reason: {
    lambdaOne: 'λ = 1: the teacher has no say. Student and baseline are the same run.',
    allLabels:
      'The student sees {{share}} of the labels itself; there is little left for the teacher to tell. Try a smaller share of labels.',
    allLabelsOwn:
      'The student sees {{share}} of the labels itself; there is little left for the teacher to tell. Sentences without labels, added to your data, are what only the teacher can speak about; a smaller student may gain more, too.',
    teacherSure:
      'The teacher is nearly certain of {{share}} of its answers: its soft targets are hardly softer than labels. A higher T, or data with real doubt in it, would give it more to say.',
    teacherNoBetter:
      'The teacher is ahead of the baseline by only {{points}} points: there is hardly anything to pass on.',
    fewSteps:
      'The student was still rising, {{points}} points between its last two checks: more steps may change the picture.',
    fewSeeds: 'With {{seeds}} seeds only a large difference can be told from luck. Run more.',
    teacherBehind:
      'The teacher is {{points}} points behind the baseline: it has nothing to pass on. Take a larger teacher, or train it longer.',
  },
  controlHelp: 'How much of it is just the teacher labelling more rows?',
  withControl: 'Race again with the teacher’s answers as hard labels',
  runsTable: { seeds: 'Results by seed', folds: 'Results by fold' },
  runsCaption: {
    seeds: '{{figure}} at the end of each run; the band is the 95 % interval of the mean over seeds.',
    folds:
      '{{figure}} at the end of each run; the band is the 95 % interval (Wilson’s) of the share of all rows.',
  },
  mean: 'Mean',
  allRows: 'All rows',
  run: { seeds: 'Seed {{name}}', folds: 'Fold {{name}}' },
  testOn: 'Test on',
  setAside_one: 'the {{count}} row set aside for it',
  setAside_other: 'the {{count}} rows set aside for it',
  everyRow: 'all {{rows}} rows, in {{folds}} folds',
  fewTested_one: '{{count}} test row proves next to nothing.',
  fewTested_other:
    '{{count}} test rows prove little: where {{share}} of them are right, it may be anything from {{low}} to {{high}} of all there could be.',
  noneTested: 'No row is set aside for the test.',
  foldsOffer: 'Folds test every row instead, each by models that did not see it.',
  teacherKnows:
    'Folds would test every row, but this teacher may have learnt them. Choose a size as teacher: it is trained anew in each fold.',
  foldsHelp:
    'The rows are dealt into {{folds}} folds (k-fold cross-validation). Each run holds back one fold, trains teacher and students on the others and is tested on it; in the end {{count}} rows are tested, and {{share}} right means {{low}} to {{high}}.',
  foldsSize_one: '{{count}} fold: a teacher and {{arms}} students of {{steps}} steps.',
  foldsSize_other:
    '{{count}} folds: each a teacher and {{arms}} students of {{steps}} steps, one after the other.',
  sweepHelp: 'Your experiment with every combination of two settings, the student alone. One seed each.',
  rows: 'Rows',
  columns: 'Columns',
  valuesOf: 'Values: {{name}}',
  runSweep: 'Run the sweep',
  sweepSize_one: '{{count}} run of {{steps}} steps.',
  sweepSize_other: '{{count}} runs of {{steps}} steps.',
  tooMany: '{{runs}} runs are too many; choose values for at most {{most}}.',
  heatMap: 'Heat map',
  heatCaption: '{{figure}} of the student; {{rows}} down, {{columns}} across.',
  cellStatus: { waiting: 'waiting', running: 'under way', done: '–', failed: 'failed' },
  openCell: 'Open as a run: {{settings}}',
  openCellWith: '{{value}}. Open as a run: {{settings}}',
  bestCell: 'Best: {{settings}}, {{value}}.',
  openBest: 'Open the best cell as a run',
  sweepCaution:
    'The best of many cells is partly the luckiest: its own figure flatters it. A race over seeds tells.',
  gainsHelp:
    'What the student has over a rival is in percentage points, example by example on the same test.',
  meanings: 'What the figures mean',
  about: 'about {{value}}',
  msHelp:
    'Times are measured on this machine beside its other work: the median, and the range that half of the passes lie in. With models this small they vary from run to run.',
  across: 'Answer →',
  down: 'Right class ↓',
  cellHintTouch: 'Touch a cell to read it.',
  takenTimes_one: '{{times}} time, {{share}} of its class',
  takenTimes_other: '{{times}} times, {{share}} of its class',
  runsIn: {
    seeds: '{{runs}} of {{planned}} seeds are in',
    folds: '{{runs}} of {{planned}} folds are in',
  },
  verdictWaits: {
    seeds: 'The verdict comes with the last one: before, it would change from seed to seed.',
    folds: 'The verdict comes with the last one, when every row has been tested.',
  },
  ofPlanned: {
    seeds: 'Of {{planned}} seeds that were planned.',
    folds: 'Of {{planned}} folds that were planned.',
  },
  figureIs: '{{figure}}: {{help}}',
  gainAlone: '{{figure}}: {{points}} percentage points for the student against the baseline',
  againstAlone: 'Against “{{who}}”: {{outcome}}, {{points}} points.',
  sharesOverlap:
    'These parts overlap with each other and with the student’s own gain: they do not add up to it.',
  experiment:
    '{{subject}}: teacher {{teacher}}, student {{student}}; T = {{T}}, λ = {{lambda}}; {{labels}} of the labels; {{steps}} steps',
  ofExperiment: {
    race: 'Race of {{time}} – {{experiment}}.',
    sweep: 'Sweep of {{time}} – {{experiment}}, but for what it varies.',
  },
  otherExperiment: 'This is of another experiment than the one on the table.',
  openExperiment: 'Put it on the table',
} as const;
