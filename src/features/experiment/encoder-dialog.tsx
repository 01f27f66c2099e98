// The dialog "Sentence encoders": bring one as files or by its hub id, let it teach, remove it, and say what labels mean.

import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encoderTeacher } from '../../catalog/run-config';
import { formatBytes, formatCompact } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { EncoderCard, Problem } from '../../state/data-store';
import { actions, useData, useEngine, useExperiment } from '../../state/hooks';
import { Button } from '../../ui/button';
import { ConfirmButton } from '../../ui/confirm-button';
import { Dialog } from '../../ui/dialog';
import { Disclosure } from '../../ui/disclosure';
import { HelpText } from '../../ui/help';
import { ProgressBar } from '../../ui/progress-bar';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import './encoder-dialog.css';
import { LabelWords } from './label-words';

export default function EncoderDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('encoder');
  const { t: everywhere } = useTranslation();
  const locale = useLocale();
  const help = useId();
  const encoders = useData((state) => state.encoders);
  const progress = useEngine((state) => state.progress.encoder);
  const [problem, setProblem] = useState<Problem | null>(null);
  const bring = async (files: readonly File[]) => {
    setProblem(null);
    setProblem(await (await actions.encoders()).load(files));
  };
  const fetchFrom = async (hubId: string) => {
    setProblem(null);
    setProblem(await (await actions.encoders()).fetch(hubId));
  };
  const cancel = async () => (await actions.encoders()).cancel();
  useEffect(() => () => void actions.encoders().then(({ cancel }) => cancel()), []);
  return (
    <Dialog title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <div className="encoders">
        <p>{t('intro')}</p>
        {problem && (
          <div role="alert" className="encoders__problem">
            {locale !== 'en' && <p>{everywhere(`problems.${problem.code as ErrorCode}`)}</p>}
            <p lang="en">{problem.message}</p>
          </div>
        )}
        {progress ? (
          <div className="encoders__row">
            <ProgressBar
              label={t(progress.total > 0 ? 'fetching' : 'loading')}
              {...progress}
              text={progress.total > 0 ? formatBytes(locale, progress.done) : ''}
            />
            <Button small onClick={() => void cancel()}>
              {t('cancel')}
            </Button>
          </div>
        ) : (
          <label className="button button--plain encoders__choose">
            {t('choose')}
            <input
              type="file"
              multiple
              className="visually-hidden"
              aria-describedby={help}
              onChange={({ target }) => {
                if (target.files?.length) void bring([...target.files]);
                target.value = ''; // so that the same files can be chosen again
              }}
            />
          </label>
        )}
        <p id={help} className="help-text">
          {t('chooseHelp')}
        </p>
        <Disclosure summary={t('hub')}>
          {() => <HubForm busy={progress !== undefined} onFetch={(id) => void fetchFrom(id)} />}
        </Disclosure>
        <Disclosure summary={t('where')}>{() => <p className="soft">{t('whereHelp')}</p>}</Disclosure>
        <section>
          <h3 id="encoder-list">{t('yours')}</h3>
          {encoders.length === 0 ? (
            <p className="soft">{t('none')}</p>
          ) : (
            <ul aria-labelledby="encoder-list" className="encoders__list">
              {encoders.map((encoder) => (
                <EncoderRow key={encoder.id} encoder={encoder} />
              ))}
            </ul>
          )}
        </section>
        <Disclosure summary={t('words')}>{() => <LabelWords />}</Disclosure>
      </div>
    </Dialog>
  );
}

/** An encoder by its hub id: nothing is asked before the person has said that it may be. */
function HubForm({ busy, onFetch }: { busy: boolean; onFetch: (hubId: string) => void }) {
  const { t } = useTranslation('encoder');
  const [hubId, setHubId] = useState('');
  const [agreed, setAgreed] = useState(false);
  return (
    <form
      className="encoders__hub"
      onSubmit={(event) => {
        event.preventDefault();
        onFetch(hubId);
      }}
    >
      <TextField label={t('hubId')} value={hubId} maxLength={200} onChange={setHubId} />
      <HelpText>{t('hubHelp')}</HelpText>
      <Switch label={t('hubConsent')} checked={agreed} onChange={setAgreed} />
      <Button type="submit" disabled={busy || !agreed || hubId.trim() === ''}>
        {t('fetch')}
      </Button>
    </form>
  );
}

function EncoderRow({ encoder: { id, name, bytes, parameters, width } }: { encoder: EncoderCard }) {
  const { t } = useTranslation('encoder');
  const locale = useLocale();
  const inUse = useExperiment(({ config }) => config.teacher === encoderTeacher(id));
  return (
    <li className="encoders__row">
      <div>
        <strong>{name}</strong>
        <p className="soft">
          {t('about', {
            size: formatBytes(locale, bytes),
            parameters: formatCompact(locale, parameters),
            width,
          })}
        </p>
      </div>
      <Button
        small
        disabled={inUse}
        aria-label={t('useOf', { name })}
        onClick={() => void actions.encoders().then(({ use }) => use(id))}
      >
        {t(inUse ? 'inUse' : 'use')}
      </Button>
      <ConfirmButton
        first={{ text: t('remove'), name: t('removeOf', { name }) }}
        again={{ text: t('removeAgain'), name: t('removeAgainOf', { name }) }}
        onConfirm={() => void actions.encoders().then(({ remove }) => remove(id))}
      />
    </li>
  );
}
