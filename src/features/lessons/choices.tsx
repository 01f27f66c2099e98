// A question of a lesson with its answers, one of which is chosen.

import { type ReactNode, useId } from 'react';
import type { Question } from '../../catalog/lesson';
import { useLocalised } from '../../i18n/use-localised';

interface ChoicesProps {
  title: string;
  question: Question;
  chosen: string | null;
  /** Whether it is too late to choose. */
  fixed: boolean;
  onChoose: (choice: string) => void;
  /** Below the answers. */
  children?: ReactNode;
}

export function Choices({ title, question, chosen, fixed, onChoose, children }: ChoicesProps) {
  const say = useLocalised();
  const name = useId();
  return (
    <fieldset className="lesson__question">
      <legend className="lesson__heading">{title}</legend>
      <p>{say(question.ask)}</p>
      {question.choices.map(({ id, label }) => (
        <label key={id} className="lesson__choice">
          <input
            type="radio"
            name={name}
            checked={id === chosen}
            disabled={fixed}
            onChange={() => onChoose(id)}
          />
          <span>{say(label)}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
