// Mounts the page, or says what the browser lacks.

import { createRoot } from 'react-dom/client';
import { startOffline } from './app/offline';
import { Page } from './app/page';
import { isSupported, Unsupported } from './app/unsupported';
import { loadExplanations, startTranslations } from './i18n/i18n';
import './ui/theme.css';

startOffline();
const root = createRoot(document.getElementById('root')!);
// not a top-level await: chunks that import this module would wait for it, and it for them
void startTranslations().then(() => {
  root.render(isSupported() ? <Page /> : <Unsupported />);
  requestAnimationFrame(() => void loadExplanations());
});
