// Finds entries by a few words or a question, in any of the page's languages: Okapi BM25 (Robertson and Zaragoza 2009) in which an
// entry's names count more than its text; and tells a question that the glossary answers from what is said to the agent.

import { stems as stemsOf } from '../lib/stems';
import { everydayHan, everydayStem } from './everyday-words';
import { glossary, type GlossaryEntry, namesOf } from './glossary';

/** Of a text, whichever of several words it uses for one thing. */
const stems = (text: string): string[] => stemsOf(everydayHan(text)).map(everydayStem);

/** How much a word counts in an entry's names, against one in its text. */
const IN_NAME = 4;
const K1 = 1.2;
const B = 0.6;
/** How much a whole name counts beyond its words. */
const WHOLE_NAME = 1.5;

/** What an entry is called, or what people ask in its place. */
interface Saying {
  /** All its words; needed where all but one of them say nothing, as in "step by step". */
  all: readonly string[];
  telling: readonly string[];
  /** Whether its telling words stand side by side where it is meant. */
  together: boolean;
}

interface Document {
  entry: GlossaryEntry;
  /** How often each stem stands in it, weighed. */
  counts: Map<string, number>;
  length: number;
  sayings: readonly Saying[];
}

/** Words that say nothing about what is asked. */
const EMPTY = new Set(
  stems(
    `a an the this that these those it its they them there here i you we one of in on at to for from with by as than then and or but if
    so not no is are was were be been being am do does did done have has had can could should would will shall may might must
    what why how when which who where whats explain define describe tell say mean means meaning meant about exactly actually really
    difference between versus vs please hey hi ok well just some any much many more most very too also even again
    good bad better best worse worst use used using work works get got make makes made need help happen happens like please thing
    idea point purpose role word term simple words short simply understand know me us your let see
    always never often ever still usual usually go goes up down just right here change changes affect effect influence matter matters
    exist such other others both each every notice recognise seen show shown find out give given gives
    anything nothing something everything anywhere directly instead simply just after while into onto measured computed possible`,
  ),
);
/** The same in Chinese: what a question is cut at. */
const EMPTY_HAN =
  /为什么|为何|知道|等于|什么|怎么样|怎么|怎样|如何|哪个|哪些|哪里|是不是|会不会|能不能|有没有|可不可以|请问|解释|介绍|一下|告诉|意思|作用|区别|不同|之间|意味着|可以|应该|需要|到底|还是|以及|或者|不会|能够|越好|更好|好吗|有用|时候|多大|为啥|怎么办|坏处|好处|说明|看到|看出|表示|叫做|设得|这种|那种|哪种|几种|影响|改变|[是的了吗呢和与或在有要会能把被对为很太更最也都就请我你您它这那个种么啊吧及从用到让给比还？，。！、“”]/gu;

const content = (question: string): string[] =>
  stems(everydayHan(question).replace(EMPTY_HAN, ' ')).filter((stem) => !EMPTY.has(stem));

const saying = (text: string, together: boolean): Saying => ({
  all: stems(text),
  telling: [...new Set(content(text))],
  together,
});

const documents: readonly Document[] = glossary.map((entry) => {
  const sayings = [
    ...namesOf(entry).map((name) => saying(name, true)),
    ...(entry.asked ?? []).map((words) => saying(words, false)),
  ].filter(({ telling }) => telling.length > 0);
  const text = [entry.text.en, entry.text['zh-CN']].flatMap(stems);
  const counts = new Map<string, number>();
  const add = (stem: string, weight: number) => counts.set(stem, (counts.get(stem) ?? 0) + weight);
  for (const stem of new Set(sayings.flatMap(({ telling }) => telling))) add(stem, IN_NAME);
  for (const stem of text) add(stem, 1);
  return { entry, counts, sayings, length: text.length };
});
const MEAN_LENGTH = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;

