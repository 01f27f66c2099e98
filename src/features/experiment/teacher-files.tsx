// A teacher of the person's own: its files in one go, in any form that the worker reads.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import './teacher-files.css';

export function TeacherFiles() {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="teacher-files">
      <label className="teacher-files__button button button--plain button--small">
        {t('experiment.ownTeacher')}
        <input
          type="file"
          multiple
          className="visually-hidden"
          aria-describedby={id}
          onChange={({ target }) => {
            if (target.files?.length) void actions.loadTeacherFiles([...target.files]);
            target.value = ''; // so that the same files can be chosen again
          }}
        />
      </label>
      <p id={id} className="help-text">
        {t('experiment.ownTeacherHelp')}
      </p>
    </div>
  );
}
