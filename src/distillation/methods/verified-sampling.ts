// Cross-entropy of dialogues that were written for the same prompts and came to the right end; who writes and judges them is
// tasks/agent/verified.ts. Kang et al. 2025, arXiv 2505.17612.

import { onTranscripts } from '../objectives';

export const method = onTranscripts('keptCe');
