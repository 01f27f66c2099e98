// Sequence-level distillation: the teacher's dialogues as labels, L = λ·CE(y) + (1−λ)·CE(ŷ_T). Kim, Rush 2016, arXiv 1606.07947.

import { onTranscripts } from '../objectives';

export const method = onTranscripts('writtenCe');
