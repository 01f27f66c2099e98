// What would be kept, and what not and why, before anything is: files with their choices, counts, findings, labels.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { DataPreview, Importing } from '../../state/data-store';
import { useExperiment } from '../../state/hooks';
import { DataTable } from '../../ui/chart/data-table';
import { Disclosure } from '../../ui/disclosure';
import { FileChoices } from './file-choices';
import { Findings } from './findings';
import { ProblemNote } from './problem-note';

interface PreviewProps {
  importing: Importing;
  preview: DataPreview;
}

export function Preview({ importing, preview }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <>
      {preview.problem && preview.files.every(({ problem }) => !problem) && (
        <ProblemNote problem={preview.problem} />
      )}
      {preview.files.map((file, i) => (
        <FileChoices key={i} file={file} index={i} />
      ))}
      {preview.read > 0 && (
        <section className="preview" aria-label={t('data.preview')}>
          <h3>{t('data.preview')}</h3>
          <Counts preview={preview} />
          <Findings preview={preview} page={importing.page} />
          {preview.labels.length > 0 && <Labels preview={preview} />}
        </section>
      )}
    </>
  );
}

function Counts({ preview }: { preview: DataPreview }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const seed = useExperiment((state) => state.config.seed);
  const number = (value: number) => formatNumber(locale, value, 7);
  const { rows, labels, words, cut, unlabelled, kind, tools, outOfScope, settings } = preview;
  const kept = rows.train + rows.validation + rows.test;
  const figures: [string, string][] = [
    [t('data.splits.train'), number(rows.train)],
    [t('data.splits.validation'), number(rows.validation)],
    [t('data.splits.test'), number(rows.test)],
    kind === 'chats'
      ? [t('data.toolsTitle'), number(tools.length)]
      : [t('data.labelsTitle'), number(labels.length)],
    [
      t('data.wordsTitle'),
      t('data.words', {
        median: number(words.median),
        most: number(words.most),
        longest: number(words.longest),
      }),
    ],
  ];
  const notes = [
    t('data.kept', { kept: number(kept), read: number(preview.read) }),
    ...(cut.length > 0
      ? [t('data.cutBySeed', { splits: cut.map((split) => t(`data.splits.${split}`)).join(', '), seed })]
      : []),
    ...(unlabelled > 0 ? [t('data.unlabelledNote', { rows: number(unlabelled) })] : []),
    ...(outOfScope === null ? [] : [t('data.outOfScope', { label: outOfScope })]),
    ...(settings
      ? [
          t('data.settings', {
            length: settings.context,
            words: settings.vocabulary,
            rows: settings.batchSize,
          }),
        ]
      : []),
  ];
  return (
    <>
      <dl className="preview__figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="preview__notes soft">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

function Labels({ preview: { labels, kind } }: { preview: DataPreview }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const number = (value: number) => formatNumber(locale, value, 7);
  const title = kind === 'chats' ? t('data.firstTools') : t('data.labelsTitle');
  return (
    <Disclosure summary={`${title} (${number(labels.length)})`}>
      {() => (
        <DataTable
          caption={title}
          head={[title, t('data.splits.train'), t('data.splits.validation'), t('data.splits.test')]}
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
