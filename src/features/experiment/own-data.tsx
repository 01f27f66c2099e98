// The way to a person's own data: opens the dialog that imports and lists it.

import { useTranslation } from 'react-i18next';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';

export function OwnData() {
  const { t } = useTranslation();
  return (
    <Button small icon="upload" onClick={actions.openData}>
      {t('data.open')}
    </Button>
  );
}
