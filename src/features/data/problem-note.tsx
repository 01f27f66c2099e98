// What is wrong, with the place in the file and the remedy. What a file is that cannot be read is said in the person's language;
// other details are English, and another language says the gist first.

import { useTranslation } from 'react-i18next';
import { aboutKind } from '../../catalog/file-kinds';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Problem } from '../../state/data-store';

export function ProblemNote({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const kind = problem.kind && aboutKind(problem.kind);
  return (
    <div role="alert" className="data__problem">
      {kind && locale !== 'en' ? (
        <p>{t('data.thisIs', { what: localised(kind.label), remedy: localised(kind.remedy) })}</p>
      ) : (
        <>
          {locale !== 'en' && <p>{t(`problems.${problem.code as ErrorCode}`)}</p>}
          <p lang="en">{problem.message}</p>
        </>
      )}
    </div>
  );
}
