// Whether the page stays responsive while its own training takes the processor: the default experiment as a visitor runs it, watched
// from the click on Distill to the report. Every main-thread task over 50 ms is noted with the step and stage it fell into and, as far
// as Chromium tells (long animation frames), the script that took most of it.
/* global window, document, performance, PerformanceObserver -- in page.evaluate() */

/** Milliseconds after the report in which it is still being drawn. */
const SETTLE = 3000;

function watch() {
  const tasks = (window.longTasks = []);
  const frames = (window.longFrames = []);
  const now = () => {
    const status = document.querySelector('[role=status]')?.textContent ?? '';
    const stage = document.querySelector('[role=progressbar]')?.getAttribute('aria-label');
    return `step ${/step\D*([\d,]+)/i.exec(status)?.[1] ?? 0}${stage ? `, ${stage.toLowerCase()}` : ''}`;
  };
  window.clickedAt = performance.now();
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ at: startTime, ms: duration, when: now() });
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { startTime, duration, styleAndLayoutStart, scripts } of list.getEntries())
      frames.push({
        at: startTime,
        ms: duration,
        layout: styleAndLayoutStart ? startTime + duration - styleAndLayoutStart : 0,
        scripts: scripts.map(({ invoker, sourceURL, sourceFunctionName, duration }) => ({
          what: `${invoker || sourceFunctionName} in ${sourceURL.split('/').at(-1)}`,
          ms: duration,
        })),
      });
  }).observe({ type: 'long-animation-frame' });
}

/** What of a task Chromium names: its dearest script, and layout with paint. The rest is the browser's own, or waiting for a processor. */
function causeOf({ at, ms }, frames) {
  const frame = frames.find((candidate) => candidate.at < at + ms && at < candidate.at + candidate.ms);
  const [script] = (frame?.scripts ?? []).toSorted((a, b) => b.ms - a.ms);
  const parts = [
    script && `${script.what}, ${script.ms.toFixed(0)} ms`,
    frame?.layout > 5 && `layout and paint, ${frame.layout.toFixed(0)} ms`,
  ];
  return parts.filter(Boolean).join('; ') || 'no script or layout';
}

/**
 * @param page with an experiment on the table that nothing has run yet.
 * @returns {Promise<{ seconds: number, stepsPerSecond: number, status: string, tasks: { ms: number, when: string, cause: string }[] }>}
 * seconds from the click to the report; steps a second over all of them, preparation, checks and report included; tasks over 50 ms.
 */
export async function watchRun(page) {
  await page.evaluate(watch);
  await page.getByRole('button', { name: 'Distill', exact: true }).click();
  await page.getByText('Finished.').waitFor({ timeout: 1_200_000 });
  const seconds = await page.evaluate(() => (performance.now() - window.clickedAt) / 1000);
  await page.waitForTimeout(SETTLE);
  const { longTasks, longFrames } = await page.evaluate(() => ({
    longTasks: window.longTasks,
    longFrames: window.longFrames,
  }));
  const status = (await page.locator('[role=status]').first().textContent()) ?? '';
  const steps = Number(/step\D*([\d,]+)/i.exec(status)?.[1]?.replace(/,/g, '') ?? 0);
  const tasks = longTasks
    .filter(({ ms }) => ms > 50)
    .map((task) => ({ ms: task.ms, when: task.when, cause: causeOf(task, longFrames) }));
  return { seconds, stepsPerSecond: steps / seconds, status, tasks };
}
