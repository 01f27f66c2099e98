// Precision, recall and F1 of each class with their intervals, the weakest class first.

import { useTranslation } from 'react-i18next';
import type { ArmReport } from '../../state/training-store';
import { Disclosure } from '../../ui/disclosure';
import { ScrollBox } from '../../ui/scroll-box';
import { Estimated } from './estimate';

interface ClassesProps {
  classes: readonly string[];
  figures: NonNullable<ArmReport['perClass']>;
}

export function Classes({ classes, figures }: ClassesProps) {
  const { t } = useTranslation(['translation', 'proof']);
  const rows = figures
    .map((figure, k) => ({ ...figure, name: classes[k] ?? String(k) }))
    .sort((a, b) => (a.f1?.value ?? 2) - (b.f1?.value ?? 2));
  return (
    <Disclosure summary={t('proof:byClass', { classes: classes.length })}>
      {() => (
        <ScrollBox label={t('proof:byClass', { classes: classes.length })} className="table table--tall">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('proof:class')}</th>
                <th scope="col">{t('proof:precision')}</th>
                <th scope="col">{t('proof:recall')}</th>
                <th scope="col">F1</th>
                <th scope="col">{t('proof:support')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, precision, recall, f1, support }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {[precision, recall, f1].map((estimate, i) => (
                    <td key={i}>
                      <Estimated estimate={estimate} unit="share" />
                    </td>
                  ))}
                  <td>{support}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Disclosure>
  );
}
