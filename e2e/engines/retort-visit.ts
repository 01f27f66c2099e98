// The page as its users name it, for any browser that a Visitor sits at: the page model of retort-page.ts in small. Every verb
// waits until it can be done, every look until what is looked for is there.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { stepOf } from '../pages/step-of';
import type { Role, Target, Visitor } from './visitor';

/** Two cores train, render and drive the browser at once. */
const PATIENCE = { timeout: 60_000 };

export class RetortVisit {
  constructor(
    private readonly visitor: Visitor,
    private readonly address: string,
  ) {}

  /** Opens the page, with a run in its address if given. */
  async open(hash = '') {
    await this.visitor.open(`${this.address}${hash}`);
    await this.sees('region', 'Experiment', 'Distill');
  }

  async reload() {
    await this.visitor.reload();
    await this.sees('region', 'Experiment', 'Distill');
  }

  /** Waits until the text of what has this role and name contains or matches something. */
  async sees(role: Role, name: Target[1], text: string | RegExp, patience = PATIENCE) {
    await expect(async () => {
      const whole = await this.visitor.text([role, name]);
      if (typeof text === 'string') expect(whole).toContain(text);
      else expect(whole).toMatch(text);
    }).toPass(patience);
  }

  async click(role: Role, name: Target[1]) {
    await expect(() => this.visitor.click([role, name])).toPass(PATIENCE);
  }

  async fill(name: Target[1], text: string) {
    await expect(() => this.visitor.fill(['textbox', name], text)).toPass(PATIENCE);
  }

  /** @param name of the file's input; without one the open dialog's. */
  async upload(path: string, name?: Target[1]) {
    await expect(() => this.visitor.upload(path, name)).toPass(PATIENCE);
  }

  /** Waits until the page has saved a file of this name, whole. @returns where it lies. */
  async saved(name: string): Promise<string> {
    const { downloads } = this.visitor;
    const isHalf = /\.(part|wkdownload)$/;
    await expect(async () => {
      const files = await readdir(downloads);
      expect(files.filter((file) => file === name || isHalf.test(file))).toEqual([name]);
    }).toPass(PATIENCE);
    return join(downloads, name);
  }

  /** Leaves for another page, which is no Retort. */
  async goTo(address: string) {
    await this.visitor.open(address);
  }

  /** Waits until a select shows an option whose label contains something. */
  async seesChosen(select: string, label: string) {
    await expect(async () => expect(await this.visitor.chosen(['combobox', select])).toContain(label)).toPass(
      PATIENCE,
    );
  }

  async send(message: string) {
    await this.fill('Message', message);
    await this.click('button', 'Send');
  }

  async waitForStep(atLeast: number) {
    await expect(async () =>
      expect(stepOf(await this.visitor.text(['region', 'Training']))).toBeGreaterThanOrEqual(atLeast),
    ).toPass({ timeout: 120_000 });
  }
}
