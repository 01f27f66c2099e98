// What was put right in the chat: the list, the way to have the student learn it at once, and what that gained and cost.

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Compared, Correction, Learnt } from '../../state/corrections-store';
import { actions, useCorrections, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button, IconButton } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { ProgressBar } from '../../ui/progress-bar';
import { callText } from './call-text';
import './corrections.css';

export default function Corrections() {
  const { t } = useTranslation('correct');
  useEffect(() => void actions.refreshCorrections(), []);
  const list = useCorrections((state) => state.list);
  const learnt = useCorrections((state) => state.learnt);
  if (list.length === 0 && !learnt) return null;
  return (
    <Disclosure summary={t('summary', { count: list.length })}>
      {() => (
        <div className="corrections">
          {list.length === 0 && <p className="soft">{t('none')}</p>}
          <ul aria-label={t('title')} className="corrections__list">
            {list.map((correction) => (
              <Item key={correction.id} correction={correction} outcome={learnt?.outcome ?? null} />
            ))}
          </ul>
          <Learning />
          {learnt && learnt.outcome.steps > 0 && <Outcome learnt={learnt.outcome} />}
          {list.length > 0 && (
            <p>
              <Button small look="quiet" icon="download" onClick={() => void actions.saveCorrections()}>
                {t('export')}
              </Button>
            </p>
          )}
        </div>
      )}
    </Disclosure>
  );
}

function Item({ correction, outcome }: { correction: Correction; outcome: Learnt | null }) {
  const { t } = useTranslation('correct');
  const { id, said, wrote, turn } = correction;
  const right = outcome?.right[id];
  return (
    <li className="corrections__item">
      <div>
        <p>
          “{said}” →{' '}
          {turn.steps.length > 0 ? (
            <code>{turn.steps.map(({ call }) => callText(call)).join('; ')}</code>
          ) : (
            <span lang="en">{turn.say}</span>
          )}
        </p>
        <p className="soft">
          {t('in', { wrote })} · {t(right === undefined ? 'fresh' : right.after ? 'right' : 'wrong')}
        </p>
      </div>
      <IconButton
        icon="close"
        label={t('remove', { said })}
        onClick={() => void actions.removeCorrection(correction)}
      />
    </li>
  );
}

/** What becomes of them, and the button that has them learnt. */
function Learning() {
  const { t } = useTranslation(['correct', 'translation']);
  const locale = useLocale();
  const { list, learnt, progress, problem } = useCorrections((state) => state);
  const config = useTraining((state) => state.config);
  const underWay = useTraining((state) => isUnderWay(state.phase));
  const student = useTraining((state) => state.speakers.includes('student'));
  const fits = config?.task === 'agent' && list.every(({ dataSet }) => dataSet === config.textSet);
  if (progress)
    return (
      <div className="corrections__work">
        <ProgressBar
          label={t(`working.${progress.work}`)}
          done={progress.done}
          total={progress.total}
          text={progress.total > 0 ? `${progress.done} / ${progress.total}` : ''}
        />
        <Button small onClick={() => actions.cancelLearning()}>
          {t('cancel')}
        </Button>
      </div>
    );
  const taken =
    learnt !== null && list.length === learnt.ids.length && list.every(({ id }) => learnt.ids.includes(id));
  const state =
    !student && !underWay ? 'next' : !fits ? 'unfit' : underWay ? 'running' : taken ? null : 'ready';
  return (
    <>
      {state && (list.length > 0 || state === 'ready') && <p className="help-text">{t(state)}</p>}
      {state === 'ready' && (
        <p>
          <Button small look="primary" onClick={() => void actions.learnCorrections()}>
            {t(list.length > 0 ? 'learn' : 'forget')}
          </Button>
        </p>
      )}
      {problem && (
        <div role="alert" className="corrections__problem">
          {locale !== 'en' && <p>{t(`translation:problems.${problem.code as ErrorCode}`)}</p>}
          <p lang="en">{problem.message}</p>
        </div>
      )}
    </>
  );
}

function Outcome({ learnt }: { learnt: Learnt }) {
  const { t } = useTranslation('correct');
  const locale = useLocale();
  const { right, similar, others, steps, ms } = learnt;
  const own = Object.values(right);
  const share = (x: number) => formatShare(locale, x, 0);
  const points = (x: number) =>
    `${x > 0 ? '+' : x < 0 ? '−' : ''}${formatNumber(locale, Math.abs(100 * x), 1)}`;
  const count = (of: 'before' | 'after') => `${own.filter((one) => one[of]).length} / ${own.length}`;
  const row = (name: string, { before, after, difference }: Compared) => (
    <tr>
      <th scope="row">{name}</th>
      <td>{share(before)}</td>
      <td>{share(after)}</td>
      <td>
        {t('interval', {
          value: points(difference.value),
          low: points(difference.low),
          high: points(difference.high),
        })}
      </td>
    </tr>
  );
  const said = !similar
    ? null
    : similar.difference.low > 0
      ? 'gained'
      : similar.difference.high < 0
        ? 'worse'
        : 'notGained';
  return (
    <div className="corrections__outcome">
      <table aria-label={t('outcome')}>
        <thead>
          <tr>
            <th scope="col">{t('group')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
            <th scope="col">{t('change')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('own')}</th>
            <td>{count('before')}</td>
            <td>{count('after')}</td>
            <td />
          </tr>
          {similar && row(t('similar'), similar)}
          {row(t('others'), others)}
        </tbody>
      </table>
      <p>
        {said && `${t(said)} `}
        {t(others.difference.high < 0 ? 'lost' : 'kept')}
      </p>
      <p className="help-text">
        {t('points', { similar: similar?.n ?? 0, others: others.n })}{' '}
        {t('took', { steps, seconds: formatNumber(locale, ms / 1000, 2) })}
      </p>
    </div>
  );
}
