// Where files are dropped or chosen. The whole zone is the label of a file input, so that mouse, keyboard and screen reader all
// find it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { classNames } from '../../ui/class-names';
import { Disclosure } from '../../ui/disclosure';
import { Icon } from '../../ui/icon';

export function DropZone() {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  return (
    <div className="drop">
      <label
        className={classNames('drop__zone', over && 'drop__zone--over')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          actions.importFiles(event.dataTransfer.files);
        }}
      >
        <Icon name="upload" size={24} />
        <span className="drop__ask">{t('data.choose')}</span>
        <span className="soft">{t('data.chooseHelp')}</span>
        <input
          type="file"
          multiple
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson"
          className="visually-hidden"
          onChange={({ target }) => {
            if (target.files) actions.importFiles(target.files);
            target.value = ''; // so that the same files can be chosen again
          }}
        />
      </label>
      <p className="help-text">{t('data.stays')}</p>
      <Disclosure summary={t('data.formats')}>
        {() => (
          <dl className="drop__formats">
            {(['csv', 'jsonLines', 'json', 'chats', 'several'] as const).map((format) => (
              <div key={format}>
                <dt>{t(`data.formatNames.${format}`)}</dt>
                <dd className="soft">{t(`data.formatHelp.${format}`)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Disclosure>
    </div>
  );
}
