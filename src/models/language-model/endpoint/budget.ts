// What may be asked of a server, and what has been.

import { RetortError } from '../../../lib/errors';
import { type Endpoint, moneyOf, type Spent } from '../../../protocol/language-model';

export class Budget {
  #underWay = 0;

  /** @param tell hears of every change. */
  constructor(
    private readonly endpoint: Pick<Endpoint, 'budget' | 'price'>,
    private spent: Spent,
    private readonly tell: (spent: Spent) => void = () => undefined,
  ) {}

  /** Before a request. Throws RetortError('budget-spent'). */
  admit(): void {
    const { budget } = this.endpoint;
    const { requests, read, written } = this.spent;
    const reached =
      (budget.requests > 0 &&
        requests + this.#underWay >= budget.requests &&
        `${budget.requests} requests`) ||
      (budget.tokens > 0 && read + written >= budget.tokens && `${budget.tokens} tokens`) ||
      (budget.money > 0 && moneyOf(this.spent, this.endpoint) >= budget.money && `${budget.money} in money`);
    if (reached)
      throw new RetortError(
        'budget-spent',
        `The budget of ${reached} is spent. What was answered is kept: raise the budget under “LLM teacher…” and start again, and it goes on from there.`,
      );
    this.#underWay++;
  }

  /** After it, however it ended. */
  settle(used: { read: number; written: number } | null): void {
    this.#underWay--;
    const { requests, read, written } = this.spent;
    this.spent = {
      requests: requests + 1,
      read: read + (used?.read ?? 0),
      written: written + (used?.written ?? 0),
    };
    this.tell(this.spent);
  }
}
