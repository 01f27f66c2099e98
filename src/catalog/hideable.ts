/** What a lesson of somebody's own can take out of sight: parts of Experiment first, then whole panels. */
export const HIDEABLE = [
  'presets',
  'task',
  'models',
  'data',
  'temperature',
  'lambda',
  'formula',
  'learningRate',
  'method',
  'rivals',
  'more',
  'chat',
  'proof',
  'microscope',
  'runs',
  'library',
] as const;
export type Hideable = (typeof HIDEABLE)[number];
