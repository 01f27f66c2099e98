// The one click that mends what was found, for those findings that have one.

import { useTranslation } from 'react-i18next';
import type { Finding } from '../../catalog/data-findings';
import type { DataPreview } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

interface RemedyProps {
  /** null: of all rows. */
  finding: Finding | null;
  files: DataPreview['files'];
}

export function Remedy({ finding, files }: RemedyProps) {
  const { t } = useTranslation(['translation', 'data']);
  if (finding === 'spelling')
    return (
      <Button small onClick={() => actions.chooseForImport({ mergeLabels: true })}>
        {t('data:mergeSpellings')}
      </Button>
    );
  if (finding === 'merged')
    return (
      <Button small onClick={() => actions.chooseForImport({ mergeLabels: false })}>
        {t('data:keepSpellings')}
      </Button>
    );
  const headless = files.flatMap(({ csv }, i) => (csv && !csv.header ? [i] : []));
  // of several files it is not known which the row is from; each has its switch
  if (finding !== 'perhaps-names' || headless.length !== 1) return null;
  return (
    <Button small onClick={() => actions.chooseForFile(headless[0]!, { header: true })}>
      {t('data:areNames')}
    </Button>
  );
}
