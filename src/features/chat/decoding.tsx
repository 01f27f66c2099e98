// How the model writes: inside the transcript's grammar or freely, the likeliest token or a draw, at once or by the
// majority of several opinions, and how sure it must be to act and to ask.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { withWords } from '../../i18n/i18n';
import { useLocale } from '../../i18n/use-localised';
import { useChat } from '../../state/hooks';
import { Disclosure } from '../../ui/disclosure';
import { Slider } from '../../ui/slider';
import { Switch } from '../../ui/switch';

const Sureness = lazy(() => withWords('turn', () => import('./sureness')));

/** As usual (METHODS row 25). */
const OPINIONS = 8;

export function Decoding() {
  const { t } = useTranslation();
  const locale = useLocale();
  const constrained = useChat((state) => state.constrained);
  const setConstrained = useChat((state) => state.setConstrained);
  const sampling = useChat((state) => state.sampling);
  const setSampling = useChat((state) => state.setSampling);
  const opinions = useChat((state) => state.opinions);
  const setOpinions = useChat((state) => state.setOpinions);
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
          <>
            <Slider
              label={t('chat.sampling')}
              value={sampling}
              min={0}
              max={1.5}
              step={0.1}
              onChange={setSampling}
              text={formatNumber(locale, sampling)}
              help={t('chat.samplingHelp')}
              helpAlways
            />
            <Suspense>
              <Sureness />
            </Suspense>
            <Switch
              label={t('chat.vote')}
              checked={opinions !== null}
              onChange={(checked) => setOpinions(checked ? OPINIONS : null)}
              help={t('chat.voteHelp')}
              helpLabel={t('experiment.about', { name: t('chat.vote') })}
            />
            {opinions !== null && (
              <Slider
                label={t('chat.opinions')}
                value={opinions}
                min={2}
                max={16}
                step={1}
                onChange={setOpinions}
                text={formatNumber(locale, opinions)}
              />
            )}
          </>
        )}
      </Disclosure>
    </div>
  );
}
