// What elements can have a role: drivers find by selector, and then ask for the name.
import type { Role } from './visitor';

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
