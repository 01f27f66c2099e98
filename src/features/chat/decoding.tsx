// How the model writes: inside the transcript's grammar or freely, and what else is loaded where somebody asks for it.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withWords } from '../../i18n/i18n';
import { useChat } from '../../state/hooks';
import { Disclosure } from '../../ui/disclosure';
import { Switch } from '../../ui/switch';

const HowFreely = lazy(() => withWords('turn', () => import('./how-freely')));

export function Decoding() {
  const { t } = useTranslation();
  const constrained = useChat((state) => state.constrained);
  const setConstrained = useChat((state) => state.setConstrained);
  return (
    <div className="decoding">
      <Switch
        label={t('chat.constrained')}
        checked={constrained}
        onChange={setConstrained}
        help={t('chat.constrainedHelp')}
        helpLabel={t('experiment.about', { name: t('chat.constrained') })}
      />
      <Disclosure summary={t('chat.decoding')}>
        {() => (
          <Suspense>
            <HowFreely />
          </Suspense>
        )}
      </Disclosure>
    </div>
  );
}
