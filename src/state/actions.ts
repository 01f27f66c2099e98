// What a person can do, as the interface calls it. None of these throws: what goes wrong is shown as a notice.
// Made by app.ts; hooks.ts hands them to components.

import type { Rival } from '../catalog/arms';
import type { Lesson } from '../catalog/lesson';
import type { Axis, StudyKind } from '../storage/study';
import type { Subject } from '../protocol/inspection';
import type { ModelCard } from '../protocol/model-card';
import type { SettingValue } from '../catalog/types';
import type { Finding } from '../catalog/data-findings';
import type { ClassStudy } from '../storage/class-study';
import type { Choices } from './compress-store';
import type { Correction, CorrectionKind } from './corrections-store';
import type { FileChoices, ImportChoices } from './data-store';
import type { EncoderActions } from './encoder-actions';
import type { LlmActions } from './llm-actions';
import type { RunRecord } from '../storage/run-record';
import type { Steerable } from './training-store';

export type { RunRecord } from '../storage/run-record';

/** What a person says would have been right. */
export interface TypedCorrection {
  kind: CorrectionKind;
  /** Of kind "call". */
  calls: readonly { name: string; args: string[] }[];
  /** Of the others. */
  say: string;
}

export interface Actions {
  /** Starts the experiment on the table as a new run. */
  distill(): void;
  pause(): void;
  resume(): void;
  /** One step, then paused; begins a run where there is none. */
  step(): void;
  /** Ends the run and keeps the student for the chat. */
  stop(): void;
  /** Ends the run and forgets student, baseline and curves. */
  reset(): void;
  /** Moves temperature, lambda or learning rate: on the table, and from the next step on in a run under way (with a mark). */
  adjust(field: Steerable, value: number): void;
  /** Slow motion: milliseconds that a step takes at least, of the run under way and of those after it. */
  slowDown(stepMs: number): void;
  /** The step after which the run under way, and those after it, pause by themselves. */
  pauseAt(step: number | null): void;
  /** The same for a setting of a method, or one that methods share. */
  adjustSetting(group: string, id: string, value: SettingValue): void;

  /** Starts the chosen backend (or another after a change), so that the list of backends is known. Not during a run. */
  startEngine(): void;

  /** Reads the list of what was put right in the chat. */
  refreshCorrections(): void | Promise<void>;
  /** Opens the form by which a turn is put right, by its id; one is open at a time. */
  correctTurn(id: number): void | Promise<void>;
  closeCorrection(): void;
  /** Tries out what was typed and keeps it; a run under way learns it with its next steps. */
  keepCorrection(id: number, right: TypedCorrection): void | Promise<void>;
  /** A turn is again as it was. */
  takeBackCorrection(id: number): void | Promise<void>;
  /** Takes one from the list; it can be had back for a while. */
  removeCorrection(correction: Correction): void | Promise<void>;
  /** Has the student of the run on show learn all of them, from where the run left it. Not during a run. */
  learnCorrections(): void | Promise<void>;
  cancelLearning(): void;
  /** Saves them as chats, one a line. */
  saveCorrections(): void | Promise<void>;

  /**
   * Sends to the chosen speaker, or lets the glossary answer what is asked about the playground. Empty text, or a turn still being
   * written: nothing happens.
   */
  sendMessage(text: string): void;
  /** Sends to the chosen speaker what the glossary has answered in its place. */
  askModel(text: string): void;
  /** Says yes or no to what a turn asked, where it still waits. @param text as the person would say it. */
  answerQuestion(id: number, yes: boolean, text: string): void;
  /** Puts back on the list what a call of a turn took off it. */
  undoCall(id: number, index: number): Promise<void>;
  stopMessage(): void;
  /** Makes the student the one who answers, and brings the chat to the front. */
  talkWithStudent(): void;
  /** Fetches the shipped teacher ahead of the first message. */
  warmUp(): void;

