// What a person can do with sentence encoders: bring one, let it teach, remove it, and say what labels mean. Loaded when it is asked for.

import { labelWordsText, parseLabelWords } from '../catalog/label-words';
import { encoderTeacher } from '../catalog/run-config';
import { entry as intents } from '../catalog/tasks/intents';
import { errorFields } from '../protocol/errors';
import { listEncoders, removeEncoder } from '../storage/encoders';
import type { AppParts } from './app-parts';
import type { EncoderCard, Problem } from './data-store';

export interface EncoderActions {
  /** Takes an encoder's files, and lets it teach; resolves to what is wrong with them, or null. */
  load(files: readonly File[]): Promise<Problem | null>;
  /** The same of a hub id, whose files are fetched: to be called when the person has agreed. */
  fetch(hubId: string): Promise<Problem | null>;
  /** Calls off the loading. */
  cancel(): void;
  use(id: string): void;
  remove(id: string): Promise<void>;
  /** The labels of the data on the table with what they mean in words, as a run would take them. */
  labels(): Promise<readonly { label: string; words: string }[]>;
  /** Says what a label means; nothing: what it says by itself. */
  name(label: string, words: string): void;
}

export function encoderActions({ stores, bridge, database, complain }: AppParts): EncoderActions {
  const { data, experiment } = stores;
  const refresh = async () => data.setState({ encoders: await listEncoders(await database()) });
  const letTeach = (id: string) => {
    if (experiment.getState().config.task !== intents.id) experiment.getState().set('task', intents.id);
    experiment.getState().set('teacher', encoderTeacher(id));
  };
  const bring = async (get: () => Promise<EncoderCard>): Promise<Problem | null> => {
    try {
      const card = await get();
      data.setState(({ encoders }) => ({
        encoders: [card, ...encoders.filter(({ id }) => id !== card.id)],
      }));
      letTeach(card.id);
      return null;
    } catch (error) {
      const problem = errorFields(error);
      return problem.code === 'cancelled' ? null : problem;
    }
  };
  return {
    load: (files) =>
      bring(() =>
        bridge.send('encoder.load', { files: files.map((file) => ({ name: file.name, blob: file })) }),
      ),
    fetch: (hubId) => bring(() => bridge.send('encoder.fetch', { hubId })),
    cancel: () => void bridge.send('encoder.cancel', {}).catch(complain),
    use: letTeach,
    async remove(id) {
      try {
        await removeEncoder(await database(), id);
        await refresh();
        const { config, set } = experiment.getState();
        if (config.teacher === encoderTeacher(id)) set('teacher', intents.defaultTeacher);
      } catch (error) {
        complain(error);
      }
    },
    async labels() {
      const { textSet, labelWords } = experiment.getState().config;
      return bridge.send('encoder.labels', { textSet, labelWords });
    },
    name(label, words) {
      const { config, set } = experiment.getState();
      const said = new Map(parseLabelWords(config.labelWords)).set(label, words);
      set('labelWords', labelWordsText(said));
    },
  };
}
