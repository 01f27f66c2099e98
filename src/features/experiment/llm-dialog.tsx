// The dialog "LLM teacher": a language model behind an address or in a file, what it is told, and whose it is.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encoderOf, llmOf } from '../../catalog/run-config';
import { useLocale } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Problem } from '../../state/data-store';
import { actions, useData, useExperiment } from '../../state/hooks';
import {
  type Described,
  type Endpoint,
  isPageModel,
  newEndpoint,
  originOf,
  type PageModel,
} from '../../state/llm-actions';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';
import { Dialog } from '../../ui/dialog';
import { Disclosure } from '../../ui/disclosure';
import { Segmented } from '../../ui/segmented';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import './llm-dialog.css';
import { LlmEndpoint } from './llm-endpoint';
import { LlmInPage } from './llm-in-page';
import { LlmLimits } from './llm-limits';
import { LlmPrompts } from './llm-prompts';

const OTHER = '';

const described = (model: Described): string =>
  isPageModel(model)
    ? `${model.model} (GGUF)`
    : `${model.model} – ${originOf(model.address)?.origin ?? model.address}`;

export default function LlmDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('llm');
  const { t: everywhere } = useTranslation();
  const locale = useLocale();
  const known = useData((state) => state.languageModels);
  const { teacher, task } = useExperiment((state) => state.config);
  const [first] = useState(() => {
    const chosen = llmOf(teacher) ?? encoderOf(teacher);
    return known.find(({ id }) => id === chosen) ?? known[0];
  });
  const [where, setWhere] = useState<'address' | 'page'>(first && isPageModel(first) ? 'page' : 'address');
  const [endpoint, setEndpoint] = useState<Endpoint>(
    first && !isPageModel(first) ? first : () => newEndpoint(),
  );
  const [inPage, setInPage] = useState<PageModel | null>(first && isPageModel(first) ? first : null);
  const [key, setKey] = useState<string>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const draft = where === 'page' ? inPage : endpoint;
  const isKnown = draft !== null && known.some(({ id }) => id === draft.id);
  const change = (moved: Partial<Endpoint> & Partial<PageModel>) => {
    if (where === 'page') setInPage((now) => now && { ...now, ...moved });
    else setEndpoint((now) => ({ ...now, ...moved }));
  };
  const show = (model: Described | undefined) => {
    setProblem(null);
    setKey(undefined);
    if (model && isPageModel(model)) setInPage(model);
    else setEndpoint(model ?? newEndpoint());
    if (model) setWhere(isPageModel(model) ? 'page' : 'address');
    else setInPage(null);
  };
  useEffect(() => () => void actions.languageModels().then(({ cancel }) => cancel()), []);
  const use = async (as?: 'encoder') => {
    if (!draft) return;
    const wrong = await (await actions.languageModels()).use(draft, key, as);
    setProblem(wrong);
    if (!wrong) onClose();
  };
  const ready =
    where === 'page'
      ? inPage?.pace != null
      : endpoint.model !== '' && originOf(endpoint.address)?.admissible === true;
  return (
    <Dialog
      title={t('title')}
      closeLabel={t('close')}
      onClose={onClose}
      footer={
        <div className="llm__footer">
          <Button look="primary" disabled={!ready} onClick={() => void use()}>
            {t('use')}
          </Button>
          {where === 'page' && ready && task !== 'agent' && (
            <Button small look="quiet" title={t('useToReadHelp')} onClick={() => void use('encoder')}>
              {t('useToRead')}
            </Button>
          )}
          {isKnown && (
            <ConfirmButton
              first={{ text: t('remove'), name: t('remove') }}
              again={{ text: t('removeAgain'), name: t('removeAgain') }}
              onConfirm={() => {
                void actions.languageModels().then(({ remove }) => remove(draft));
                show(undefined);
              }}
            />
          )}
        </div>
      }
    >
      <div className="llm">
        <p>{t('intro')}</p>
        {known.length > 0 && (
          <SelectField
            label={t('which')}
            value={isKnown ? draft.id : OTHER}
            options={[
              ...known.map((model) => ({ value: model.id, label: described(model) })),
              { value: OTHER, label: t('another') },
            ]}
            onChange={(id) => show(known.find((one) => one.id === id))}
          />
        )}
        <Segmented
          label={t('where')}
          value={where}
          segments={[
            { value: 'address', label: t('whereAddress') },
            { value: 'page', label: t('wherePage') },
          ]}
          onChange={(moved) => {
            setProblem(null);
            setWhere(moved);
          }}
        />
        {where === 'page' ? (
          <LlmInPage model={inPage} onModel={setInPage} onProblem={setProblem} />
        ) : (
          <LlmEndpoint
            {...{ change, onProblem: setProblem }}
            draft={endpoint}
            key={endpoint.id}
            secret={key}
            onSecret={setKey}
            teaches={llmOf(teacher) === endpoint.id}
          />
        )}
        {problem && (
          <div role="alert" className="llm__problem">
            {locale !== 'en' && <p>{everywhere(`problems.${problem.code as ErrorCode}`)}</p>}
            <p lang="en">{problem.message}</p>
          </div>
        )}
        {draft && (
          <>
            <Disclosure summary={t('prompts')}>
              {() => <LlmPrompts draft={draft} change={change} />}
            </Disclosure>
            {!isPageModel(draft) && (
              <Disclosure summary={t('limits')}>
                {() => <LlmLimits draft={draft} change={change} />}
              </Disclosure>
            )}
            <Disclosure summary={t(isPageModel(draft) ? 'licence' : 'rights')}>
              {() => (
                <div className="llm__group">
                  <p className="help-text">{t('rightsHelp')}</p>
                  <TextField
                    label={t('licence')}
                    value={draft.licence}
                    maxLength={200}
                    onChange={(licence) => change({ licence })}
                  />
                  {!isPageModel(draft) && (
                    <TextField
                      label={t('terms')}
                      value={draft.terms}
                      maxLength={500}
                      onChange={(terms) => change({ terms })}
                    />
                  )}
                </div>
              )}
            </Disclosure>
          </>
        )}
      </div>
    </Dialog>
  );
}
