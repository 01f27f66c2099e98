// Days until a date: whole calendar days from today here to the next such month and day; today is 0.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { daysUntilNext, localDate } from '../local-date';
import { date } from '../slots';
import type { RequestForm, Tool } from '../types';
import { HOLIDAYS, monthOf } from '../words/dates';

const EVENTS = (
  'exam, wedding, deadline, trip, concert, holiday, vacation, flight, move, interview, party, race, marathon, conference, test, ' +
  'meeting, appointment, game, match, show, premiere, launch, release, festival, reunion, graduation, recital, due date, anniversary, ' +
  'birthday, school play, surgery, court date, tournament, closing, expo, audition, parade, ceremony, last day, final, submission'
).split(', ');

const until: RequestForm = {
  draw(rng, split) {
    const { value, words } = date(rng, split);
    return { args: [value], words: { date: words, event: rng.pick(EVENTS), who: person(rng, split) } };
  },
  patterns: {
    question: [
      'how many days (until|till|til|to|before) {date}',
      'how many days (until|till|til) {date} (from now|from today|now)',
      'how many days are there [left] (until|till|to|before) {date}',
      'how many days (left|remain|remaining|to go) (until|till|to|before) {date}',
      'how many more days (until|till|to|before) {date}',
      'how many days do (i|we) [still] have (until|till|before) {date}',
      'how many days (away|off) is {date}',
      'how many days is it (until|till|to) {date}',
      'how many days between (now|today) and {date}',
      'how many days from (now|today) (to|until|till) {date}',
      'how many days must i wait (for|until) {date}',
      'how many (sleeps|nights|mornings) (until|till|to|before|left to) {date}',
      'how long (until|till|til|to|before) {date}',
      'how long is it (until|till|to) {date}',
      'how long (do i|do we) have to wait (for|until|till) {date}',
      'how long do (i|we) have (until|till|before) {date}',
      'how long before {date} (comes|arrives|gets here|rolls around)',
      'how much longer (until|till|to) {date}',
      'how much time (until|till|before|is left until|do i have before) {date}',
      'how far (away|off|out) is {date}',
      'how far is {date} [from now|away]',
      'how far are we from {date}',
      'how soon is {date}',
      'how close (is|are we to) {date}',
      'is {date} [still] far [away|off]',
      'is it long (until|till) {date}',
      'when is {date}, how many days is that',
      '{date} is how many days away',
      '{date} is in how many days',
      '{date} is how far away',
      'in how many days is [it] {date}',
      'after how many days is it {date}',
      'days (until|till|til|to|before|left until) {date}',
      'number of days (until|to|till|before) {date}',
      'days left (until|till|to|before) {date}',
      '{date} countdown',
      '{date}, how many days',
      '{date}, how long',
      "what's the countdown to {date}",
      "what's the number of days (until|to) {date}",
      'do you know how (long|many days) [it is] (until|till) {date}',
      'any idea how (long|many days) (until|till) {date}',
      'the {event} is [on] {date}, how (many days|long) (is that|do i have|have i got|do i have left|is left)',
      'my {event} is [on] {date}, how (many days|long) (until then|to go|left|away is that)',
      '{who} is coming [on] {date}, how (many days|long) is that',
      "{who}'s birthday is {date}, how (many days|long) (until then|do i have|left)",
      'we leave [on] {date}, how many days (left|to go|is that)',
      "i'm (getting married|flying home|moving|leaving|graduating|retiring) [on] {date}, how (long|many days) (until then|is that|to go)",
      'rent is due {date}, how many days do i have',
      'if the {event} is [on] {date} how many days do i have left',
      'when will it be {date}, in how many days',
      'how many days are we [away] from {date}',
      'how many days short of {date} are we',
      'hows {date} looking, how many days',
      'howmany days till {date}',
      'how long til its {date}',
      'are we close to {date}',
      'how many dayz till {date}',
    ],
    order: [
      'count [down] the days (until|till|to|before) {date}',
      'count down to {date}',
      'countdown to {date}',
      'tell me how (long|many days) [it is] (until|till|to|before) {date}',
      'tell me how many days (are left|are there|remain) (until|before) {date}',
      'tell me the number of days (to|until|before) {date}',
      'tell me how (far away|soon|close) {date} is',
      'give me the [number of] days (until|to|before|left until) {date}',
      'give me a countdown (to|for) {date}',
      '(calculate|work out|figure out|find|find out|compute|check) how many days (until|till|to|before) {date}',
      '(calculate|work out|figure out|compute) the days (until|till|to|between now and) {date}',
      'show [me] the (days|countdown|day count) (until|to) {date}',
      'let me know how (long|many days) (until|till) {date}',
      'check how (long|far away|many days) it is (until|to|till) {date}',
      'do a countdown to {date}',
      'say how many days (are left|to go) until {date}',
    ],
    statement: [
      'i want to know how (long|many days) (until|till|before) {date}',
      'i need to know how many days (i have|are left|there are|remain) (until|before) {date}',
      "i'd like to know how (long|many days|far) it is (until|to) {date}",
      "i'm counting the days (until|till|to) {date}",
      "i'm counting down to {date}",
      "i can't wait for {date}, how (long|many days) (left|to go|is it)",
      'i wonder how (long|many days) (it is|) (until|till) {date}',
      'i wonder how far away {date} is',
      'need the number of days (until|to) {date}',
      'wondering how (long|many days) until {date}',
      "i'm so excited for {date}, how many days are left",
      "i'm so (nervous|stressed|happy) about {date}, how long do i have",
      "i can't believe {date} is so close, how many days",
      'the {event} is [on] {date} and i want to know how many days that is',
      'my {event} is {date} and i need a day count',
      'not sure how many days are left (until|before) {date}',
      'i forgot how many days it is (until|to) {date}',
      'no idea how far off {date} is',
      'the kids keep asking how many (days|sleeps) (until|till) {date}',
    ],
  },
};

export const tool: Tool = {
  name: 'days_until',
  label: { en: 'Days until', 'zh-CN': '倒数天数' },
  help: { en: 'How many days it is until a date or holiday.', 'zh-CN': '距离某个日期或节日还有多少天。' },
  example: { en: 'how long till christmas', 'zh-CN': 'how long till christmas' },
  params: [
    {
      name: 'date',
      type: { kind: 'date' },
      help: { en: 'Month and day ("dec 25"), or a holiday.', 'zh-CN': '月和日（如 "dec 25"），或节日名。' },
    },
  ],
  requests: [until],
  replies: [
    '{result} days until {date}',
    'it is {result} days until {date}',
    '{date} is {result} days away',
    '{result} days to go',
    'days left: {result}',
    "that's {result} days from today",
  ],
  run(args, environment) {
    const name = args[0] ?? '';
    const [month = '', day = ''] = name.split(' ');
    const target = HOLIDAYS[name] ?? { month: monthOf(month), day: Number(day) };
    const valid = target.month > 0 && target.day > 0;
    const days = valid
      ? daysUntilNext(localDate(environment.now(), environment.timeZone()), target.month, target.day)
      : -1;
    if (days < 0) {
      return Promise.reject(
        new RetortError('tool-failed', `"${name}" is no date. Say a month and a day, such as dec 25.`),
      );
    }
    return Promise.resolve(String(days));
  },
};
