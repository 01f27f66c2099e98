// A part of a class's study in words: "Part 7: Temperature (T) 4, Lambda (λ) 0.1, seed 1".

import { useTranslation } from 'react-i18next';
import type { ClassStudy, Part } from '../../state/class-results';
import { useSettingWords } from './setting-words';

export function usePartWords(): (study: ClassStudy, part: Part) => string {
  const { t } = useTranslation(['translation', 'class']);
  const words = useSettingWords();
  return ({ deal, axes }, { number, config, values, arms }) => {
    const [counted] = arms;
    const details = [
      ...(values.length > 0 ? [words.several(axes, values)] : []),
      ...(deal === 'arms' ? [armWords(counted!)] : []),
      t('class:seed', { seed: config.seed }),
    ];
    return `${t('class:part', { number })} ${details.join(', ')}`;
  };

  function armWords(arm: Part['arms'][number]): string {
    const who = t(`speaker.${arm}`);
    return arm === 'student' ? who : t('class:counts', { who });
  }
}
