// Actions on corrections: a turn of the chat is put right, tried out and kept; a run under way learns it with its next steps, the student
// of one that is over when it is asked to.

import type { Correction } from '../protocol/correction';
import { errorFields } from '../protocol/errors';
import { onChange } from '../storage/changes';
import { eraseCorrection, listCorrections, saveCorrection } from '../storage/corrections';
import { listNotes } from '../storage/notes';
import { listTodo } from '../storage/todo';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { type AssistantEntry, noteCorrected, rememberedTurns } from './chat-store';
import { chatsOf } from './corrected-chats';
import { download } from './download';
import { runOfStudy } from './studies';
import { isUnderWay, noteCorrections } from './training-store';

type CorrectionActions = Pick<
  Actions,
  | 'refreshCorrections'
  | 'correctTurn'
  | 'closeCorrection'
  | 'keepCorrection'
  | 'takeBackCorrection'
  | 'removeCorrection'
  | 'learnCorrections'
  | 'cancelLearning'
  | 'saveCorrections'
>;

export function correctionActions(parts: AppParts): CorrectionActions {
  const { stores, bridge, recorder, removals, database, complain } = parts;
  const { corrections, chat, training, claims, studies } = stores;
  bridge.listen('correction.learning', (progress) => {
    if (corrections.getState().progress) corrections.setState({ progress });
  });

  /** Those that a run's student can learn: of the tools that it has. */
  const fitting = (dataSet: string | undefined): Correction[] =>
    corrections.getState().list.filter((correction) => correction.dataSet === dataSet);
  /** The agent's run now, where a person may steer it; what is replayed or compared keeps to its settings. */
  const steered = () => {
    const { config, phase } = training.getState();
    const held = runOfStudy(studies.getState()) || claims.getState().status === 'running';
    return config?.task === 'agent' && isUnderWay(phase) && !held ? config : null;
  };
  const tellRun = (): void => {
    const config = steered();
    if (!config) return;
    const list = fitting(config.textSet);
    bridge.send('train.adjust', { corrections: list }).then(() => {
      noteCorrections(training, list.length, Date.now());
      recorder.noteCorrections({ list });
    }, complain);
  };
  // a run that begins has them from its first step on
  let told = training.getState().config;
  training.subscribe(({ config, phase, step }) => {
    if (config === told) return;
    const begins = phase === 'preparing' && step === 0;
    told = config;
    // of a run that is opened again it is known what its student has learnt
    const run = isUnderWay(phase) ? null : recorder.current();
    const { list = [], learnt } = run?.corrections ?? {};
    const ids = list.map(({ id }) => id);
    corrections.setState({
      problem: null,
      learnt: run && learnt ? { run: run.id, ids, outcome: learnt } : null,
    });
    if (begins && fitting(config?.textSet).length > 0) queueMicrotask(tellRun); // the worker is to hear of the run first
  });

  const refresh = async (): Promise<void> => {
    corrections.setState({ list: await listCorrections(await database()) });
  };
  onChange('corrections', () => void refresh().catch(complain));

  const turnOf = (id: number): AssistantEntry | undefined =>
    chat
      .getState()
      .entries.find((entry): entry is AssistantEntry => entry.role === 'assistant' && entry.id === id);
  const close = () => corrections.setState({ editing: null, checking: false, unfit: null });

  return {
    refreshCorrections: refresh,
    async correctTurn(id) {
      const turn = turnOf(id);
      if (!turn) return;
      corrections.setState({ editing: { turn: id, dataSet: '', tools: null }, unfit: null, checking: false });
      const before = rememberedTurns({ ...chat.getState(), speaker: turn.speaker }, turn);
      const found = await bridge.send('correction.tools', { said: turn.said, before });
      if (corrections.getState().editing?.turn === id)
        corrections.setState({ editing: { turn: id, ...found } });
    },
    closeCorrection: close,
    async keepCorrection(id, { kind, calls, say }) {
      const turn = turnOf(id);
      const { editing, checking } = corrections.getState();
      if (!turn || editing?.turn !== id || checking) return;
      corrections.setState({ checking: true, unfit: null });
      try {
        const db = await database();
        const [todo, notes] = await Promise.all([listTodo(db), listNotes(db)]);
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        const learnt = await bridge.send('correction.check', {
          ...{ kind, calls: [...calls], say, said: turn.said },
          before: rememberedTurns({ ...chat.getState(), speaker: turn.speaker }, turn),
          world: { now: Date.now(), timeZone, todo, notes },
        });
        const correction: Correction = {
          id: turn.corrected?.id ?? crypto.randomUUID(),
          at: Date.now(),
          dataSet: editing.dataSet,
          said: turn.said,
          wrote: wroteOf(turn),
          kind,
          ...learnt,
        };
        await saveCorrection(db, correction);
        noteCorrected(chat, id, { id: correction.id, turn: correction.turn });
        await refresh();
        tellRun();
        close();
      } catch (error) {
        if (corrections.getState().editing?.turn === id)
          corrections.setState({ checking: false, unfit: errorFields(error) });
      }
    },
    async takeBackCorrection(id) {
      const correction = turnOf(id)?.corrected;
      if (!correction) return;
      noteCorrected(chat, id, null);
      await eraseCorrection(await database(), correction.id);
      await refresh();
      tellRun();
    },
    async removeCorrection({ id, said }) {
      corrections.setState(({ list }) => ({ list: list.filter((correction) => correction.id !== id) }));
      if (!(await removals.remove({ store: 'corrections', id, name: said }))) return refresh();
      tellRun();
    },
    async learnCorrections() {
      const run = recorder.current();
      const { config, phase } = training.getState();
      if (!run || !config || isUnderWay(phase) || corrections.getState().progress) return;
      const list = fitting(config.textSet);
      corrections.setState({ progress: { work: 'preparing', done: 0, total: 0 }, problem: null });
      try {
        const outcome = await bridge.send('correction.learn', { run: run.id, corrections: list });
        const ids = list.map(({ id }) => id);
        corrections.setState({ progress: null, learnt: { run: run.id, ids, outcome } });
        recorder.noteCorrections({ list, learnt: outcome });
        chat.getState().setSpeaker('student');
      } catch (error) {
        const problem = errorFields(error);
        corrections.setState({ progress: null, problem: problem.code === 'cancelled' ? null : problem });
      }
    },
    cancelLearning: () => void bridge.send('correction.cancel', {}).catch(complain),
    async saveCorrections() {
      const { tools } = await bridge.send('correction.tools', { said: '', before: [] });
      const lines = chatsOf(corrections.getState().list, tools);
      download('retort-corrections.jsonl', new Blob([lines], { type: 'application/jsonl' }));
    },
  };
}

/** What a turn did, in a line. */
function wroteOf({ cards, held, say }: AssistantEntry): string {
  const calls = [...cards, ...(held ? [held.call] : [])];
  return calls.map(({ name, args }) => `${name}(${args.join(', ')})`).join('; ') || say;
}
