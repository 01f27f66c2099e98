// The data sets kept on this device: what each holds, to be used or removed.

import { useTranslation } from 'react-i18next';
import { formatNumber, formatTime } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { DataSet } from '../../state/data-store';
import { actions, useData, useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';

export function Library() {
  const { t } = useTranslation();
  const sets = useData((state) => state.sets);
  return (
    <section className="library">
      <h3 id="data-library">{t('data.yours')}</h3>
      {sets.length === 0 ? (
        <p className="soft">{t('data.none')}</p>
      ) : (
        <ul aria-labelledby="data-library">
          {sets.map((set) => (
            <SetRow key={set.id} set={set} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SetRow({ set }: { set: DataSet }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const inUse = useExperiment(({ config }) => config.task !== 'points' && config.textSet === set.id);
  const number = (value: number) => formatNumber(locale, value, 7);
  const { train, validation, test } = set.rows;
  return (
    <li className="library__set">
      <div>
        <h4>{set.name}</h4>
        <p className="soft">
          {[
            t('data.rowsOf', { train: number(train), validation: number(validation), test: number(test) }),
            set.kind === 'chats'
              ? t('data.tools', { count: set.tools })
              : t('data.labels', { count: set.labels }),
            ...(set.unlabelled > 0 ? [t('data.unlabelledRows', { rows: number(set.unlabelled) })] : []),
            formatTime(locale, set.createdAt),
          ].join(' · ')}
        </p>
        {set.kind === 'chats' && <p className="soft">{t('data.chatsUse')}</p>}
      </div>
      <div className="library__actions">
        {set.kind === 'chats' && (
          <Button
            small
            look="quiet"
            aria-label={t('data.intentsOf', { name: set.name })}
            onClick={() => {
              actions.useDataSet(set.id, 'intents');
              actions.closeData();
            }}
          >
            {t('data.asIntents')}
          </Button>
        )}
        <Button
          small
          disabled={inUse}
          aria-label={t('data.useSet', { name: set.name })}
          onClick={() => {
            actions.useDataSet(set.id);
            actions.closeData();
          }}
        >
          {inUse ? t('data.inUse') : t('data.use')}
        </Button>
        <ConfirmButton
          first={{ text: t('data.remove'), name: t('data.removeSet', { name: set.name }) }}
          again={{ text: t('data.reallyRemove'), name: `${t('data.reallyRemove')} ${set.name}` }}
          onConfirm={() => void actions.removeDataSet(set.id)}
        />
      </div>
    </li>
  );
}
