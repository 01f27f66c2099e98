// What is distilled into what, how, and on which engine: the selects of the Experiment panel.

import { useTranslation } from 'react-i18next';
import { mainFigure, methodInfo, methods, sizes, tasks } from '../../catalog/catalog';
import { unfitOf } from '../../catalog/fits';
import {
  type BackendChoice,
  BACKENDS,
  BUILT_IN_SET,
  encoderOf,
  encoderTeacher,
  isTeacherOfOwn,
  llmOf,
  llmTeacher,
  modelTeacher,
  onlyAnswers,
  type RunConfig,
  SHIPPED_ENCODER,
} from '../../catalog/run-config';
import { SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { entry as intents } from '../../catalog/tasks/intents';
import { partsOf } from '../../catalog/two-tasks';
import type { Choice } from '../../catalog/types';
import { formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useData, useEngine, useExperiment, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { BACKEND_NAMES, useBackendWords } from '../../ui/backend-words';
import { type Option, SelectField } from '../../ui/select-field';

/** Label and help of a choice in the current language. */
export function useChoices() {
  const localised = useLocalised();
  return {
    options: (choices: readonly Choice[]): Option[] =>
      choices.map(({ id, label }) => ({ value: id, label: localised(label) })),
    helpOf: (choices: readonly Choice[], id: string): string | undefined => {
      const found = choices.find((choice) => choice.id === id);
      return found && localised(found.help);
    },
  };
}

export function TaskSelect() {
  const { t } = useTranslation();
  const { options, helpOf } = useChoices();
  const task = useExperiment((state) => state.config.task);
  const set = useExperiment((state) => state.set);
  return (
    <SelectField
      label={t('experiment.task')}
      value={task}
      options={options(tasks)}
      onChange={(value) => set('task', value)}
      help={helpOf(tasks, task)}
      helpLabel={t('experiment.about', { name: t('experiment.task') })}
    />
  );
}

/** The teachers that exist already: the models of this device that are of the task, for the agent the shipped one too. @param k which teacher, of two tasks. */
export function useFinishedTeachers(config: RunConfig, k = 0): Option[] {
  const { teacher, textSet } = config;
  const part = partsOf(config.task)[k];
  const task = part?.task ?? config.task;
  const { t } = useTranslation();
  const locale = useLocale();
  const models = useData((state) => state.models);
  // the shipped one does not know the tools of a person's own chats
  const shipped = task === 'agent' && textSet === BUILT_IN_SET;
  const own = models
    .filter((card) => card.kept && (card.task === task || (k === 0 && card.task === config.task)))
    .map((card): Option => {
      const figure = card.figures[mainFigure(task)] ?? card.figures['accuracy'];
      return {
        value: modelTeacher(card),
        label: figure === undefined ? card.name : `${card.name} · ${formatShare(locale, figure)}`,
      };
    });
  const missing =
    isTeacherOfOwn(teacher) && !onlyAnswers(teacher) && !own.some(({ value }) => value === teacher);
  return [
    ...(shipped ? [{ value: SHIPPED_TEACHER, label: t('experiment.shippedTeacher') }] : []),
    ...(missing ? [{ value: teacher, label: t('experiment.missingTeacher') }] : []),
    ...own,
  ];
}

/** The frozen sentence encoders, which teach the intents: the shipped teacher as one, and those of this device. */
function useEncoders({ task, teacher }: RunConfig): Option[] {
  const { t } = useTranslation();
  const encoders = useData((state) => state.encoders);
  const languageModels = useData((state) => state.languageModels);
  if (task !== intents.id) return [];
  // a language model of a file makes vectors, too; it is offered where somebody has chosen it for that
  const reading = languageModels.filter(({ id }) => encoderTeacher(id) === teacher);
  const all = [...encoders, ...reading.map(({ id, model }) => ({ id, name: model }))];
  const own = all.map(({ id, name }) => ({
    value: encoderTeacher(id),
    label: t('experiment.encoder', { name }),
  }));
  const known = [
    { value: SHIPPED_ENCODER, label: t('experiment.encoder', { name: t('experiment.shippedTeacher') }) },
    ...own,
  ];
  const missing = encoderOf(teacher) !== null && !known.some(({ value }) => value === teacher);
  return missing ? [{ value: teacher, label: t('experiment.missingTeacher') }, ...known] : known;
}

/** Language models, which teach intents and the agent. */
function useLanguageModels({ task, teacher }: RunConfig): Option[] {
  const { t } = useTranslation();
  const languageModels = useData((state) => state.languageModels);
  if (task !== intents.id && task !== 'agent') return [];
  const known = languageModels.map((described) => ({
    value: llmTeacher(described.id),
    label: t('experiment.llm', { name: described.model || ('address' in described && described.address) }),
  }));
  const missing = llmOf(teacher) !== null && !known.some(({ value }) => value === teacher);
  return missing ? [{ value: teacher, label: t('experiment.missingTeacher') }, ...known] : known;
}

export function ModelSelects() {
  const { t } = useTranslation();
  const { options, helpOf } = useChoices();
  const config = useExperiment((state) => state.config);
  const { task, teacher, student } = config;
  const set = useExperiment((state) => state.set);
  const finished = useFinishedTeachers(config);
  const encoders = useEncoders(config);
  const languageModels = useLanguageModels(config);
  const kind = tasks.find(({ id }) => id === task)?.modelKind;
  const fitting = sizes.filter((size) => size.kind === kind);
  const teacherHelp =
    teacher === SHIPPED_TEACHER
      ? t('experiment.shippedTeacherHelp')
      : encoderOf(teacher) !== null
        ? t('experiment.encoderHelp')
        : llmOf(teacher) !== null
          ? t('experiment.llmHelp')
          : isTeacherOfOwn(teacher)
            ? t('experiment.keptTeacherHelp')
            : helpOf(sizes, teacher);
  return (
    <>
      <SelectField
        label={t('experiment.teacher')}
        value={teacher}
        options={[...finished, ...encoders, ...languageModels, ...options([...fitting].reverse())]}
        onChange={(value) => set('teacher', value)}
        help={teacherHelp}
        helpLabel={t('experiment.about', { name: t('experiment.teacher') })}
      />
      <SelectField
        label={t('experiment.student')}
        value={student}
        options={options(fitting)}
        onChange={(value) => set('student', value)}
        help={helpOf(sizes, student)}
        helpLabel={t('experiment.about', { name: t('experiment.student') })}
      />
    </>
  );
}

export function MethodSelect() {
  const { t } = useTranslation();
  const config = useExperiment((state) => state.config);
  const { method } = config;
  const set = useExperiment((state) => state.set);
  const localised = useLocalised();
  const { help, caution, citation } = methodInfo(method);
  const options = methods.map((info): Option => {
    const unfit = unfitOf(info, config);
    const reason = unfit ? ` – ${t(`unfit.${unfit}`)}` : '';
    const group = t(`family.${info.family}`);
    return { value: info.id, label: `${localised(info.label)}${reason}`, disabled: unfit !== null, group };
  });
  return (
    <SelectField
      label={t('experiment.method')}
      value={method}
      options={options}
      onChange={(value) => set('method', value)}
      help={`${localised(help)} ${t('experiment.caution')} ${localised(caution)} (${citation})`}
      helpLabel={t('experiment.about', { name: t('experiment.method') })}
    />
  );
}

/** Backends that are not to be had are listed with the reason. The list is known once the engine has started. */
export function BackendSelect() {
  const { t } = useTranslation();
  const backend = useExperiment((state) => state.config.backend);
  const set = useExperiment((state) => state.set);
  const report = useEngine((state) => state.report);
  const phase = useTraining((state) => state.phase);
  const words = useBackendWords();
  const label = (id: BackendChoice): string => {
    if (id !== 'auto') return BACKEND_NAMES[id] ?? id;
    return report ? t('experiment.autoIs', { backend: BACKEND_NAMES[report.id] }) : t('experiment.auto');
  };
  const options = BACKENDS.map((id): Option => {
    const offer = report?.offers.find((entry) => entry.id === id);
    const reason = offer?.reason ? ` – ${words.reason(offer.reason)}` : '';
    return {
      value: id,
      label: `${label(id)}${reason}`,
      disabled: offer?.available === false && id !== backend,
    };
  });
  return (
    <div onFocus={report ? undefined : actions.startEngine}>
      <SelectField
        label={t('experiment.backend')}
        value={backend}
        options={options}
        disabled={isUnderWay(phase)}
        onChange={(value) => {
          set('backend', BACKENDS.find((id) => id === value) ?? 'auto');
          actions.startEngine();
        }}
        help={[t('experiment.backendHelp'), (report?.notes ?? []).map(words.note).join('; ')].join(' ')}
        helpLabel={t('experiment.about', { name: t('experiment.backend') })}
      />
    </div>
  );
}
