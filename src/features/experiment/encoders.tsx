// What belongs to a frozen sentence encoder as teacher, and the way to the dialog that brings one: task "intents".

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onlyAnswers } from '../../catalog/run-config';
import { entry as head } from '../../catalog/settings/encoder';
import { useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { ParamNumber } from './param-number';
import { SettingFields } from './setting-fields';

const EncoderDialog = lazy(() => import('./encoder-dialog'));

export default function Encoders() {
  const { t } = useTranslation('encoder');
  const { teacher, labelsPerClass } = useExperiment((state) => state.config);
  const [open, setOpen] = useState(false);
  const teaches = onlyAnswers(teacher);
  return (
    <>
      {teaches && <SettingFields group={head.id} params={head.params} nextRun />}
      {(teaches || labelsPerClass > 0) && <ParamNumber param="labelsPerClass" />}
      <Button small onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && (
        <Suspense>
          <EncoderDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
