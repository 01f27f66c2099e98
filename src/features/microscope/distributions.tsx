// Teacher, student and baseline side by side: the likeliest classes with a bar a model, entropies, and how far each is from the teacher.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { Inspection } from '../../state/microscope-store';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { HelpText } from '../../ui/help';
import { formatNats } from './format-nats';
import { likeliestClasses, type Reading } from './readings';

const MOST_CLASSES = 8;

interface DistributionsProps {
  seen: Inspection;
  reading: Reading;
  position: number;
  /** Of the microscope. */
  temperature: number;
}

export function Distributions({ seen, reading, position, temperature }: DistributionsProps) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const models = seen.views.map(({ who }) => who);
  const right = seen.right[position]!;
  const rows = likeliestClasses(seen, position, temperature, MOST_CLASSES);
  const nats = (value: number | undefined) => (value === undefined ? '–' : formatNats(locale, value));
  const title = t('microscope:distributions');
  return (
    <section className="microscope__part">
      <h3>{title}</h3>
      <table className="shares">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t(seen.foretold ? 'microscope:nextToken' : 'microscope:class')}</th>
            {models.map((who) => (
              <th key={who} scope="col">
                <ArmMark arm={who} size={9} /> {t(`speaker.${who}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ class: k, share }) => (
            <tr key={k}>
              <th scope="row">
                {seen.classes[k]!.trim() || t('microscope:space')}
                {k === right && (
                  <span className="soft">
                    {' '}
                    {t(seen.rightBy === 'label' ? 'microscope:isRight' : 'microscope:isWritten')}
                  </span>
                )}
              </th>
              {models.map((who) => (
                <td key={who}>
                  <span
                    className="shares__bar"
                    aria-hidden="true"
                    style={{ inlineSize: `${100 * share[who]!}%`, background: ARM_COLOURS[who] }}
                  />
                  <span>{formatShare(locale, share[who]!)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('microscope:entropy')}</th>
            {models.map((who) => (
              <td key={who}>{nats(reading.entropy[who])}</td>
            ))}
          </tr>
          {models.length > 1 && (
            <tr>
              <th scope="row">{t('microscope:divergence')}</th>
              {models.map((who) => (
                <td key={who}>{nats(reading.divergence[who])}</td>
              ))}
            </tr>
          )}
        </tfoot>
      </table>
      <HelpText>{t('microscope:distributionsHelp')}</HelpText>
    </section>
  );
}
