// Steps for choosing a backend: the agent's, whose rows are most of a step of both tasks.

export { trialParts } from '../agent/trial';
