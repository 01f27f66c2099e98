// Ticks something off the to-do list. The environment finds the item that matches best, so "the dentist" will do.

import { RetortError } from '../../lib/errors';
import { chore, pastTask, taskItem, thing, thingItem, withoutArticle } from '../items';
import type { RequestForm, Tool } from '../types';

const LIST = '(my list|the list|my to-do list|my todo list|my todos|the todo list|list|there)';
const OFF = '(cross|check|tick|strike|scratch|mark|knock|take)';

const orders: readonly string[] = [
  `${OFF} {item} off`,
  `${OFF} {item} off ${LIST}`,
  `${OFF} off {item}`,
  `${OFF} off {item} (on|from) ${LIST}`,
  '(cross|strike|scratch) out {item}',
  '(cross|strike|scratch) {item} out',
  '(tick|check) {item}',
  'mark {item} [as] (done|complete|completed|finished|off)',
  'mark off {item}',
  'set {item} (to|as) done',
  `(remove|delete|drop|erase|clear|take|wipe|get) {item} (from|off|off of) ${LIST}`,
  '(remove|delete|drop|erase|clear|scrap|scratch|forget|cancel|complete|finish|discard) {item}',
  `remove from ${LIST} {item}`,
  `remove the (item|task|entry) {item}`,
  `get rid of {item}`,
  `get rid of {item} on ${LIST}`,
  'never mind {item}, take it off',
  'forget about {item}',
  'forget {item}, (cross it off|take it off my list|it is done)',
  '{item} - done',
  '{item}: done',
  '{item}, done',
  '{item} done',
  'done: {item}',
  'done {item}',
  'finished: {item}',
  '{item} off (my|the) list',
  '{item} can (go|come off|be crossed off|be removed|be deleted)',
  '{item} can come off the list',
  'tick the box for {item}',
  'check the box next to {item}',
  'close [the task] {item}',
  'put a check next to {item}',
  'put {item} down as done',
];

/** Items as they stand on the list: "cross off call mom". */
const asListed: RequestForm = {
  draw(rng, split) {
    const { value } = rng.next() < 0.75 ? taskItem(rng, split) : thingItem(rng, split);
    return { args: [value], words: { item: value } };
  },
  patterns: {
    order: orders,
    question: [
      `can i (cross|tick|strike|check|scratch|take) {item} off`,
      `can {item} come off (my|the) list`,
      `can {item} be (removed|crossed off|ticked off|deleted)`,
      'can we (cross|tick|strike|take) {item} off',
      `mind (crossing|ticking|striking|taking) {item} off`,
      `mind removing {item} from ${LIST}`,
      `would you (cross|tick|strike) off {item}`,
      'will you mark {item} as done',
    ],
    statement: [
      "i don't (need|have) to {item} (anymore|any more|after all|now)",
      'i no longer (need|have) to {item}',
      'i no longer (need|have) to {item}, (cross it off|remove it|take it off)',
      'no need to {item} (anymore|after all|now), (take it off|cross it off)',
      '{item} is (done|finished|complete|taken care of|sorted|off the list|out of the way)',
      '{item} is done, (cross it off|tick it off|strike it|take it off my list)',
      '{item} has been done',
      "i'm done with {item}",
      'i did {item}',
      'i managed to {item}',
      'i managed to {item}, (cross it off|tick it off)',
      'i finally got to {item}, (cross it off|check it off|done)',
      'i remembered to {item}',
      'someone else will {item}, (take it off my list|cross it off)',
    ],
  },
};

/** Things and chores by a noun, often with an article: "the laundry is done", "i already bought milk". */
const byNoun: RequestForm = {
  draw(rng, split) {
    const noun = chore(rng, split);
    const words = `${rng.pick(['', '', 'the ', 'the ', 'the ', 'my '])}${noun}`;
    return { args: [withoutArticle(words)], words: { item: words, bare: noun } };
  },
  patterns: {
    order: orders,
    question: [
      `can i (cross|tick|strike|check) {item} off`,
      `can {item} come off (my|the) list`,
      `mind (crossing|ticking|striking) {item} off`,
      'can you believe {item} is done, cross it off',
    ],
    statement: [
      'i (finished|did|completed|handled|wrapped up|got through|took care of|sorted out|dealt with|already did|just did|just finished) {item}',
      'i (finished|did|completed|handled|took care of) {item} [already|today|yesterday|this morning|last night|just now]',
      'i [have|just] finished {item}, (cross it off|tick it off|take it off my list)',
      "i've (finished|done|completed|handled|sorted|taken care of) {item}",
      "i'm (done|finished|through) with {item}",
      'im done with {item}',
      'done with {item}',
      '[all] done with {item}',
      'finished {item}',
      'finished with {item}',
      '{item} (is|are) (done|finished|complete|sorted|taken care of|handled|out of the way|over|ready|all done)',
      '{item} (is|are) [finally] done, (cross it off|tick it off|strike it|take it off)',
      'the {bare} thing is (done|sorted|over|handled|finished|taken care of)',
      'the {bare} (task|item|job) is (done|finished|complete)',
      '{item} (got|has been|have been) (done|finished|taken care of|handled|sorted)',
      '{item} (was|were) (done|finished) (today|yesterday|this morning|last night)',
      'i got {item} (done|finished|out of the way|sorted|over with)',
      'got {item} (done|finished|out of the way)',
      "i don't (need|have) to (do|worry about) {item} (anymore|any more)",
      'i no longer have to do {item}',
      'no need for {item} (anymore|any more), (take it off|cross it off)',
      '{item} is no longer (needed|necessary)',
      'that is {item} done',
      "that's {item} done",
      "that's {item} (finished|sorted|out of the way)",
      '{who} (did|finished|took care of|handled) {item}'.replace(
        '{who}',
        '(mom|dad|my wife|my husband|my brother|my roommate|someone)',
      ),
      'phew, {item} is done',
      'finally done with {item}',
      'finally finished {item}',
      "i can't believe i finished {item}",
    ],
  },
};

