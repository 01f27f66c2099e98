// A class from both ends: a pupil's part is taken, run and said as a code; a lecturer's page deals a study and puts its codes together.
// Loaded with the first of them.

import { RetortError } from '../lib/errors';
import { fingerprintOf, fingerprintText, toCode } from '../storage/class-code';
import {
  canDeal,
  type ClassStudy,
  fromClassHash,
  MOST_NUMBER,
  type Part,
  partOf,
  toClassHash,
} from '../storage/class-study';
import { isReplayable } from '../storage/run-record';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { keepClass, keepPart, keptClass, keptPart } from './class-kept';
import { figuresOfReport, sortCodes } from './class-results';
import { partOfLink } from './class-store';
import { download } from './download';
import { isUnderWay } from './training-store';

type ClassActions = Pick<
  Actions,
  | 'openPart'
  | 'takePart'
  | 'runPart'
  | 'savePart'
  | 'closePart'
  | 'openClass'
  | 'dealClass'
  | 'collectClass'
  | 'addCodes'
  | 'addCodeFiles'
  | 'removeCode'
>;

/** A form's answers of a whole university stay below. */
const MOST_TEXT = 2e6;
/** A camera's pictures have about ten. */
const MOST_PICTURE = 40e6;

export function classActions(
  { stores, recorder }: AppParts,
  { distill }: Pick<Actions, 'distill'>,
): ClassActions {
  const { classes, experiment, training, proof, page } = stores;

  /** The part on the table; null where the link deals none that can be read. */
  const dealt = (): { study: ClassStudy; fingerprint: number; number: number | null } | null => {
    const { link, number } = classes.getState();
    const study = link === null ? 'broken' : fromClassHash(link);
    return typeof study === 'string' ? null : { study, fingerprint: fingerprintOf(link!), number };
  };

  /** Another run of the same study begins where the last one was. */
  const settle = (study: ClassStudy, part: Part, fingerprint: number, id?: string): void => {
    if (classes.getState().status !== 'running' || classes.getState().number !== part.number) return;
    const run = recorder.current();
    if (run?.id !== id || !run?.report || !isReplayable(run)) return classes.setState({ status: 'ended' });
    const code = toCode({
      fingerprint,
      number: part.number,
      figures: figuresOfReport(study, part, run.report),
    });
    classes.setState({ status: 'done', code });
    keepPart(fingerprint, { number: part.number, code });
  };

  const told = (text: string, without: readonly string[]): void => {
    const { study: link, codes: known } = classes.getState();
    const study = link === null ? 'broken' : fromClassHash(link);
    if (link === null || typeof study === 'string') return;
    const sorted = sortCodes(study, fingerprintOf(link), known, text);
    classes.setState({ codes: sorted.codes, told: { ...sorted, without } });
    keepClass({ study: link, codes: sorted.codes });
  };

  const collect = (link: string): void => {
    const kept = keptClass();
    const same = kept && fingerprintOf(kept.study) === fingerprintOf(link);
    classes.setState({ study: link, codes: same ? kept.codes : [], told: null });
    keepClass({ study: link, codes: [...classes.getState().codes] });
  };

  return {
    openPart() {
      const { fingerprint, number } = dealt() ?? {};
      const kept = fingerprint === undefined || number !== null ? null : keptPart(fingerprint);
      if (kept) classes.setState({ ...kept, status: kept.code === null ? 'open' : 'done' });
    },
    takePart(chosen) {
      const now = dealt();
      if (!now || classes.getState().status === 'running') return;
      // at random beyond the numbers that are counted off, so that nobody's is taken
      const beyond = MOST_NUMBER - now.study.pupils;
      const number = chosen ?? now.study.pupils + 1 + Math.floor(Math.random() * beyond);
      if (number === now.number) return;
      const kept = keptPart(now.fingerprint);
      const code = kept?.number === number ? kept.code : null;
      classes.setState({ number, code, status: code === null ? 'open' : 'done' });
    },
    runPart() {
      const now = dealt();
      if (!now || now.number === null || isUnderWay(training.getState().phase)) return;
      const part = partOf(now.study, now.number);
      classes.setState({ status: 'running', code: null });
      keepPart(now.fingerprint, { number: part.number, code: null });
      const { backend } = experiment.getState().config; // the pupil's own, as it changes no study
      experiment.getState().load({ ...part.config, backend });
      distill();
      const id = recorder.current()?.id;
      const unsubscribe = training.subscribe(({ phase }) => {
        if (isUnderWay(phase)) return;
        unsubscribe();
        // the recorder hears of the end after this store
        queueMicrotask(() => settle(now.study, part, now.fingerprint, id));
      });
    },
    savePart() {
      const { code, number } = classes.getState();
      const { fingerprint } = dealt() ?? {};
      if (code === null || fingerprint === undefined) return;
      const name = `retort-class-${fingerprintText(fingerprint)}-${number}.txt`;
      download(name, new Blob([`${code}\n`], { type: 'text/plain' }));
    },
    closePart: () => classes.setState(partOfLink('')),

    openClass() {
      const kept = keptClass();
      if (kept && classes.getState().study === null && typeof fromClassHash(kept.study) === 'object')
        classes.setState(kept);
    },
    dealClass(wanted) {
      const base = experiment.getState().config;
      if (canDeal(base)) collect(toClassHash({ ...wanted, base }));
    },
    collectClass() {
      const { link } = classes.getState();
      if (!dealt()) return;
      collect(link!);
      classes.setState(partOfLink('')); // whoever collects runs no part
      proof.setState({ view: 'class' });
      page.getState().show('proof');
    },
    addCodes(text) {
      if (text.length > MOST_TEXT)
        throw new RetortError(
          'file-too-large',
          'This text is too long for a list of result codes. Paste the codes alone.',
        );
      told(text, []);
    },
    async addCodeFiles(files) {
      const texts = await Promise.all(
        [...files].map(async (file) => ({ name: file.name, text: await textOf(file) })),
      );
      told(
        texts.map(({ text }) => text).join('\n'),
        texts.flatMap(({ name, text }) => (/RT\d/i.test(text) ? [] : [name])),
      );
    },
    removeCode(code) {
      const { study, codes } = classes.getState();
      if (study === null) return;
      const left = codes.filter((one) => one !== code);
      classes.setState({ codes: left, told: null });
      keepClass({ study, codes: left });
    },
  };
}

/** What a text file says, or the QR codes of a picture; empty where it cannot be read. */
async function textOf(file: File): Promise<string> {
  try {
    if (file.type.startsWith('image/')) {
      if (file.size > MOST_PICTURE) return '';
      return (await (await import('./read-qr')).readQrCodes(file)).join('\n');
    }
    return file.size > MOST_TEXT ? '' : await file.text();
  } catch {
    return '';
  }
}
