// What a file is that cannot be read, and what to do about it, in the words that a person reads.

import type { Localised } from '../lib/localised';
import type { FileKind } from './file-kinds';

/** What to do, by the reason why a file cannot be read. */
const remedies = {
  unpack: {
    en: 'Unpack it and choose the files in it.',
    'zh-CN': '请先解压，再选择其中的文件。',
  },
  sheet: {
    en: 'Save its sheet as CSV (“CSV UTF-8”) and choose that file.',
    'zh-CN': '请把工作表另存为 CSV（“CSV UTF-8”），再选择该文件。',
  },
  document: {
    en: 'Put its sentences and their labels into a table, save it as CSV in UTF-8 and choose that file.',
    'zh-CN': '请把其中的句子和标签放入表格，存为 UTF-8 编码的 CSV，再选择该文件。',
  },
  export: {
    en: 'Export its rows as CSV, JSON Lines or Parquet and choose that file.',
    'zh-CN': '请把其中的行导出为 CSV、JSON Lines 或 Parquet，再选择该文件。',
  },
  model: {
    en: 'It is no data. A teacher of your own is loaded in Experiment: “Load your own teacher…” takes config.json, model.safetensors and tokenizer.json together.',
    'zh-CN':
      '它不是数据。自备的教师在“实验”中载入：“载入自备教师…”需要同时选择 config.json、model.safetensors 和 tokenizer.json。',
  },
  notebook: {
    en: 'Save the table that it works on, for example with df.to_csv("data.csv", index=False), and choose that file.',
    'zh-CN': '请保存其中使用的表格，例如 df.to_csv("data.csv", index=False)，再选择该文件。',
  },
  download: {
    en: 'Download the file itself (“Raw” or “Download” on its page) and choose that.',
    'zh-CN': '请下载文件本身（页面上的“Raw”或“下载”），再选择它。',
  },
  lfs: {
    en: 'Fetch the file itself with “git lfs pull”, or download it from its page.',
    'zh-CN': '请用 “git lfs pull” 取得文件本身，或从其页面下载。',
  },
  run: {
    en: 'It holds the settings and curves of a run, not the data that it learnt from.',
    'zh-CN': '它保存的是一次运行的设置和曲线，而不是所学习的数据。',
  },
  folder: {
    en: 'Open it and choose the files in it, all together.',
    'zh-CN': '请打开它，一并选择其中的文件。',
  },
  other: {
    en: 'Retort learns from sentences with labels, or chats with tool calls: choose a CSV, TSV, JSON, JSON Lines, Parquet or Rasa file.',
    'zh-CN':
      'Retort 学习带标签的句子或带工具调用的对话：请选择 CSV、TSV、JSON、JSON Lines、Parquet 或 Rasa 文件。',
  },
} as const satisfies Record<string, Localised>;

interface KindWords {
  /** Completes “This is …”. */
  label: Localised;
  remedy: keyof typeof remedies;
}

