// What the readers of all formats return, and what a person may decide about a file and about the import. Plain data.

import type { SplitName } from '../../catalog/data-findings';
import type { RetortError } from '../../lib/errors';
import type { Chat, ChatTool } from '../chat-set';
import type { FileFacts } from './read-file';

/** What the person decides about a file; what is absent is guessed. */
export interface FileChoices {
  delimiter?: string | undefined;
  /** Whether quotes enclose cells, as in CSV; off, they are ordinary characters. */
  quotes?: boolean | undefined;
  /** Whether the first row has the columns' names. */
  header?: boolean | undefined;
  /** Column of the texts. */
  text?: number | undefined;
  /** Column of the labels; NO_COLUMN where there are none. */
  label?: number | undefined;
  /** Whether the first label is taken where a row has several; else such a file is refused. */
  firstLabel?: boolean | undefined;
  /** Where the parts of the file go, by their names. */
  splits?: Readonly<Record<string, SplitName>> | undefined;
}

export const NO_COLUMN = -1;

/** What the person decides about the import as a whole. */
export interface ImportChoices {
  /** Share of a label's rows that is cut for the test, where the files bring none. */
  testShare: number;
  /** Whether labels that differ in capitals, spaces and hyphens alone become one. */
  mergeLabels: boolean;
}

/** Rows as they stand in a file, one index for all lists. */
export interface RawRows {
  texts: string[];
  /** Empty where the row has none. */
  labels: string[];
  /** Line of the file on which a row begins, from 1. */
  lines: number[];
  /** Rows that have another number of cells than the rest. */
  uneven: Set<number>;
  /** What two rows share that are the same, where it is not the text. */
  identity?: string[];
  /** What was found in rows when they were read: bits of findings, and more in words. */
  faults?: Map<number, { flags: number; detail?: string }>;
  /** The dialogues that texts and labels were taken from. */
  chats?: (Chat | null)[];
}

export const noRows = (): RawRows => ({ texts: [], labels: [], lines: [], uneven: new Set() });

/** A part of a file that goes to one split: the whole file, or a list in a JSON of splits. */
export interface Part {
  /** The key in a JSON of splits; empty for a whole file. */
  name: string;
  rows: RawRows;
}

/** Columns as read, for the person to map. */
export interface Columns {
  names: string[];
  /** The first rows, cell by cell. */
  sample: string[][];
  text: number;
  /** NO_COLUMN where there are none. */
  label: number;
}

export interface ReadSource {
  file: FileFacts;
  /** The id of a format (formats/), or what a file of any is: chats, tools, names. null: not known, since it could not be read. */
  format: string | null;
  csv?: { delimiter: string; quotes: boolean; header: boolean };
  columns?: Columns;
  /** Rows with several labels, and whether the first is taken. */
  severalLabels?: { rows: number; first: boolean };
  /** Tools that the file lists. */
  tools?: ChatTool[];
  /** Names for labels that are numbers, of a file that is nothing else. */
  names?: ReadonlyMap<string, string>;
  /** The file that gave this one's labels their names. */
  namedBy?: string;
  parts: Part[];
  /** Why the file has no rows to offer; other choices may mend it. */
  problem?: RetortError;
}
