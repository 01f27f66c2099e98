// What is wrong, with the place in the file and the remedy. What a file is that cannot be read is said in the person's language;
// other details are English, and another language says the gist first.

import { useTranslation } from 'react-i18next';
import { aboutKind } from '../../catalog/file-kind-words';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Problem } from '../../state/data-store';

export function ProblemNote({ problem }: { problem: Problem }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const localised = useLocalised();
  const { unreadable } = problem;
  if (unreadable) {
    const { label, remedy } = aboutKind(unreadable.kind);
    return (
      <div role="alert" className="data__problem">
        {t('data:fileIs', { file: unreadable.file, what: localised(label), remedy: localised(remedy) })}
      </div>
    );
  }
  return (
    <div role="alert" className="data__problem">
      {locale !== 'en' && <p>{t(`problems.${problem.code as ErrorCode}`)}</p>}
      <p lang="en">{problem.message}</p>
    </div>
  );
}
