// The one app that the page uses, made when the module is loaded. The worker starts with the first command, not here.

import { onChange } from '../storage/changes';
import { createApp } from './create-app';
import { keepInAddress } from './keep-in-address';

declare global {
  interface Window {
    /** For end-to-end tests: Playwright cannot end a worker, so this does, unannounced as a crash. */
    __retort?: { killWorker(): void };
  }
}

export const app = createApp({ hash: location.hash });

keepInAddress(app.stores);
void app.recorder.open();
void app.queue.open();
void app.actions.refreshLibrary();
onChange('dataSets', () => void app.actions.refreshLibrary());
window.__retort = { killWorker: () => app.bridge.killWorker() };
