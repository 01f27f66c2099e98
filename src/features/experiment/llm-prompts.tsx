// What a language model is told: the prompts with their examples, what labels mean, and how its answers become scores.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useExperiment } from '../../state/hooks';
import type { Described, Endpoint, PageModel } from '../../state/llm-actions';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { NumberField } from '../../ui/number-field';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { LabelWords } from './label-words';

export interface LlmPartProps<M extends Described> {
  draft: M;
  change: (moved: Partial<M>) => void;
}

/** One whose labels are scored in a way that can be chosen; in the page it is by probabilities. */
type Told = Pick<PageModel, 'prompts'> & Partial<Pick<Endpoint, 'scoring' | 'samples'>>;

const LAST_SENTENCE = /(^|\n)[^\n]*\{\{sentence\}\}[\s\S]*$/;

interface LlmPromptsProps {
  draft: Told;
  change: (moved: Told) => void;
}

export function LlmPrompts({ draft: { prompts, scoring, samples = 1 }, change: move }: LlmPromptsProps) {
  const change = (moved: Partial<Told>) => move({ prompts, ...moved });
  const { t } = useTranslation('llm');
  const { t: everywhere } = useTranslation();
  const task = useExperiment((state) => state.config.task);
  const [perLabel, setPerLabel] = useState(2);
  const [problem, setProblem] = useState<string | null>(null);
  const about = (name: string) => everywhere('experiment.about', { name });
  const putExamples = async () => {
    try {
      const examples = await (await actions.languageModels()).examples(perLabel);
      // each in the form of the question itself
      const [question = 'Sentence: {{sentence}}\nAnswer:'] = LAST_SENTENCE.exec(prompts.label) ?? [];
      const shown = examples.map(
        ({ sentence, answer }) => `${question.trim().replace('{{sentence}}', () => sentence)} ${answer}`,
      );
      const before = prompts.label.replace(LAST_SENTENCE, '').trimEnd();
      change({ prompts: { ...prompts, label: [before, ...shown, question.trim()].join('\n\n') } });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="llm__group">
      {task === 'intents' && (
        <>
          {scoring && (
            <SelectField
              stacked
              label={t('scoring')}
              value={scoring}
              options={[
                { value: 'logprobs', label: t('byLogprobs') },
                { value: 'samples', label: t('bySamples') },
              ]}
              onChange={(chosen) => change({ scoring: chosen === 'samples' ? 'samples' : 'logprobs' })}
              help={t('scoringHelp')}
              helpLabel={about(t('scoring'))}
            />
          )}
          {scoring === 'samples' && (
            <NumberField
              label={t('samples')}
              value={samples}
              min={1}
              max={50}
              step={1}
              onChange={(moved) => change({ samples: moved })}
            />
          )}
          <TextField
            label={t('labelPrompt')}
            value={prompts.label}
            rows={9}
            maxLength={20_000}
            onChange={(label) => change({ prompts: { ...prompts, label } })}
            help={t('labelPromptHelp', { labels: '{{labels}}', sentence: '{{sentence}}' })}
            helpLabel={about(t('labelPrompt'))}
          />
          <div className="pair llm__examples">
            <NumberField
              label={t('perLabel')}
              value={perLabel}
              min={1}
              max={5}
              step={1}
              onChange={setPerLabel}
            />
            <Button small onClick={() => void putExamples()}>
              {t('putExamples')}
            </Button>
          </div>
          {problem && <p role="alert">{problem}</p>}
          <Disclosure summary={t('words')}>{() => <LabelWords />}</Disclosure>
        </>
      )}
      {task === 'agent' && (
        <TextField
          label={t('agentPrompt')}
          value={prompts.agent}
          rows={7}
          maxLength={20_000}
          onChange={(agent) => change({ prompts: { ...prompts, agent } })}
          help={t('agentPromptHelp')}
          helpLabel={about(t('agentPrompt'))}
        />
      )}
    </div>
  );
}
