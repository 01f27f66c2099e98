// The chain between teacher and student: a size a link, the nearest to the teacher first, and what it costs in steps.

import { useTranslation } from 'react-i18next';
import { ASSISTANTS } from '../../catalog/arms';
import { sizes, tasks } from '../../catalog/catalog';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useExperiment } from '../../state/hooks';
import { Button, IconButton } from '../../ui/button';
import { useHelp } from '../../ui/help';
import { SelectField } from '../../ui/select-field';

/** The size in the middle between the one above and the student, in the order of sizes. */
function midway(fitting: readonly { id: string }[], above: string, student: string): string {
  const place = (id: string, otherwise: number) => {
    const found = fitting.findIndex((size) => size.id === id);
    return found < 0 ? otherwise : found;
  };
  const below = place(student, 0);
  const top = place(above, fitting.length - 1); // a finished teacher: as if it were the largest
  return fitting[Math.ceil((below + top) / 2)]!.id;
}

export function Assistants() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const { task, teacher, assistants, student, steps } = useExperiment((state) => state.config);
  const set = useExperiment((state) => state.set);
  const help = useHelp(
    t('experiment.assistantsHelp'),
    t('experiment.about', { name: t('experiment.assistants') }),
  );
  const kind = tasks.find(({ id }) => id === task)?.modelKind;
  const fitting = sizes.filter((size) => size.kind === kind);
  const options = [...fitting].reverse().map(({ id, label }) => ({ value: id, label: localised(label) }));
  return (
    <div role="group" aria-label={t('experiment.assistants')} className="assistants">
      {assistants.map((size, i) => {
        const name = t(`speaker.${ASSISTANTS[i]!}`);
        return (
          <div key={ASSISTANTS[i]} className="assistants__one">
            <SelectField
              label={name}
              value={size}
              options={options}
              onChange={(id) => set('assistants', assistants.with(i, id))}
            />
            <IconButton
              icon="close"
              label={t('experiment.removeAssistant', { name })}
              onClick={() => set('assistants', assistants.toSpliced(i, 1))}
            />
          </div>
        );
      })}
      <div className="assistants__add">
        <Button
          small
          disabled={assistants.length === ASSISTANTS.length}
          onClick={() =>
            set('assistants', [...assistants, midway(fitting, assistants.at(-1) ?? teacher, student)])
          }
        >
          {t('experiment.addAssistant')}
        </Button>
        {help.button}
      </div>
      {assistants.length > 0 && (
        <p className="help-text">
          {t('experiment.assistantsSteps', {
            count: assistants.length,
            steps: formatNumber(locale, steps, 7),
          })}
        </p>
      )}
      {help.text}
    </div>
  );
}
