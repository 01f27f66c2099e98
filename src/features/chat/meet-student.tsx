// When a run is over: its student, offered for a talk, until the person has met it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useChat, useTraining } from '../../state/hooks';
import { hasStudentToMeet, wasStopped } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { focusMessage } from './composer';
import './meet-student.css';

export function MeetStudent() {
  const { t } = useTranslation();
  const there = useTraining(hasStudentToMeet);
  const stopped = useTraining(wasStopped);
  const config = useTraining((state) => state.config);
  const speaker = useChat((state) => state.speaker);
  const [met, setMet] = useState<typeof config>(null);
  if (speaker === 'student' && met !== config) setMet(config);
  if (!there || speaker === 'student' || met === config) return null;
  return (
    <div className="meet-student" role="status">
      <p>
        <ArmMark arm="student" /> {t(stopped ? 'chat.studentStopped' : 'chat.studentReady')}
      </p>
      <Button
        small
        onClick={() => {
          actions.talkWithStudent();
          focusMessage();
        }}
      >
        {t('chat.meetStudent')}
      </Button>
    </div>
  );
}
