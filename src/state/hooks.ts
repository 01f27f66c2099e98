// The stores' React bindings: the only file in state/ that knows React. Components select what they show:
// const phase = useTraining((state) => state.phase).

import { useStore } from 'zustand';
import { app } from './app';
import type { ClaimsState } from './claims-store';
import type { ClassState } from './class-store';
import type { ChatState } from './chat-store';
import type { CompressState } from './compress-store';
import type { CorrectionsState } from './corrections-store';
import { type DataState, type ModelCard, modelNamed } from './data-store';
import type { EngineState } from './engine-store';
import type { ExportState } from './export-store';
import type { ExperimentState } from './experiment-store';
import type { Hideable } from '../catalog/hideable';
import type { LessonState } from './lesson-store';
import type { Metrics } from './metrics';
import type { MicroscopeState } from './microscope-store';
import type { NoticeState } from './notice-store';
import type { PageState } from './page-store';
import type { ProofState } from './proof-store';
export type { RunRecord } from './actions';
import type { RunsState } from './runs-store';
import type { StudiesState } from './studies';
import type { TrainingState } from './training-store';

export const useExperiment = <T>(select: (state: ExperimentState) => T): T =>
  useStore(app.stores.experiment, select);
export const useEngine = <T>(select: (state: EngineState) => T): T => useStore(app.stores.engine, select);
export const useTraining = <T>(select: (state: TrainingState) => T): T =>
  useStore(app.stores.training, select);
export const useChat = <T>(select: (state: ChatState) => T): T => useStore(app.stores.chat, select);
export const useNotices = <T>(select: (state: NoticeState) => T): T => useStore(app.stores.notices, select);
export const useStudies = <T>(select: (state: StudiesState) => T): T => useStore(app.stores.studies, select);
export const useProof = <T>(select: (state: ProofState) => T): T => useStore(app.stores.proof, select);
export const useMicroscope = <T>(select: (state: MicroscopeState) => T): T =>
  useStore(app.stores.microscope, select);
export const usePage = <T>(select: (state: PageState) => T): T => useStore(app.stores.page, select);
/** Whether the open lesson takes something out of sight. */
export function useHidden(): (id: string) => boolean {
  const hide = useStore(app.stores.lessons, ({ lesson }) => lesson?.hide);
  return (id) => hide?.includes(id as Hideable) ?? false;
}
export const useLessons = <T>(select: (state: LessonState) => T): T => useStore(app.stores.lessons, select);
export const useRuns = <T>(select: (state: RunsState) => T): T => useStore(app.stores.runs, select);
export const useClaims = <T>(select: (state: ClaimsState) => T): T => useStore(app.stores.claims, select);
export const useClass = <T>(select: (state: ClassState) => T): T => useStore(app.stores.classes, select);

export const useExport = <T>(select: (state: ExportState) => T): T => useStore(app.stores.exporting, select);
export const useCompress = <T>(select: (state: CompressState) => T): T =>
  useStore(app.stores.compressing, select);
export const useCorrections = <T>(select: (state: CorrectionsState) => T): T =>
  useStore(app.stores.corrections, select);
export const useData = <T>(select: (state: DataState) => T): T => useStore(app.stores.data, select);

/** The kept teacher that a config names; undefined where it names another kind, or one that is not here. */
export const useModelNamed = (teacher: string): ModelCard | undefined =>
  useData(({ models }) => modelNamed(models, teacher));

/** Curves and evaluations of the current run; the component renders again whenever they grow. */
export function useMetrics(): { metrics: Metrics; version: number } {
  const version = useTraining((state) => state.metricsVersion);
  return { metrics: app.metrics, version };
}

export const actions = app.actions;
