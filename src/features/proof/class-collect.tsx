// Where result codes come in: pasted many at once, or from files, texts and pictures of QR codes; and what became of them.

import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromCode, type Refusal, type Sorted } from '../../state/class-results';
import type { ClassState } from '../../state/class-store';
import { actions, useClass } from '../../state/hooks';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { TextField } from '../../ui/text-field';
import { useDrop } from '../../ui/use-drop';

const REFUSALS: readonly Refusal[] = ['other-study', 'mistyped', 'cut-off', 'newer', 'unfit'];

export function ClassCollect({ name }: { name: string }) {
  const { t } = useTranslation(['translation', 'class']);
  const told = useClass((state) => state.told);
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // a list of its own: the input's is emptied before it is read
  const take = (files: FileList) => void actions.addCodeFiles([...files]);
  const { over, listeners } = useDrop(({ files }) => take(files));
  return (
    <div className={classNames('class__collect', over && 'class__collect--over')} {...listeners}>
      <TextField
        label={t('class:codes')}
        help={t('class:codesHelp')}
        helpLabel={t('experiment.about', { name: t('class:codes') })}
        rows={4}
        value={text}
        onChange={setText}
      />
      <div className="class__buttons">
        <Button
          disabled={text.trim() === ''}
          onClick={() => {
            actions.addCodes(text);
            setText('');
          }}
        >
          {t('class:add')}
        </Button>
        <Button look="quiet" icon="upload" onClick={() => input.current?.click()}>
          {t('class:files')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('class:files')}
          onChange={({ target }) => {
            if (target.files) take(target.files);
            target.value = ''; // so that the same files can be chosen again
          }}
        />
        <span className="help-text">{t('class:filesHelp')}</span>
      </div>
      <div role="status" className="class__told">
        {told && <Told told={told} name={name} />}
      </div>
    </div>
  );
}

function Told({ told, name }: { told: NonNullable<ClassState['told']>; name: string }) {
  const { t } = useTranslation(['translation', 'class']);
  const { added, twice, clashes, refused, without } = told;
  const list = useList();
  const nothing = added + twice.length + clashes.length + refused.length + without.length === 0;
  return (
    <>
      <p>
        <strong>{added > 0 ? t('class:told.added', { count: added }) : t('class:told.none')}</strong>{' '}
        {nothing && t('class:told.nothing')}
      </p>
      {without.length > 0 && <p>{t('class:told.without', { names: list(without) })}</p>}
      {twice.length > 0 && (
        <p>{t('class:told.twice', { count: twice.length, codes: list(twice.map(numbered(t))) })}</p>
      )}
      {clashes.length > 0 && (
        <p>{t('class:told.clashes', { codes: list(clashes.map(({ code }) => code).map(numbered(t))) })}</p>
      )}
      {REFUSALS.map((why) => {
        const codes = codesRefused(refused, why);
        return codes.length > 0 && <p key={why}>{t(`class:refused.${why}`, { codes: list(codes), name })}</p>;
      })}
    </>
  );
}

const codesRefused = (refused: Sorted['refused'], why: Refusal): string[] =>
  refused
    .filter((one) => one.why === why)
    .map(({ code }) => (code.length > 60 ? `${code.slice(0, 60)}…` : code));

/** "RT1-… (number 7)" */
const numbered =
  (t: ReturnType<typeof useTranslation<['translation', 'class']>>['t']) =>
  (code: string): string => {
    const read = fromCode(code);
    return typeof read === 'string' ? code : t('class:numberOf', { code, number: read.number });
  };

/** The first ones, and how many more. */
function useList(most = 5): (items: readonly string[]) => string {
  const { t } = useTranslation(['translation', 'class']);
  return (items) =>
    [
      ...items.slice(0, most),
      ...(items.length > most ? [t('class:andMore', { count: items.length - most })] : []),
    ].join(', ');
}
