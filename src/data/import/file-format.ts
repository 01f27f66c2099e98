// A kind of file that rows are read from: one file of formats/ each, found by itself. Adding a kind is adding a file.

import type { Localised } from '../../lib/localised';
import type { ChatTool } from '../chat-set';
import type { Pace } from './pace';
import type { SeenFile } from './read-file';
import type { Records } from './records';
import type { FileChoices, ReadSource } from './source';

/** What a file holds. */
export type Opened =
  /** Records of any shape: columns are mapped, and dialogues recognised, for all formats in the same way. */
  | {
      records: Records;
      /** Column → the names of its numbers. */
      names?: ReadonlyMap<string, readonly string[]>;
    }
  /** Rows that the format reads by itself, as the person's choices say. */
  | { read(choices: FileChoices): Promise<Pick<ReadSource, 'parts'> & Partial<ReadSource>> }
  /** No rows, but what goes with those of another file. */
  | { tools: ChatTool[] }
  | { labelNames: ReadonlyMap<string, string> };

export interface FileFormat {
  /** Stands in messages and tests. */
  id: string;
  /** What the page calls it. */
  label: Localised;
  /** Asked only where no other format claims the file. */
  general?: boolean;
  /** Whether a file is of this format: by what it was seen to be (which need not be a kind that is refused otherwise), or its text. */
  claims(file: SeenFile): boolean;
  /** Opens a file that it claims. Throws RetortError that says what is wrong where, and what to do. */
  open(file: SeenFile, pace: Pace): Promise<Opened>;
}