const spread = new Map<string, number>();
for (const { counts } of documents)
  for (const stem of counts.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
/** How telling a stem is: those that few entries have, most; one that none has is as telling as can be. */
const telling = (stem: string): number => {
  const has = spread.get(stem) ?? 0;
  return Math.log(1 + (documents.length - has + 0.5) / (has + 0.5));
};

const HAN = /\p{Script=Han}/u;

/** Whether something is said whole in a text. @param asked its telling words. @param all of its words. */
function isSaid(
  { all: own, telling, together }: Saying,
  asked: readonly string[],
  all: readonly string[],
): boolean {
  if (telling.length === 1 && own.length > 1) return own.every((stem) => all.includes(stem));
  if (!together) return telling.every((stem) => asked.includes(stem));
  return asked.some((_, from) => telling.every((stem, i) => stem === asked[from + i]));
}

export interface Hit {
  entry: GlossaryEntry;
  score: number;
  /** The words of its names that stand whole in what was asked. */
  named: ReadonlySet<string>;
}

/** Entries that have to do with a text, the nearest first. */
export function searchGlossary(text: string): Hit[] {
  const [all, inOrder] = [stems(text), content(text)];
  const asked = new Set(inOrder);
  return documents
    .map(({ entry, counts, sayings, length }) => {
      let score = 0;
      for (const stem of asked) {
        const count = counts.get(stem) ?? 0;
        score += (telling(stem) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / MEAN_LENGTH));
      }
      const whole = sayings.filter((some) => isSaid(some, inOrder, all)).map((some) => some.telling);
      const bonus = Math.max(0, ...whole.map((words) => words.reduce((sum, stem) => sum + telling(stem), 0)));
      return { entry, score: score + WHOLE_NAME * bonus, named: new Set(whole.flat()) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** What the glossary makes of a message. */
export interface GlossaryAnswer {
  /** Entries that answer it, the best first; or, where none does, the nearest. */
  entries: readonly GlossaryEntry[];
  known: boolean;
}

const QUESTION =
  /^(?:(?:please|hey|hi|so|ok|okay|and|but|well|um|hm+|then|now|wait)[ ,.!]+)*(?:what|why|how|which|when|where|who|wat|is|are|does|do|can|should|could|would|will|may|explain|define|describe|tell me|meaning of|difference)(?![\p{L}\p{N}])/iu;
/** A request in the form of a question. */
const REQUEST =
  /^(?:\P{L}|please|hey|hi|so|ok|okay|and|but|well)*(?:can|could|would|will)(?: you|n't you) (?!(?:please )?(?:explain|define|describe|say|tell))/iu;
const QUESTION_HAN =
  /什么|为何|怎|如何|吗|呢|哪|区别|意思|是不是|会不会|能不能|解释|介绍|还是|多少|多久|多大|多快|几|谁|作用|[？?]/u;

const isQuestion = (text: string): boolean =>
  HAN.test(text)
    ? QUESTION_HAN.test(text)
    : (QUESTION.test(text) || /\?\s*$/.test(text)) && !REQUEST.test(text);

/** Of what is asked, the share that an answer must speak of: chosen on the agent's own requests (glossary-search.test.ts). */
const ENOUGH = 0.6;
/** Where it names what is said of nothing else, this share is enough to say that the answer is not known. */
const SOME = 0.2;
/**
 * Whether a message asks about the playground, and what the glossary knows of it; null: it is for the agent.
 * It is about the playground if it is a question that names one of its words, and most of what it asks stands in the entries it names.
 */
export function answerFrom(message: string): GlossaryAnswer | null {
  const text = message.trim();
  const asked = content(text);
  if (asked.length === 0) return null;
  const hits = searchGlossary(text);
  const named = hits.filter((hit) => hit.named.size > 0);
  if (named.length === 0) return null;
  const of = named.slice(0, 3).map(({ entry }) => documents.find((document) => document.entry === entry)!);
  const known = (stem: string): boolean => of.some(({ counts }) => counts.has(stem));
  const weight = (some: readonly string[]): number => some.reduce((sum, stem) => sum + telling(stem), 0);
  const share = weight(asked.filter(known)) / weight(asked);
  const best = named[0]!;
  // a term by itself asks what it is
  const bare = of.some(({ entry }) =>
    namesOf(entry).some((name) => stems(name).join() === stems(text).join()),
  );
  // and so do several that stand alone: "learning rate too high", "forward or reverse KL"
  const alone =
    asked.length > 1 && best.entry.everyday !== true && asked.every((stem) => best.named.has(stem));
  if (!bare && !alone && !isQuestion(text)) return null;
  if (share < (named.every(({ entry }) => entry.everyday) ? ENOUGH : SOME)) return null;
  const beside = named.find((hit) => ![...hit.named].some((stem) => best.named.has(stem)));
  return { known: share >= ENOUGH, entries: [best, ...(beside ? [beside] : [])].map(({ entry }) => entry) };
}
