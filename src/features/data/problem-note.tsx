// What is wrong, with the place in the file and the remedy. The details are English; another language says the gist first.

import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Problem } from '../../state/data-store';

export function ProblemNote({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div role="alert" className="data__problem">
      {locale !== 'en' && <p>{t(`problems.${problem.code as ErrorCode}`)}</p>}
      <p lang="en">{problem.message}</p>
    </div>
  );
}
