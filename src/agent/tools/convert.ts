// Unit conversion: lengths, weights, volumes, temperatures, speeds and times. mathjs (loaded when first needed) holds the
// factors. US cups and gallons. Not currencies, which change by the minute.

import type { Rng } from '../../lib/rng';
import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { plainDecimal } from '../plain-decimal';
import { anyNumber, type Slot } from '../slots';
import type { RequestForm, Split, Tool } from '../types';
import { DIMENSIONS, UNITS, unitWords, type Dimension } from '../words/units';

interface Pair {
  from: string;
  to: string;
}

/** Two units of one dimension, everyday pairs more often. */
export function unitPair(rng: Rng, dimension: Dimension): Pair {
  const { units, usual } = DIMENSIONS[dimension];
  if (usual.length > 0 && rng.next() < 0.55) {
    const [a, b] = rng.pick(usual);
    return rng.next() < 0.5 ? { from: a, to: b } : { from: b, to: a };
  }
  const [from, to] = rng.shuffle(units);
  return { from: from!, to: to! };
}

const dimension = (rng: Rng): Dimension =>
  rng.pick([
    'length',
    'length',
    'length',
    'weight',
    'weight',
    'volume',
    'volume',
    'heat',
    'heat',
    'speed',
    'time',
    'time',
  ]);

const amount = (rng: Rng, split: Split, kind: Dimension): Slot => {
  const max = kind === 'heat' ? 450 : kind === 'speed' ? 300 : rng.pick([20, 100, 500, 5000]);
  return anyNumber(rng, split, { min: 1, max, decimals: 2, inWords: 0.12 });
};

