// The dialog "Import data": first the choice of files and the sets that are kept, then the preview of an import, from which it is
// kept or dropped.

import { useTranslation } from 'react-i18next';
import { actions, useData } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import './data-dialog.css';
import { DropZone } from './drop-zone';
import { KeepForm } from './keep-form';
import { Library } from './library';
import { Preview } from './preview';
import { ProblemNote } from './problem-note';
import { ReadingProgress } from './reading-progress';

export default function DataDialog() {
  const { t } = useTranslation(['translation', 'data']);
  const importing = useData((state) => state.importing);
  const problem = useData((state) => state.problem);
  return (
    <Dialog
      title={t('data:title')}
      closeLabel={t('data:close')}
      onClose={actions.closeData}
      footer={importing && <ImportFooter />}
    >
      <div className="data">
        {problem && <ProblemNote problem={problem} />}
        {importing?.busy && <ReadingProgress importing={importing} />}
        {importing ? (
          importing.preview && <Preview importing={importing} preview={importing.preview} />
        ) : (
          <>
            <DropZone />
            <Library />
          </>
        )}
      </div>
    </Dialog>
  );
}

function ImportFooter() {
  const { t } = useTranslation(['translation', 'data']);
  const importing = useData((state) => state.importing);
  if (importing?.preview) return <KeepForm key={importing.files[0]?.name} importing={importing} />;
  return <Button onClick={actions.cancelImport}>{t('data.cancel')}</Button>;
}
