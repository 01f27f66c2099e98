// What is shown where the browser cannot train: what is missing and the way out.

import { useTranslation } from 'react-i18next';

export const isSupported = (): boolean =>
  typeof Worker === 'function' && typeof WebAssembly === 'object' && typeof indexedDB === 'object';

export function Unsupported() {
  const { t } = useTranslation();
  return (
    <main className="unsupported">
      <h1>Retort</h1>
      <p role="alert">{t('app.unsupported')}</p>
    </main>
  );
}