const withNumber: RequestForm = {
  draw(rng, split) {
    const kind = dimension(rng);
    const { from, to } = unitPair(rng, kind);
    const n = amount(rng, split, kind);
    const many = unitWords(rng, from, n.value === '1' ? 'one' : 'many');
    const glued = /\d$/.test(n.words) && many.length <= 3 && rng.next() < 0.5;
    return {
      args: [n.value, from, to],
      words: {
        q: `${n.words}${glued ? '' : ' '}${many}`,
        n: n.words,
        from: unitWords(rng, from, 'many'),
        to: unitWords(rng, to, 'many'),
        who: person(rng, split),
      },
    };
  },
  patterns: {
    question: [
      '{q} in {to}',
      '{q} in {to}',
      '{q} to {to}',
      '{q} to {to}',
      '{q} into {to}',
      '{q} as {to}',
      '{q} = ? {to}',
      '{q} = {to}',
      '{q} > {to}',
      '{q} {to}',
      '{q} - {to}',
      '{q} is how (many|much) {to}',
      '{q} is what in {to}',
      '{q} is [about|roughly] how many {to}',
      '{q} are how many {to}',
      '{q} equals how (many|much) {to}',
      '{q} would be how many {to}',
      '{q} converted to {to}',
      '{q} expressed in {to}',
      '{q} measured in {to}',
      'how (many|much) {to} (is|are|in|makes|make|equals|equal) {q}',
      'how many {to} (is|are) [there] in {q}',
      'how many {to} are there in {q}',
      'how many {to} (do|would|does) {q} (make|come to|equal|give|amount to)',
      'how many {to} would {q} be',
      'how many {to} do (i|you|we) get (from|out of|for) {q}',
      'how many {to} (is|are) {q} (exactly|roughly|about|again)',
      'how many {to} to {q}',
      'how many {to} [are] [in] {q}',
      'how much is {q} in {to}',
      'how much is {q} (in terms of|expressed in|converted to|if you use) {to}',
      'how much would {q} be in {to}',
      'how much are {q} in {to}',
      "(what's|what is|whats|what are) {q} in {to}",
      "(what's|what is|whats) {q} (to|into|as) {to}",
      "(what's|what is) {q} (converted to|expressed in|written in|given in|when converted to) {to}",
      "(what's|what is) the (equivalent|value|conversion) of {q} in {to}",
      "(what's|what is) {q} in {to} [again|exactly|roughly|for americans|for europeans]",
      'what would {q} be in {to}',
      'what does {q} (come to|make|equal|amount to|work out to) in {to}',
      'what do {q} (make|equal|come to) in {to}',
      'what do i get (if i convert|when converting) {q} to {to}',
      'what number of {to} is {q}',
      'in {to}, (what|how much) (is|are) {q}',
      'in {to} {q} is what',
      'if i have {q}, how many {to} (is|are) (that|it|those)',
      'do you know (how many|what) {to} {q} (is|are|make)',
      'do you know {q} in {to}',
      'any idea (what {q} is in {to}|how many {to} are in {q})',
      'and {q} in {to}',
      'what about {q} in {to}',
      'if something is {q}, what is it in {to}',
      'is {q} a lot in {to}',
      'when they say {q}, what is that in {to}',
      "what's {q} for someone who thinks in {to}",
      '{q}, in {to}',
      '{q}, what is that in {to}',
      '{q}, how many {to}',
    ],
    order: [
      'convert {q} to {to}',
      'convert {q} (to|into|in) {to}',
      '(change|turn|switch|translate|transform|recalculate|put) {q} (to|into) {to}',
      '(express|give|write|show|state|put) {q} in {to}',
      'conversion {q} to {to}',
      'unit conversion: {q} to {to}',
      'convert from {q} to {to}',
      '(calculate|work out|compute|figure out|find|find out) {q} in {to}',
      '(calculate|work out|figure out|find out|check|look up) how (many|much) {to} (is|are in|are|there are in) {q}',
      'tell me (what|how much) {q} is in {to}',
      'tell me how many {to} (are in|there are in) {q}',
      'tell me {q} in {to}',
      'give me {q} in {to}',
      'give me the (number of|amount of) {to} in {q}',
      'give me the {to} (for|in|of) {q}',
      'get me {q} in {to}',
      'show me (what {q} is in {to}|{q} in {to}|how many {to} {q} is)',
      'do {q} to {to}',
      'do {q} in {to}',
      'say {q} in {to}',
      'let me know (what {q} is in {to}|how many {to} are in {q})',
      'help me convert {q} to {to}',
      'run a conversion, {q} to {to}',
      'make {q} into {to}',
      'go from {q} to {to}',
      'take {q} and convert (it|them) to {to}',
      'in {to} please: {q}',
      'convert: {q}, {to}',
      '{q} -> {to}',
    ],
    statement: [
      'i need {q} in {to}',
      'i need to (convert|change|turn) {q} (to|into) {to}',
      'i need to know (how many {to} {q} is|what {q} is in {to}|how many {to} are in {q})',
      "i'd like [to have] {q} in {to}",
      "i'd like to know (what {q} is in {to}|how many {to} {q} is)",
      'i want to know (how many {to} are in {q}|what {q} is in {to})',
      'i want {q} in {to}',
      'i want to convert {q} to {to}',
      'i have {q}, (how many {to} is that|what is that in {to}|how much is that in {to}|in {to} that is)',
      'i have {q} and need (it in {to}|to know it in {to}|{to})',
      "it says {q}, (what's that in {to}|how many {to} is that|how much is that in {to})",
      '(the sign|the manual|the label|my app|the recipe|the website|the box|the map|the chart) says {q}, (what is that in {to}|how many {to} is that|in {to} please|how much is that in {to})',
      "it's {q}, what's that in {to}",
      "that's {q}, how many {to}",
      'i only (know|understand|think in|use) {to}, what is {q}',
      'i wonder (what {q} is in {to}|how many {to} are in {q})',
      'i have no idea what {q} is in {to}',
      'i never know what {q} is in {to}',
      'i forgot how many {to} {q} is',
      'not sure how many {to} {q} is',
      'i only have a scale in {to}, what is {q}',
      'my boss wants {q} in {to}',
      '{who} asked what {q} is in {to}',
      '{who} says it is {q}, what is that in {to}',
      "i don't know how much {q} is in {to}",
      'we measured {q}, how many {to} is it',
      'i ordered {q} but they sell it in {to}, how many is that',
      'need {q} in {to}',
      'need to convert {q} to {to}',
    ],
  },
};

