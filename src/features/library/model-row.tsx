// A model of the library: its name, what it is, what can be done with it. What is done more rarely is behind "More", and made when that
// is opened, so that hundreds of rows are listed at once.

import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import type { ModelCard } from '../../state/data-store';
import { actions } from '../../state/hooks';
import { Button } from '../../ui/button';
import { ModelMore } from './model-more';

interface ModelRowProps {
  card: ModelCard;
  /** As the list shows it. */
  name: string;
  facts: readonly string[];
}

export const ModelRow = memo(function ModelRow({ card, name, facts }: ModelRowProps) {
  const { t } = useTranslation('library');
  const [open, setOpen] = useState(false);
  return (
    <li className="model">
      <div className="model__what">
        <h3>{name}</h3>
        <p className="soft">{facts.join(' · ')}</p>
        {card.tags.length > 0 && (
          <p className="model__tags">
            {card.tags.map((tag) => (
              <span key={tag} className="model__tag">
                {tag}
              </span>
            ))}
          </p>
        )}
        {card.note && <p className="model__note">{card.note}</p>}
      </div>
      <div className="model__actions">
        {readsOf(card.task) !== null && (
          <Button
            small
            look="quiet"
            aria-label={t('talkTo', { name })}
            onClick={() => actions.talkWith(card, name)}
          >
            {t('talk')}
          </Button>
        )}
        <Button
          small
          look="quiet"
          aria-label={t('teachWith', { name })}
          onClick={() => void actions.teachWith(card, name)}
        >
          {t('teach')}
        </Button>
        <Button
          small
          look="quiet"
          aria-expanded={open}
          aria-label={t('moreFor', { name })}
          onClick={() => setOpen(!open)}
        >
          {t('more')}
        </Button>
      </div>
      {open && <ModelMore card={card} name={name} />}
    </li>
  );
});
