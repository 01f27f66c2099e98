// "Class": the experiment on the table dealt out to a class by one link, and what comes back put together in one chart.

import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fingerprintOf, fingerprintText, fromClassHash, summaryOf } from '../../state/class-results';
import { actions, useClass } from '../../state/hooks';
import './class.css';
import { ClassCollect } from './class-collect';
import { ClassLink } from './class-link';
import { ClassOutcomes } from './class-outcomes';
import { ClassSetup } from './class-setup';

export default function ClassView() {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const link = useClass((state) => state.study);
  const codes = useClass((state) => state.codes);
  useEffect(() => void actions.openClass(), []);
  const study = useMemo(() => (link === null ? null : fromClassHash(link)), [link]);
  const summary = useMemo(
    () => (study === null || typeof study === 'string' ? null : summaryOf(study, codes)),
    [study, codes],
  );
  if (link === null || study === null || typeof study === 'string' || !summary)
    return (
      <div className="proof__body">
        <p className="soft class__help">{t('class:help')}</p>
        <ClassSetup forgets={false} />
      </div>
    );
  const name = fingerprintText(fingerprintOf(link));
  return (
    <div className="proof__body">
      <p className="soft class__help">{t('class:help')}</p>
      <section className="class" aria-label={t('class:title')}>
        <ClassLink study={study} link={link} name={name} />
        <ClassCollect name={name} />
        <ClassOutcomes study={study} summary={summary} codes={codes} />
      </section>
      <ClassSetup forgets={codes.length > 0} />
    </div>
  );
}
