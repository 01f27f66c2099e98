// "Make a lesson link": a title, a text, what is out of sight and the language, round the experiment on the table. The link is the lesson.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Hideable, HIDEABLE } from '../../catalog/hideable';
import { LOCALES } from '../../i18n/i18n';
import { useExperiment } from '../../state/hooks';
import { lessonLink, MOST_TEXT, MOST_TITLE } from '../../state/own-lesson';
import { CopyButton } from '../../ui/copy-button';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { ToggleChips } from '../../ui/toggle-chips';

/** What the reader's page speaks. */
const AS_IT_IS = '';

export interface Draft {
  title: string;
  text: string;
  hide: readonly Hideable[];
  language: string;
}

interface LessonMakerProps {
  /** Whoever shows the form keeps it, so that nothing is lost where it is folded. */
  draft: Draft;
  onChange: (draft: Draft) => void;
}

export function LessonMaker({ draft, onChange }: LessonMakerProps) {
  const { t } = useTranslation(['translation', 'lesson']);
  const config = useExperiment((state) => state.config);
  const [tried, setTried] = useState(false);
  const { title, text, hide, language } = draft;
  const locale = LOCALES.find(({ id }) => id === language)?.id ?? null;
  const untitled = title.trim() === '';
  const link = untitled ? null : lessonLink(config, { title, text, hide, language: locale });
  return (
    <div className="lesson__maker">
      <p className="soft">{t('lesson:make.help')}</p>
      <TextField
        label={t('lesson:make.name')}
        value={title}
        maxLength={MOST_TITLE}
        problem={tried && untitled ? t('lesson:make.untitled') : null}
        onChange={(value) => {
          setTried(true);
          onChange({ ...draft, title: value });
        }}
      />
      <TextField
        label={t('lesson:make.text')}
        rows={8}
        value={text}
        maxLength={MOST_TEXT}
        help={t('lesson:make.textHelp')}
        helpLabel={t('experiment.about', { name: t('lesson:make.text') })}
        onChange={(value) => onChange({ ...draft, text: value })}
      />
      <div className="lesson__hide">
        <span aria-hidden="true">{t('lesson:make.hide')}</span>
        <ToggleChips
          label={t('lesson:make.hide')}
          chips={HIDEABLE.map((id) => ({ value: id, label: t(`lesson:hideable.${id}`) }))}
          chosen={hide}
          onChange={(chosen) => onChange({ ...draft, hide: chosen })}
        />
      </div>
      <SelectField
        label={t('lesson:make.language')}
        value={language}
        options={[
          { value: AS_IT_IS, label: t('lesson:make.readers') },
          ...LOCALES.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => onChange({ ...draft, language: value })}
      />
      {link === null ? (
        <p className="soft">{t('lesson:make.untitled')}</p>
      ) : (
        <div className="lesson__start">
          <CopyButton
            look="primary"
            content={() => link}
            text={t('lesson:make.copy')}
            copied={t('lesson:make.copied')}
            failed={t('lesson:make.failed')}
          />
          <a href={link} target="_blank" rel="noopener">
            {t('lesson:make.link')}
          </a>
        </div>
      )}
    </div>
  );
}
