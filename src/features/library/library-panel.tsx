// The Library panel: every model of this device, to be found, talked with, used further, exported, or deleted. Rows are made of cards
// alone; no weights are read.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHIPPED_SIZE, SHIPPED_TEACHER } from '../../catalog/tasks/agent';
import { formatBytes } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { type Room, roomHere } from '../../state/ask-to-last';
import type { ModelCard } from '../../state/data-store';
import { useData } from '../../state/hooks';
import { Panel } from '../../ui/panel';
import { useModelWords } from './model-words';
import { ModelRow } from './model-row';
import './library-panel.css';

/** The teacher that comes with the page, in the last place: it is there without being stored. */
const SHIPPED: ModelCard = {
  ...SHIPPED_SIZE,
  id: SHIPPED_TEACHER,
  name: SHIPPED_TEACHER,
  createdAt: 0,
  task: 'agent',
  origin: 'shipped',
  labels: null,
  dataSet: null,
  teacher: null,
  method: null,
  run: null,
  kept: true,
  figures: {},
  note: '',
  tags: [],
  terms: '',
};

export default function LibraryPanel() {
  const { t } = useTranslation(['translation', 'library']);
  const models = useData((state) => state.models);
  const [query, setQuery] = useState('');
  const asked = query.trim().toLowerCase();
  const rows = useModelWords(models, SHIPPED);
  const found = rows.filter(({ card: { note, tags }, name, facts }) =>
    [name, note, ...tags, ...facts].join(' ').toLowerCase().includes(asked),
  );
  return (
    <Panel title={t('library.title')} aside={<RoomLeft />} className="models">
      {models.length === 0 ? (
        <p className="soft">{t('library:empty')}</p>
      ) : (
        <input
          type="search"
          className="field__control models__search"
          aria-label={t('library:search')}
          placeholder={t('library:searchHint')}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
      )}
      {found.length === 0 && <p className="soft">{t('library:noMatch')}</p>}
      <ul className="models__list" aria-label={t('library:models')}>
        {found.map(({ card, name, facts }) => (
          <ModelRow key={card.id} card={card} name={name} facts={facts} />
        ))}
      </ul>
    </Panel>
  );
}

/** How much of what the browser allows is used, and whether it lasts. */
function RoomLeft() {
  const { t } = useTranslation('library');
  const locale = useLocale();
  const models = useData((state) => state.models);
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => void roomHere().then(setRoom), [models]);
  if (!room) return null;
  const { used, allowed, lasting } = room;
  return (
    <p className="soft models__room">
      {t('room', { used: formatBytes(locale, used), allowed: formatBytes(locale, allowed) })} ·{' '}
      {t(lasting ? 'lasting' : 'fleeting')}
    </p>
  );
}
