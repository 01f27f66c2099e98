// How long a person waits for the preview of their own file, from the choice of a CSV to what was found in it, and whether the
// page stays responsive meanwhile. The file is made here: sentences of 6 to 12 words, 50 labels, a tenth said twice.
/* global window, document, performance, PerformanceObserver, MutationObserver -- in page.evaluate() */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WORDS =
  'play the next song by that band on my favourite list please and turn up volume in living room tonight'.split(
    ' ',
  );

/** Writes a CSV of text and label; @returns its path. */
function writeCsv(rows) {
  const sentence = (i) =>
    Array.from({ length: 6 + (i % 7) }, (_, j) => WORDS[(i * 7 + j * (3 + (i % 5))) % WORDS.length]).join(
      ' ',
    );
  const lines = Array.from({ length: rows }, (_, i) => {
    const id = i % 10 === 9 ? i - 1 : i;
    return `"${sentence(id)}, ${id}",label_${id % 50}`;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'retort-')), 'rows.csv');
  writeFileSync(path, `text,label\n${lines.join('\n')}\n`);
  return path;
}

/** ms from the choice of a file of so many rows to its preview, and the longest main-thread task (ms) meanwhile. */
export async function previewTime(page, rows) {
  await page.getByRole('button', { name: 'Your own data…' }).click();
  await page.evaluate(() => {
    window.seen = { began: 0, shown: 0, longest: 0 };
    document.addEventListener('change', () => (window.seen.began = performance.now()), true);
    new MutationObserver(() => {
      if (document.querySelector('dialog [aria-label=Preview]')) window.seen.shown ||= performance.now();
    }).observe(document.body, { subtree: true, childList: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        window.seen.longest = Math.max(window.seen.longest, duration);
    }).observe({ type: 'longtask' });
  });
  // a path, not bytes: those would be unpacked on the main thread, which no person's file is
  await page.getByLabel(/Drop files here/).setInputFiles(writeCsv(rows));
  await page.waitForFunction(() => window.seen.shown > 0, undefined, { timeout: 120_000 });
  const { began, shown, longest } = await page.evaluate(() => window.seen);
  return { ms: shown - began, longest };
}
