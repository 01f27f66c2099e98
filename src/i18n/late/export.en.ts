// What is said in English by the dialog that exports a model.

export const en = {
  title: 'Export model',
  close: 'Close',
  loading: 'Looking at the model…',
  of: 'The model “{{name}}” as files that other programs run. Nothing leaves this device but what you save.',
  model: 'Model',
  form: 'Form',
  weights: 'Weights',
  save: 'Save file',
  cancel: 'Cancel',
  writing: 'Writing the file',
  saved: 'Saved as {{file}}.',
  plainCopy: 'Distil a plain copy',
  busy: 'A run is under way. Stop it first.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying was refused',
  copyOf: 'Copy the code for {{language}}',
};
