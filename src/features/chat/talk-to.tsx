// Who answers: the teacher from the start, student and baseline once they have weights.

import { useTranslation } from 'react-i18next';
import { speakersAtHand } from '../../state/chat-store';
import { useChat, useTraining } from '../../state/hooks';
import type { Speaker } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Segmented } from '../../ui/segmented';

const ORDER = ['student', 'teacher', 'baseline'] as const satisfies readonly Speaker[];

export function TalkTo() {
  const { t } = useTranslation();
  const speaker = useChat((state) => state.speaker);
  const setSpeaker = useChat((state) => state.setSpeaker);
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
        segments={ORDER.map((who) => ({
          value: who,
          label: t(`speaker.${who}`),
          mark: <ArmMark arm={who} />,
          disabled: !there.includes(who),
          title: there.includes(who) ? undefined : missing,
        }))}
      />
      <p className="help-text talk-to__hint">{missing}</p>
    </div>
  );
}
