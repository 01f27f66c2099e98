// Where files are dropped or chosen. The whole zone is the label of a file input, so that mouse, keyboard and screen reader all
// find it.

import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { classNames } from '../../ui/class-names';
import { Disclosure } from '../../ui/disclosure';
import { HelpText } from '../../ui/help';
import { Icon } from '../../ui/icon';
import { useDrop } from '../../ui/use-drop';
import { dropped } from './dropped';

const FORMATS = ['csv', 'jsonLines', 'json', 'parquet', 'rasa', 'chats', 'several', 'names'] as const;

export function DropZone() {
  const { t } = useTranslation(['translation', 'data']);
  const { over, listeners } = useDrop((transfer) => {
    const { files, folders } = dropped(transfer);
    actions.importFiles(files, folders);
  });
  return (
    <div className="drop">
      <label className={classNames('drop__zone', over && 'drop__zone--over')} {...listeners}>
        <Icon name="upload" size={24} />
        <span className="drop__ask">{t('data:choose')}</span>
        <span className="soft">{t('data:chooseHelp')}</span>
        <input
          type="file"
          multiple
          className="visually-hidden"
          // any file may be chosen: what it is, is said; many pickers cannot choose endings that they do not know
          onChange={({ target }) => {
            if (target.files) actions.importFiles([...target.files]);
            target.value = ''; // so that the same files can be chosen again
          }}
        />
      </label>
      <HelpText>{t('data:stays')}</HelpText>
      <Disclosure summary={t('data:formats')}>
        {() => (
          <dl className="drop__formats">
            {FORMATS.map((format) => (
              <div key={format}>
                <dt>{t(`data:formatNames.${format}`)}</dt>
                <dd className="soft">{t(`data:formatHelp.${format}`)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Disclosure>
    </div>
  );
}
