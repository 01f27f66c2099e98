// What the models make of a sentence: a table of the likeliest intents with a bar and a percentage for each model.

import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { Recognition } from '../../state/chat-store';
import { VOICES } from '../../state/chat-store';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { HelpText } from '../../ui/help';
import './intent-bars.css';

export function IntentBars({ recognition }: { recognition: Recognition }) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  const { ranked, intent, missing } = recognition;
  const models = VOICES.filter((who) => ranked.some(({ probability }) => probability[who] !== undefined));
  return (
    <>
      <p className="intent-bars__answer">
        <span className="soft">{t('turn:intent')}</span> <b>{intent}</b>
      </p>
      <table className="intent-bars">
        <caption className="visually-hidden">{t('turn:intents')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('turn:intent')}</th>
            {models.map((who) => (
              <th key={who} scope="col">
                <ArmMark arm={who} size={8} /> {t(`speaker.${who}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ranked.map(({ intent: name, probability }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {models.map((who) => {
                const share = probability[who] ?? 0;
                return (
                  <td key={who}>
                    <span
                      className="intent-bars__bar"
                      aria-hidden="true"
                      style={{ inlineSize: `${100 * share}%`, background: ARM_COLOURS[who] }}
                    />
                    <span className="intent-bars__share">{formatShare(locale, share, 0)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <HelpText>{t('turn:openArguments', { tool: intent, missing: missing.join(', ') })}</HelpText>
      )}
    </>
  );
}
