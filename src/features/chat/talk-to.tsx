// Who answers: the teacher from the start, student and baseline once they have weights; and below it who that is, in a sentence.

import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { GUESTS, speakersAtHand, type Voice } from '../../state/chat-store';
import { useChat, useData, useEngine, useExperiment, useTraining } from '../../state/hooks';
import { type Speaker, SPEAKERS } from '../../state/training-store';
import { whoAnswers } from '../../state/who-answers';
import { ArmMark } from '../../ui/arm';
import { Segmented } from '../../ui/segmented';

const ALWAYS: readonly Speaker[] = ['student', 'teacher', 'baseline'];

export function TalkTo() {
  const { t } = useTranslation();
  const speaker = useChat((state) => state.speaker);
  const setSpeaker = useChat((state) => state.setSpeaker);
  const guests = useChat((state) => state.guests);
  const config = useTraining((state) => state.config);
  const speakers = useTraining((state) => state.speakers);
  const there = speakersAtHand({ config, speakers });
  const missing =
    there.length === 1 ? t('chat.notYet') : there.includes('baseline') ? '' : t('chat.noBaseline');
  return (
    <div className="talk-to">
      <Segmented
        label={t('chat.talkTo')}
        value={speaker}
        onChange={setSpeaker}
        segments={[
          ...SPEAKERS.filter((who) => ALWAYS.includes(who) || there.includes(who)).map((who) => ({
            value: who as Voice,
            label: t(`speaker.${who}`),
            mark: <ArmMark arm={who} />,
            disabled: !there.includes(who),
            title: there.includes(who) ? undefined : missing,
          })),
          ...GUESTS.flatMap((who) => {
            const card = guests[who];
            if (!card) return [];
            const label = who === 'guest' ? card.name : t(`speaker.${who}`);
            return [{ value: who, label, mark: <ArmMark arm={who} /> }];
          }),
        ]}
      />
      <p className="help-text talk-to__hint" aria-live="polite">
        <WhoAnswers />
      </p>
    </div>
  );
}

function WhoAnswers() {
  const { t } = useTranslation();
  const speaker = useChat((state) => state.speaker);
  const config = useTraining((state) => state.config);
  const speakers = useTraining((state) => state.speakers);
  const table = useExperiment((state) => state.config);
  const loaded = useEngine((state) => state.teacher?.source === 'imported');
  const sets = useData((state) => state.sets);
  const languageModels = useData((state) => state.languageModels);
  const nameOf = (id: string) => sets.find((set) => set.id === id)?.name ?? t('data.removedSet');
  const answers = whoAnswers({ run: { config, speakers }, table, speaker, loaded });
  switch (answers.who) {
    case 'guest':
      return t('chat.who.guest');
    case 'shipped':
      if (answers.unlearnt) return t('chat.who.unlearnt', { set: nameOf(answers.unlearnt) });
      return readsOf(table.task) === null ? t('chat.who.points') : t('chat.who.shipped');
    case 'languageModel':
      return t('chat.who.languageModel', {
        name: languageModels.find(({ id }) => id === answers.id)?.model ?? t('experiment.missingTeacher'),
      });
    case 'loaded':
      return t('chat.who.loaded');
    case 'classifiers':
      return answers.set
        ? t('chat.who.classifiersOf', { set: nameOf(answers.set) })
        : t('chat.who.classifiers');
    case 'assistant1':
    case 'assistant2':
    case 'assistant3':
      return answers.set
        ? t('chat.who.ofSet', { who: t(`speaker.${answers.who}`), set: nameOf(answers.set) })
        : t('chat.who.assistant', { who: t(`speaker.${answers.who}`) });
    case 'compressed':
    case 'student':
    case 'teacher':
    case 'baseline':
      return answers.set
        ? t('chat.who.ofSet', { who: t(`speaker.${answers.who}`), set: nameOf(answers.set) })
        : t(`chat.who.${answers.who}`);
    default:
      return answers satisfies never;
  }
}
