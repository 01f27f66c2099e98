// An alarm at a clock time, today or tomorrow, whichever comes first. Lengths of time are timer.ts.

import { RetortError } from '../../lib/errors';
import { withFrame } from '../frames';
import { person } from '../items';
import { timeOfDay, timeWithoutHalf } from '../slots';
import { atPatterns, halfFirstPatterns } from '../phrasings/alarm';
import { ALARM_REASONS } from '../phrasings/reasons';
import type { RequestForm, Tool } from '../types';

const EVENT = (
  'flight, train, bus, meeting, interview, exam, class, shift, work, school, gym, doctor, dentist, call, yoga, run, swim practice, ' +
  'rehearsal, church, breakfast, brunch, practice, appointment, lecture, job, game, race, hike, ferry, market, daycare, pills, medicine, ' +
  'dinner, show, movie, party, pickup, delivery, webinar, standup, match, night shift, tutorial, therapy, haircut, vet'
).split(', ');

const at: RequestForm = {
  draw(rng, split) {
    const { value, words } = timeOfDay(rng, split);
    return {
      args: [value],
      words: withFrame({ t: words, event: rng.pick(EVENT), who: person(rng, split) }, ALARM_REASONS, rng),
    };
  },
  patterns: atPatterns,
};

/** The half of the day is said before the time: "tonight at 9", "tomorrow morning at half past 6". */
const halfFirst: RequestForm = {
  draw(rng, split) {
    const half = rng.pick(['am', 'am', 'pm'] as const);
    const { value, words } = timeWithoutHalf(rng, split, half);
    const part =
      half === 'am'
        ? ['tomorrow morning', 'in the morning']
        : Number(value.slice(0, 2)) < 18
          ? ['this afternoon', 'tomorrow afternoon']
          : ['tonight', 'this evening', 'tomorrow evening'];
    return {
      args: [value],
      words: withFrame(
        { t: words, part: rng.pick(part), event: rng.pick(EVENT), who: person(rng, split) },
        ALARM_REASONS,
        rng,
      ),
    };
  },
  patterns: halfFirstPatterns,
};

export const tool: Tool = {
  name: 'alarm',
  label: { en: 'Alarm', 'zh-CN': '闹钟' },
  help: { en: 'Sets an alarm at a time of day.', 'zh-CN': '在某个时刻设置闹钟。' },
  example: { en: 'wake me at half past 7', 'zh-CN': 'wake me at half past 7' },
  params: [
    {
      name: 'time',
      type: { kind: 'time' },
      help: { en: '24-hour time, hh:mm.', 'zh-CN': '24 小时制时间 hh:mm。' },
    },
  ],
  requests: [at, at, at, halfFirst],
  replies: [
    'alarm set for {result}',
    "i'll wake you at {result}",
    'ok, alarm at {result}',
    'done, it rings at {result}',
    '{result} it is',
    'the alarm will ring at {result}',
  ],
  async run(args, environment) {
    const time = args[0] ?? '';
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
      throw new RetortError(
        'tool-failed',
        `"${time}" is no time of day. Say one such as 7:30 or quarter to 9.`,
      );
    }
    await environment.setAlarm(time);
    return time;
  },
};
