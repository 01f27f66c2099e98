// The colour language: teacher blue and square, student copper and circle, baseline grey and triangle; the two controls green
// diamond and purple cross. The colours but grey are of Okabe and Ito's palette, made for colour-blind readers. Charts, chat,
// maps and tables take their colours and marks from here.

import './arm.css';

export type ArmId = 'teacher' | 'student' | 'baseline' | 'softLabelled' | 'teacherLabels';

/** For strokes and fills, in both themes. */
export const ARM_COLOURS: Readonly<Record<ArmId, string>> = {
  teacher: 'var(--teacher)',
  student: 'var(--student)',
  baseline: 'var(--baseline)',
  softLabelled: 'var(--soft-labelled)',
  teacherLabels: 'var(--teacher-labels)',
};

const SHAPES: Readonly<Record<ArmId, string>> = {
  teacher: 'M1.5 1.5h9v9h-9z',
  student: 'M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8z',
  baseline: 'M6 1l5.5 10H.5z',
  softLabelled: 'M6 0l6 6-6 6-6-6z',
  teacherLabels: 'M4 .5h4V4h3.5v4H8v3.5H4V8H.5V4H4z',
};

/** The mark of a model: decoration beside its name. */
export function ArmMark({ arm, size = 10 }: { arm: ArmId; size?: number }) {
  return (
    <svg className="arm-mark" aria-hidden="true" width={size} height={size} viewBox="0 0 12 12">
      <path d={SHAPES[arm]} fill={ARM_COLOURS[arm]} />
    </svg>
  );
}
