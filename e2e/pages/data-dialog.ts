// The dialog "Import data": the choice of files, and what is kept on this device.
import type { Locator, Page } from '@playwright/test';

export class DataDialog {
  readonly dialog: Locator;
  readonly choose: Locator;
  readonly sets: Locator;
  readonly teachers: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Import data' });
    this.choose = this.dialog.getByLabel(/Drop files here/);
    this.sets = this.dialog.getByRole('list', { name: 'Your data sets' });
    this.teachers = this.dialog.getByRole('list', { name: 'Your teachers' });
  }

  async use(name: string) {
    await this.dialog.getByRole('button', { name: `Use ${name}` }).click();
  }

  async remove(name: string) {
    await this.dialog.getByRole('button', { name: `Remove ${name}` }).click();
    await this.dialog.getByRole('button', { name: `Really remove? ${name}` }).click();
  }
}
