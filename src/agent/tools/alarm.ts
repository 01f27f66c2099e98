// An alarm at a clock time, today or tomorrow, whichever comes first. Lengths of time are timer.ts.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { timeOfDay, timeWithoutHalf } from '../slots';
import type { RequestForm, Tool } from '../types';

const EVENT = (
  'flight, train, bus, meeting, interview, exam, class, shift, work, school, gym, doctor, dentist, call, yoga, run, swim practice, ' +
  'rehearsal, church, breakfast, brunch, practice, appointment, lecture, job, game, race, hike, ferry, market, daycare, pills, medicine, ' +
  'dinner, show, movie, party, pickup, delivery, webinar, standup, match, night shift, tutorial, therapy, haircut, vet'
).split(', ');

const at: RequestForm = {
  draw(rng, split) {
    const { value, words } = timeOfDay(rng, split);
    return { args: [value], words: { t: words, event: rng.pick(EVENT), who: person(rng, split) } };
  },
  patterns: {
    order: [
      'set an alarm for {t}',
      'set an alarm for {t}',
      'set (an|the|my|another|a wake-up) alarm (for|at|to) {t} [tomorrow|today|sharp]',
      'set alarm {t}',
      'set alarm (for|at|to) {t}',
      'set it (for|to) {t}',
      'alarm {t}',
      'alarm (at|for) {t}',
      'alarm: {t}',
      'alarm, {t}',
      '{t} alarm',
      '{t} wake-up [call]',
      'wake me {t}',
      'wake me [up] (at|by) {t} [tomorrow|sharp]',
      'wake me [up] (at|by|before) {t}',
      'wake me up for (my|the) {event} at {t}',
      '(wake|get|rouse|shake|call) me [up] at {t}',
      'get me (up|out of bed) (at|by) {t} [tomorrow]',
      'make sure i (am up|am awake|get up|wake up|am out of bed) (at|by) {t}',
      "make sure i don't (sleep|oversleep) past {t}",
      "don't let me (sleep|stay in bed|doze) past {t}",
      "don't let me (oversleep|miss the {event}|forget the {event}), {t}",
      '(ring|buzz|beep|go off|chime|ping me|buzz me|nudge me|alert me|remind me|notify me|call me|poke me) at {t}',
      '(remind|nudge|ping|alert) me (at|by) {t} [today|tomorrow]',
      'remind me (about|of|that) the {event} at {t}',
      'give me a (ring|buzz|shout|nudge|ping|wake-up call|wake up call|call|reminder) at {t}',
      'give me an alarm (at|for) {t}',
      'put (an|the) alarm (at|on|in for) {t}',
      '(schedule|create|add|make|put in|set up|turn on|arm|program|configure) an alarm (for|at) {t}',
      '(schedule|create|add|set up|book) a wake-up call (for|at) {t}',
      'let the alarm (ring|go off) at {t}',
      'have the alarm (ring|go off) at {t}',
      'make the alarm (ring|go off) at {t}',
      'at {t} (wake|buzz|ping|nudge|ring|remind|call|alert) me',
      'at {t}, (wake me [up]|buzz me|ring|beep|make some noise)',
      'sound (an|the) alarm at {t}',
      'start an alarm at {t}',
      '(move|change|shift|switch|reset|push) (my|the) alarm to {t}',
      'set (my|the) clock to (wake|ring) [me] at {t}',
      'set a reminder (for|at) {t}',
      'reminder (at|for) {t}',
      'set a morning alarm, {t}',
      'set an alarm so i can be up (by|at) {t}',
      'set an alarm for the {event} at {t}',
      '{event} alarm (at|for) {t}',
      '{event} at {t}, (wake me|set an alarm|alarm please|remind me|ping me)',
      'wakeup {t}',
      'wake up call (at|for) {t}',
      'wake up (at|by) {t}',
      'up at {t}',
      'up by {t} [tomorrow]',
      'wake {who} and me at {t}',
      'keep me from sleeping past {t}',
      'stop me working at {t}',
      'let me sleep until {t}',
      'let me sleep (till|til) {t} [and no longer]',
      'let me know when it is {t}',
      'tell me when it is {t}',
      "shout when it's {t}",
    ],
    question: [
      'can i get (an alarm|a wake-up call) (at|for) {t}',
      'could i have (an alarm|a wake-up call) (at|for) {t}',
      'may i have an alarm (at|for) {t}',
      'how about an alarm (at|for) {t}',
      'would you wake me [up] at {t}',
      'will you (wake|buzz|ping|nudge|ring) me at {t}',
      'mind (waking|buzzing|pinging|calling) me at {t}',
      'mind setting an alarm (for|at) {t}',
      'is it possible to get woken [up] at {t}',
      'can the alarm (ring|go off|be) at {t}',
      'can i be woken [up] at {t}',
      'what about an alarm at {t}',
      'could the alarm go off at {t}',
      'my {event} is at {t}, could you wake me for it',
      'are you able to wake me at {t}',
    ],
    statement: [
      'i need to (wake up|get up|be up|be awake|rise|be out of bed) (at|by) {t} [tomorrow]',
      'i have to (wake up|get up|be up|be awake|leave the house|be out of bed) (at|by) {t}',
      "i've got to (wake up|get up|be up) (at|by) {t}",
      'i gotta (wake up|get up|be up) (at|by) {t}',
      'i must (wake up|get up|be up|be awake) (at|by) {t}',
      'i should (wake up|get up|be up) (at|by) {t}',
      'i want to (wake up|get up|be up|be woken|rise) (at|by) {t}',
      "i'd like to (wake up|get up|be woken up|be up) (at|by) {t}",
      "i'd like an alarm (for|at) {t}",
      'i need an alarm (for|at) {t} [tomorrow]',
      'i need a (wake-up call|reminder|ring|buzz) at {t}',
      'i want an alarm (for|at) {t}',
      "i can't oversleep, {t}",
      'i always oversleep, (wake|get) me [up] at {t}',
      'i keep oversleeping, alarm at {t}',
      "i can't (sleep|stay in bed) past {t}",
      "i'm a heavy sleeper, wake me at {t}",
      "i'm going to bed, (wake me|get me up) at {t}",
      "i'm getting up at {t} [tomorrow]",
      'my {event} is at {t}, (wake me|set an alarm|ring then|give me a buzz then)',
      'the {event} (starts|begins|leaves|is) at {t}, (set an alarm|ring then|buzz me then|wake me for it)',
      'there is a {event} at {t}, ring me then',
      'i have a {event} at {t} and need an alarm [for it]',
      'i take my pills at {t}, set an alarm',
      'we leave at {t}, set an alarm [for then]',
      'i plan to sleep until {t}',
      "i'm napping until {t}",
      "i'll sleep (until|till) {t}",
      'early start, i need to be up at {t}',
      'need to be up (at|by) {t}',
      'need an alarm (at|for) {t}',
      'got to be up (at|by) {t}',
      'gotta be up {t}',
      'have to be up for {event} at {t}',
    ],
  },
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
    return { args: [value], words: { t: words, part: rng.pick(part), event: rng.pick(EVENT) } };
  },
  patterns: {
    order: [
      '{part} wake me [up] at {t}',
      'wake me [up] {part} at {t}',
      '(set|create|make|schedule) an alarm {part} at {t}',
      '(set|create|make|schedule) an alarm for {part} at {t}',
      'alarm {part} at {t}',
      'alarm {part} {t}',
      '(buzz|ping|nudge|ring|remind|call) me {part} at {t}',
      '{part} at {t} (buzz|ping|nudge|ring|wake|remind) me',
      'get me (up|out of bed) {part} (at|by) {t}',
      'give me a (ring|shout|call|buzz) {part} at {t}',
      'set {part} alarm, {t}',
    ],
    question: [
      'would you wake me {part} at {t}',
      'can i get an alarm {part} at {t}',
      'mind waking me {part} at {t}',
    ],
    statement: [
      'i need to be up {part} at {t}',
      'i have to get up {part} at {t}',
      'i need an alarm {part} at {t}',
      'my {event} is {part} at {t}, (set an alarm|wake me|buzz me)',
      'i want to wake up {part} at {t}',
    ],
  },
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
