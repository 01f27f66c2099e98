// What is said in English about sentence encoders.

export const en = {
  open: 'Sentence encoders…',
  title: 'Sentence encoders',
  close: 'Close',
  intro:
    'A large network that others have trained on very many sentences makes a good teacher where labels are few: it stays as it is, and only a layer on top of it learns your classes.',
  choose: 'Encoder files',
  chooseHelp:
    'Choose two files together: one ending in .onnx and its tokenizer.json. They are read here and kept on this device; nothing leaves it.',
  where: 'Where to get one',
  whereHelp:
    'all-MiniLM-L6-v2 is small and good (23 MB in int8, 90 MB in float32; English; Apache 2.0). On huggingface.co/sentence-transformers/all-MiniLM-L6-v2, under “Files”, take tokenizer.json and, from the folder onnx, model.onnx or a model_qint8 file. Encoders whose first token speaks for the sentence (BGE) need 1_Pooling/config.json as a third file.',
  hub: 'By its hub id',
  hubId: 'Hub id',
  hubHelp:
    'For example sentence-transformers/all-MiniLM-L6-v2. The smallest ONNX file and tokenizer.json are fetched once and kept on this device.',
  hubConsent: 'huggingface.co and the store that it names may be asked for these files; nothing else leaves',
  fetch: 'Fetch',
  fetching: 'Fetching the encoder',
  loading: 'Loading the encoder',
  cancel: 'Cancel',
  yours: 'On this device',
  none: 'None yet. The shipped teacher can be one without any download: choose it under Teacher. It knows the built-in sentences; for others bring an encoder.',
  about: '{{size}} · {{parameters}} parameters · {{width}} numbers a sentence',
  use: 'Use as teacher',
  useOf: 'Use {{name}} as teacher',
  inUse: 'In use',
  remove: 'Delete',
  removeOf: 'Delete {{name}}',
  removeAgain: 'Really delete?',
  removeAgainOf: 'Really delete {{name}}?',
  words: 'Words for the labels',
  wordsHelp:
    'The encoder reads these before it sees any label. Say in plain words what each label is about; empty takes the label’s own name.',
  wordsOf: 'Words for {{label}}',
};
