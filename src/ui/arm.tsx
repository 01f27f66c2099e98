// The colour language: teacher blue and square (those beside it other blues, the square in so many pieces), student copper and
// circle, baseline grey and triangle; the controls green diamond, purple cross and violet bar; assistants olive, hexagon, pentagon and star
// in their order; a guest of the chat a bookmark in ink; what was made smaller of a student half its circle. The colours but grey are of Okabe and Ito's palette, made for colour-blind readers. Charts, chat,
// maps and tables take their colours and marks from here.

import './arm.css';

export type ArmId =
  | 'teacher'
  | 'teacher2'
  | 'teacher3'
  | 'teacher4'
  | 'assistant1'
  | 'assistant2'
  | 'assistant3'
  | 'student'
  | 'baseline'
  | 'softLabelled'
  | 'teacherLabels'
  | 'guest'
  | 'compressed'
  | 'ownRows';

/** For strokes and fills, in both themes. */
export const ARM_COLOURS: Readonly<Record<ArmId, string>> = {
  teacher: 'var(--teacher)',
  teacher2: 'var(--teacher-2)',
  teacher3: 'var(--teacher-3)',
  teacher4: 'var(--teacher-4)',
  assistant1: 'var(--assistant)',
  assistant2: 'var(--assistant)',
  assistant3: 'var(--assistant)',
  student: 'var(--student)',
  baseline: 'var(--baseline)',
  softLabelled: 'var(--soft-labelled)',
  teacherLabels: 'var(--teacher-labels)',
  guest: 'var(--ink)',
  compressed: 'var(--student)',
  ownRows: 'var(--own-rows)',
};

const SHAPES: Readonly<Record<ArmId, string>> = {
  teacher: 'M1.5 1.5h9v9h-9z',
  teacher2: 'M1.5 1.5h3.6v9H1.5zM6.9 1.5h3.6v9H6.9z',
  teacher3: 'M1 1.5h2.4v9H1zM4.8 1.5h2.4v9H4.8zM8.6 1.5H11v9H8.6z',
  teacher4: 'M1.5 1.5h3.6v3.6H1.5zM6.9 1.5h3.6v3.6H6.9zM1.5 6.9h3.6v3.6H1.5zM6.9 6.9h3.6v3.6H6.9z',
  assistant1: 'M3.2 1h5.6L11.6 6l-2.8 5H3.2L.4 6z',
  assistant2: 'M6 .6l5.6 4.1-2.1 6.6h-7L.4 4.7z',
  assistant3: 'M6 .3l1.7 3.7 4 .5-3 2.7.8 4L6 9.2l-3.5 2 .8-4-3-2.7 4-.5z',
  student: 'M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8z',
  baseline: 'M6 1l5.5 10H.5z',
  softLabelled: 'M6 0l6 6-6 6-6-6z',
  teacherLabels: 'M4 .5h4V4h3.5v4H8v3.5H4V8H.5V4H4z',
  guest: 'M2.5 1h7v10.5L6 8.5l-3.5 3z',
  compressed: 'M.8 6a5.2 5.2 0 0 0 10.4 0z',
  ownRows: 'M.5 4h11v4H.5z',
};

/** The same inside a picture of its own, in a square of 12. */
export const ArmShape = ({ arm }: { arm: ArmId }) => <path d={SHAPES[arm]} fill={ARM_COLOURS[arm]} />;

/** The mark of a model: decoration beside its name. */
export function ArmMark({ arm, size = 10 }: { arm: ArmId; size?: number }) {
  return (
    <svg className="arm-mark" aria-hidden="true" width={size} height={size} viewBox="0 0 12 12">
      <ArmShape arm={arm} />
    </svg>
  );
}
