// The one app that the page uses, made when the module is loaded. The worker starts with the first command, not here.

import { onChange } from '../storage/changes';
import { askBeforeLeaving } from './ask-before-leaving';
import { createApp } from './create-app';
import { keepInAddress } from './keep-in-address';

declare global {
  interface Window {
    /** Put there by an end-to-end test before the page loads: such a test cannot end a worker, so the page lends a hand. */
    __retort?: { killWorker?(): void };
  }
}

export const app = createApp({ hash: location.hash, search: location.search, locks: navigator.locks });

keepInAddress(app.stores, app.actions);
void app.recorder.open();
// what other tabs have done meanwhile
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void app.recorder.open();
});
void app.removals.open();
void app.queue.open();
void app.actions.refreshLibrary();
for (const store of ['dataSets', 'models', 'encoders', 'endpoints'] as const)
  onChange(store, () => void app.actions.refreshLibrary());
askBeforeLeaving(app.stores, window);
if (window.__retort) window.__retort.killWorker = () => app.bridge.killWorker();
