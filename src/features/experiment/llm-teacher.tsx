// What belongs to a language model as teacher, and the way to the dialog that says how one is reached.

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { llmOf } from '../../catalog/run-config';
import { entry as llm } from '../../catalog/settings/llm';
import { useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { SettingFields } from './setting-fields';

const LlmDialog = lazy(() => import('./llm-dialog'));

export default function LlmTeacher() {
  const { t } = useTranslation('llm');
  const { task, teacher } = useExperiment((state) => state.config);
  const [open, setOpen] = useState(false);
  const asked = llm.params.filter(({ id }) => (id === 'sentences') === (task === 'intents'));
  return (
    <>
      {llmOf(teacher) !== null && <SettingFields group={llm.id} params={asked} nextRun />}
      <Button small onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && (
        <Suspense>
          <LlmDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