const words: Readonly<Record<FileKind, KindWords>> = {
  zip: { label: { en: 'a zip archive', 'zh-CN': 'zip 压缩包' }, remedy: 'unpack' },
  archive: { label: { en: 'a packed archive', 'zh-CN': '压缩包' }, remedy: 'unpack' },
  tar: { label: { en: 'a tar archive', 'zh-CN': 'tar 归档' }, remedy: 'unpack' },
  compressed: { label: { en: 'a compressed file', 'zh-CN': '压缩文件' }, remedy: 'unpack' },
  xlsx: { label: { en: 'an Excel workbook (.xlsx)', 'zh-CN': 'Excel 工作簿（.xlsx）' }, remedy: 'sheet' },
  ods: {
    label: { en: 'an OpenDocument spreadsheet (.ods)', 'zh-CN': 'OpenDocument 电子表格（.ods）' },
    remedy: 'sheet',
  },
  'old-office': {
    label: {
      en: 'a file of an older Office (.xls, .doc or .ppt)',
      'zh-CN': '旧版 Office 文件（.xls、.doc 或 .ppt）',
    },
    remedy: 'sheet',
  },
  docx: { label: { en: 'a Word document', 'zh-CN': 'Word 文档' }, remedy: 'document' },
  pptx: { label: { en: 'a PowerPoint presentation', 'zh-CN': 'PowerPoint 演示文稿' }, remedy: 'document' },
  odt: { label: { en: 'an OpenDocument text', 'zh-CN': 'OpenDocument 文本' }, remedy: 'document' },
  epub: { label: { en: 'an e-book', 'zh-CN': '电子书' }, remedy: 'document' },
  pdf: { label: { en: 'a PDF document', 'zh-CN': 'PDF 文档' }, remedy: 'document' },
  rtf: { label: { en: 'a document in rich text (RTF)', 'zh-CN': 'RTF 文档' }, remedy: 'document' },
  image: { label: { en: 'a picture', 'zh-CN': '图片' }, remedy: 'other' },
  audio: { label: { en: 'a sound file', 'zh-CN': '音频文件' }, remedy: 'other' },
  video: { label: { en: 'a video', 'zh-CN': '视频' }, remedy: 'other' },
  font: { label: { en: 'a font', 'zh-CN': '字体文件' }, remedy: 'other' },
  program: { label: { en: 'a program', 'zh-CN': '程序' }, remedy: 'other' },
  code: { label: { en: 'the source text of a program', 'zh-CN': '程序源代码' }, remedy: 'other' },
  sqlite: { label: { en: 'an SQLite database', 'zh-CN': 'SQLite 数据库' }, remedy: 'export' },
  arrow: { label: { en: 'an Arrow or Feather table', 'zh-CN': 'Arrow 或 Feather 表' }, remedy: 'export' },
  table: { label: { en: 'a table in a binary format', 'zh-CN': '二进制格式的表' }, remedy: 'export' },
  numpy: { label: { en: 'a NumPy array', 'zh-CN': 'NumPy 数组' }, remedy: 'export' },
  pickle: { label: { en: 'a Python pickle', 'zh-CN': 'Python pickle 文件' }, remedy: 'export' },
  hdf5: { label: { en: 'an HDF5 file', 'zh-CN': 'HDF5 文件' }, remedy: 'export' },
  safetensors: {
    label: { en: 'weights of a model (safetensors)', 'zh-CN': '模型权重（safetensors）' },
    remedy: 'model',
  },
  gguf: { label: { en: 'a model in GGUF', 'zh-CN': 'GGUF 模型' }, remedy: 'model' },
  onnx: { label: { en: 'a model in ONNX', 'zh-CN': 'ONNX 模型' }, remedy: 'model' },
  pytorch: { label: { en: 'a PyTorch checkpoint', 'zh-CN': 'PyTorch 检查点' }, remedy: 'model' },
  tflite: { label: { en: 'a TensorFlow Lite model', 'zh-CN': 'TensorFlow Lite 模型' }, remedy: 'model' },
  'model-json': {
    label: { en: 'a part of a model: its configuration or tokeniser', 'zh-CN': '模型的一部分：配置或分词器' },
    remedy: 'model',
  },
  notebook: { label: { en: 'a Jupyter notebook', 'zh-CN': 'Jupyter 笔记本' }, remedy: 'notebook' },
  html: { label: { en: 'a web page (HTML)', 'zh-CN': '网页（HTML）' }, remedy: 'download' },
  xml: { label: { en: 'an XML file', 'zh-CN': 'XML 文件' }, remedy: 'export' },
  lfs: {
    label: {
      en: 'a Git LFS pointer, which stands in for the real file',
      'zh-CN': 'Git LFS 指针，而非真正的文件',
    },
    remedy: 'lfs',
  },
  run: { label: { en: 'a run of Retort', 'zh-CN': 'Retort 的运行文件' }, remedy: 'run' },
  yaml: {
    label: { en: 'YAML, but not training data of Rasa', 'zh-CN': 'YAML，但不是 Rasa 训练数据' },
    remedy: 'other',
  },
  folder: { label: { en: 'a folder', 'zh-CN': '文件夹' }, remedy: 'folder' },
  empty: { label: { en: 'an empty file', 'zh-CN': '空文件' }, remedy: 'other' },
  binary: {
    label: { en: 'a binary file of a kind that Retort does not know', 'zh-CN': 'Retort 不认识的二进制文件' },
    remedy: 'other',
  },
};

/** What a file is, and what to do about it. */
export function aboutKind(kind: FileKind): { label: Localised; remedy: Localised } {
  const { label, remedy } = words[kind];
  return { label, remedy: remedies[remedy] };
}
