// A way in which a lesson makes its student smaller, as the worker is asked for it.

import type { Smaller } from '../catalog/lesson';
import type { Choices } from '../protocol/compression';

export const choicesOf = ({ bits, hidden, steps }: Smaller): Choices => ({
  ...{ bits, hidden, steps },
  ...{ heads: 0, zeros: 0, taughtBy: 'run' },
});
