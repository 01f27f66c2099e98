// A timer that fires after so many seconds, minutes or hours. Fires in the environment; alarms at a clock time are alarm.ts.

import { RetortError } from '../../lib/errors';
import { person, thing } from '../items';
import { anyNumber, duration } from '../slots';
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
      words: {
        d: words,
        dish,
        isAre: /[^s]s$/.test(dish) ? 'are' : 'is',
        needs: /[^s]s$/.test(dish) ? 'need' : 'needs',
        activity: rng.pick(ACTIVITY),
        job: rng.pick(PEOPLE_TASKS),
        thing: thing(rng, split),
        who: person(rng, split),
      },
    };
  },
  patterns: {
    order: [
      'set a timer for {d}',
      'set a timer for {d}',
      'set [me] (a|the|my|another) [kitchen|egg] timer (for|to|of|at) {d}',
      'set timer {d}',
      'set timer (for|to) {d}',
      'set {d} [on the timer|on the clock]',
      '(start|run|begin|create|make|put on|launch|fire up|give me|do) (a|the|another) timer (for|of) {d}',
      'start timer {d}',
      'start the timer, {d}',
      'timer {d}',
      'timer for {d}',
      'timer: {d}',
      'timer, {d}',
      '{d} timer',
      '{d} timer please',
      '{d} on the timer',
      '{d} countdown',
      '(start|set|begin|run|do|give me) (a|the) countdown (of|for|from) {d}',
      'countdown {d}',
      'countdown (from|for|of) {d}',
      'count down [from] {d}',
      'count {d} [for me|down]',
      'count off {d}',
      'time {d} [for me]',
      'time me for {d}',
      'time {d} for the {dish}',
      'put {d} on the (clock|timer)',
      'wait {d} [and|then] (tell me|beep|ring|buzz|let me know|ping me)',
      '(remind|ping|nudge|buzz|alert|notify|warn|poke|wake|tell|call|beep) me in {d}',
      '(remind|wake|ping|nudge|buzz|alert|notify) me (after|{d} from now, so in) {d}',
      '(ring|beep|buzz|ping|go off|chime|make a noise) (in|after) {d}',
      '(let me know|give me a shout|give me a ping|give me a heads up|shout|holler|sound off|yell) (in|after|when) {d} [is up]',
      'let me know when {d} (is up|are up|have passed|is over|are over|has passed|went by|are gone)',
      'tell me when {d} (is up|are up|have passed|is over|has gone by|is gone)',
      'wake me [up] (in|after) {d}',
      'get me up in {d}',
      'in {d} (remind|ping|nudge|buzz|wake|alert|tell) me',
      'in {d} (remind|ping|nudge|tell) me to {job}',
      '(remind|ping|nudge|tell) me to {job} in {d}',
      '(remind|ping|nudge|tell) me in {d} to {job}',
      'after {d} (remind|ping|alert|tell|call) me',
      '{d} from now (remind|ping|nudge|alert) me',
      'remind me {d} from now',
      'set a {dish} timer for {d}',
      '{dish} timer {d}',
      '{dish} timer for {d}',
      '{dish} {d}',
      '{dish} timer, {d}',
      '{activity} timer {d}',
      '{activity} for {d}, (time it|start the clock|set a timer)',
      'set a timer of {d} for the {dish}',
      'set a timer for {d} for (my|the) (dish|{dish}|{activity})',
      'time the {dish} for {d}',
      'time (my|the) {activity} for {d}',
      'time my {activity}, {d}',
      'give me {d}',
      'give me {d} [for|to finish] (my|the) {activity}',
      'give the {dish} {d}',
      'bake the {dish} for {d}, (set a timer|ping me|tell me when)',
      'keep (an eye on|track of) the {dish} for {d}',
      'keep time for {d}',
      'start counting, {d}',
      'start the clock for {d}',
      'start a stopwatch of {d}',
      'alarm in {d}',
      'set an alarm (in|for) {d} from now',
      'set a reminder (in|for) {d} [from now]',
      'reminder in {d}',
      "don't let me forget the {dish}, {d}",
      "don't let me sleep (longer|more) than {d}",
      "don't let me {activity} more than {d}",
      'snooze [for] {d}',
      'stop me (in|after) {d}',
      'hold me to {d}',
      '(ping|buzz|tell) {who} and me in {d}',
      'pomodoro of {d}',
      'start a pomodoro, {d}',
      'do a {d} timer',
      'add a timer: {d}',
      '{d} [for|till] the {dish}',
      '{d} starting now',
      '{d} from now',
      '{d}, go',
      'start {d} now',
    ],
    question: [
      'can i get a timer (for|of) {d}',
      'can i have {d} on the clock',
      'could i get {d} on the timer',
      'may i have a timer of {d}',
      'how about a timer for {d}',
      'would you time {d} for me',
      'mind timing {d} [for me]',
      'mind setting a timer for {d}',
      'can a timer run for {d}',
      'can you ring in {d}',
      'will you (ping|remind|wake|nudge|buzz) me in {d}',
      'could you watch the clock for {d}',
      'is it possible to set a timer for {d}',
      'got a timer for {d}',
      'do you have a timer, {d}',
      'what if we set a timer for {d}',
      'can you tell me when {d} (is up|are up|have passed)',
      'any chance of a {d} timer',
    ],
    statement: [
      'i need a timer (for|of) {d}',
      'i need {d} on the (clock|timer)',
      "i'd like a timer (for|of) {d}",
      'i want a timer (for|of) {d}',
      'i want to be (reminded|pinged|woken|told|alerted) in {d}',
      'i need to be (reminded|pinged|woken|called|nudged) in {d}',
      'i need a reminder in {d}',
      'i need to {job} in {d}',
      'i have to {job} in {d}, (remind me|ping me|let me know|set a timer)',
      'i should {job} in {d}',
      "i must {job} in {d}, don't let me forget",
      'the {dish} {needs} {d}',
      'the {dish} {needs} [another|to cook for|to bake for] {d}',
      '{dish} {needs} {d}',
      '{dish} {needs} {d}, (let me know|ping me|tell me when|set a timer|shout when done)',
      'my {dish} {needs} {d} [in the oven|on the stove]',
      'my {dish} {isAre} (done|ready) in {d}',
      'the {dish} {isAre} (done|ready) in {d}',
      'the {dish} {isAre} in the oven for {d}',
      'the {dish} has to (cook|bake|simmer|boil|rest|rise|cool) for {d}',
      'the {dish} should (cook|bake|simmer|boil|rest|stay in) for {d}',
      'i just put the {dish} in, {d}',
      'i just put the {dish} (in|on), it {needs} {d}',
      "i'm (cooking|baking|making|boiling) {dish}, {d}",
      "i'm (cooking|baking|making) {dish} and it takes {d}",
      'recipe says {d} [for the {dish}]',
      'the recipe says {d}',
      'the package says {d}',
      'the {activity} (takes|lasts|runs) {d}',
      'the {activity} (takes|lasts) {d}, (let me know|ping me|tell me when it is over)',
      'my {activity} (takes|lasts|is) {d}',
      'my {activity} ends in {d}',
      'i have {d} [left] (before|until) my {activity}',
      'i have {d} for (my|the) {activity}',
      'i only have {d}',
      "i'm taking a (nap|break|rest), (wake|get|call|ping) me in {d}",
      "i'm going to (nap|sleep|rest|lie down|study|read|meditate|stretch|focus) for {d}",
      'i want to (nap|sleep|rest|study|read|meditate|stretch|focus|work|plank) for {d}',
      "i'll (nap|sleep|rest|study|read|work) for {d}, (wake me|ping me|tell me when)",
      "i'm timing the {dish}, {d}",
      'the kids get {d} of {activity}',
      '{who} will be here in {d}, (remind me|ping me)',
      '{who} is picking me up in {d}, give me a nudge',
      'my break is {d}',
      'my break is over in {d}',
      "we're leaving in {d}",
      'we have to leave in {d}, (ping me|remind me|set a timer)',
      'parking runs out in {d}',
      'the meter runs out in {d}',
      'it has to sit for {d}',
      'it {needs} {d} to (cool|rest|rise|dry|soak)',
      'just {d} [please]',
    ],
  },
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
      words: { d: length, dish: rng.pick(COOKING), activity: rng.pick(ACTIVITY) },
    };
  },
  patterns: {
    order: [
      '(set|start|make|create|give me|run|begin|do|put on|launch|open) a {d} timer',
      '(set|start|run|begin) the {d} timer',
      '(set|start|make|give me|run|begin|do) a {d} (countdown|clock|count down|stopwatch)',
      'set a {d} timer for the {dish}',
      'set a {d} {dish} timer',
      'set a {d} timer for (my|the) {activity}',
      '(start|set) a {d} (nap|break|rest|focus|study|workout|plank|meditation|cooking|tea|egg) timer',
      '{d} timer',
      '{d} timer [now|for the {dish}|for {dish}]',
      '{d} countdown',
      '{d} (nap|break|rest|power nap|pomodoro|workout)',
      'another {d} timer',
      'one {d} timer',
      'start my {d} (break|nap|session|workout|{activity})',
      'time a {d} {activity}',
      'give me a {d} (warning|heads up|break|window)',
    ],
    question: [
      'can i get a {d} timer',
      'how about a {d} timer',
      'may i have a {d} countdown',
      'could i have a {d} timer for the {dish}',
      'is a {d} timer possible',
      'mind starting a {d} timer',
    ],
    statement: [
      'i need a {d} timer',
      'i want a {d} (timer|countdown)',
      "i'd like a {d} timer [for the {dish}|for my {activity}]",
      "i'm taking a {d} (nap|break|walk|shower), (wake me|ping me|call me|tell me when it is over|time it)",
      'we need a {d} timer for the {activity}',
      'time for a {d} (nap|break|workout)',
      'the {dish} could use a {d} timer',
    ],
  },
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
