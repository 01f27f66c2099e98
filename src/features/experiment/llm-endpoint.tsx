// How a language model behind an address is reached, what leaves the page and whether that may be, and what its server can.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverAt, servers } from '../../catalog/servers';
import type { Problem } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { type Endpoint, originOf, type Tested } from '../../state/llm-actions';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import type { LlmPartProps } from './llm-prompts';
import { LlmTested } from './llm-tested';

const OTHER = '';

interface LlmEndpointProps extends LlmPartProps<Endpoint> {
  /** Its key; undefined where it stays as it was. */
  secret: string | undefined;
  onSecret: (key: string) => void;
  onProblem: (problem: Problem | null) => void;
  /** Whether it is the teacher on the table. */
  teaches: boolean;
}

export function LlmEndpoint({ draft, change, secret, onSecret, onProblem, teaches }: LlmEndpointProps) {
  const { t } = useTranslation('llm');
  const { t: everywhere } = useTranslation();
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<Tested | null>(null);
  const where = originOf(draft.address);
  const agreed = where !== null && draft.consent === where.origin;
  const forget = () => {
    setTested(null);
    onProblem(null);
  };
  const moveTo = (address: string) => {
    forget();
    const origin = originOf(address)?.origin;
    change({ address, consent: origin === draft.consent ? draft.consent : null });
  };
  const test = async () => {
    forget();
    setTesting(true);
    const found = await (await actions.languageModels()).test(draft, secret);
    setTesting(false);
    if ('problem' in found) {
      onProblem(found.problem.code === 'cancelled' ? null : found.problem);
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
  const addressProblem = !where ? t('addressWrong') : where.admissible ? null : t('addressPlain');
  return (
    <>
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
        value={secret ?? ''}
        onChange={onSecret}
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
      {tested && where && (
        <LlmTested tested={tested} origin={where.origin} server={serverAt(draft.address)} />
      )}
      {teaches && draft.consent === null && <p className="help-text">{t('consentFirst')}</p>}
    </>
  );
}
