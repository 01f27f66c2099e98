// The panels as tabs, for narrow screens: a bar at the bottom. Arrow keys move between the tabs (ARIA Authoring Practices).

import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PanelName } from '../state/page-store';
import { Icon } from '../ui/icon';
import './tabs.css';

export const tabId = (panel: PanelName) => `tab-${panel}`;
export const panelId = (panel: PanelName) => `panel-${panel}`;

interface TabsProps {
  panels: readonly PanelName[];
  chosen: PanelName;
  onChoose: (panel: PanelName) => void;
}

export function Tabs({ panels, chosen, onChoose }: TabsProps) {
  const { t } = useTranslation();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = panels[(panels.indexOf(chosen) + by + panels.length) % panels.length]!;
    onChoose(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={t('app.panels')}
      className="tabs"
      style={{ gridTemplateColumns: `repeat(${panels.length}, auto)` }}
      onKeyDown={move}
    >
      {panels.map((panel) => (
        <button
          key={panel}
          id={tabId(panel)}
          type="button"
          role="tab"
          className="tabs__tab"
          aria-selected={panel === chosen}
          aria-controls={panelId(panel)}
          tabIndex={panel === chosen ? 0 : -1}
          onClick={() => onChoose(panel)}
        >
          <Icon name={panel} size={20} />
          <span className="tabs__name">{t(`${panel}.title`)}</span>
        </button>
      ))}
    </div>
  );
}
