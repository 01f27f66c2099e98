// The form by which a person puts a turn right, in its place: the tool and its arguments by the tool's schema, or what should have been
// said. What is typed is tried out before it is kept.

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { ErrorCode } from '../../lib/errors';
import type { TypedCorrection } from '../../state/actions';
import type { AssistantEntry } from '../../state/chat-store';
import { CORRECTION_KINDS, type CorrectionKind, type ToolForm } from '../../state/corrections-store';
import { actions, useCorrections } from '../../state/hooks';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/segmented';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import './correct-turn.css';

type Call = TypedCorrection['calls'][number];

/** A plan has no more tools (agent/constrain.ts). */
const MOST_CALLS = 3;

/** What stands in the form at first: what was done, which is mostly nearly right. */
function callsOf({ cards, held, corrected }: AssistantEntry): Call[] {
  if (corrected) return corrected.turn.steps.map(({ call }) => call);
  const made = cards.map(({ name, args }) => ({ name, args: [...args] }));
  return held ? [...made, { name: held.call.name, args: [...held.call.args] }] : made;
}

export function CorrectTurn({ turn }: { turn: AssistantEntry }) {
  const { t } = useTranslation(['correct', 'translation']);
  const locale = useLocale();
  const tools = useCorrections(({ editing }) => editing?.tools);
  const { checking, unfit } = useCorrections((state) => state);
  const [kind, setKind] = useState<CorrectionKind>('call');
  const [typed, setCalls] = useState<Call[]>(() => callsOf(turn));
  const [said, setSaid] = useState<Partial<Record<CorrectionKind, string>>>({});
  const first = tools?.[0];
  const known = typed.filter(({ name }) => tools?.some((tool) => tool.name === name));
  const calls = known.length === 0 && first ? [blank(first)] : known;
  const say = said[kind] ?? (kind === 'call' ? '' : t(`replies.${kind}`));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // some browsers promise the end of the scrolling, which is no clean-up
    void form.current?.scrollIntoView({ block: 'nearest' });
  }, [tools, unfit, kind, calls.length]);
  const put = (at: number, call: Call | null) =>
    setCalls(call ? [...calls.slice(0, at), call, ...calls.slice(at + 1)] : calls.filter((_, i) => i !== at));
  return (
    <form
      ref={form}
      aria-label={t('form')}
      className="correct-turn"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.keepCorrection(turn.id, { kind, calls, say });
      }}
    >
      <p className="correct-turn__what" aria-hidden="true">
        {t('what')}
      </p>
      <Segmented
        label={t('what')}
        value={kind}
        segments={CORRECTION_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'call' ? (
        <>
          {tools &&
            calls.map((call, i) => (
              <CallFields
                key={i}
                call={call}
                tools={tools}
                label={calls.length > 1 ? t('toolOf', { number: i + 1 }) : t('tool')}
                onChange={(next) => put(i, next)}
                onDrop={calls.length > 1 ? () => put(i, null) : undefined}
                dropLabel={t('dropCall', { number: i + 1 })}
              />
            ))}
          {first && calls.length < MOST_CALLS && (
            <Button small look="quiet" icon="plus" onClick={() => put(calls.length, blank(first))}>
              {t('addCall')}
            </Button>
          )}
        </>
      ) : (
        <TextField
          label={t('reply')}
          value={say}
          onChange={(text) => setSaid({ ...said, [kind]: text })}
          maxLength={160}
        />
      )}
      <p className="help-text">
        {t('help')} {turn.speaker !== 'student' && t('helpOther')}
      </p>
      {unfit && (
        <div role="alert" className="correct-turn__unfit">
          {locale !== 'en' && <p>{t(`translation:problems.${unfit.code as ErrorCode}`)}</p>}
          <p lang="en">{unfit.message}</p>
        </div>
      )}
      <p className="correct-turn__actions">
        <Button type="submit" small look="primary" disabled={checking || !tools}>
          {t(checking ? 'checking' : 'save')}
        </Button>
        <Button small look="quiet" onClick={() => actions.closeCorrection()}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}

/** A call with nothing filled in but what comes from a list. */
const blank = ({ name, params }: ToolForm): Call => ({
  name,
  args: params.map(({ values, offered }) => values?.[0] ?? offered[0] ?? ''),
});

interface CallFieldsProps {
  call: Call;
  tools: readonly ToolForm[];
  label: string;
  onChange: (call: Call) => void;
  onDrop: (() => void) | undefined;
  dropLabel: string;
}

function CallFields({ call, tools, label, onChange, onDrop, dropLabel }: CallFieldsProps) {
  const localised = useLocalised();
  const tool = tools.find(({ name }) => name === call.name)!;
  const setArg = (at: number, arg: string) =>
    onChange({ name: tool.name, args: tool.params.map((_, i) => (i === at ? arg : (call.args[i] ?? ''))) });
  return (
    <div className="correct-turn__call">
      <SelectField
        label={label}
        value={tool.name}
        help={localised(tool.help)}
        options={tools.map(({ name, label: called }) => ({
          value: name,
          label: `${localised(called)} · ${name}`,
        }))}
        onChange={(name) => onChange(blank(tools.find((one) => one.name === name)!))}
        stacked
      />
      <div className="correct-turn__args">
        {tool.params.map(({ name, help, values, offered }, at) =>
          values ? (
            <SelectField
              key={name}
              label={name}
              value={call.args[at] ?? ''}
              options={values.map((value) => ({ value, label: value }))}
              onChange={(value) => setArg(at, value)}
              stacked
            />
          ) : (
            <TextField
              key={name}
              label={name}
              help={localised(help)}
              value={call.args[at] ?? ''}
              suggestions={offered}
              onChange={(value) => setArg(at, value)}
            />
          ),
        )}
      </div>
      {onDrop && (
        <Button small look="quiet" onClick={onDrop}>
          {dropLabel}
        </Button>
      )}
    </div>
  );
}
