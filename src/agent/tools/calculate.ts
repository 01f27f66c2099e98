// Arithmetic on numbers as people say it: "12*7", "take 37 from 112", "15% off 80". mathjs (numbers only, loaded when first
// needed) computes; only digits and + - * / ^ ( ) in the shape of an expression ever reach it. Not algebra.

import { RetortError } from '../../lib/errors';
import { plainDecimal } from '../plain-decimal';
import { person } from '../items';
import { anyNumber, numberAllowed, type NumberRange, type Slot } from '../slots';
import { isExpression, protectSigns } from '../expression';
import type { Rng } from '../../lib/rng';
import type { RequestForm, Split, Tool } from '../types';

type Operator = '+' | '-' | '*' | '/' | '^';

const SAID: Readonly<Record<Operator, readonly string[]>> = {
  '+': ['plus', 'plus', 'plus', 'added to', 'and', 'with'],
  '-': ['minus', 'minus', 'minus', 'less', 'take away', 'subtract', 'without'],
  '*': ['times', 'times', 'times', 'multiplied by', 'x', 'multiplied with', 'by'],
  '/': ['divided by', 'divided by', 'over', 'divided through', 'split by', 'shared by', 'divide by'],
  '^': ['to the power of', 'to the power', 'raised to', 'to the', 'raised to the power of'],
};
const SYMBOLS: Readonly<Record<Operator, readonly string[]>> = {
  '+': ['+'],
  '-': ['-', '-', '−'],
  '*': ['*', '*', 'x', '×'],
  '/': ['/', '/', '÷'],
  '^': ['^', '**'],
};

const NOUNS = (
  'apples, chairs, boxes, pages, tickets, eggs, cookies, books, seats, bottles, stickers, coins, plants, cards, photos, bricks, ' +
  'candies, pens, shirts, cupcakes, tiles, bags, marbles, sandwiches, emails, miles, songs, games, plates, points, dollars, flyers'
).split(', ');
const PEOPLE =
  'people, friends, kids, students, guests, players, colleagues, us, roommates, teams, families, workers, classes, tables, groups'.split(
    ', ',
  );

const number = (rng: Rng, split: Split, max = 9999, more: Partial<NumberRange> = {}): Slot =>
  anyNumber(rng, split, { min: 1, max, ...more });

/** Two numbers, often of different size, that are not the same. */
function two(rng: Rng, split: Split, more: Partial<NumberRange> = {}): [Slot, Slot] {
  const max = rng.pick([50, 200, 1000, 9999]);
  const a = number(rng, split, max, { decimals: 2, ...more });
  for (;;) {
    const b = number(rng, split, rng.pick([20, 100, max]), { decimals: 2, ...more });
    if (b.value !== a.value) return [a, b];
  }
}

/** The larger first: what subtractions in stories need. */
function descending(rng: Rng, split: Split): [Slot, Slot] {
  const [a, b] = two(rng, split);
  return Number(a.value) > Number(b.value) ? [a, b] : [b, a];
}

/** A dividend and a divisor; half of the time it comes out even. */
function division(rng: Rng, split: Split): [Slot, Slot] {
  const b = number(rng, split, rng.pick([12, 40, 100]));
  for (let i = 0; i < 20 && rng.next() < 0.8; i++) {
    const even = Number(b.value) * (2 + rng.int(40));
    if (b.value !== '1' && split === 'train' && numberAllowed(split, even))
      return [{ value: String(even), words: String(even) }, b];
  }
  for (;;) {
    const a = number(rng, split, rng.pick([200, 2000, 9999]), { decimals: 2 });
    if (a.value !== b.value) return [a, b];
  }
}

const extra = (rng: Rng, split: Split): Record<string, string> => ({
  noun: rng.pick(NOUNS),
  people: rng.pick(PEOPLE),
  who: person(rng, split),
});

/** A chain of two to four operands, now and then with parentheses. */
function chain(rng: Rng, split: Split): Slot {
  const count = rng.pick([2, 2, 2, 2, 2, 2, 3, 3, 3, 4]);
  const spoken = rng.next() < 0.45;
  const first = number(rng, split, rng.pick([20, 100, 1000, 9999]), {
    decimals: 2,
    inWords: spoken ? 0.3 : 0.03,
  });
  let value = first.value;
  let words = first.words;
  const paren = count === 3 && rng.next() < 0.45 ? rng.pick(['left', 'right'] as const) : null;
  for (let i = 1; i < count; i++) {
    const op: Operator =
      count === 2 && rng.next() < 0.05
        ? '^'
        : rng.pick(['+', '+', '-', '-', '*', '*', '*', '/', '/'] as const);
    const next =
      op === '^'
        ? anyNumber(rng, split, { min: 2, max: 6 })
        : number(rng, split, rng.pick([12, 100, 1000]), { decimals: 2, inWords: spoken ? 0.3 : 0.03 });
    const mark = rng.pick(
      (spoken ? SAID : SYMBOLS)[op].filter((said) => count === 2 || !/^(and|by|with)$/.test(said)),
    );
    const glue = spoken || rng.next() < 0.5 ? ' ' : '';
    const opening = paren === 'right' && i === 1 ? '( ' : '';
    value = `${value} ${op} ${opening}${next.value}`;
    words = `${words}${glue}${mark}${glue || (/[a-z]/.test(mark + next.words) ? ' ' : '')}${opening.trim()}${next.words}`;
    if (paren === 'left' && i === 1) [value, words] = [`( ${value} )`, `(${words})`];
    if (paren === 'right' && i === 2) [value, words] = [`${value} )`, `${words})`];
  }
  return { value, words };
}