  /** A teacher of the person's own: config.json, tokenizer.json and a .safetensors file together. */
  loadTeacherFiles(files: readonly File[]): Promise<void>;
  /** Downloads the run file of the current run, or of a stored one. */
  exportRun(id?: string): Promise<void>;
  /** Takes a run from the list; it can be had back for a while. @param name as the list shows it. */
  deleteRun(id: string, name: string): Promise<void>;
  /** Names or pins a run. An empty name gives it back the one that its settings make. */
  changeRun(id: string, change: { name?: string; pinned?: boolean }): Promise<void>;
  /** A run with its curves; undefined where it is gone. */
  readRun(id: string): Promise<RunRecord | undefined>;
  /** Runs the claim on the table again, or that of a run, and holds what comes out against it. Not during a run. */
  replay(run?: string): Promise<void>;
  closeClaim(): void;
  /** The address of what a run claims; null where it makes no claim that a link can carry. */
  claimLink(run: string): Promise<string | null>;
  /** Reads a run file: its run joins the list and is opened. */
  openRunFile(file: File): Promise<void>;
  /** Shows a stored run as it ended, curves, marks and report, and puts its config on the table. Not during a run. */
  openRun(id: string): Promise<void>;
  /** Shows the report of a stored run in the Proof panel. */
  showReport(id: string): Promise<void>;
  /** Shows that of the last run again. */
  closeReport(): void;
  /** Goes on from a stored run's last checkpoint, paused. */
  continueRun(id: string): Promise<void>;
  /** The address that holds the whole experiment on the table, or that of a stored run. */
  shareLink(id?: string): string;

  /** The experiment on the table with these rivals, over so many seeds or, where given, over folds of its own data. Not during a run. */
  startRace(options: { seeds: number; folds?: number | null; rivals: readonly Rival[] }): void;
  /** The last race once more, with one more rival. */
  raceAgain(more: Rival): void;
  /** The baseline of the last race with more and more labels: how many the teacher was worth. @param labelShares as worth.ts has them. */
  startWorth(labelShares: readonly number[]): void;
  /** The experiment on the table with every combination of two settings. Not during a run. */
  startSweep(axes: readonly Axis[]): void;
  pauseStudy(kind: StudyKind): void;
  resumeStudy(kind: StudyKind): void;
  cancelStudy(kind: StudyKind): void;
  /** Puts the experiment of a study back on the table. */
  openStudy(kind: StudyKind): void;
  /** Puts the settings of a study's run on the table and distils with them. */
  openCell(kind: StudyKind, cell: number): void;

  /** Shows the list of lessons. */
  listLessons(): void;
  /** Puts a lesson beside the playground, and its experiment on the table. */
  openLesson(lesson: Lesson): void;
  /** One that comes with the page. @param before the hash of the experiment that is on the table again when it is left. */
  openLessonNamed(id: string, before: string): Promise<void>;
  /** Notes the choice that the reader foretells. */
  predict(choice: string): void;
  /** Runs what the open lesson tries. Not during a run. */
  startTrial(seed: number): void;
  stopTrial(): void;
  answerLesson(choice: string): void;
  /** Puts back what was there before. @param to what takes the lesson's place. */
  leaveLesson(to: 'list' | 'page'): Promise<void>;

  // a pupil's part of a class (class-store.ts)
  /** Has back what this device knows of the part. */
  openPart(): void;
  /** Takes the part of a number, or one at random. Not while one runs. */
  takePart(number: number | null): void;
  /** Runs the part that was taken, to its code. Not during a run. */
  runPart(): void;
  /** Saves the code as a file. */
  savePart(): void;
  /** Closes the part, and keeps what is on the table. */
  closePart(): void;
  // and the lecturer's end of it
  /** Has back the study whose results this device collects. */
  openClass(): void;
  /** Deals the experiment on the table as the study of a class. Codes of another study are forgotten. */
  dealClass(wanted: Omit<ClassStudy, 'base'>): void;
  /** Collects the results of the study that the address deals. */
  collectClass(): void;
  /** Adds the result codes in a text to the study. */
  addCodes(text: string): void;
  /** The same from files: texts, and pictures of QR codes. */
  addCodeFiles(files: Iterable<File>): Promise<void>;
  removeCode(code: string): void;

