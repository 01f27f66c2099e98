// Mounts the page, or says what the browser lacks.

import { createRoot } from 'react-dom/client';
import { isolateNextVisit } from './app/isolation';
import { Page } from './app/page';
import { isSupported, Unsupported } from './app/unsupported';
import { startTranslations } from './i18n/i18n';
import './ui/theme.css';

isolateNextVisit();
startTranslations();
createRoot(document.getElementById('root')!).render(isSupported() ? <Page /> : <Unsupported />);
