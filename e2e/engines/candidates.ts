// What elements can have a role: drivers find by selector, and then ask for the name. So for a file's input, which has no role.
import type { Role, Target } from './visitor';

export const CANDIDATES: Record<Role, string> = {
  article: 'article',
  button: 'button',
  combobox: 'select',
  dialog: 'dialog, [role=dialog]',
  group: '[role=group], details, fieldset',
  img: 'img, [role=img]',
  list: 'ul, ol',
  log: '[role=log]',
  radio: 'input[type=radio]',
  region: 'section',
  textbox: 'input, textarea',
};

/** @param name of the input; without one the open dialog has one alone. */
export const fileInput = (name?: Target[1]): string =>
  name === undefined ? 'dialog[open] input[type=file]' : 'input[type=file]';
