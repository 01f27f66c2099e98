// The page as its users name it: regions, controls and the chat, by role and accessible name (DESIGN's contract).
import { type Locator, type Page, expect } from '@playwright/test';
import { DataDialog } from './data-dialog';
import { stepOf } from './step-of';

export class RetortPage {
  readonly experiment: Locator;
  readonly training: Locator;
  readonly chat: Locator;
  readonly proof: Locator;
  readonly microscope: Locator;
  readonly runs: Locator;
  readonly library: Locator;

  constructor(readonly page: Page) {
    this.experiment = page.getByRole('region', { name: 'Experiment' });
    this.training = page.getByRole('region', { name: 'Training' });
    this.chat = page.getByRole('region', { name: 'Chat' });
    this.proof = page.getByRole('region', { name: 'Proof', exact: true });
    this.microscope = page.getByRole('region', { name: 'Microscope' });
    this.runs = page.getByRole('region', { name: 'Runs' });
    this.library = page.getByRole('region', { name: 'Library', exact: true });
  }

  /** Opens the page, with a run in its address if given. */
  async open(hash = '') {
    await this.page.goto(`./${hash}`);
    await expect(this.experiment).toBeVisible();
  }

  /** The first row of the list of runs. */
  get firstRun() {
    return this.runs.getByRole('table', { name: 'Runs of this device' }).getByRole('row').nth(1);
  }

  select(name: 'Task' | 'Teacher' | 'Student' | 'Method' | 'Backend' | 'Preset' | 'Dataset' | 'Data set') {
    return this.experiment.getByRole('combobox', { name, exact: true });
  }

  slider(name: string) {
    return this.experiment.getByRole('slider', { name });
  }

  button(name: 'Distill' | 'Pause' | 'Resume' | 'Step' | 'Stop' | 'Reset' | 'Export run') {
    return this.page.getByRole('button', { name, exact: true });
  }

  get status() {
    return this.training.getByRole('status');
  }

  /** Number of the last finished step, as the status says it. */
  async step(): Promise<number> {
    return stepOf(await this.status.textContent());
  }

  async waitForStep(atLeast: number, timeout = 120_000) {
    await expect.poll(() => this.step(), { timeout }).toBeGreaterThanOrEqual(atLeast);
  }

  /** Waits until the run is over, its report included. */
  async waitForEnd() {
    await expect(this.training.getByText('Finished.')).toBeVisible({ timeout: 120_000 });
  }

  async openData(): Promise<DataDialog> {
    await this.page.getByRole('button', { name: 'Your own data…' }).click();
    const data = new DataDialog(this.page);
    await expect(data.dialog).toBeVisible();
    return data;
  }

  /** Keeps the teacher that the run has trained. */
  async keepTeacher(name: string) {
    await this.training.getByRole('textbox', { name: 'Name of the teacher' }).fill(name);
    await this.training.getByRole('button', { name: 'Keep this teacher' }).click();
    await expect(this.training).toContainText(`Kept on this device: “${name}”`);
  }

  chart(name: 'Loss curves' | 'Accuracy') {
    return this.training.getByRole('img', { name });
  }

  async talkTo(who: 'Student' | 'Teacher' | 'Baseline') {
    await this.chat.getByRole('radiogroup', { name: 'Talk to' }).getByRole('radio', { name: who }).check();
  }

  get log() {
    return this.chat.getByRole('log');
  }

  async send(text: string) {
    await this.chat.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.chat.getByRole('button', { name: 'Send', exact: true }).click();
  }

  toolCall(name: string) {
    return this.log.getByRole('group', { name: `Tool call: ${name}` });
  }
}
