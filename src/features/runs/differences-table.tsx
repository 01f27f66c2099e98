// Where the settings of several runs differ, in words, and what came out of each.

import { useTranslation } from 'react-i18next';
import { mainFigures } from '../../catalog/catalog';
import { differingFields, differingSettings } from '../../catalog/differences';
import { figureOf } from '../../catalog/figures';
import { groupsInForce, settingParam, settingsOf } from '../../catalog/settings';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { ScrollBox } from '../../ui/scroll-box';
import { useDescriptions } from './describe';
import type { Listed } from './list-order';

export function DifferencesTable({ runs }: { runs: readonly Listed[] }) {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const localised = useLocalised();
  const { label, valueOf, settingValue } = useDescriptions();
  const configs = runs.map(({ run }) => run.config);
  const fields = differingFields(configs).flatMap((field) =>
    field === 'settings'
      ? []
      : [{ key: field, name: label(field), values: configs.map((config) => valueOf(config, field)) }],
  );
  const settings = differingSettings(configs).map(({ group, id }) => ({
    key: `${group}.${id}`,
    name: localised(settingParam(group, id)!.label),
    values: configs.map((config) =>
      groupsInForce(config.method).includes(group)
        ? settingValue(group, id, settingsOf(config.settings, group)[id]!)
        : '–',
    ),
  }));
  const figures = [...new Set(configs.flatMap(({ task }) => mainFigures(task)))];
  const outcomes = figures.map((id) => {
    const { unit, label: name } = figureOf(id);
    return {
      key: id,
      name: t('runs:outcome', { who: t('speaker.student'), figure: localised(name) }),
      values: runs.map(({ run }) => {
        const value = run.evaluations.find(({ arm }) => arm === 'student')?.figures[id];
        if (value === undefined) return '–';
        return unit === 'share' ? formatShare(locale, value) : formatNumber(locale, value);
      }),
    };
  });
  const differences = [...fields, ...settings];
  return (
    <div className="differences">
      <h4>{t('runs:differences')}</h4>
      {runs.length > 1 && differences.length === 0 && <p className="soft">{t('runs:noDifferences')}</p>}
      <ScrollBox label={t('runs:differences')}>
        <table className="differences__table">
          <thead>
            <tr>
              <th scope="col">{t('runs:setting')}</th>
              {runs.map(({ run, name }) => (
                <th key={run.id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          {[differences, outcomes].map((rows, part) => (
            <tbody key={part}>
              {rows.map(({ key, name, values }) => (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  {values.map((value, i) => (
                    <td key={runs[i]!.run.id}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
    </div>
  );
}
