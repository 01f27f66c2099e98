// Where the student is wrong, why: each cause that is known of, whether it is one here, and how to find out where that is not known.

import { useTranslation } from 'react-i18next';
import type { Inspection } from '../../state/microscope-store';
import { type Mistake, mistakeOf, type Verdict } from './readings';

const SIGNS: Readonly<Record<Verdict, string>> = { yes: '✓', no: '–', unknown: '?' };

export function Causes({ seen }: { seen: Inspection }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const mistake = mistakeOf(seen);
  const student = seen.views.some(({ who }) => who === 'student');
  return (
    <section className="microscope__part">
      <h3>{t('microscope:causes.title')}</h3>
      {mistake ? (
        <Reasons seen={seen} mistake={mistake} />
      ) : (
        <p>
          {!student
            ? t('microscope:causes.noStudent')
            : t(seen.rightBy === 'label' ? 'microscope:causes.right' : 'microscope:causes.agrees')}
        </p>
      )}
    </section>
  );
}

function Reasons({ seen, mistake }: { seen: Inspection; mistake: Mistake }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const { classes, rows, larger, foretold, pieces } = seen;
  const name = (k: number) => classes[k]!.trim() || t('microscope:space');
  const about = {
    unseen: rows?.unseen.join(', ') ?? '',
    larger: larger?.name ?? '',
    before: foretold
      ? pieces
          .slice(Math.max(0, foretold[mistake.position]! - 4), foretold[mistake.position])
          .join('')
          .trimStart()
      : '',
  };
  const causes = (['teacher', 'unseen', 'capacity', 'decoding'] as const).flatMap((cause) => {
    const verdict = mistake[cause];
    // numbers have no words to be new
    return verdict === null || (cause === 'unseen' && seen.point) ? [] : [{ cause, verdict }];
  });
  return (
    <>
      <p>
        {t(foretold ? 'microscope:causes.wrongToken' : 'microscope:causes.wrong', {
          student: name(mistake.student),
          right: name(mistake.right),
          ...about,
        })}{' '}
        {mistake.by === 'teacher' && <span className="soft">{t('microscope:causes.byTeacher')}</span>}
      </p>
      <ul className="causes">
        {causes.map(({ cause, verdict }) => (
          <li key={cause} className={`causes__cause causes__cause--${verdict}`}>
            <span aria-hidden="true" className="causes__sign">
              {SIGNS[verdict]}
            </span>
            <span>{t(`microscope:causes.${cause}.${verdict}`, about)}</span>
          </li>
        ))}
      </ul>
      {seen.written && (
        <dl className="causes__written">
          <dt>{t('microscope:causes.asked')}</dt>
          <dd>{seen.written.asked}</dd>
          <dt>{t('microscope:causes.constrained')}</dt>
          <dd>{seen.written.constrained}</dd>
          <dt>{t('microscope:causes.free')}</dt>
          <dd>{seen.written.free}</dd>
        </dl>
      )}
    </>
  );
}