/** Without a number one is meant: "how many feet in a mile", "ounces in a pound". */
const one: RequestForm = {
  draw(rng) {
    const kind = rng.pick(['length', 'length', 'weight', 'volume', 'time', 'speed'] as const);
    const { from, to } = unitPair(rng, kind);
    const single = UNITS[from]!.one.filter(
      (name) => name.length > 2 || /^(mi|km|cm|mm|yd|ft|lb|oz|kg|ml)$/.test(name),
    );
    const name = rng.pick(single);
    const article = /^(ounce|inch|hour|oz)/.test(name) ? 'an' : 'a';
    return {
      args: ['1', from, to],
      words: {
        a: `${rng.pick([article, article, article, 'one', '1'])} ${name}`,
        bare: name,
        to: unitWords(rng, to, 'many'),
        from: unitWords(rng, from, 'many'),
      },
    };
  },
  patterns: {
    question: [
      'how many {to} (in|is|are in|are there in|make|make up|equal) {a}',
      'how many {to} (go into|fit in|does it take to make) {a}',
      'how many {to} does {a} have',
      'how many {to} (per|to the|to a|in one) {bare}',
      '{to} (in|per) {a}',
      '{to} (per|to the|to a) {bare}',
      'number of {to} in {a}',
      '{a} in {to}',
      '{a} to {to}',
      '{a} is how many {to}',
      '{a} has how many {to}',
      "(what's|what is|whats) {a} in {to}",
      "what's the number of {to} in {a}",
      'how much is {a} in {to}',
      'how big is {a} in {to}',
      'how big is {a} in {to}',
      'do you know how many {to} (are in|make) {a}',
      'is {a} more than a few {to}, how many exactly',
      'so how many {to} is {a}',
      'what does {a} come to in {to}',
      'any idea how many {to} {a} has',
      'how many {to} do you need for {a}',
      'how many {to} would {a} be',
      'in {to} how much is {a}',
    ],
    order: [
      'tell me how many {to} (are in|make|there are in) {a}',
      'convert {a} to {to}',
      'convert {a} into {to}',
      'give me {a} in {to}',
      'express {a} in {to}',
      'give me the number of {to} in {a}',
      'show me how many {to} are in {a}',
      'look up how many {to} {a} is',
      'find out how many {to} are in {a}',
      'remind me how many {to} are in {a}',
      'turn {a} into {to}',
      'say how many {to} make {a}',
    ],
    statement: [
      'i forgot how many {to} are in {a}',
      'i never remember how many {to} (are in|make) {a}',
      "i can't remember how many {to} are in {a}",
      'i want to know how many {to} (are in|make up) {a}',
      'i need to know how many {to} are in {a}',
      "i'd like to know how many {to} {a} has",
      'i wonder how many {to} are in {a}',
      "i don't know how many {to} go into {a}",
      'not sure how many {to} there are in {a}',
      'i have {a}, how many {to} is that',
      'my kid asks how many {to} are in {a}',
      'we have {a} of it, what is that in {to}',
    ],
  },
};

/** Only the unit pair first, then the number: "km to miles, 12". */
const unitsFirst: RequestForm = {
  draw: withNumber.draw,
  patterns: {
    order: [
      'convert (from|) {from} to {to}, {n}',
      '{from} to {to}: {n}',
      '{from} to {to}, {n}',
      '{from} to {to} {n}',
      'convert {from} to {to}, the number is {n}',
      '{from} into {to}, {n} of them',
      'from {from} to {to}, {n}',
      'go from {from} to {to} with {n}',
      '{n}, {from} to {to}',
      '{n} from {from} to {to}',
      'convert {n} from {from} to {to}',
      'change {n} from {from} (to|into) {to}',
    ],
    question: [
      '{n} {from} in {to}',
      "what's {n} in {to} if it is in {from}",
      'if i have {n} in {from}, what is it in {to}',
      '{n} in {from} is what in {to}',
      'how much is {n} in {to} when it is {from}',
      'what is {n} from {from} to {to}',
    ],
    statement: [
      'i have {n} in {from} and need {to}',
      'i have the number {n} in {from}, i need it in {to}',
      'the value is {n} in {from}, what is it in {to}',
      'it says {n} in {from} but i need {to}',
      'my scale shows {n} in {from}, i need {to}',
      'i measured {n} in {from} and want {to}',
    ],
  },
};

/** "half a mile in km", "a quarter cup in ml". */
const fraction: RequestForm = {
  draw(rng) {
    const kind = rng.pick(['length', 'weight', 'volume', 'volume', 'time'] as const);
    const { from, to } = unitPair(rng, kind);
    const name = rng.pick(UNITS[from]!.one.filter((word) => word.length > 2));
    const article = /^(ounce|inch|hour)/.test(name) ? 'an' : 'a';
    const [value, words] = rng.pick([
      ['0.5', `half ${article} ${name}`],
      ['0.5', `half ${article} ${name}`],
      ['0.5', `a half ${name}`],
      ['0.25', `a quarter ${name}`],
      ['0.25', `a quarter of ${article} ${name}`],
      ['0.75', `three quarters of ${article} ${name}`],
      ['1.5', `one and a half ${rng.pick(UNITS[from]!.many.filter((word) => word.length > 2))}`],
      ['2.5', `two and a half ${rng.pick(UNITS[from]!.many.filter((word) => word.length > 2))}`],
    ] as const);
    return { args: [value, from, to], words: { q: words, to: unitWords(rng, to, 'many'), who: 'a friend' } };
  },
  patterns: withNumber.patterns,
};

