// A timer that fires after so many seconds, minutes or hours. Fires in the environment; alarms at a clock time are alarm.ts.

import { RetortError } from '../../lib/errors';
import { withFrame } from '../frames';
import { person } from '../items';
import { anyNumber, duration } from '../slots';
import { TIMER_REASONS } from '../phrasings/reasons';
import { adjectivePatterns, withUnitPatterns } from '../phrasings/timer';
import type { RequestForm, Tool } from '../types';

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

/** What takes time: things in the kitchen and elsewhere. */
const COOKING = (
  'pasta, eggs, tea, rice, pizza, cookies, cake, bread, chicken, steak, potatoes, oven, lasagna, roast, noodles, coffee, soup, fish, ' +
  'turkey, muffins, brownies, pie, beans, lentils, dough, broccoli, quiche, casserole, salmon, ribs, bacon, garlic bread, ramen, popcorn, ' +
  'dumplings, sauce, jam, stew, spaghetti, veggies, meatballs, risotto, oatmeal, porridge, frozen pizza, cupcakes, waffles, toast'
).split(', ');
const ACTIVITY = (
  'laundry, washing machine, dryer, dishwasher, workout, nap, meditation, plank, stretching, homework, reading time, piano practice, ' +
  'screen time, face mask, hair dye, parking meter, shower, game, break, lunch break, study session, focus session, presentation, yoga, ' +
  'run, paint, glue, charger, sprinkler, bath, teeth brushing, cleaning session, speech, exam practice, phone call, meeting, quiet time'
).split(', ');
const PEOPLE_TASKS = (
  'check the oven, flip the steak, call back, move the car, take out the laundry, stretch, drink water, take a break, turn off the stove, ' +
  'check on the baby, feed the meter, stir the soup, get up, check the grill, switch the laundry, leave, log off, take the cake out, ' +
  'turn the chicken, go, start dinner, hang up, stop playing, rinse, look at the oven, walk the dog, take the bread out, refill the pot'
).split(', ');

const withUnit: RequestForm = {
  draw(rng, split) {
    const { amount, unit, words } = duration(rng, split);
    const dish = rng.pick(COOKING);
    return {
      args: [amount, unit],
      words: withFrame(
        {
          d: words,
          dish,
          isAre: /[^s]s$/.test(dish) ? 'are' : 'is',
          needs: /[^s]s$/.test(dish) ? 'need' : 'needs',
          activity: rng.pick(ACTIVITY),
          job: rng.pick(PEOPLE_TASKS),
          who: person(rng, split),
        },
        TIMER_REASONS,
        rng,
      ),
    };
  },
  patterns: withUnitPatterns,
};

const UNIT_NAMES = {
  s: ['second', 'second', 'sec'],
  min: ['minute', 'minute', 'minute', 'min'],
  h: ['hour', 'hour', 'hr'],
} as const;

/** "a 10 minute timer", "10-minute": the unit in the singular, as an adjective. */
const adjective: RequestForm = {
  draw(rng, split) {
    const unit = rng.pick(['min', 'min', 'min', 's', 'h'] as const);
    const max = { s: 120, min: 120, h: 12 }[unit];
    const { value, words } = anyNumber(rng, split, { min: 1, max });
    const glue = /^\d/.test(words) && rng.next() < 0.35 ? '-' : ' ';
    const length = `${words}${glue}${rng.pick(UNIT_NAMES[unit])}`;
    return {
      args: [value, unit],
      words: withFrame(
        { d: length, dish: rng.pick(COOKING), activity: rng.pick(ACTIVITY), job: rng.pick(PEOPLE_TASKS) },
        TIMER_REASONS,
        rng,
      ),
    };
  },
  patterns: adjectivePatterns,
};

export const tool: Tool = {
  name: 'timer',
  label: { en: 'Timer', 'zh-CN': '计时器' },
  help: { en: 'Starts a timer that rings when it is over.', 'zh-CN': '启动计时器，到时提醒。' },
  example: { en: 'set a timer for 10 minutes', 'zh-CN': 'set a timer for 10 minutes' },
  params: [
    { name: 'amount', type: { kind: 'number' }, help: { en: 'How many.', 'zh-CN': '数量。' } },
    {
      name: 'unit',
      type: { kind: 'enum', values: ['s', 'min', 'h'] },
      help: { en: 'Seconds, minutes or hours.', 'zh-CN': '秒、分钟或小时。' },
    },
  ],
  requests: [withUnit, withUnit, withUnit, adjective],
  replies: [
    'timer set for {result}',
    'ok, {result} from now',
    'your {result} timer is running',
    'counting down {result}',
    "i'll ring in {result}",
    '{result}, starting now',
  ],
  async run(args, environment) {
    const [amount = '', unit = ''] = args;
    const seconds = Number(amount) * (SECONDS[unit] ?? NaN);
    if (!(seconds > 0) || seconds > 7 * 86_400) {
      throw new RetortError(
        'tool-failed',
        `I cannot time "${amount} ${unit}". Say a length from a second to a week, such as 10 minutes.`,
      );
    }
    const label = `${amount} ${unit}`;
    await environment.startTimer(seconds, label);
    return label;
  },
};
