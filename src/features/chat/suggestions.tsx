// Things to try, one for each kind of thing the agent can do, or held-out sentences of a person's own data where the models were
// trained on those; a click sends. The page's own are in English whatever its language: it is what the models read.

import { useTranslation } from 'react-i18next';
import { actions, useChat, useTraining } from '../../state/hooks';
import './suggestions.css';

const SUGGESTIONS = [
  'convert 5 km to miles and add 2',
  'what time is it in tokyo',
  'set a timer for 10 seconds',
  'remind me to call mom',
  'what does lambda do',
  'set the temperature to 4',
  'roll 2d20',
  'start training',
];

export function Suggestions({ wrap }: { wrap: boolean }) {
  const { t } = useTranslation();
  const writing = useChat((state) => state.writing !== null);
  const own = useTraining((state) => state.examples);
  return (
    <div
      role="group"
      aria-label={t('chat.suggestions')}
      className={wrap ? 'suggestions suggestions--wrap' : 'suggestions'}
    >
      {(own.length > 0 ? own : SUGGESTIONS).map((text) => (
        <button
          key={text}
          type="button"
          lang={own.length > 0 ? undefined : 'en'}
          className="suggestions__chip"
          disabled={writing}
          onClick={() => actions.sendMessage(text)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