const infix: RequestForm = {
  draw(rng, split) {
    const { value, words } = chain(rng, split);
    return { args: [value], words: { e: words, ...extra(rng, split) } };
  },
  patterns: {
    question: [
      '{e}',
      '{e}',
      '{e} =',
      '{e} = ?',
      '= {e}',
      "(what's|whats|what is|wats|wuts) {e}",
      "(what's|what is|whats) {e} [equal to|exactly|again|altogether|in total|roughly]",
      "(what's|what is) the (answer|result|value|outcome|solution) (of|to|for) {e}",
      'what does {e} (equal|make|come to|give|come out to|work out to|amount to|add up to|result in)',
      'what do (i|we|you) get (from|for|with|if i do|when you do|out of|if you do|if i type|if we have) {e}',
      'what would {e} (be|make|come to|give|come out as|look like)',
      'what will {e} (be|make|give me|come to)',
      'how much is {e} [again|all together|altogether|in total]',
      'how much does {e} (make|come to|equal|add up to)',
      'how much would {e} (be|make|come to)',
      "how much's {e}",
      '{e} is (what|how much|equal to what)',
      '{e} (equals|makes|gives|comes to) (what|how much)',
      '{e} equals',
      '{e} is',
      '{e} makes',
      '{e}, (what is that|how much is that|what does that make|what is it|answer)',
      'if i (have|do|take|type|compute|enter) {e} what (do i get|is it|comes out|is that)',
      'do you [happen to] know (what {e} is|{e})',
      'any idea what {e} (is|comes to|makes)',
      'so {e} is',
      'and {e}',
      'what about {e}',
      'how about {e}',
      'math: {e}',
      'maths question, {e}',
      '{who} asks what {e} is',
      'quick math, {e}',
      '{e} in your head',
      "(what's|what is) {e} on a calculator",
      'is it hard to work out {e}',
      'what number is {e}',
      "what's my total if it is {e}",
    ],
    order: [
      '(calculate|compute|work out|solve|evaluate|figure out|do|calc|find|determine|crunch) {e}',
      '(calculate|compute|work out|solve|evaluate|figure out) (this|the following|this sum|this one|that), {e}',
      '(calculate|compute|work out|evaluate): {e}',
      'calc {e}',
      'calculator {e}',
      'calculator, {e}',
      'do the math on {e}',
      'do the maths for {e}',
      'do this sum: {e}',
      'tell me (what|how much) {e} (is|makes|comes to|equals|gives)',
      'tell me the (answer|result|value) (of|to) {e}',
      'give me (the answer to|the result of|the value of|the total of|) {e}',
      'give me {e}',
      'show me (what {e} is|the result of {e})',
      'run the numbers on {e}',
      'run {e}',
      'get me the result of {e}',
      'check {e}',
      'check what {e} (is|gives|comes to)',
      'double check {e} for me',
      'try {e}',
      'just {e}',
      'help me (with|work out|calculate|solve|figure out) {e}',
      'let me know what {e} is',
      'say what {e} makes',
      'answer this, {e}',
      'find (the value of|the answer to) {e}',
      'put {e} in the calculator',
      'type {e} into a calculator',
      'add this up, {e}',
    ],
    statement: [
      'i need [to know] {e}',
      'i need (the answer to|the result of|the value of|to work out|to calculate|to compute) {e}',
      "i'd like to know (what {e} is|{e})",
      'i want to know what {e} (is|makes|comes to)',
      'i wonder what {e} is',
      "i can't (do|work out|figure out|calculate) {e} in my head",
      'i have to (calculate|work out|solve|do) {e}',
      "i'm (trying to|stuck trying to) (work out|calculate|figure out|do) {e}",
      "i'm stuck on {e}",
      'my homework says {e}',
      'my homework is {e}',
      'the (exercise|problem|question) is {e}',
      'the bill is {e}, how much is that',
      'i forgot what {e} is',
      'not sure what {e} is',
      'curious what {e} is',
      "i don't have a calculator, {e}",
      "my calculator died, what's {e}",
      "math isn't my thing, {e}",
      'i was asked to compute {e}',
      'i get confused by {e}',
      'wondering what {e} comes to',
      'need {e}',
      'we need to know {e} for the budget',
    ],
  },
};

const sum: RequestForm = {
  draw(rng, split) {
    const list = [number(rng, split, rng.pick([50, 500, 9999]), { decimals: 2 }), ...two(rng, split)].slice(
      rng.next() < 0.72 ? 1 : 0,
    );
    const words = list.map((slot) => slot.words);
    const last = words.pop()!;
    const all = `${words.join(rng.pick([', ', ', ', ' and ', ' ']))}${words.length > 1 ? rng.pick([' and ', ', and ', ', ']) : ' and '}${last}`;
    return {
      args: [list.map((slot) => slot.value).join(' + ')],
      words: { all, ...extra(rng, split) },
    };
  },
  patterns: {
    order: [
      'add {all}',
      'add up {all}',
      'add {all} [up|together]',
      'sum {all}',
      'sum up {all}',
      'total {all}',
      'total up {all}',
      'tally {all}',
      '(find|get|compute|calculate|work out|give me|tell me) the (sum|total) of {all}',
      '(put|combine|lump) {all} together',
      'add together {all}',
      'add these [up]: {all}',
      'add these numbers, {all}',
      'sum of {all}',
      'plus {all} together',
      'count {all} together',
    ],
    question: [
      "(what's|what is|whats|how much is) the (sum|total|grand total) of {all}",
      '(what|how much) do {all} (make|add up to|come to|sum to|total) [together]',
      "(what's|what is|how much is) {all} (together|combined|added up|added together|summed|in total|all together|altogether)",
      'what do you get (when you add|if you add|adding) {all}',
      'if i add {all} what do i get',
      'sum of {all}',
      'total of {all}',
      '{all} total',
      '{all} (together|added up|in total|summed up)',
      'what happens when you add {all}',
      'what is the total for {all}',
      'how much would {all} be together',
    ],
    statement: [
      'i need the (sum|total) of {all}',
      'i need to add {all}',
      "i'd like {all} added up",
      'i spent {all}, (how much is that|what is the total|how much in total|total)',
      'i (earned|made|saved|paid|ran|walked|read|scored) {all}, (how much is that|what is the total|how much altogether|what does that make in total)',
      'there are {all} {noun}, how many (in total|altogether|is that)',
      'we have {all} {noun}, how many are there (in total|altogether)',
      'two bills, {all}, what do i owe altogether',
      "{who} and i have {all} {noun}, what's that together",
      'the prices are {all}, (total|what do i pay)',
    ],
  },
};

