// A language model in a file, which runs in the page: choosing it, what it takes, and how long it takes for what it is asked.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatCompact } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { hasWideMemory } from '../../lib/wide-memory';
import type { Problem } from '../../state/data-store';
import { actions, useEngine } from '../../state/hooks';
import type { PageModel } from '../../state/llm-actions';
import { Button } from '../../ui/button';
import { Note } from '../../ui/note';
import { ProgressBar } from '../../ui/progress-bar';
import { LlmPace } from './llm-pace';

interface LlmInPageProps {
  model: PageModel | null;
  onModel: (model: PageModel) => void;
  onProblem: (problem: Problem | null) => void;
}

/** GB of this device as the browser tells them, at most 8; undefined where it does not. */
const deviceMemory = (): number | undefined => (navigator as { deviceMemory?: number }).deviceMemory;

export function LlmInPage({ model, onModel, onProblem }: LlmInPageProps) {
  const { t } = useTranslation('llm');
  const locale = useLocale();
  const progress = useEngine((state) => state.progress['language-model']);
  const [atHand, setAtHand] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  useEffect(() => {
    let shown = true;
    void actions.languageModels().then(({ holds }) => shown && setAtHand(model !== null && holds(model)));
    return () => {
      shown = false;
    };
  }, [model]);
  const settle = (found: PageModel | { problem: Problem }) => {
    if (!('problem' in found)) onModel(found);
    else if (found.problem.code !== 'cancelled') onProblem(found.problem);
  };
  const take = async (file: File) => {
    onProblem(null);
    settle(await (await actions.languageModels()).take(file));
  };
  const measure = async (chosen: PageModel) => {
    onProblem(null);
    setMeasuring(true);
    settle(await (await actions.languageModels()).measure(chosen));
    setMeasuring(false);
  };
  if (!hasWideMemory())
    return (
      <Note title={t('tooNarrow')}>
        <p>{t('tooNarrowHelp')}</p>
      </Note>
    );
  const gigabytes = deviceMemory();
  const much = model !== null && gigabytes !== undefined && model.file.memory > gigabytes * 0.25e9;
  return (
    <>
      <p className="help-text">{t('pageHelp')}</p>
      <label className="button button--plain llm__choose">
        {t('chooseFile')}
        <input
          type="file"
          className="visually-hidden"
          disabled={measuring}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void take(file);
            target.value = ''; // so that the same file can be chosen again
          }}
        />
      </label>
      {model && (
        <section className="llm__file" aria-labelledby="llm-file">
          <h3 id="llm-file">{model.model}</h3>
          <p className="soft">
            {t('fileFacts', {
              file: model.file.name,
              kind: model.file.architecture,
              parameters: formatCompact(locale, model.file.parameters),
              size: formatBytes(locale, model.file.bytes),
            })}
          </p>
          <p>{t('fileMemory', { memory: formatBytes(locale, model.file.memory) })}</p>
          {much && <p>{t('fileMuch', { memory: formatBytes(locale, gigabytes * 1e9) })}</p>}
          {!atHand && <p>{t('chooseAgain', { file: model.file.name })}</p>}
          {measuring ? (
            <div className="llm__test">
              <ProgressBar
                label={t(progress && progress.total > 0 ? 'measuring' : 'loadingFile')}
                done={progress?.done ?? 0}
                total={progress?.total ?? 0}
                text={progress && progress.total > 0 ? `${progress.done} / ${progress.total}` : ''}
              />
              <Button small onClick={() => void actions.languageModels().then(({ cancel }) => cancel())}>
                {t('cancel')}
              </Button>
            </div>
          ) : (
            <div className="llm__test">
              <Button disabled={!atHand} onClick={() => void measure(model)}>
                {t('measure')}
              </Button>
              <LlmPace pace={model.pace} unmeasured={t('measureFirst')} />
            </div>
          )}
        </section>
      )}
    </>
  );
}