/** Things that were got: "i already bought milk", "got the eggs". */
const got: RequestForm = {
  draw(rng, split) {
    const noun = thing(rng, split);
    const words = `${rng.pick(['', '', '', 'the ', 'the ', 'some '])}${noun}`;
    return { args: [noun], words: { item: words, bare: noun } };
  },
  patterns: {
    order: orders,
    question: [
      `can i (cross|tick|strike) {item} off`,
      `can {item} come off (my|the) list`,
      'do i still need {item} on there, i bought it, cross it off',
    ],
    statement: [
      'i [already|just|have] (bought|got|picked up|ordered|grabbed|found|fetched) {item}',
      'i (already|just) (bought|got|picked up|ordered|grabbed) {item}',
      'i (bought|got|picked up|grabbed) {item} (already|today|yesterday|this morning|on the way home|just now)',
      'i (bought|got|picked up) {item}, (cross it off|tick it off|take it off my list|strike it)',
      "i've [already] (bought|got|gotten|picked up|ordered) {item}",
      'i [already] have {item}',
      'i have enough {item} [now], (cross it off|take it off my list)',
      "i don't need {item} (anymore|any more|after all|now)",
      'i no longer need {item}',
      "we don't need {item} (anymore|any more|after all)",
      'we no longer need {item}',
      'we [already] (bought|got|have) {item}',
      'we have {item} now, (cross it off|take it off)',
      'got {item}',
      'got {item}, (cross it off|tick it off|check)',
      'bought {item}',
      'bought {item} already',
      'already (bought|got|have) {item}',
      'picked up {item}',
      '{item} (is|are) (bought|in the fridge|taken care of|in the bag|already here|in the cart)',
      '{item} (is|are) no longer needed',
      'no need for {item} (anymore|any more), (take it off|cross it off)',
      '(mom|dad|my wife|my husband|my roommate|my sister) [already] (bought|got|picked up) {item}',
      'there is plenty of {item} (now|left), (take it off|cross it off)',
      'the {bare} thing is (done|sorted|handled)',
    ],
  },
};

/** Deeds in the past: "i called the dentist" ticks off "dentist". */
const past: RequestForm = {
  draw(rng, split) {
    const { value, words } = pastTask(rng, split);
    return { args: [value], words: { deed: words } };
  },
  patterns: {
    statement: [
      'i {deed}',
      'i (already|just|finally|have|also) {deed}',
      "i've (already|just|finally|now|) {deed}",
      'i {deed} (already|today|yesterday|this morning|last night|just now|an hour ago|earlier)',
      'i {deed}, (cross it off|tick it off|take it off my list|check it off|strike that|mark it done|so cross that off|remove it from my list)',
      'i (already|just) {deed}, (cross it off|tick it off|strike it|take that off the list|mark it as done)',
      '{deed}',
      '(already|just|finally) {deed}',
      '{deed} already',
      '{deed}, (check|cross it off|tick it off|done|strike it)',
      'we {deed}',
      'we (already|just|finally) {deed}',
      '(mom|dad|my wife|my husband|my brother|my roommate) [already] {deed}, (cross it off|take it off my list)',
      'ok i {deed}',
      'so i {deed}',
      'yay i {deed}',
      'phew, i {deed}',
      'turns out i already {deed}',
    ],
    order: [
      'note that i [already] {deed}',
      'mark it done, i {deed}',
      'cross it off, i {deed}',
      'tick it off, i {deed}',
    ],
    question: [
      'i {deed}, can you cross it off',
      'can you cross it off, i {deed}',
      'i already {deed}, could you update my list',
    ],
  },
};

export const tool: Tool = {
  name: 'todo_done',
  label: { en: 'Tick off', 'zh-CN': '完成待办' },
  help: { en: 'Ticks an item off your to-do list.', 'zh-CN': '从待办清单划掉一项。' },
  example: { en: 'cross off call the dentist', 'zh-CN': 'cross off call the dentist' },
  params: [
    { name: 'item', type: { kind: 'text' }, help: { en: 'What is done.', 'zh-CN': '已完成的事项。' } },
  ],
  requests: [asListed, byNoun, byNoun, got, past],
  replies: [
    '{result} is done',
    'crossed off {result}',
    'ticked off {result}',
    'done, {result} is off your list',
    'i took {result} off your list',
    'well done, {result} is off the list',
  ],
  async run(args, environment) {
    const item = args[0] ?? '';
    const removed = await environment.todo.remove(item);
    if (removed === null) {
      throw new RetortError(
        'tool-failed',
        `"${item}" is not on your list. Ask what's on my list to see what is.`,
      );
    }
    return removed;
  },
};