interface Scene {
  kind: Dimension;
  max: number;
  patterns: RequestForm['patterns'];
}

/** What people measure and say of it, by dimension. */
const SCENES: readonly Scene[] = [
  {
    kind: 'length',
    max: 2000,
    patterns: {
      question: [
        'how (far|long) is {q} in {to}',
        'how (tall|high|wide|deep|thick) is {q} in {to}',
        'how many {to} is a {n} {one} (run|race|walk|drive|ride|board|rope)',
        'what distance is {q} in {to}',
        'if i (run|walk|drive|bike|swim) {q}, how many {to} is that',
        "if i'm {q} tall what am i in {to}",
        'how far in {to} is {q}',
        'how long in {to} is {q}',
        '{who} is {q} tall, how much is that in {to}',
        'what height is {q} in {to}',
        'is a {n} {one} run long, what is it in {to}',
        "what's a {n} {one} (race|run|hike|fence|table) in {to}",
      ],
      statement: [
        "i'm {q} tall, (what is that in {to}|how many {to} is that)",
        'i (ran|walked|biked|swam|drove|hiked|jogged) {q} [today|yesterday|this morning], (what is that in {to}|how many {to} is that|how far is that in {to}|in {to} please)',
        'the (table|board|fence|rope|wall|river|tree|room|couch) is {q} (long|wide|high|deep), (what is that in {to}|how many {to} is that)',
        'it is {q} (away|from here|to the beach|to work), how (far|much) is that in {to}',
        'my (screen|tv|desk|bed|bike ride|commute) is {q}, what is that in {to}',
        'the sign says {q} to go, how far is that in {to}',
        'the snow is {q} deep, how much is that in {to}',
        'the kid grew {q}, how many {to} is that',
        'we sailed {q}, in {to} that is how much',
        'the hike is {q}, i only know {to}',
        'the ceiling is {q} high, i need {to}',
        'the cable is {q} long but i need it in {to}',
      ],
    },
  },
  {
    kind: 'weight',
    max: 500,
    patterns: {
      question: [
        'how heavy is {q} in {to}',
        'what does {q} weigh in {to}',
        'how much does {q} weigh in {to}',
        'what weight is {q} in {to}',
        'how heavy in {to} is {q}',
        'if i weigh {q}, what is that in {to}',
        'if it weighs {q}, how many {to} is it',
        'what is {q} of (flour|sugar|butter|meat|rice|potatoes|chicken) in {to}',
        'how many {to} of (flour|sugar|butter|rice|meat|cheese) is {q}',
        '{q} of (flour|sugar|butter|rice|coffee|chicken|cheese|dough) in {to}',
        'a {n} {one} (bag|dog|baby|package) is how many {to}',
        'how much is {q} of (sugar|flour|beef|gold) in {to}',
      ],
      statement: [
        'i weigh {q}, (what is that in {to}|how many {to} is that|how much is that in {to})',
        'my (dog|cat|suitcase|baby|bag|bike|laptop) weighs {q}, (what is that in {to}|how many {to} is that)',
        'the (baby|package|turkey|suitcase|bag|pumpkin) is {q}, (how many {to} is that|what is that in {to})',
        'the recipe (calls for|wants|needs|says) {q} of (flour|sugar|butter|rice|chicken|cheese|chocolate), (what is that in {to}|how many {to} is that|but i have {to})',
        'i lost {q}, how much is that in {to}',
        'i gained {q}, how many {to} is that',
        'i can lift {q}, what is it in {to}',
        'i bought {q} of (potatoes|apples|cheese|meat), how many {to} is that',
        'the limit is {q}, what is that in {to}',
        'the airline allows {q}, i only know {to}',
        'i ate {q} of cheese, how many {to} is that',
        'the scale shows {q} but i need {to}',
      ],
    },
  },
  {
    kind: 'volume',
    max: 300,
    patterns: {
      question: [
        'how much {liquid} is {q} in {to}',
        '{q} of {liquid} in {to}',
        'how many {to} of {liquid} is {q}',
        "what's {q} of {liquid} in {to}",
        'how many {to} of {liquid} are in {q}',
        'if the tank holds {q}, how many {to} is that',
        'is {q} of {liquid} a lot, what is it in {to}',
        'how many {to} do i need for {q} of {liquid}',
        'how much is {q} of {liquid} in {to}',
        'what volume is {q} in {to}',
        '{q} {liquid} to {to}',
        'how big is a {n} {one} tank in {to}',
      ],
      statement: [
        'the recipe (calls for|wants|needs|says) {q} of {liquid}, (what is that in {to}|how many {to} is that|but i only have a measure in {to})',
        'i drank {q} of {liquid} [today], (what is that in {to}|how many {to} is that)',
        'my (tank|bottle|fish tank|bucket|kettle|pot) holds {q}, (what is that in {to}|how many {to} is that)',
        'i need {q} of {liquid}, (how many {to} is that|what is that in {to})',
        'it says to add {q} of {liquid}, how many {to} is that',
        'the doctor told me to drink {q} a day, how many {to} is that',
        'i bought {q} of {liquid}, in {to} that is what',
        'i filled up {q} of gas, how many {to} is that',
        'the pool holds {q}, i need {to}',
        'the jug is {q}, how much in {to}',
        'my engine takes {q} of oil, what is that in {to}',
        'there is {q} of {liquid} left, how many {to} is that',
      ],
    },
  },
  {
    kind: 'heat',
    max: 450,
    patterns: {
      question: [
        'how (hot|warm|cold) is {q} in {to}',
        'how (hot|warm|cold) is {q} (for someone who uses|if i use|if i only know) {to}',
        'is {q} (hot|cold|warm), what is it in {to}',
        "what's {q} on the {to} scale",
        'what temperature is {q} in {to}',
        'what oven setting is {q} in {to}',
        'what is a fever of {q} in {to}',
        'if the oven says {q}, what is that in {to}',
        'how many degrees {to} is {q}',
        '{q} oven in {to}',
        'bake at {q}, what is that in {to}',
        "it's {q} outside, what is that in {to}",
      ],
      statement: [
        'it is {q} (outside|here|today|in the shade|at the beach), (what is that in {to}|how much is that in {to}|in {to} please)',
        "it's {q} (out|outside|in here|over there), (what's that in {to}|in {to})",
        'the (oven|recipe|thermostat|grill|water|thermometer|pizza box) says {q}, (what is that in {to}|i need {to}|how hot is that in {to})',
        'i have a fever of {q}, what is that in {to}',
        'my fever is {q}, in {to} that is what',
        'bake it at {q} it says, but my oven shows {to}',
        'the forecast says {q}, what is that in {to}',
        'the oven has to be at {q}, mine shows {to}',
        'my (cpu|tea|room|pool|bath) is at {q}, how much is that in {to}',
        'it dropped to {q} last night, how cold is that in {to}',
        '{who} says it is {q} there, what is that in {to}',
        'the water should be {q}, i only have {to}',
      ],
    },
  },
  {
    kind: 'speed',
    max: 300,
    patterns: {
      question: [
        'how fast is {q} in {to}',
        'what speed is {q} in {to}',
        'is {q} fast, what is it in {to}',
        'if the limit is {q}, what is that in {to}',
        'if i drive {q}, how many {to} is that',
        'how many {to} am i doing at {q}',
        'what does {q} feel like in {to}, just the number',
        'what is a speed of {q} in {to}',
        'going {q} is how many {to}',
        'a wind of {q} is how many {to}',
        'how quick is {q} in {to}',
        'what is {q} on a {to} speedometer',
      ],
      statement: [
        "(i'm|we're|he was|she was) (driving|going|doing) {q}, (what is that in {to}|how many {to} is that)",
        'the speed limit is {q}, (what is that in {to}|how fast is that in {to}|in {to})',
        'the (wind|train|ball|plane|storm|cheetah|boat) (goes|does|moves at|hits) {q}, (what is that in {to}|how many {to} is that)',
        'my car (does|tops out at|goes) {q}, (what is that in {to}|how fast is that in {to})',
        'i got a ticket for {q}, what is that in {to}',
        'the storm has winds of {q}, in {to} that is how much',
        'the sign says {q} but my car shows {to}',
        'he serves at {q}, how many {to} is that',
        'i run at {q}, what is it in {to}',
        'the train goes {q}, i only know {to}',
        'i biked at {q}, how many {to} is that',
        'the limit here is {q}, what is it in {to}',
      ],
    },
  },
  {
    kind: 'time',
    max: 5000,
    patterns: {
      question: [
        'how long is {q} in {to}',
        'how many {to} long is a {n} {one} (movie|flight|drive|trip|call|game)',
        'if it takes {q}, how many {to} is that',
        'what is {q} of (sleep|work|flying|waiting|training) in {to}',
        'how many {to} of (sleep|work|waiting) is {q}',
        'a {n} {one} (flight|movie|trip|shift) is how many {to}',
        'if i wait {q}, how many {to} is it',
        '{q} of work is how many {to}',
        'how long in {to} is {q}',
        'how many {to} pass in {q}',
        'how many {to} do i have in {q}',
        'how much time is {q} in {to}',
      ],
      statement: [
        'the (movie|flight|game|trip|drive|meeting|course|concert) (is|takes|lasts|runs) {q}, (how many {to} is that|what is that in {to}|how long is that in {to})',
        'i (slept|worked|waited|trained|studied|practiced) {q}, how many {to} is that',
        'i worked {q} this month, (what is that in {to}|how many {to} is that)',
        'it takes {q} to get there, how many {to} is that',
        'the battery lasts {q}, what is that in {to}',
        'my baby is {q} old, how many {to} is that',
        'we have been together {q}, how many {to} is that',
        'the project took {q}, in {to} that is what',
        'i have {q} of vacation left, how many {to} is that',
        'the download takes {q}, how many {to} is it',
        'the warranty is {q}, i need it in {to}',
        'i have {q} left, what is that in {to}',
      ],
    },
  },
];

