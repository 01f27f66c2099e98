// Nats as a table shows them: thousandths are the smallest that mean anything here.

import { formatNumber } from '../../i18n/formats';
import type { Locale } from '../../lib/localised';

export const formatNats = (locale: Locale, nats: number): string =>
  formatNumber(locale, Math.round(1000 * nats) / 1000);
