// The data sets and models kept on this device: what each holds, to be used or removed.

import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { datasets } from '../../catalog/datasets';
import { BUILT_IN_SET, modelTeacher } from '../../catalog/run-config';
import { formatCompact, formatNumber, formatShare, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { DataSet, ModelCard } from '../../state/data-store';
import { actions, useData, useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';

export function Library() {
  const { t } = useTranslation(['translation', 'data']);
  const sets = useData((state) => state.sets);
  const all = useData((state) => state.models);
  const models = all.filter(({ kept }) => kept);
  return (
    <>
      <section className="library">
        <h3 id="data-library">{t('data:yours')}</h3>
        {sets.length === 0 ? (
          <p className="soft">{t('data:none')}</p>
        ) : (
          <ul aria-labelledby="data-library">
            {sets.map((set) => (
              <SetRow key={set.id} set={set} />
            ))}
          </ul>
        )}
      </section>
      {models.length > 0 && (
        <section className="library">
          <h3 id="teacher-library">{t('data:yourTeachers')}</h3>
          <ul aria-labelledby="teacher-library">
            {models.map((teacher) => (
              <TeacherRow key={teacher.id} teacher={teacher} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function SetRow({ set }: { set: DataSet }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const inUse = useExperiment(({ config }) => readsOf(config.task) !== null && config.textSet === set.id);
  const number = (value: number) => formatNumber(locale, value, 7);
  const { train, validation, test } = set.rows;
  return (
    <Row
      name={set.name}
      about={[
        t('data:rowsOf', { train: number(train), validation: number(validation), test: number(test) }),
        set.kind === 'chats'
          ? t('data:tools', { count: set.tools })
          : t('data:labels', { count: set.labels }),
        ...(set.unlabelled > 0 ? [t('data:unlabelledRows', { rows: number(set.unlabelled) })] : []),
        formatTime(locale, set.createdAt),
      ]}
      {...(set.kind === 'chats' && {
        chats: {
          fitForIntents: set.labels > 1,
          onUseAsIntents: () => actions.useDataSet(set.id, 'intents'),
        },
      })}
      inUse={inUse}
      onUse={() => actions.useDataSet(set.id)}
      onRemove={() => void actions.removeDataSet(set.id)}
    />
  );
}

function TeacherRow({ teacher }: { teacher: ModelCard }) {
  const { t } = useTranslation(['translation', 'data']);
  const locale = useLocale();
  const localised = useLocalised();
  const inUse = useExperiment(({ config }) => config.teacher === modelTeacher(teacher));
  const { name, dataSet, labels, parameters, figures, createdAt } = teacher;
  const accuracy = figures['accuracy'];
  const set = useData(({ sets }) => sets.find(({ id }) => id === dataSet));
  const points = datasets.find(({ id }) => id === dataSet);
  const learnt = points
    ? localised(points.label)
    : dataSet === BUILT_IN_SET
      ? t('data.builtInSentences')
      : (set?.name ?? t('data.removedSet'));
  return (
    <Row
      name={name}
      about={[
        ...(dataSet === null ? [] : [t('data:learnt', { set: learnt })]),
        ...(labels === null ? [] : [t('data:labels', { count: labels })]),
        t('training.parameters', { count: parameters, size: formatCompact(locale, parameters) }),
        ...(accuracy === undefined ? [] : [t('data:accuracy', { share: formatShare(locale, accuracy) })]),
        formatTime(locale, createdAt),
      ]}
      inUse={inUse}
      onUse={() => actions.useAsTeacher(teacher.id)}
      onRemove={() => void actions.removeModel(teacher.id, teacher.name)}
    />
  );
}

interface RowProps {
  name: string;
  about: readonly string[];
  /** What only chats have: what they are for, and that they are of use for intents too. */
  chats?: { fitForIntents: boolean; onUseAsIntents: () => void };
  inUse: boolean;
  onUse: () => void;
  onRemove: () => void;
}

function Row({ name, about, chats, inUse, onUse, onRemove }: RowProps) {
  const { t } = useTranslation(['translation', 'data']);
  return (
    <li className="library__entry">
      <div>
        <h4>{name}</h4>
        <p className="soft">{about.join(' · ')}</p>
        {chats && <p className="soft">{t('data:chatsUse')}</p>}
      </div>
      <div className="library__actions">
        {chats?.fitForIntents && (
          <Button
            small
            look="quiet"
            aria-label={t('data:intentsOf', { name })}
            onClick={() => {
              chats.onUseAsIntents();
              actions.closeData();
            }}
          >
            {t('data:asIntents')}
          </Button>
        )}
        <Button
          small
          disabled={inUse}
          aria-label={t('data.useSet', { name })}
          onClick={() => {
            onUse();
            actions.closeData();
          }}
        >
          {inUse ? t('data.inUse') : t('data.use')}
        </Button>
        <ConfirmButton
          first={{ text: t('data:remove'), name: t('data:removeSet', { name }) }}
          again={{ text: t('data:reallyRemove'), name: `${t('data:reallyRemove')} ${name}` }}
          onConfirm={onRemove}
        />
      </div>
    </li>
  );
}
