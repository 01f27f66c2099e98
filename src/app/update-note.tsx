// A newer version of the page is here: taken when the person says so.

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../ui/button';
import { offline } from './offline';

export function UpdateNote() {
  const { t } = useTranslation();
  const update = useStore(offline, (state) => state.update);
  if (!update) return null;
  return (
    <section className="notices notices--update" aria-label={t('app.update.title')}>
      <div role="status" className="notice">
        <p>{t('app.update.text')}</p>
        <Button small onClick={update}>
          {t('app.update.take')}
        </Button>
      </div>
    </section>
  );
}
