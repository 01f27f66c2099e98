// What belongs to a language model as teacher, and the way to the dialog that says how one is reached.

import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { llmOf } from '../../catalog/run-config';
import { entry as llm } from '../../catalog/settings/llm';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useData, useExperiment, useTraining } from '../../state/hooks';
import { Button } from '../../ui/button';
import './llm-teacher.css';
import { LlmPace } from './llm-pace';
import { SettingFields } from './setting-fields';

const LlmDialog = lazy(() => import('./llm-dialog'));

export default function LlmTeacher() {
  const { t } = useTranslation('llm');
  const { task, teacher } = useExperiment((state) => state.config);
  const [open, setOpen] = useState(false);
  const pace = useData(({ languageModels }) => {
    const model = languageModels.find(({ id }) => id === llmOf(teacher));
    return model && 'pace' in model && model.pace ? model.pace : undefined;
  });
  const asked = llm.params.filter(({ id }) => (id === 'sentences') === (task === 'intents'));
  return (
    <>
      {llmOf(teacher) !== null && <SettingFields group={llm.id} params={asked} nextRun />}
      {pace !== undefined && <LlmPace pace={pace} unmeasured="" />}
      <Button small onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {task === 'agent' && <Authored />}
      {open && (
        <Suspense>
          <LlmDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What became of the dialogues that it wrote for the last run, each fault by its kind. */
function Authored() {
  const { t } = useTranslation('llm');
  const locale = useLocale();
  const authored = useTraining((state) => state.authored);
  if (!authored) return null;
  const { model, written, kept, faults } = authored;
  const number = (value: number) => formatNumber(locale, value, 7);
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a);
  return (
    <section aria-label={t('wrote')} className="llm-wrote">
      <p>{t('wroteSo', { model, written: number(written), kept: number(kept) })}</p>
      {kinds.length > 0 && (
        <ul className="llm-wrote__faults">
          {kinds.map(([fault, count]) => (
            <li key={fault}>{t(`fault.${fault as 'json'}`, { count: number(count) })}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
