// Self-consistent action (METHODS row 25; Kang et al. 2025, arXiv 2505.17612): a model draws several dialogues for one message and
// rehearses each in a world that is only simulated, where no call has an effect on anything; what most of them come to is then done for
// real. Results are compared, not words: two ways to one end are one opinion.

import { createRng } from '../lib/rng';
import { type DialogueOptions, runDialogue } from './loop';
import { type SimulationOptions, simulatedEnvironment, stateOf } from './sim-environment';

/** How freely an opinion is drawn where the person has not said. */
export const VOTE_TEMPERATURE = 0.4;

export interface Vote {
  /** Draws the dialogue that speaks for the majority again, for as long as the tools give the same results. */
  seed: number;
  votes: number;
  of: number;
}

export interface VoteOptions extends Pick<
  DialogueOptions,
  'model' | 'codec' | 'tools' | 'user' | 'before' | 'constrained' | 'signal'
> {
  temperature: number;
  /** How many opinions, at least one. */
  of: number;
  seed: number;
  world?: SimulationOptions;
}

/** The seed of the first dialogue of the largest group that ends alike; one that breaks off has no vote unless all do. */
export async function voteOnAction({ of, seed, world, ...how }: VoteOptions): Promise<Vote> {
  const seeds = createRng(seed);
  const groups = new Map<string, Vote>();
  let first = seed;
  for (let i = 0; i < of && !how.signal?.aborted; i++) {
    const own = seeds.int(2 ** 32);
    if (i === 0) first = own;
    // one seed for all worlds: the same call gives the same result, dice too
    const environment = simulatedEnvironment(seed, { anyItem: true, ...world });
    const { steps, stopped } = await runDialogue({ ...how, environment, rng: createRng(own) });
    if (stopped) continue;
    const end = await stateOf(
      environment,
      steps.map(({ result }) => result),
    );
    const group = groups.get(end) ?? { seed: own, votes: 0, of };
    groups.set(end, { ...group, votes: group.votes + 1 });
  }
  const none: Vote = { seed: first, votes: 0, of };
  return [...groups.values()].reduce((best, group) => (group.votes > best.votes ? group : best), none);
}
