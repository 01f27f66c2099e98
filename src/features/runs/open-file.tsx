// A run file read back: the button that chooses one, and the list as a place to drop one on.

import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useDrop } from '../../ui/use-drop';

const open = ([file]: FileList): void => {
  if (file) void actions.openRunFile(file);
};

export function OpenFile() {
  const { t } = useTranslation(['translation', 'runs']);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        look="quiet"
        small
        icon="upload"
        title={t('runs:openFileHelp')}
        onClick={() => input.current?.click()}
      >
        {t('runs:openFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json,.safetensors"
        hidden
        onChange={({ target }) => {
          if (target.files) open(target.files);
          target.value = ''; // so that the same file can be chosen again
        }}
      />
    </>
  );
}

export function DropPlace({ children }: { children: ReactNode }) {
  const { over, listeners } = useDrop(({ files }) => open(files));
  return (
    <div className={classNames('runs__drop', over && 'runs__drop--over')} {...listeners}>
      {children}
    </div>
  );
}
