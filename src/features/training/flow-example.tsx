// One training example on its way through a step: what is asked, what teacher and student answer, what that costs, and how hard the
// labels and the teacher pull at the student for it. Worked out in the page, from the logits of both.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { divergence, gradientNorms, softmax } from '../../lib/distributions';
import { upTo } from '../../lib/up-to';
import type { Inspection } from '../../state/microscope-store';
import { actions, useMicroscope, useTraining } from '../../state/hooks';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { HelpText } from '../../ui/help';
import './flow-example.css';

/** A step must take so long that one can follow. */
const FOLLOWED_MS = 400;
const MOST_CLASSES = 5;
/** Rows are gone through in this stride, so that neighbours, which are often alike, are not shown one after the other. */
const STRIDE = 37;

export function FlowExample() {
  const { t } = useTranslation(['translation', 'training']);
  const [turn, setTurn] = useState(0);
  const slow = useTraining(({ phase, stepMs }) =>
    phase === 'running' ? stepMs >= FOLLOWED_MS : phase !== 'preparing',
  );
  const step = useTraining((state) => state.step);
  const began = useTraining(
    (state) => state.config !== null && state.speakers.includes('student') && state.step > 0,
  );
  const example = useMicroscope((state) => state.example);
  const row = turn * STRIDE;
  useEffect(() => {
    if (slow && began) void actions.followExample(row);
  }, [slow, began, step, row]);
  return (
    <section className="flow-example" aria-label={t('training:flow.example.title')}>
      <header className="flow-example__head">
        <h3>{t('training:flow.example.title')}</h3>
        {slow && example && (
          <Button small onClick={() => setTurn(turn + 1)}>
            {t('training:flow.example.another')}
          </Button>
        )}
      </header>
      {!slow || !began ? (
        <p className="soft">{t('training:flow.example.wait')}</p>
      ) : example ? (
        <Way example={example} />
      ) : (
        <p className="soft">{t('training:flow.example.gone')}</p>
      )}
    </section>
  );
}

function Way({ example }: { example: Inspection }) {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const { temperature: T = 1, lambda = 0 } = useTraining((state) => state.config) ?? {};
  const number = (value: number) => formatNumber(locale, value);
  const V = example.classes.length;
  const logitsOf = (who: 'teacher' | 'student') => {
    const view = example.views.find((one) => one.who === who);
    return view && example.right.map((_, n) => view.logits.subarray(n * V, (n + 1) * V));
  };
  const [teacher, student] = [logitsOf('teacher'), logitsOf('student')];
  if (!teacher || !student) return <p className="soft">{t('training:flow.example.gone')}</p>;
  // of a dialogue, the token on which the two differ most
  const apart = example.right.map((_, n) => divergence(teacher[n]!, student[n]!, T));
  const at = apart.indexOf(Math.max(...apart));
  const right = example.right[at]!;
  const [p, q] = [softmax(teacher[at]!, T), softmax(student[at]!, T)];
  const shown = upTo(V)
    .sort((a, b) => p[b]! - p[a]!)
    .filter((k, rank) => rank < MOST_CLASSES || k === right)
    .slice(0, MOST_CLASSES + 1);
  const norms = gradientNorms([student[at]!], [teacher[at]!], [right], T);
  const before = example.foretold
    ? example.pieces.slice(Math.max(0, example.foretold[at]! - 3), example.foretold[at]).join('')
    : null;
  const cost = right < 0 ? null : -Math.log(softmax(student[at]!, 1)[right]!);
  return (
    <ol className="flow-example__way">
      <li>
        <h4>{t('training:flow.example.asked')}</h4>
        <p className="flow-example__text">{example.text}</p>
        <p className="soft">
          {example.row !== null && t('training:flow.example.row', { row: example.row })}{' '}
          {before !== null && t('training:flow.example.after', { before })}
        </p>
      </li>
      <li>
        <h4>{t('training:flow.example.answers', { T: number(T) })}</h4>
        <table className="flow-example__answers">
          <caption className="visually-hidden">
            {t('training:flow.example.answers', { T: number(T) })}
          </caption>
          <thead className="visually-hidden">
            <tr>
              <td />
              <th scope="col">{t('speaker.teacher')}</th>
              <th scope="col">{t('speaker.student')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((k) => (
              <tr key={k}>
                <th scope="row">
                  {example.classes[k]!.trim() || '␣'}{' '}
                  {k === right && <small>({t('training:flow.example.right')})</small>}
                </th>
                {(['teacher', 'student'] as const).map((who) => {
                  const share = (who === 'teacher' ? p : q)[k]!;
                  return (
                    <td key={who}>
                      <ArmMark arm={who} size={9} />
                      <span className="flow-example__track" aria-hidden="true">
                        <span style={{ inlineSize: `${100 * share}%`, background: ARM_COLOURS[who] }} />
                      </span>
                      <span>{formatShare(locale, share)}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </li>
      <li>
        <h4>{t('training:flow.example.costs')}</h4>
        <p>
          {cost === null
            ? t('training:flow.example.unlabelled')
            : t('training:flow.example.labels', { value: number(cost) })}
        </p>
        <p>
          {t('training:flow.example.teacher', {
            T: number(T),
            kl: number(apart[at]!),
            value: number(T * T * apart[at]!),
          })}
        </p>
      </li>
      <li>
        <h4>{t('training:flow.example.pull')}</h4>
        {norms.hard !== null && (
          <p>
            {t('training:flow.example.pullLabels', {
              norm: number(norms.hard),
              value: number(lambda * norms.hard),
            })}
          </p>
        )}
        <p>
          {t('training:flow.example.pullTeacher', {
            norm: number(norms.soft),
            value: number((1 - lambda) * norms.soft),
          })}
        </p>
        <HelpText>{t('training:flow.example.pullHelp')}</HelpText>
      </li>
    </ol>
  );
}
