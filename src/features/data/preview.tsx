// What would be kept, and what not and why, before anything is: files with their choices, counts, findings, labels.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { DataPreview, Importing } from '../../state/data-store';
import { DataTable } from '../../ui/chart/data-table';
import { Disclosure } from '../../ui/disclosure';
import { Counts } from './counts';
import { FileChoices } from './file-choices';
import { Findings } from './findings';
import { ProblemNote } from './problem-note';

interface PreviewProps {
  importing: Importing;
  preview: DataPreview;
}

export function Preview({ importing, preview }: PreviewProps) {
  const { t } = useTranslation(['translation', 'data']);
  return (
    <>
      {preview.problem && preview.files.every(({ problem }) => !problem) && (
        <ProblemNote problem={preview.problem} />
      )}
      {preview.files.map((file, i) => (
        <FileChoices key={i} file={file} index={i} />
      ))}
      {preview.read > 0 && (
        <section className="preview" aria-label={t('data:preview')}>
          <h3>{t('data:preview')}</h3>
          <Counts preview={preview} whole={importing.whole} />
          <Findings preview={preview} page={importing.page} />
          {preview.labels.length > 0 && <Labels preview={preview} />}
        </section>
      )}
    </>
  );
}

function Labels({ preview: { labels, kind } }: { preview: DataPreview }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const number = (value: number) => formatNumber(locale, value, 7);
  const title = kind === 'chats' ? t('data:firstTools') : t('data:labelsTitle');
  return (
    <Disclosure summary={`${title} (${number(labels.length)})`}>
      {() => (
        <DataTable
          caption={title}
          head={[title, t('data:splits.train'), t('data:splits.validation'), t('data:splits.test')]}
          rows={labels.map(({ name, train, validation, test }) => [
            name,
            number(train),
            number(validation),
            number(test),
          ])}
        />
      )}
    </Disclosure>
  );
}