  /** Puts a sentence, a point or a training row under the microscope. What was under it is looked at no more. */
  look(subject: Subject): void;
  cancelLook(): void;
  /** Looks again at the same, with the models of this moment. */
  lookAgain(): void;
  /** Asks what teacher and student think of a training row now; nothing happens while it is still being asked. */
  followExample(row: number): Promise<void>;
  /** Lists training rows of the run that have a text in them. */
  findRows(search: string): void;
  /** Sets what the student is to match for a training row from the next step on; null gives the teacher's back. */
  editLabel(row: number, probabilities: readonly number[] | null): void;

  /** Opens the dialog "Export model" for a model by its id: a stored one, or the one that comes with the page. */
  openExport(model: string): Promise<void>;
  closeExport(): void;
  /** Has the open dialog's model written in a form, with one of its choices, and saves the file. */
  exportModel(form: string, choice: string): Promise<void>;
  cancelExport(): void;
  /** Distils a plain Llama of the same size from the open dialog's model. Not during a run. */
  distillPlainCopy(): void;

  /** Opens the dialog "Compress" for a model of a run. */
  openCompress(model: string, run: string): void;
  /** Cancels what is under way. */
  closeCompress(): void;
  /** Makes the open dialog's model smaller, measures and keeps it. Not during a run. */
  compress(choices: Choices): Promise<void>;
  cancelCompression(): void;
  /** Takes a compressed model to the chat, with the run that it is of. */
  talkToCompressed(card: ModelCard): Promise<void>;

  dismissNotice(id: number): void;

  /** Opens the dialog of the person's own data. */
  openData(): void;
  /** Closes it and drops an import under way. */
  closeData(): void;
  /** Reads files in the worker, for a preview. Of folders, which cannot be read, the names: they are refused by name. */
  importFiles(files: readonly File[], folders?: readonly string[]): void;
  /** Sets right what was guessed about a file of the import, by its number; the files are read anew. */
  chooseForFile(file: number, change: FileChoices): void;
  /** Decides about the import as a whole; its files are read anew. */
  chooseForImport(change: Partial<ImportChoices>): void;
  /** Shows a page of the import's rows: all, or those with a finding. */
  showRows(finding: Finding | null, offset: number): void;
  /** Keeps the import on this device under a name, puts it on the table and closes the dialog. */
  keepData(name: string): void;
  cancelImport(): void;
  /** Reads the lists of kept sets and teachers. */
  refreshLibrary(): Promise<void>;
  /**
   * Puts a kept set on the table, with the sizes that suit it and all of its labels, for a task that can learn from it: chats are for "agent" if
   * nothing else is said, sentences for "intents".
   */
  useDataSet(id: string, task?: string): void;
  removeDataSet(id: string): Promise<void>;
  /** Keeps the teacher of intents that the run has trained, under a name. */
  keepTeacher(name: string): Promise<void>;
  /** Puts a kept teacher on the table, with the data set that it learnt, where that is here; the task becomes "intents". */
  useAsTeacher(id: string): void;
  /** Takes a model from the list; it can be had back for a while. */
  removeModel(id: string, name: string): Promise<void>;
  // with a model of the library, under the name by which the list shows it; what is used further is kept first
  /** Has it stay when its run is deleted. */
  keepModel(card: ModelCard, name: string): Promise<void>;
  changeModel(id: string, to: Partial<Pick<ModelCard, 'name' | 'note' | 'tags'>>): Promise<void>;
  teachWith(card: ModelCard, name: string): Promise<void>;
  /** Puts an experiment on the table whose student fits the model, and starts from it. */
  startStudent(card: ModelCard, name: string): Promise<void>;
  /** Makes it the chat's guest. */
  talkWith(card: ModelCard, name: string): void;

  /** What can be done with sentence encoders. */
  encoders(): Promise<EncoderActions>;
  /** What can be done with language models behind an address. */
  languageModels(): Promise<LlmActions>;
}
