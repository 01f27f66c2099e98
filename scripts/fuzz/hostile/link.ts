// Hostile links.

import { bytesOf, type Hostile } from './bytes';

// any text is a link: what cannot be used is named
const read = (what: string, link: string): Hostile => [what, { link: bytesOf(link) }, 'accepted'];

export const hostile: readonly Hostile[] = [
  read('settings of all objects', '#__proto__.polluted=1&constructor.polluted=1&jsd.__proto__=1'),
  read('half a character', '#task=%E0%A4%A&temperature=1e999&moreTeachers=@@@,,,'),
];
