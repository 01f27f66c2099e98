// Someone at the page in a browser that Playwright cannot drive as it comes from its makers: finds things by role and accessible
// name. firefox.ts and webkit.ts do it; stories use it through retort-visit.ts.

export type Role =
  | 'article'
  | 'button'
  | 'combobox'
  | 'dialog'
  | 'group'
  | 'img'
  | 'list'
  | 'log'
  | 'radio'
  | 'region'
  | 'textbox';

/** A role and a whole accessible name, or a pattern of it; an empty name fits any. */
export type Target = readonly [role: Role, name: string | RegExp];

/** Each rejects at once where nothing fits or the browser refuses; who waits tries again. */
export interface Visitor {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Whole text of the last that fits. */
  text(target: Target): Promise<string>;
  click(target: Target): Promise<void>;
  /** Replaces what is in a box. */
  fill(target: Target, text: string): Promise<void>;
  /** @param value of the option, not its label. */
  choose(target: Target, value: string): Promise<void>;
  /** Label of a select's chosen option. */
  chosen(target: Target): Promise<string>;
  /** Hands a file to the input of a name; without one to that of the open dialog. */
  upload(path: string, name?: Target[1]): Promise<void>;
  /** Where the files lie that the page has saved. */
  readonly downloads: string;
  screenshot(): Promise<Buffer>;
  /** Uncaught errors of the page so far. */
  errors(): Promise<string[]>;
  leave(): Promise<void>;
}

/** A browser that is installed and runs. */
export interface Engine {
  /** A new visitor, who brings nothing: no storage of another's. */
  visit(): Promise<Visitor>;
  close(): Promise<void>;
}