const addTo: RequestForm = {
  draw(rng, split) {
    const [a, b] = two(rng, split);
    return { args: [`${a.value} + ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
  },
  patterns: {
    order: [
      'add {a} to {b}',
      'add {a} onto {b}',
      'put {a} and {b} together',
      'increase {a} by {b}',
      'raise {a} by {b}',
      'bump {a} up by {b}',
      'tack {a} onto {b}',
      'count up from {a} by {b}',
    ],
    question: [
      'what do i get if i add {a} to {b}',
      "(what's|what is) {a} more than {b}",
      '{a} more than {b} is what',
      'what is {a} added to {b}',
      "what's {a} increased by {b}",
      'if i have {a} {noun} and (get|buy|find|win|receive|am given) {b} more, how many (do i have|is that|are there|in total)',
      '{a} {noun} and {b} more, how many (is that|in total|altogether)',
      'if there are {a} {noun} and {b} more (arrive|come|are added) how many are there',
    ],
    statement: [
      'i have {a} {noun} and (got|bought|found|won) {b} more, (how many now|how many do i have|what is the total|how many is that)',
      '{who} has {a} {noun} and i have {b}, how many (together|do we have|altogether|in all)',
      'we sold {a} {noun} today and {b} yesterday, how many (in total|altogether)',
      'there were {a} {noun} and {b} more came, how many now',
      'my score was {a} and i got {b} more points, what is it now',
      'i am {a} and my friend is {b} years older, how old is my friend',
      'i paid {a} for food and {b} for gas, how much (altogether|is that|did i spend)',
      'i drove {a} miles and then {b} more, how far (is that|did i go)',
    ],
  },
};

/** Words that name the number taken away first, or the whole first; the call has the whole first. */
const minus: RequestForm = {
  draw(rng, split) {
    const [a, b] = descending(rng, split);
    return { args: [`${a.value} - ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
  },
  patterns: {
    order: [
      '(take|subtract|deduct|remove) {b} from {a}',
      '(take|subtract|deduct) {b} (away|off) from {a}',
      'take {b} (off|away from|out of|off of) {a}',
      'take away {b} from {a}',
      '(subtract|deduct) from {a} the number {b}',
      '(reduce|lower|decrease|shrink|cut) {a} by {b}',
      'start (at|with|from) {a} and (take away|subtract|go down|remove) {b}',
      'count down {b} from {a}',
      'knock {b} off {a}',
      'go {b} (below|under|down from) {a}',
      'find the difference (between|of) {a} and {b}',
      'difference {a} and {b}',
      'minus {b} from {a}',
      '(find|give me|work out|tell me|calculate) the difference between {a} and {b}',
      'subtract {b} off {a}',
      'drop {b} from {a}',
      'from {a} (take|subtract|take away|remove) {b}',
      'tell me what is left of {a} after {b}',
      '{a} take {b}',
      '{a} subtract {b}',
    ],
    question: [
      "(what's|what is|whats|how big is) the difference (between|of) {a} and {b}",
      'difference (between|of) {a} and {b}',
      '{a} and {b} difference',
      "(what's|what is) {b} (less|fewer|lower|smaller) than {a}",
      "what's {b} (subtracted|taken|taken away|deducted|removed) from {a}",
      "(what's|what is) {a} (decreased|reduced|lowered|diminished) by {b}",
      'how much is left (of|from) {a} (after|if i take|without|minus) {b}',
      "what's left (of|from) {a} (after|if i take away|if i spend|when you remove) {b}",
      'how (much|many) more is {a} than {b}',
      'how much (bigger|larger|higher|greater) is {a} than {b}',
      'how much (less|smaller|lower) is {b} than {a}',
      'how far is {b} from {a}',
      'how (much|many) do i add to {b} to get {a}',
      'what must i add to {b} to (get|make|reach) {a}',
      'how much more (do i need|is needed) to get from {b} to {a}',
      'how (much|many) until {a} if i have {b}',
      'how many more to {a} if i already have {b}',
      'what do i get (if i take|when i subtract|taking) {b} from {a}',
      '{b} from {a}',
      '{b} (taken|subtracted) from {a}',
      '{b} off {a}',
      '{b} less than {a}',
      'if i take {b} (away from|off|from) {a} what (is left|do i get|remains)',
      'if i (have|had) {a} {noun} and (give away|lose|eat|sell|use|throw out) {b}, how many (are left|remain|do i have|have i left)',
      'how much change do i get from {a} if (it|something) costs {b}',
      'change from {a} if i pay {b}',
      'how many of {a} remain after {b} are gone',
      'what remains when {b} is taken from {a}',
      'how many years between {b} and {a}',
    ],
    statement: [
      'i (have|had) {a} {noun} and (gave away|lost|ate|sold|used|spent|broke|donated) {b}, (how many are left|how many do i have left|what is left|how many remain|how many now)',
      'there (are|were) {a} {noun} and {b} (are gone|were sold|broke|went missing|got eaten), how many (are left|remain|do we have)',
      'i have {a} dollars and spend {b}, (how much is left|what do i have left|what remains)',
      'i need {a} {noun} and have {b}, how many (more|are missing|more do i need|do i still need)',
      'i have {b} of {a} {noun}, how many are (missing|left)',
      '{who} has {a} {noun}, i have {b}, how many more is that',
      "the book has {a} pages and i'm on page {b}, how many (left|pages are left|to go)",
      'i paid with {a} and it cost {b}, how much change',
      'it was {a} and now it is {b}, (how much did it drop|what is the difference|how much less)',
      'i want to save {a} and have {b} so far, how much (more|is missing|to go)',
      'we invited {a} guests and {b} said no, how many are coming',
      '{a} people came and {b} left, how many are still here',
      'my flight is {a} dollars but i have a voucher for {b}, what do i pay',
    ],
  },
};

const times: RequestForm = {
  draw(rng, split) {
    const a = number(rng, split, rng.pick([12, 60, 400]));
    const b = number(rng, split, rng.pick([20, 100, 1000]), { decimals: 2 });
    return { args: [`${a.value} * ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
  },
  patterns: {
    order: [
      'multiply {a} (by|with|and|times) {b}',
      'multiply {a} {b}',
      '(find|get|compute|calculate|work out|give me|tell me) the product of {a} and {b}',
      'times {a} by {b}',
      'multiply these: {a} and {b}',
      'multiply together {a} and {b}',
      'product of {a} and {b}',
      'take {a} times {b}',
      'multiply the number {a} by {b}',
      'scale {a} by {b}',
      'do {a} by {b}',
      'take {a} multiplied by {b}',
    ],
    question: [
      "(what's|what is|whats|how much is) the product of {a} and {b}",
      'product of {a} and {b}',
      "(what's|what is|how much is) {a} (groups|lots|sets|rows|bunches|bags|packs|boxes|piles) of {b}",
      '{a} (groups|lots|sets|packs|boxes|bags|rows|trays|crates|stacks) of {b}, how many (is that|altogether|in total)',
      'how many {noun} are in {a} (boxes|packs|bags|rows|crates) of {b}',
      'what do i get when i multiply {a} (by|and|with) {b}',
      'if i buy {a} {noun} at {b} each, (how much is that|what do i pay|what is the total)',
      '{a} {noun} at {b} each',
      '{a} {noun} (for|at) {b} (each|apiece|a piece), how much',
      'how much do {a} {noun} cost at {b} each',
      "what's the area of a {a} by {b} (room|rectangle|garden|yard|field)",
      'how big is a room of {a} by {b} feet in square feet',
      'what do {a} {noun} at {b} dollars each come to',
      '{a} at {b} each',
      '{a} times {b} is how much',
      'how many is {a} times {b}',
      'how much is {a} multiplied by {b}',
      'what is {a} of {b} each',
      'how many hours do i work in {a} weeks at {b} hours a week',
    ],
    statement: [
      'i have {a} (boxes|packs|bags|rows|crates|trays|shelves) (of|with) {b} {noun} [each], (how many is that|how many altogether|how many in total|total)',
      'i work {a} hours at {b} an hour, (what do i earn|how much is that|how much do i make)',
      "{a} people pay {b} each, (how much is that|what's the total|how much do we collect)",
      'there are {a} (rows|tables|shelves|buses|classes) with {b} {noun} each, how many (altogether|in total|is that)',
      "i'm buying {a} {noun} at {b} each, what (do i pay|is the total|does it cost)",
      'i read {a} pages a day for {b} days, how many (is that|altogether)',
      'i save {a} a week, how much (is that|do i have) after {b} weeks',
      'i need {a} sets of {b}, how many is that',
      'the rent is {a} a month, how much is that for {b} months',
      'it costs {a} a night and we stay {b} nights, (how much|what do we pay|total)',
      '{who} makes {a} an hour and works {b} hours, how much is that',
      'each of {a} {people} needs {b} {noun}, how many (do i need|is that|altogether)',
      'my car goes {a} miles on a gallon and i have {b} gallons, how far is that',
    ],
  },
};

const divide: RequestForm = {
  draw(rng, split) {
    const [a, b] = division(rng, split);
    return { args: [`${a.value} / ${b.value}`], words: { a: a.words, b: b.words, ...extra(rng, split) } };
  },
  patterns: {
    order: [
      'divide {a} (by|through|into|among|between) {b}',
      'divide {a} {noun} (among|between|by) {b} {people}',
      '(split|share) {a} (between|among|by|over|across|amongst|into) {b}',
      '(split|share) {a} {noun} (between|among|across|amongst) {b} {people}',
      'split {a} {b} ways',
      'split {a} into {b} [equal] parts',
      'divide {a} into {b} [equal|even] (parts|groups|shares|pieces)',
      'break {a} into {b} parts',
      'cut {a} into {b} equal (parts|pieces)',
      '(find|compute|calculate|give me|work out) the quotient of {a} and {b}',
      'quotient of {a} and {b}',
      'divide up {a} among {b} [people|kids|friends]',
      'split a bill of {a} (between|among) {b}',
      'split the {a} dollar (bill|check|tab) {b} ways',
      'take {a} and divide by {b}',
      'distribute {a} {noun} over {b} {people}',
    ],
    question: [
      'how many times does {b} (go|fit) (into|in) {a}',
      'how often does {b} (go|fit) into {a}',
      'how many groups of {b} are [there] in {a}',
      "(what's|what is|how much is) {a} (split|shared|divided) (between|among|by|into) {b} [people]",
      "what's {a} split {b} ways",
      '{a} split {b} ways',
      '{a} (between|shared between|split between|divided among) {b} [people|kids|friends]',
      '{a} {noun} (for|between|among) {b} {people}, how many each',
      'how much does each (person|one|of us) (pay|get|owe) if {b} (people|of us|friends) (split|share) {a}',
      'if {b} {people} (share|split) {a} {noun}, how many does each get',
      'if i (share|split|divide) {a} (by|between|among) {b} what (do i get|is it|does each get)',
      'how many {noun} each if {b} {people} share {a}',
      'how many (groups|teams|bags|boxes|rows|packs) of {b} (can i make from|are in|do i get from|fit in) {a}',
      'how many (tables|cars|buses|tents|rooms|vans|boats) of {b} do i need for {a} people',
      'what is the quotient of {a} and {b}',
      'what is {a} per {b}',
      "what's {a} dollars per person for {b} people",
      'how many weeks do i need to save {a} if i save {b} a week',
      'how fast is {a} miles in {b} hours',
      'how much is one if {b} cost {a}',
      'how much is each of {b} if they cost {a}',
      '{a} by {b} people, how much each',
      'what do i get if i divide {a} by {b}',
      'how much per (day|week|month|year|person) is {a} over {b}',
      'if {b} {noun} cost {a}, how much is one',
    ],
    statement: [
      'i have {a} (people|guests|students|kids|visitors) and (tables|cars|buses|tents|rooms|benches|vans) (of|for|with room for|that hold|that seat|that fit) {b}, how many (do i need|tables is that|is that|of them do i need)',
      'i have {a} {noun} and {b} {people}, how many (is that each|does each get|each|per person|for each)',
      'i have {a} {noun} and {b} (boxes|bags|shelves|tables|rows|drawers), how many (is that per box|go in each|per one|in each|is that each)',
      'we have {a} people and {b} (tables|cars|teams|rooms), how many (is that per table|per car|in each|per team|go in each)',
      '{b} of us (share|split|have) a (bill|check|tab) of {a}, (how much each|what do i pay|what does each pay|how much is that per person)',
      'the (bill|check|tab|dinner|rent) is {a} and there are {b} of us, (how much each|what does each pay|how much do i owe|per person)',
      'the (bill|check|tab) comes to {a} for {b} people, (how much each|how much is my share)',
      "i'm splitting {a} with {b} people in total, what is my share",
      'i drove {a} miles in {b} hours, (how fast is that|what speed is that|what is my average speed)',
      'i have {a} pages to read in {b} days, how many (a day|per day|each day|is that a day)',
      'i have to finish {a} {noun} in {b} days, how many is that per day',
      'i earn {a} in {b} hours, how much is that an hour',
      'a pack of {b} costs {a}, (how much is one|what does one cost|price per piece)',
      '{b} {noun} cost {a}, how much is one',
      '{a} {noun} fit in {b} boxes, how many in each',
      'we need to put {a} {noun} into {b} bags, how many per bag',
      'it is {a} miles and my car does {b} miles per gallon, how many gallons (do i need|is that)',
      '{who} and the others are {b} people sharing {a} {noun}, how many each',
    ],
  },
};

/** Operations that one word names, with the constant it brings: half, double, squared … */
const byWord: readonly { tail: string; before: string; after: string; verb: string }[] = [
  {
    tail: '/ 2',
    before: 'half of, half, one half of, a half of',
    after: 'halved, in half, cut in half, split in half, divided in half',
    verb: 'halve, take half of, cut in half, split in half',
  },
  {
    tail: '* 2',
    before: 'double, twice, two times, the double of, twice as much as, double of',
    after: 'doubled, twice, two times, twice over',
    verb: 'double, double up',
  },
  {
    tail: '* 3',
    before: 'triple, three times, the triple of, thrice, triple of',
    after: 'tripled, three times, thrice',
    verb: 'triple, treble',
  },
  {
    tail: '/ 4',
    before: 'a quarter of, one quarter of, one fourth of, a fourth of, quarter of',
    after: 'in quarters, divided in quarters',
    verb: 'take a quarter of, find a quarter of, get a fourth of',
  },
  {
    tail: '/ 3',
    before: 'a third of, one third of, third of, the third part of',
    after: 'in thirds, divided in thirds, cut in thirds',
    verb: 'take a third of, find a third of',
  },
  {
    tail: '/ 5',
    before: 'a fifth of, one fifth of',
    after: 'in fifths, divided in fifths',
    verb: 'take a fifth of, find a fifth of',
  },
  {
    tail: '/ 10',
    before: 'a tenth of, one tenth of',
    after: 'in tenths, divided in tenths',
    verb: 'take a tenth of, find a tenth of',
  },
  { tail: '* 4', before: 'quadruple, four times', after: 'quadrupled, four times', verb: 'quadruple' },
  { tail: '^ 2', before: 'the square of, square of', after: 'squared, sq, to the square', verb: 'square' },
  { tail: '^ 3', before: 'the cube of, cube of', after: 'cubed', verb: 'cube' },
  {
    tail: '^ 0.5',
    before:
      'the square root of, square root of, sqrt of, sqrt, root of, the root of, the sqrt of, the square root for',
    after: 'square root, square rooted, sqrt',
    verb: 'take the square root of, find the square root of, take the root of, square root',
  },
];

/** Patterns are in three lists so that each has a drawn phrase of its own kind ready as {p}. */
const named = (kind: 'before' | 'after' | 'verb', patterns: RequestForm['patterns']): RequestForm => ({
  draw(rng, split) {
    const word = rng.pick([...byWord, ...byWord.filter(({ tail }) => /\^|^[*/] 2/.test(tail))]);
    const a = number(rng, split, word.tail === '^ 3' ? 60 : rng.pick([30, 400, 9999]), { decimals: 2 });
    const phrase = rng.pick(word[kind].split(', '));
    const said = kind === 'after' ? `${a.words} ${phrase}` : `${phrase} ${a.words}`;
    const split_ = /^(cut|split) (in half)$/.exec(phrase);
    const p = split_ ? `${split_[1]!} ${a.words} ${split_[2]!}` : said;
    return { args: [`${a.value} ${word.tail}`], words: { p, ...extra(rng, split) } };
  },
  patterns,
});

const before = named('before', {
  question: [
    '{p}',
    "(what's|what is|whats) {p}",
    'how much is {p}',
    '{p} is (what|how much)',
    "(what's|what is) {p} [again|exactly]",
    'do you know (what {p} is|{p})',
    'how many is {p}',
    'what would {p} be',
    'what does {p} (come to|make|equal)',
    'any idea what {p} is',
    'what number is {p}',
    '{p}, how much is that',
    '{p} =',
    'what about {p}',
    'how much would {p} be',
    'what exactly is {p}',
    'and {p}',
    'how much money is {p}',
  ],
  order: [
    '(calculate|compute|find|work out|figure out|get|give me|determine) {p}',
    'tell me (what {p} is|{p})',
    'tell me how much {p} is',
    'give me {p}',
    'show me {p}',
    'say what {p} is',
    'work out what {p} is',
    'do {p}',
    'let me know {p}',
    'check {p}',
    'find {p} for me',
    'quickly work out {p}',
  ],
  statement: [
    'i need {p}',
    'i want [to know] {p}',
    "i'd like to know (what {p} is|{p})",
    "i can't work out {p}",
    'i need to know {p}',
    'the recipe needs {p}, how much is that',
    'i only want {p}, how much is that',
    "i'm trying to find {p}",
    'not sure what {p} is',
    '{who} gets {p}, how much is that',
    'i wonder what {p} is',
    'i have to pay {p}, how much is it',
  ],
});

const after = named('after', {
  question: [
    '{p}',
    "(what's|what is|whats) {p}",
    'how much is {p}',
    '{p} is (what|how much)',
    'what does {p} (come to|make|equal|give)',
    'do you know what {p} is',
    '{p} =',
    'what would {p} be',
    'any idea what {p} is',
    'what number is {p}',
    '{p}, what is that',
    'what about {p}',
  ],
  order: [
    '(calculate|compute|work out|figure out|evaluate|do) {p}',
    'tell me what {p} is',
    'give me {p}',
    'work out what {p} is',
    'show me {p}',
    'check {p}',
    'do the math, {p}',
    'solve {p}',
    'let me know what {p} is',
    'get me {p}',
    'find out {p}',
    'run {p}',
  ],
  statement: [
    'i need {p}',
    'i want to know {p}',
    "i'd like to know what {p} is",
    'i have to work out {p}',
    'i need to know what {p} is',
    'i forgot what {p} is',
  ],
});

const verb = named('verb', {
  order: [
    '{p}',
    '{p}',
    '{p} [for me]',
    '{p} and tell me (the result|what it is|what you get)',
    'just {p}',
    'go and {p}',
    "let's {p}",
    'first off, {p}',
    'try to {p}',
    'quickly {p}',
    'help me {p}',
    '{p} and give me the answer',
  ],
  question: [
    'what do i get if i {p}',
    'what happens if you {p}',
    'what is it if we {p}',
    'what comes out if i {p}',
    'if i {p}, what do i get',
    'if you {p} what is it',
    'what would it be if i {p}',
  ],
  statement: [
    'i need to {p}',
    'i have to {p}',
    'i want to {p}',
    "i'd like to {p}",
    "i'm trying to {p}",
    'we need to {p}',
    'the exercise says to {p}',
    'my teacher told me to {p}',
  ],
});

const percentSlots = (rng: Rng, split: Split): { p: Slot; a: Slot; sign: string } => ({
  p: anyNumber(rng, split, { min: 1, max: 100, decimals: 1, inWords: 0.1 }),
  a: number(rng, split, rng.pick([90, 500, 9999]), { decimals: 2, inWords: 0.05 }),
  sign: rng.pick(['%', '%', '%', ' %', ' percent', ' percent', ' percent', ' pct', ' per cent']),
});

const percent = (
  expression: (a: string, p: string) => string,
  patterns: RequestForm['patterns'],
): RequestForm => ({
  draw(rng, split) {
    const { p, a, sign } = percentSlots(rng, split);
    const money = rng.next() < 0.2 && /^\d/.test(a.words) ? rng.pick(['$', '$', '€', '£']) : '';
    const glued = /[a-z]/.test(p.words) && sign === '%' ? ' percent' : sign;
    return {
      args: [expression(a.value, p.value)],
      words: { p: `${p.words}${glued}`, a: `${money}${a.words}`, ...extra(rng, split) },
    };
  },
  patterns,
});

const percentOf = percent((a, p) => `${a} * ${p} / 100`, {
  question: [
    "(what's|what is|whats|how much is) {p} of {a}",
    '{p} of {a}',
    '{p} of {a} is (what|how much)',
    'how much would {p} of {a} be',
    'how many is {p} of {a}',
    'what does {p} of {a} (come to|make|equal)',
    '{p} of {a} =',
    'if i take {p} of {a}, what is it',
    'do you know what {p} of {a} is',
    'what about {p} of {a}',
    'of {a}, how much is {p}',
    "what's a {p} (tip|commission|fee|deposit|tax|share|cut|discount|down payment) (on|of|for) {a}",
    'how much is a {p} (tip|commission|fee|deposit|tax|discount|down payment) (on|of|for) {a}',
    '{p} tip on {a}',
    '{p} (tax|fee|commission|deposit|vat|interest) on {a}',
    'how much (tip|tax|interest|commission|vat) is {p} on {a}',
    'how much should i tip on {a} at {p}',
    'how much tip is {p} of {a}',
    'what tip is {p} of a {a} (bill|check|meal)',
    'if i tip {p} on {a} how much is (it|the tip|that)',
    'what amount is {p} of {a}',
    'what is the tip on {a} at {p}',
    '{a} bill, {p} tip, how much is the tip',
    'any idea what {p} of {a} is',
  ],
  order: [
    '(calculate|compute|find|work out|figure out|get|give me|tell me|determine) {p} of {a}',
    'take {p} of {a}',
    'calculate a {p} (tip|fee|commission|tax|deposit) (on|for|of) {a}',
    '(figure out|work out|give me) a {p} tip (on|for) {a}',
    'tip {p} on {a}',
    'tell me how much {p} of {a} is',
    'show me {p} of {a}',
    'find the {p} (fee|tax|tip) on {a}',
    'calculate the tip on {a} at {p}',
    'let me know what {p} of {a} is',
    'say how much {p} of {a} makes',
    'work out the {p} share of {a}',
  ],
  statement: [
    'i need {p} of {a}',
    'i want to (tip|leave) {p} on {a}, how much is (that|it)',
    'i want to know {p} of {a}',
    'the (bill|check|meal|dinner|taxi|haircut) (is|was|came to) {a} and i want to tip {p}, how much (is the tip|tip is that|do i leave)',
    'i earn {a} and save {p}, how much is that',
    'the tax is {p} of {a}, how much is that',
    'i have to put down {p} of {a}, how much is that',
    "i'd like to know what {p} of {a} is",
    '{who} gets {p} of {a}, how much is that',
    'the battery holds {a} and is at {p}, how much is left in it',
    '{p} of our {a} {noun} broke, how many is that',
    'i need to leave a {p} tip on {a}',
  ],
});

const percentOff = percent((a, p) => `${a} - ${a} * ${p} / 100`, {
  question: [
    "(what's|what is|whats|how much is) {p} off [of] {a}",
    '{p} off {a}',
    '{p} off of {a}',
    '{a} with {p} off',
    '{a} {p} off',
    "(what's|what is|how much is) {a} (with|at|after|minus|less) [a] {p} (off|discount)",
    "what's {a} (reduced|lowered|decreased|discounted|cut) by {p}",
    'what do i pay for {a} (with|after|at) {p} off',
    '{a} (minus|less) {p}',
    'how much is {a} minus {p}',
    'if something costs {a} and is {p} off, (what do i pay|how much is it|what does it cost)',
    'what is the price of {a} after a {p} discount',
    'what is the sale price of {a} with {p} off',
    'how much do i pay if {a} is {p} off',
    '{p} discount on {a}, what do i pay',
    'what would {a} cost at {p} off',
    "what's left of {a} after {p} tax",
    '{a} at {p} off is how much',
  ],
  order: [
    'take {p} off [of] {a}',
    '(reduce|lower|decrease|discount|cut) {a} by {p}',
    'subtract {p} from {a}',
    'knock {p} off {a}',
    'calculate {p} off {a}',
    'apply a {p} discount to {a}',
    'give me {a} with {p} off',
    'work out {a} minus {p}',
    'tell me the price of {a} with {p} off',
    'take a {p} discount off {a}',
    'deduct {p} from {a}',
    'drop {a} by {p}',
  ],
  statement: [
    'it costs {a} and is {p} off, (what do i pay|how much is it|what is the price|how much is that)',
    'the (jacket|shirt|phone|tv|bike|sofa|book|lamp) is {a} with {p} off, (what do i pay|how much is it|what is the price now)',
    'the shoes are {a} but {p} off, what do i pay',
    'there is a {p} sale and it normally costs {a}, what do i pay',
    'i have a {p} coupon for something that costs {a}, what do i pay',
    'i get {p} off {a}, how much do i pay',
    'i earn {a} and pay {p} tax, what is left',
    'my {a} salary was cut by {p}, what is it now',
    'everything is {p} off and this is {a}, how much now',
    'i have a {p} discount on {a}, what is the price',
    'the price of {a} dropped {p}, what is it now',
    'we lost {p} of {a} {noun}, how many are left',
  ],
});

const percentOn = percent((a, p) => `${a} + ${a} * ${p} / 100`, {
  question: [
    "(what's|what is|how much is) {a} plus {p}",
    '{a} plus {p}',
    '{a} + {p}',
    "what's {a} (with|including|plus) [a] {p} (tip|tax|vat|sales tax|service charge|interest)",
    '{a} (with|plus|including) [a] {p} (tip|tax|vat|service)',
    'how much is {a} (with|including|plus) [a] {p} (tip|tax|vat) [in total|altogether]',
    "what's the total for {a} with a {p} tip",
    "what's {a} (increased|raised) by {p}",
    'what do i pay in total for {a} with {p} tip',
    'what is {a} after a {p} (raise|increase|rise|markup)',
    'if {a} goes up [by] {p}, what is it',
    'total with {p} tip on {a}',
  ],
  order: [
    '(increase|raise|mark up|grow|bump) {a} by {p}',
    'add {p} to {a}',
    'add a {p} (tip|tax|service charge|markup) to {a}',
    'add {p} tax to {a}',
    'calculate {a} plus {p}',
    'give me {a} with {p} tip included',
    'work out {a} with {p} tax',
    'put {p} on top of {a}',
    'add {p} on top of {a}',
    'tell me the total of {a} with {p} tip',
    'give me the total of {a} plus a {p} tip',
    'mark {a} up by {p}',
  ],
  statement: [
    'the bill is {a} and i add a {p} tip, (what is the total|how much altogether|what do i pay in total)',
    'it costs {a} plus {p} tax, (what do i pay|total|how much is that)',
    'my rent of {a} goes up by {p}, what is it then',
    'my salary is {a} and i got a {p} raise, (what is it now|how much do i make now)',
    'the price of {a} went up {p}, what is it now',
    'i put {a} in the bank at {p}, how much do i have after a year',
    'we had {a} visitors and now {p} more, how many is that',
    'dinner was {a}, total with {p} tip please',
    'it is {a} before {p} sales tax, how much with tax',
    '{a} plus a {p} service charge, what is the total',
    'i need the total of {a} plus {p}',
    'prices of {a} rose by {p}, how much is that now',
  ],
});

const percentage: RequestForm = {
  draw(rng, split) {
    const [a, b] = descending(rng, split);
    return {
      args: [`${b.value} / ${a.value} * 100`],
      words: { a: a.words, b: b.words, ...extra(rng, split) },
    };
  },
  patterns: {
    question: [
      'what (percent|percentage) of {a} is {b}',
      'what (percent|percentage) is {b} of {a}',
      '{b} is what (percent|percentage) of {a}',
      '{b} of {a} (in|as a|as) (percent|percentage)',
      '{b} out of {a} (in|as a) (percent|percentage)',
      'how many percent is {b} of {a}',
      "what's {b} out of {a} as a (percent|percentage)",
      'what percent is {b} out of {a}',
      '{b} out of {a} is what percent',
      'which percentage of {a} is {b}',
      'as a percentage, what is {b} of {a}',
      '{b} / {a} in percent',
    ],
    order: [
      'tell me what (percent|percentage) {b} is of {a}',
      'give me {b} out of {a} as a percentage',
      'express {b} out of {a} as a percent',
      'work out what percent {b} is of {a}',
      'calculate {b} as a percentage of {a}',
      'turn {b} out of {a} into a percentage',
    ],
    statement: [
      'i got {b} out of {a} (points|right|questions right), what (percent|percentage) is that',
      'i scored {b} of {a}, what percent is that',
      '{b} of {a} {noun} are broken, what percentage is that',
      'i have read {b} of {a} pages, what percent is that',
      '{b} of {a} people said yes, what percentage is that',
      'my team won {b} of {a} games, what percent is that',
    ],
  },
};

const grouped: readonly { value: string; said: readonly string[]; average?: boolean }[] = [
  {
    value: '( A + B ) * C',
    said: [
      '(A plus B) times C',
      'A plus B, all times C',
      'the sum of A and B times C',
      'the sum of A and B multiplied by C',
      'A plus B in parentheses times C',
      'C',
      '',
    ],
  },
  {
    value: 'C * ( A + B )',
    said: [
      'C times (A plus B)',
      'C times the sum of A and B',
      'C multiplied by the sum of A and B',
      'C times A plus B in brackets',
      '',
      '',
    ],
  },
  {
    value: '( A + B ) / C',
    said: [
      '(A plus B) divided by C',
      'A plus B, all divided by C',
      'the sum of A and B divided by C',
      'the sum of A and B over C',
      'A and B together split C ways',
      '',
    ],
  },
  {
    value: '( A - B ) * C',
    said: [
      '(A minus B) times C',
      'A minus B, all times C',
      'the difference of A and B times C',
      'the difference between A and B multiplied by C',
      '',
      '',
    ],
  },
  {
    value: '( A - B ) / C',
    said: [
      '(A minus B) divided by C',
      'A minus B, all over C',
      'the difference between A and B divided by C',
      'the difference of A and B over C',
      '',
      '',
    ],
  },
  {
    value: 'A * B + C',
    said: [
      'the product of A and B plus C',
      'A times B, plus C',
      'A lots of B plus C more',
      'A times B and C more on top',
      '',
      '',
    ],
  },
  {
    value: 'A * B - C',
    said: [
      'the product of A and B minus C',
      'A times B, minus C',
      'A lots of B less C',
      'C less than A times B',
      'C less than the product of A and B',
      '',
    ],
  },
  {
    value: 'A * B * C',
    said: [
      'the product of A, B and C',
      'A by B by C',
      'A times B times C',
      'A multiplied by B multiplied by C',
      'A, B and C multiplied together',
      '',
    ],
  },
  {
    value: '( A + B ) / 2',
    said: [
      'the average of A and B',
      'the mean of A and B',
      'average of A and B',
      'the average between A and B',
      'A and B on average',
      'mean of A and B',
    ],
    average: true,
  },
  {
    value: '( A + B + C ) / 3',
    said: [
      'the average of A, B and C',
      'the mean of A, B and C',
      'average of A B C',
      'the average of A and B and C',
      'the mean value of A, B and C',
      'average A, B, C',
    ],
    average: true,
  },
  {
    value: 'A / B + C',
    said: [
      'A divided by B, plus C',
      'A over B plus C',
      'the quotient of A and B plus C',
      'A divided by B and then C more',
      '',
      '',
    ],
  },
  {
    value: 'A + B - C',
    said: [
      'A plus B minus C',
      'the sum of A and B minus C',
      'A and B together minus C',
      'A and B together without C',
      'C less than the sum of A and B',
      '',
    ],
  },
];

const nested: RequestForm = {
  draw(rng, split) {
    const group = rng.pick(grouped);
    const slots = [0, 1, 2].map(() => number(rng, split, rng.pick([12, 90, 400])));
    const fill = (text: string, field: 'value' | 'words'): string =>
      text.replace(/\b[ABC]\b/g, (letter) => slots['ABC'.indexOf(letter)]![field]);
    const said = rng.pick(group.said.filter((text) => text.length > 1));
    return { args: [fill(group.value, 'value')], words: { e: fill(said, 'words'), ...extra(rng, split) } };
  },
  patterns: infix.patterns,
};

export const tool: Tool = {
  name: 'calculate',
  label: { en: 'Calculator', 'zh-CN': '计算器' },
  help: { en: 'Works out an arithmetic expression.', 'zh-CN': '计算算术表达式。' },
  example: { en: 'what is 12 * 7', 'zh-CN': 'what is 12 * 7' },
  params: [
    {
      name: 'expression',
      type: { kind: 'expression' },
      help: { en: 'Numbers with + - * / ^ and parentheses.', 'zh-CN': '数字与 + - * / ^ 和括号。' },
    },
  ],
  requests: [
    infix,
    infix,
    infix,
    infix,
    infix,
    sum,
    sum,
    addTo,
    minus,
    minus,
    minus,
    times,
    times,
    divide,
    divide,
    divide,
    before,
    before,
    after,
    verb,
    percentOf,
    percentOf,
    percentOff,
    percentOn,
    percentage,
    nested,
    nested,
  ],
  replies: [
    '{result}',
    "that's {result}",
    "that's {result}",
    "it's {result}",
    'the answer is {result}',
    'that makes {result}',
    'you get {result}',
    '{expression} = {result}',
  ],
  async run(args) {
    const text = args[0] ?? '';
    if (!isExpression(text)) {
      throw new RetortError(
        'tool-failed',
        `"${text}" is no arithmetic. Write numbers with + - * / ^ between them.`,
      );
    }
    const { evaluate } = await import('mathjs/number');
    const value: unknown = evaluate(protectSigns(text));
    return plainDecimal(typeof value === 'number' ? value : NaN);
  },
};
