// How freely the model writes: the likeliest token or a draw, at once or by the majority of several opinions, and how sure it must be
// to act and to ask.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useChat } from '../../state/hooks';
import { Slider } from '../../ui/slider';
import { Switch } from '../../ui/switch';
import { Sureness } from './sureness';

/** As usual (METHODS row 25). */
const OPINIONS = 8;

export default function HowFreely() {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const sampling = useChat((state) => state.sampling);
  const setSampling = useChat((state) => state.setSampling);
  const opinions = useChat((state) => state.opinions);
  const setOpinions = useChat((state) => state.setOpinions);
  return (
    <>
      <Slider
        label={t('turn:sampling')}
        value={sampling}
        min={0}
        max={1.5}
        step={0.1}
        onChange={setSampling}
        text={formatNumber(locale, sampling)}
        help={t('turn:samplingHelp')}
        helpAlways
      />
      <Sureness />
      <Switch
        label={t('turn:vote')}
        checked={opinions !== null}
        onChange={(checked) => setOpinions(checked ? OPINIONS : null)}
        help={t('turn:voteHelp')}
        helpLabel={t('experiment.about', { name: t('turn:vote') })}
      />
      {opinions !== null && (
        <Slider
          label={t('turn:opinions')}
          value={opinions}
          min={2}
          max={16}
          step={1}
          onChange={setOpinions}
          text={formatNumber(locale, opinions)}
        />
      )}
    </>
  );
}
