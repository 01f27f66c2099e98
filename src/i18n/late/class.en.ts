// What is said in English by the two ends of a class: a pupil's part, and the page that puts the results together.

export const en = {
  title: 'Class',
  // a pupil's part
  close: 'Leave the class',
  problem: {
    broken:
      'This link deals the parts of a study, but it is cut off or was changed, so that no part can be dealt. Ask for the link once more; what of it can be used is on the table.',
    newer:
      'This link was made with a newer version of the page. Reload the page, so that it takes that version, and open the link once more.',
    'too-long':
      'This link is too long for one that the page has made, so that it is not read. Ask for the link once more.',
  },
  study: 'One study, {{count}} pupils: each runs one part of it, and together they have a result.',
  kind: {
    seeds: 'The parts differ in their seed: other data order, other first weights, the same settings.',
    cells: 'The parts differ in two settings, and in their seed once all combinations were dealt.',
    arms: 'The parts differ in what is trained, and in their seed.',
  },
  number: 'Your number',
  numberHelp:
    'The number that your lecturer gave you, such as your place in the list. No name is asked for, and nothing is sent.',
  deal: 'Deal me one at random',
  noNumber: 'Type your number, or have one dealt.',
  part: 'Part {{number}}:',
  seed: 'seed {{seed}}',
  counts: '“{{who}}” counts; the student trains beside it',
  run: 'Run my part',
  again: 'Run it again',
  cancel: 'Cancel my part',
  busy: 'A run is under way. Stop it, or let it come to its end.',
  running: 'Your part is running; its code comes with the report.',
  ended:
    'The run did not come to its end with its settings as they were dealt, so that it is no part of the study. Run it again.',
  done: 'Your result',
  code: 'Result code',
  codeHelp:
    'Hand this code in: typed, pasted, as a file or by its QR code. It holds the part’s number and these figures.',
  copyCode: 'Copy code',
  codeCopied: 'Code copied',
  copyFailed: 'Mark the code and copy it',
  saveCode: 'Save as file',
  qrOfCode: 'QR code of the result',
  collect: 'I collect the results',
  collectHelp: 'For whoever teaches the class: opens the study under Proof, where codes are put together.',

  // the lecturer's end
  help: 'A class runs one study: each pupil opens your link, runs one part of the experiment on the table in their own browser, and hands in a short code. Here the codes become one chart. No server, no account, no names.',
  differ: 'What pupils differ in',
  deals: { seeds: 'Seeds', cells: 'Cells of a sweep', arms: 'Arms' },
  dealHelp: {
    seeds:
      'Each pupil races the same models with a seed of their own. The more pupils, the narrower the interval.',
    cells: 'Each pupil trains the student with one combination of two settings.',
    arms: 'Each pupil trains one of these models; the groups are compared.',
  },
  racing: 'Who trains in each part',
  dealt: 'Arms to be dealt',
  pupils: 'Pupils',
  make: 'Make the class link',
  another: 'Make another class link',
  reallyAnother: 'Really? The codes below are forgotten',
  cannotDeal:
    'This experiment rests on data or models that are on this device alone, which no link can carry. Choose built-in data and teachers under Experiment.',
  tooManyCells: '{{cells}} combinations; a study has 2 to {{most}}.',
  tooFewArms: 'Choose two arms or more.',
  studyName: 'Study {{name}}',
  ofStudy: '{{experiment}}. {{pupils}} pupils.',
  copyLink: 'Copy class link',
  linkCopied: 'Link copied',
  linkFailed: 'The browser refused to copy',
  linkText: 'Class link',
  qrOfLink: 'QR code of the link',
  linkTooLong: 'The link is too long for a QR code that a camera could read. Pass it on as text.',
  codes: 'Result codes',
  codesHelp: 'All at once, in any text: a list, a chat, a form’s answers. Codes are found by themselves.',
  add: 'Add the codes',
  files: 'Choose files…',
  filesHelp: 'Or drop files here: texts with codes, or pictures and screenshots of QR codes.',
  told: {
    added_one: '{{count}} result added.',
    added_other: '{{count}} results added.',
    none: 'No result added.',
    nothing:
      'There is no result code in this text. A code begins with RT1- and was shown at the end of a pupil’s run.',
    without:
      'No code was found in {{names}}. Of a picture, take the QR code alone and sharp, or paste the code.',
    twice_one: 'Brought before, and counted once: {{codes}}',
    twice_other: '{{count}} were brought before, and count once: {{codes}}',
    clashes:
      'Other results of numbers that have one, left out: {{codes}}. Two pupils took the same number, or one ran it on other hardware. Remove the result that is wrong below, and add the right one.',
  },
  refused: {
    'other-study': 'Of another study, so left out: {{codes}}. Codes of this one begin with RT1-{{name}}.',
    mistyped: 'Mistyped, so left out: {{codes}}. Compare each sign with the pupil’s page.',
    'cut-off': 'Cut off, so left out: {{codes}}. Copy the whole code.',
    newer: 'Made with a newer version of the page, so left out: {{codes}}. Reload this page.',
    unfit: 'Not made by a part of this study, so left out: {{codes}}.',
  },
  numberOf: '{{code}} (number {{number}})',
  andMore: 'and {{count}} more',
  waiting: 'No results yet. Send the link out, and add the codes as they come.',
  in: '{{results}} of {{pupils}} results',
  missing: 'Missing: {{numbers}}',
  chart: 'Results of the class',
  chartHelp: '{{figure}}: each dot one pupil, the stroke their mean, the band its 95 % interval.',
  cell: 'Cell',
  mean: 'Mean',
  runs: 'Runs',
  noRuns: 'no run yet',
  pairs: 'Over {{count}} pairs of runs: student and rival trained on the same seed (Student’s t).',
  apart:
    'Over {{student}} runs of the student and {{rival}} of the rival, none of which has to do with another (Welch’s interval).',
  tooFew: 'Two results or more of each are needed for an interval.',
  best: 'Best so far: {{settings}} with {{value}}. The best of many cells flatters itself: have it run again with other seeds before you believe it.',
  table: 'All results',
  remove: 'Remove',
  removeOf: 'Remove the result of number {{number}}',
  partName: 'Part',
};
