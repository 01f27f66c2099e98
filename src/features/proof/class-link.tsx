// The study that a class runs, and the link that deals it: to be copied, or to be read off the screen by pupils' phones.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassStudy } from '../../state/class-results';
import { pageAddress } from '../../state/page-address';
import { CopyButton } from '../../ui/copy-button';
import { Disclosure } from '../../ui/disclosure';
import { useExperimentWords } from './setting-words';

const QrCode = lazy(() => import('../../ui/qr-code'));
/** Longer ones make codes that no camera reads off a screen. */
const MOST_QR = 1800;

interface ClassLinkProps {
  study: ClassStudy;
  /** Its hash. */
  link: string;
  name: string;
}

export function ClassLink({ study, link, name }: ClassLinkProps) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const words = useExperimentWords();
  const address = pageAddress(link);
  return (
    <div className="class__link">
      <h3>{t('class:studyName', { name })}</h3>
      <p>
        {t('class:ofStudy', { experiment: words(study.base), pupils: study.pupils })}{' '}
        {t(`class:kind.${study.deal}`)}
      </p>
      <div className="class__buttons">
        <CopyButton
          look="primary"
          content={() => address}
          text={t('class:copyLink')}
          copied={t('class:linkCopied')}
          failed={t('class:linkFailed')}
        />
        <a href={link} target="_blank" rel="noopener">
          {t('class:linkText')}
        </a>
      </div>
      <Disclosure summary={t('class:qrOfLink')}>
        {() =>
          address.length > MOST_QR ? (
            <p>{t('class:linkTooLong')}</p>
          ) : (
            <div className="class__large-qr">
              <Suspense>
                <QrCode text={address} label={t('class:qrOfLink')} />
              </Suspense>
            </div>
          )
        }
      </Disclosure>
    </div>
  );
}
