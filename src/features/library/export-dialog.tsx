// The dialog "Export model": the forms in which a model leaves the page, what is to be chosen of one, the file, and how it is run.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { ExportForm } from '../../state/export-store';
import { actions, useExport, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProgressBar } from '../../ui/progress-bar';
import { Segmented } from '../../ui/segmented';
import { SelectField } from '../../ui/select-field';
import { CodeSnippet } from './code-snippet';
import './export-dialog.css';

export default function ExportDialog() {
  const { t } = useTranslation('export');
  const { t: everywhere } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const { about, model, problem, progress, saved } = useExport((state) => state);
  const [formId, setForm] = useState<string | null>(null);
  const [choiceId, setChoice] = useState<string | null>(null);
  const forms = about?.forms ?? [];
  const form = forms.find(({ id }) => id === formId) ?? forms.find(({ unfit }) => !unfit) ?? forms[0];
  const choice = form?.choices.find(({ id }) => id === choiceId) ?? form?.choices[0];
  return (
    <Dialog
      title={t('title')}
      closeLabel={t('close')}
      onClose={actions.closeExport}
      footer={
        form &&
        choice && (
          <>
            {progress && <Button onClick={actions.cancelExport}>{t('cancel')}</Button>}
            <Button
              look="primary"
              disabled={progress !== null || form.unfit !== null}
              onClick={() => void actions.exportModel(form.id, choice.id)}
            >
              {t('save')}
            </Button>
          </>
        )
      }
    >
      <div className="export">
        {problem && (
          <div role="alert">
            {locale !== 'en' && <p>{everywhere(`problems.${problem.code as ErrorCode}`)}</p>}
            <p lang="en">{problem.message}</p>
          </div>
        )}
        {!about && !problem && <p className="soft">{t('loading')}</p>}
        {about && <p>{t('of', { name: about.card.name })}</p>}
        {about && model !== null && about.ofRun.length > 1 && (
          <SelectField
            label={t('model')}
            value={model}
            disabled={progress !== null}
            options={about.ofRun.map(({ id, arm }) => ({ value: id, label: everywhere(`speaker.${arm}`) }))}
            onChange={(id) => void actions.openExport(id)}
          />
        )}
        {form && (
          <Segmented
            label={t('form')}
            value={form.id}
            segments={forms.map(({ id, label }) => ({ value: id, label: localised(label) }))}
            onChange={setForm}
          />
        )}
        {form?.unfit && <Unfit unfit={form.unfit} />}
        {form && choice && !form.unfit && (
          <>
            {form.choices.length > 1 && (
              <SelectField
                label={t('weights')}
                value={choice.id}
                options={form.choices.map(({ id, label }) => ({ value: id, label: localised(label) }))}
                onChange={setChoice}
              />
            )}
            {progress && <ProgressBar label={t('writing')} text="" {...progress} />}
            <p role="status">{saved && t('saved', { file: saved })}</p>
            {choice.snippets.map((snippet) => (
              <CodeSnippet key={snippet.language} {...snippet} />
            ))}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Why a model cannot leave in a form, and the way out at one click, where there is one. */
function Unfit({ unfit: { why, remedy } }: { unfit: NonNullable<ExportForm['unfit']> }) {
  const { t } = useTranslation('export');
  const localised = useLocalised();
  const size = useExport((state) => state.about?.size);
  const busy = useTraining((state) => isUnderWay(state.phase));
  return (
    <div>
      <p>{localised(why)}</p>
      {remedy === 'plainCopy' && size && (
        <>
          <Button disabled={busy} onClick={actions.distillPlainCopy}>
            {t('plainCopy')}
          </Button>
          {busy && <p className="soft">{t('busy')}</p>}
        </>
      )}
    </div>
  );
}
