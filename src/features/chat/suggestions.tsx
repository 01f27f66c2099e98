// Things to try, one for each kind of thing the agent can do, or held-out sentences of a person's own data where the models were
// trained on those; a click sends. What would begin a long run only goes into the message box, so that the person decides. The
// page's own are in English whatever its language: it is what the models read.

import { useTranslation } from 'react-i18next';
import { actions, useChat, useTraining } from '../../state/hooks';
import { ScrollBox } from '../../ui/scroll-box';
import { focusMessage } from './composer';
import './suggestions.css';

interface Suggestion {
  text: string;
  /** Whether it is only put into the message box. */
  toSend?: true;
}

const SUGGESTIONS: readonly Suggestion[] = [
  { text: 'convert 5 km to miles and add 2' },
  { text: 'what time is it in tokyo' },
  { text: 'set a timer for 10 seconds' },
  { text: 'remind me to call mom' },
  { text: 'what does lambda do' },
  { text: 'why t squared' },
  { text: 'set the temperature to 4' },
  { text: 'roll 2d20' },
  { text: 'start training', toSend: true },
];

/** @param wrap shows all of them on as many lines as they need; otherwise one line that scrolls. */
export function Suggestions({ wrap }: { wrap: boolean }) {
  const { t } = useTranslation();
  const label = t('chat.suggestions');
  if (!wrap)
    return (
      <ScrollBox role="group" label={label} className="suggestions-line">
        <div className="suggestions">
          <Chips />
        </div>
      </ScrollBox>
    );
  return (
    <div role="group" aria-label={label} className="suggestions suggestions--wrap">
      <Chips />
    </div>
  );
}

function Chips() {
  const { t } = useTranslation();
  const writing = useChat((state) => state.writing !== null);
  const setDraft = useChat((state) => state.setDraft);
  const own = useTraining((state) => state.examples);
  const suggestions = own.length > 0 ? own.map((text): Suggestion => ({ text })) : SUGGESTIONS;
  const choose = ({ text, toSend }: Suggestion) => {
    if (!toSend) return actions.sendMessage(text);
    setDraft(text);
    focusMessage();
  };
  return suggestions.map((suggestion) => (
    <button
      key={suggestion.text}
      type="button"
      lang={own.length > 0 ? undefined : 'en'}
      className="suggestions__chip"
      disabled={writing}
      onClick={() => choose(suggestion)}
    >
      {suggestion.text}
      {suggestion.toSend && (
        <>
          {' …'}
          <span className="visually-hidden" lang={document.documentElement.lang}>
            {t('chat.toSend')}
          </span>
        </>
      )}
    </button>
  ));
}
