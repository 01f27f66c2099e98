// How much would be kept, in figures and notes, and the share that goes to the test where the import cuts it.

import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { DataPreview, ImportChoices } from '../../state/data-store';
import { actions, useExperiment } from '../../state/hooks';
import { SelectField } from '../../ui/select-field';

const TEST_SHARES = [0.1, 0.2, 0.3, 0.5] as const;
/** Rows of a test below which its word is weak enough to say so. */
const SMALL_TEST = 200;

export function Counts({ preview, whole }: { preview: DataPreview; whole: ImportChoices }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const seed = useExperiment((state) => state.config.seed);
  const number = (value: number) => formatNumber(locale, value, 7);
  const { rows, labels, words, cut, unlabelled, kind, tools, outOfScope, settings, numbered } = preview;
  const areChats = kind === 'chats';
  const kept = rows.train + rows.validation + rows.test;
  const figures: [string, string][] = [
    [t('data:splits.train'), number(rows.train)],
    [t('data:splits.validation'), number(rows.validation)],
    [t('data:splits.test'), number(rows.test)],
    areChats ? [t('data:toolsTitle'), number(tools.length)] : [t('data:labelsTitle'), number(labels.length)],
    [
      t(areChats ? 'data:requestWordsTitle' : 'data:wordsTitle'),
      t('data:words', {
        median: number(words.median),
        most: number(words.most),
        longest: number(words.longest),
      }),
    ],
  ];
  const notes = [
    t(areChats ? 'data:keptChats' : 'data:kept', {
      count: preview.read,
      kept: number(kept),
      read: number(preview.read),
    }),
    ...(cut.length > 0
      ? [
          t(areChats ? 'data:chatsCutBySeed' : 'data:cutBySeed', {
            splits: cut.map((split) => t(`data:splits.${split}`)).join(', '),
            seed,
          }),
        ]
      : []),
    ...(rows.test > 0 && rows.test < SMALL_TEST
      ? [
          t(areChats ? 'data:smallTestChats' : 'data:smallTest', {
            n: number(rows.test),
            points: number(marginOf(rows.test)),
          }),
        ]
      : []),
    ...(unlabelled > 0 ? [t('data:unlabelledNote', { count: unlabelled, rows: number(unlabelled) })] : []),
    ...(outOfScope === null ? [] : [t('data:outOfScope', { label: outOfScope })]),
    ...(numbered ? [t('data:numberedLabels')] : []),
    ...(settings
      ? [
          t(areChats ? 'data:chatSettings' : 'data:settings', {
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
      {cut.includes('test') && (
        <div className="preview__share">
          <SelectField
            label={t('data:testShare')}
            value={`${whole.testShare}`}
            options={TEST_SHARES.map((share) => ({
              value: `${share}`,
              label: formatShare(locale, share, 0),
            }))}
            onChange={(share) => actions.chooseForImport({ testShare: Number(share) })}
          />
        </div>
      )}
      <ul className="preview__notes soft">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** Half of Wilson's 95 % interval around an accuracy of 90 % on n rows, in percentage points. */
function marginOf(n: number): number {
  const z = 1.96;
  return Math.round(((100 * z) / (1 + (z * z) / n)) * Math.sqrt((0.9 * 0.1) / n + (z * z) / (4 * n * n)));
}
