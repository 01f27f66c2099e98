// Lighthouse's four scores of the built page, as a desktop computer sees it, and what keeps a score from 100:
//   npm run bench:lighthouse
// Performance is the median of three runs and needs a quiet machine; the other three do not depend on it. Exits with 1 where a
// score is not 100.
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { servePage } from '../scripts/serve.mjs';
import { machine, printTable, warnIfBusy } from './output.mjs';

const RUNS = 3;

const server = await servePage(4177);
const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });

/** One visit by a newcomer: nothing cached, nothing stored. */
async function visit() {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const result = await lighthouse(server.url, { logLevel: 'error' }, desktopConfig, page);
  await context.close();
  if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
  return result.lhr;
}

console.log(`Lighthouse on ${machine()}`);
warnIfBusy();
const visits = [];
for (let i = 0; i < RUNS; i++) visits.push(await visit());
await browser.close();
await server.close();

const performanceOf = (report) => report.categories.performance.score;
visits.sort((a, b) => performanceOf(a) - performanceOf(b));
const report = visits[(RUNS - 1) / 2];
const categories = Object.values(report.categories);
printTable(
  `Lighthouse ${report.lighthouseVersion}, desktop`,
  ['', 'score', 'target'],
  categories.map(({ title, score }) => [title, String(Math.round(score * 100)), '100']),
);
for (const { title, auditRefs } of categories) {
  const lost = auditRefs
    .map(({ id, weight }) => ({ ...report.audits[id], weight }))
    .filter(({ weight, score }) => weight > 0 && score !== null && score < 1);
  for (const { id, title: what, displayValue = '', score, details } of lost) {
    console.log(`${title}: ${what} (${id}, ${score}) ${displayValue}`);
    for (const item of (details?.items ?? []).slice(0, 3))
      console.log(`  ${item.node?.snippet ?? item.description ?? item.url ?? ''}`);
  }
}
process.exit(categories.every(({ score }) => Math.round(score * 100) === 100) ? 0 : 1);