const LIQUIDS =
  'milk, water, oil, juice, cream, broth, coffee, wine, gas, tea, soup, syrup, stock, yogurt'.split(', ');

const scene = ({ kind, max, patterns }: Scene): RequestForm => ({
  draw(rng, split) {
    const { from, to } = unitPair(rng, kind);
    const n = anyNumber(rng, split, { min: 1, max: rng.pick([20, max]), decimals: 1, inWords: 0.1 });
    return {
      args: [n.value, from, to],
      words: {
        q: `${n.words} ${unitWords(rng, from, n.value === '1' ? 'one' : 'many')}`,
        n: n.words,
        one: unitWords(rng, from, 'one'),
        to: unitWords(rng, to, 'many'),
        liquid: rng.pick(LIQUIDS),
        who: person(rng, split),
      },
    };
  },
  patterns,
});

export const tool: Tool = {
  name: 'convert',
  label: { en: 'Unit converter', 'zh-CN': '单位换算' },
  help: { en: 'Converts between units of one kind.', 'zh-CN': '在同类单位之间换算。' },
  example: { en: 'how many miles is 5 km', 'zh-CN': 'how many miles is 5 km' },
  params: [
    {
      name: 'value',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How much.', 'zh-CN': '数值。' },
    },
    {
      name: 'from',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit it has.', 'zh-CN': '原单位。' },
    },
    {
      name: 'to',
      type: { kind: 'enum', values: Object.keys(UNITS) },
      help: { en: 'The unit wanted.', 'zh-CN': '目标单位。' },
    },
  ],
  requests: [...Array<RequestForm>(7).fill(withNumber), one, one, unitsFirst, fraction, ...SCENES.map(scene)],
  replies: [
    "that's {result} {to}",
    "that's {result} {to}",
    '{result} {to}',
    '{value} {from} is {result} {to}',
    "it's {result} {to}",
    'about {result} {to}',
    '{result}',
    'you get {result} {to}',
  ],
  async run([value = '', from = '', to = '']) {
    const [source, target] = [UNITS[from], UNITS[to]];
    if (!/^-?\d+(\.\d+)?$/.test(value) || !source || !target) {
      throw new RetortError(
        'tool-failed',
        `Cannot convert "${value} ${from}" to "${to}". Units: ${Object.keys(UNITS).join(' ')}.`,
      );
    }
    if (source.dimension !== target.dimension) {
      throw new RetortError(
        'tool-failed',
        `${from} is a ${source.dimension}, ${to} a ${target.dimension}. Ask for two units of one kind.`,
      );
    }
    const { unit } = await import('mathjs');
    return plainDecimal(unit(Number(value), source.mathjs).toNumber(target.mathjs));
  },
};
