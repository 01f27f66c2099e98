// Name, what it is, what it runs on, language and theme.

import { useTranslation } from 'react-i18next';
import { LOCALES, setLocale } from '../i18n/i18n';
import { useLocale } from '../i18n/use-localised';
import { useEngine, usePage } from '../state/hooks';
import { useBackendWords } from '../ui/backend-words';
import { Button, IconButton } from '../ui/button';
import { Terms } from '../ui/terms';
import './header.css';
import { Logo } from './logo';
import { useTheme } from './use-theme';

interface HeaderProps {
  /** Null while it is explained. */
  onExplain: (() => void) | null;
  /** Null while the lessons are open. */
  onLearn: (() => void) | null;
}

export function Header({ onExplain, onLearn }: HeaderProps) {
  const { t } = useTranslation();
  const { dark, toggle } = useTheme();
  const locale = useLocale();
  const { lookUp, present } = usePage((state) => state);
  return (
    <header className="header">
      <Logo />
      <h1 className="header__name">Retort</h1>
      <p className="header__what soft">
        <Terms>{t('app.what')}</Terms>
      </p>
      <div className="header__tools">
        <EngineChip />
        {onLearn && (
          <Button look="quiet" small onClick={onLearn}>
            {t('lesson.title')}
          </Button>
        )}
        {onExplain && (
          <Button look="quiet" small onClick={onExplain}>
            {t('app.how')}
          </Button>
        )}
        <IconButton icon="present" className="header__present" label={t('app.present')} onClick={present} />
        <IconButton icon="glossary" label={t('app.glossary')} onClick={() => lookUp('')} />
        <select
          className="field__control header__language"
          aria-label={t('app.language')}
          value={locale}
          onChange={(event) => setLocale(LOCALES.find(({ id }) => id === event.target.value)?.id ?? 'en')}
        >
          {LOCALES.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
        <IconButton
          icon={dark ? 'sun' : 'moon'}
          label={dark ? t('app.theme.toLight') : t('app.theme.toDark')}
          onClick={toggle}
        />
      </div>
    </header>
  );
}

function EngineChip() {
  const { t } = useTranslation();
  const report = useEngine((state) => state.report);
  const words = useBackendWords();
  const starting = useEngine((state) => state.starting);
  if (!report)
    return <span className="header__engine">{starting ? t('app.engineStarting') : t('app.engineIdle')}</span>;
  const parts = [
    report.id.toUpperCase(),
    report.threads > 1 ? t('app.threads', { count: report.threads }) : '',
    report.software && report.id.startsWith('webg') ? t('app.software') : '',
  ];
  return (
    <span
      className="header__engine header__engine--on"
      title={[report.adapter, ...report.notes.map(words.note)].join('\n')}
    >
      {parts.filter(Boolean).join(' · ')}
    </span>
  );
}
