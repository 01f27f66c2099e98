// The dialog "LLM teacher": how a language model behind an address is reached, what leaves the page and whether that may be, what it can,
// what it is told, and what it may cost.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { llmOf, llmTeacher } from '../../catalog/run-config';
import { serverAt, servers } from '../../catalog/servers';
import { useLocale } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { Problem } from '../../state/data-store';
import { actions, useData, useExperiment } from '../../state/hooks';
import { type Endpoint, newEndpoint, originOf, type Tested } from '../../state/llm-actions';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';
import { Dialog } from '../../ui/dialog';
import { Disclosure } from '../../ui/disclosure';
import { SelectField } from '../../ui/select-field';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import './llm-dialog.css';
import { LlmLimits } from './llm-limits';
import { LlmPrompts } from './llm-prompts';
import { LlmTested } from './llm-tested';

const OTHER = '';

export default function LlmDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('llm');
  const { t: everywhere } = useTranslation();
  const locale = useLocale();
  const endpoints = useData((state) => state.endpoints);
  const teacher = useExperiment((state) => state.config.teacher);
  const [draft, setDraft] = useState<Endpoint>(
    () => endpoints.find(({ id }) => id === llmOf(teacher)) ?? endpoints[0] ?? newEndpoint(),
  );
  const [key, setKey] = useState<string>();
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<Tested | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const where = originOf(draft.address);
  const agreed = where !== null && draft.consent === where.origin;
  const known = endpoints.some(({ id }) => id === draft.id);
  const change = (moved: Partial<Endpoint>) => setDraft((now) => ({ ...now, ...moved }));
  const forget = () => {
    setTested(null);
    setProblem(null);
  };
  const moveTo = (address: string) => {
    forget();
    const origin = originOf(address)?.origin;
    change({ address, consent: origin === draft.consent ? draft.consent : null });
  };
  const test = async () => {
    forget();
    setTesting(true);
    const found = await (await actions.languageModels()).test(draft, key);
    setTesting(false);
    if ('problem' in found) {
      setProblem(found.problem.code === 'cancelled' ? null : found.problem);
      return;
    }
    setTested(found);
    if (!('abilities' in found)) return;
    const { models, logprobs } = found.abilities;
    change({
      ...(draft.model === '' && models[0] !== undefined && { model: models[0] }),
      ...(logprobs > 0 ? { scoring: 'logprobs', top: logprobs } : { scoring: 'samples' }),
    });
  };
  const cancel = () => void actions.languageModels().then(({ cancel }) => cancel());
  useEffect(() => cancel, []);
  const use = async () => {
    const wrong = await (await actions.languageModels()).use(draft, key);
    setProblem(wrong);
    if (!wrong) onClose();
  };
  const addressProblem = !where ? t('addressWrong') : where.admissible ? null : t('addressPlain');
  return (
    <Dialog
      title={t('title')}
      closeLabel={t('close')}
      onClose={onClose}
      footer={
        <div className="llm__footer">
          <Button
            look="primary"
            disabled={addressProblem !== null || draft.model === ''}
            onClick={() => void use()}
          >
            {t('use')}
          </Button>
          {known && (
            <ConfirmButton
              first={{ text: t('remove'), name: t('remove') }}
              again={{ text: t('removeAgain'), name: t('removeAgain') }}
              onConfirm={() => {
                void actions.languageModels().then(({ remove }) => remove(draft));
                setDraft(newEndpoint());
                forget();
              }}
            />
          )}
        </div>
      }
    >
      <div className="llm">
        <p>{t('intro')}</p>
        {endpoints.length > 0 && (
          <SelectField
            label={t('which')}
            value={known ? draft.id : OTHER}
            options={[
              ...endpoints.map(({ id, model, address }) => ({
                value: id,
                label: `${model} – ${originOf(address)?.origin ?? address}`,
              })),
              { value: OTHER, label: t('another') },
            ]}
            onChange={(id) => {
              forget();
              setKey(undefined);
              setDraft(endpoints.find((one) => one.id === id) ?? newEndpoint());
            }}
          />
        )}
        <SelectField
          label={t('server')}
          value={serverAt(draft.address)?.id ?? OTHER}
          options={[
            ...servers.map(({ id, label }) => ({ value: id, label })),
            { value: OTHER, label: t('otherServer') },
          ]}
          onChange={(id) => {
            const server = servers.find((one) => one.id === id);
            moveTo(server?.address ?? 'https://');
            if (server && !server.logprobs) change({ scoring: 'samples' });
          }}
        />
        <TextField
          label={t('address')}
          value={draft.address}
          onChange={moveTo}
          maxLength={500}
          problem={addressProblem}
          help={t('addressHelp')}
          helpLabel={everywhere('experiment.about', { name: t('address') })}
        />
        <TextField
          label={t('model')}
          value={draft.model}
          onChange={(model) => change({ model })}
          maxLength={300}
          suggestions={tested && 'abilities' in tested ? tested.abilities.models : []}
          help={t('modelHelp')}
          helpLabel={everywhere('experiment.about', { name: t('model') })}
        />
        <TextField
          label={t('key')}
          value={key ?? ''}
          onChange={setKey}
          secret
          help={t('keyHelp')}
          helpLabel={everywhere('experiment.about', { name: t('key') })}
        />
        <section className="llm__consent" aria-labelledby="llm-leaves">
          <h3 id="llm-leaves">{t('leaves')}</h3>
          <p>{t('leavesList')}</p>
          {where?.admissible && (
            <Switch
              label={t('consent', { origin: where.origin })}
              checked={agreed}
              onChange={(yes) => change({ consent: yes ? where.origin : null })}
            />
          )}
        </section>
        <div className="llm__test">
          <Button disabled={!agreed || testing} onClick={() => void test()} aria-describedby="llm-test-help">
            {t('test')}
          </Button>
          {testing && (
            <Button small look="quiet" onClick={cancel}>
              {t('cancel')}
            </Button>
          )}
          <p id="llm-test-help" className="help-text" role="status">
            {testing ? t('testing') : agreed ? '' : t('consentFirst')}
          </p>
        </div>
        {problem && (
          <div role="alert" className="llm__problem">
            {locale !== 'en' && <p>{everywhere(`problems.${problem.code as ErrorCode}`)}</p>}
            <p lang="en">{problem.message}</p>
          </div>
        )}
        {tested && where && (
          <LlmTested tested={tested} origin={where.origin} server={serverAt(draft.address)} />
        )}
        <Disclosure summary={t('prompts')}>{() => <LlmPrompts draft={draft} change={change} />}</Disclosure>
        <Disclosure summary={t('limits')}>{() => <LlmLimits draft={draft} change={change} />}</Disclosure>
        <Disclosure summary={t('rights')}>
          {() => (
            <div className="llm__group">
              <p className="help-text">{t('rightsHelp')}</p>
              <TextField
                label={t('licence')}
                value={draft.licence}
                maxLength={200}
                onChange={(licence) => change({ licence })}
              />
              <TextField
                label={t('terms')}
                value={draft.terms}
                maxLength={500}
                onChange={(terms) => change({ terms })}
              />
            </div>
          )}
        </Disclosure>
        {teacher === llmTeacher(draft.id) && draft.consent === null && (
          <p className="help-text">{t('consentFirst')}</p>
        )}
      </div>
    </Dialog>
  );
}
