// What is wrong with a dialogue, thrown where it is found and caught by the reader, which leaves the dialogue out.

import type { Finding } from '../../catalog/data-findings';

export class Fault extends Error {
  constructor(
    readonly finding: Finding,
    message: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}
