// How it works, in one strip: teacher, student, T and λ, with pictures that follow the sliders.

import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { ArmMark } from '../../ui/arm';
import { IconButton } from '../../ui/button';
import { Terms } from '../../ui/terms';
import './explainer.css';
import { SoftmaxPicture } from './softmax-picture';

export function Explainer({ onDismiss }: { onDismiss: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const locale = useLocale();
  const { temperature, lambda } = useExperiment((state) => state.config);
  return (
    <aside className="explainer" aria-labelledby={id}>
      <h2 id={id} className="visually-hidden">
        {t('explainer.title')}
      </h2>
      <Idea
        title={t('speaker.teacher')}
        text={t('explainer.teacher')}
        picture={<ArmMark arm="teacher" size={44} />}
      />
      <Idea
        title={t('speaker.student')}
        text={t('explainer.student')}
        picture={<ArmMark arm="student" size={22} />}
      />
      <Idea
        title={`${t('explainer.temperature')} = ${formatNumber(locale, temperature)}`}
        text={t('explainer.temperatureText')}
        picture={<SoftmaxPicture />}
      />
      <Idea
        title={`${t('explainer.lambda')} = ${formatNumber(locale, lambda)}`}
        text={t('explainer.lambdaText')}
        picture={<LambdaPicture lambda={lambda} />}
      />
      <IconButton className="explainer__close" icon="close" label={t('app.dismiss')} onClick={onDismiss} />
    </aside>
  );
}

function Idea({ title, text, picture }: { title: string; text: string; picture: ReactNode }) {
  return (
    <section className="idea">
      <div className="idea__picture">{picture}</div>
      <div>
        <h3>
          <Terms>{title}</Terms>
        </h3>
        <p className="soft">
          <Terms>{text}</Terms>
        </p>
      </div>
    </section>
  );
}

/** How much of the loss is labels, how much teacher. */
function LambdaPicture({ lambda }: { lambda: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const share = (value: number) => formatShare(locale, value, 0);
  return (
    <div
      className="balance"
      role="img"
      aria-label={t('explainer.lambdaImage', { labels: share(lambda), soft: share(1 - lambda) })}
    >
      <span className="balance__labels" style={{ flexGrow: lambda }} />
      <span className="balance__teacher" style={{ flexGrow: 1 - lambda }} />
    </div>
  );
}
