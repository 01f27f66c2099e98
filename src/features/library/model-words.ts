// A model in words: its name, what it is, where it came from.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { methods, sizes, taskOf } from '../../catalog/catalog';
import { datasets } from '../../catalog/datasets';
import { figures } from '../../catalog/figures';
import { BUILT_IN_SET } from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { formatBytes, formatCompact, formatNumber, formatShare, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ModelCard } from '../../state/data-store';
import { useData, useRuns } from '../../state/hooks';

const ROLES = [
  'student',
  'teacher',
  'teacher2',
  'teacher3',
  'teacher4',
  'baseline',
  'assistant1',
  'assistant2',
  'assistant3',
] as const;

export interface ModelWords {
  /** With the figures of its run's last check, where it has none of its own. */
  card: ModelCard;
  name: string;
  facts: readonly string[];
}

/** Made anew when what they are made of changes, not with every letter that is searched for. */
export function useModelWords(models: readonly ModelCard[], last: ModelCard): readonly ModelWords[] {
  const wordsOf = useWordsOf();
  return useMemo(() => [...models, last].map(wordsOf), [models, last, wordsOf]);
}

function useWordsOf(): (card: ModelCard) => ModelWords {
  const { t } = useTranslation(['translation', 'library']);
  const locale = useLocale();
  const localised = useLocalised();
  const sets = useData((state) => state.sets);
  const runs = useRuns((state) => state.runs);
  return useMemo(() => {
    const checks = new Map(runs.map(({ id, evaluations }) => [id, evaluations]));
    const withFigures = (card: ModelCard): ModelCard => {
      if (card.run === null || Object.keys(card.figures).length > 0) return card;
      const check = checks.get(card.run)?.find(({ arm }) => card.id === `${card.run}.${arm}`);
      return check ? { ...card, figures: check.figures } : card;
    };
    const sizeName = (id: string): string => {
      const size = sizes.find((one) => one.id === id);
      if (size) return localised(size.label);
      return id === SHIPPED_TEACHER ? t('experiment.shippedTeacher') : id;
    };
    const setName = (id: string): string => {
      const points = datasets.find((one) => one.id === id);
      if (points) return localised(points.label);
      return id === BUILT_IN_SET
        ? t('data.builtInSentences')
        : (sets.find((set) => set.id === id)?.name ?? t('data.removedSet'));
    };
    return (stored) => {
      const card = withFigures(stored);
      const task = taskOf(card.task);
      const role = ROLES.find((one) => card.id.endsWith(`.${one}`));
      const time = formatTime(locale, card.createdAt);
      const method = methods.find(({ id }) => id === card.method);
      const known = figures.flatMap(({ id, label }) => {
        const value = card.figures[id];
        return value === undefined || value > 1 ? [] : [`${localised(label)} ${formatShare(locale, value)}`];
      });
      return {
        card,
        name:
          !card.kept && role
            ? `${t(`speaker.${role}`)} · ${sizeName(card.name)}, ${time}`
            : card.id === SHIPPED_TEACHER
              ? t('experiment.shippedTeacher')
              : card.name,
        facts: [
          task ? localised(task.label) : card.task,
          t(`library:origin.${card.origin}`),
          ...(card.teacher === null ? [] : [t('library:from', { teacher: sizeName(card.teacher) })]),
          ...(method ? [t('library:by', { method: localised(method.label) })] : []),
          ...(card.dataSet === null ? [] : [t('library:learnt', { set: setName(card.dataSet) })]),
          t('training.parameters', { count: card.parameters, size: formatCompact(locale, card.parameters) }),
          ...(card.bytes > 0 ? [formatBytes(locale, card.bytes)] : []),
          ...(card.vocabulary === null
            ? []
            : [t('library:tokens', { tokens: formatNumber(locale, card.vocabulary, 7) })]),
          ...known,
          ...(card.createdAt > 0 ? [time] : []),
          ...(card.kept ? [] : [t('library:inRun')]),
        ],
      };
    };
  }, [t, locale, localised, sets, runs]);
}
