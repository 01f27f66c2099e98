// What a test of a language model's server came to: what it can, or why nothing comes from it and what to set.

import { useTranslation } from 'react-i18next';
import type { ServerKind } from '../../catalog/servers';
import type { Tested } from '../../state/llm-actions';
import { Note } from '../../ui/note';

interface LlmTestedProps {
  tested: Tested;
  origin: string;
  /** Undefined for a hosted or another one. */
  server: ServerKind | undefined;
}

export function LlmTested({ tested, origin, server }: LlmTestedProps) {
  const { t } = useTranslation('llm');
  if ('unreachable' in tested) {
    const { unreachable: why } = tested;
    const setting =
      why === 'cors' || why === 'cors-or-silent'
        ? server?.letIn(location.origin)
        : why === 'silent'
          ? server?.start
          : undefined;
    const hosted = !server && (why === 'cors' || why === 'cors-or-silent');
    return (
      <div role="alert">
        <Note title={t('unreachable', { origin })}>
          <p>{t(`why.${why}`)}</p>
          {setting !== undefined && <code className="llm__setting">{setting}</code>}
          {hosted && <p>{t('why.hosted')}</p>}
        </Note>
      </div>
    );
  }
  const { logprobs, tools, scoresGiven, ms } = tested.abilities;
  return (
    <section aria-labelledby="llm-can" role="status">
      <h3 id="llm-can">{t('can')}</h3>
      <ul className="llm__can">
        <li>{logprobs > 0 ? t('canLogprobs', { count: logprobs }) : t('canNoLogprobs')}</li>
        <li>
          {t(tools === 'calls' ? 'canCalls' : tools === 'words' ? 'canWords' : 'canRefused')}{' '}
          {tools !== 'calls' && server?.tools && t('canWordsSetting', { setting: server.tools })}
        </li>
        <li>{t(scoresGiven ? 'canScores' : 'canNoScores')}</li>
        <li>{t('canSpeed', { ms: Math.round(ms) })}</li>
      </ul>
    </section>
  );
}
