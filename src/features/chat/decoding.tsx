// How the model writes: inside the transcript's grammar or freely, the likeliest token or a draw.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useChat } from '../../state/hooks';
import { Disclosure } from '../../ui/disclosure';
import { Slider } from '../../ui/slider';
import { Switch } from '../../ui/switch';

export function Decoding() {
  const { t } = useTranslation();
  const locale = useLocale();
  const constrained = useChat((state) => state.constrained);
  const setConstrained = useChat((state) => state.setConstrained);
  const sampling = useChat((state) => state.sampling);
  const setSampling = useChat((state) => state.setSampling);
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
        )}
      </Disclosure>
    </div>
  );
}
