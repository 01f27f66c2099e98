// That a teacher knew less than its student, or than the baseline that never saw it, and what to do. The finding is
// state/teacher-behind.ts's. Loaded where there is such a finding.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../i18n/formats';
import { useLocale, useLocalised } from '../i18n/use-localised';
import type { Localised } from '../lib/localised';
import { Note } from './note';

interface TeacherBehindProps {
  arm: 'student' | 'baseline';
  /** Name of the figure that they are compared by. */
  figure: Localised;
  teacher: { value: number };
  better: { value: number; n: number };
  unsure: boolean;
}

export default function TeacherBehind({ arm, figure, teacher, better, unsure }: TeacherBehindProps) {
  const { t } = useTranslation('behind');
  const locale = useLocale();
  const localised = useLocalised();
  return (
    <Note title={t(`title.${arm}`)}>
      <p>
        {t(arm, {
          figure: localised(figure),
          teacher: formatShare(locale, teacher.value),
          better: formatShare(locale, better.value),
        })}{' '}
        {unsure && t('unsure', { n: better.n })} {t('remedy')}
      </p>
    </Note>
  );
}
