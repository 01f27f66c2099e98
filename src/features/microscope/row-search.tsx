// The rows that the student learns from: a search, and a list to choose from.

import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, useMicroscope } from '../../state/hooks';
import { Disclosure } from '../../ui/disclosure';
import { RowButton } from './row-button';

export function RowSearch() {
  const { t } = useTranslation(['translation', 'microscope']);
  return <Disclosure summary={t('microscope:rows.title')}>{() => <Rows />}</Disclosure>;
}

function Rows() {
  const { t } = useTranslation(['translation', 'microscope']);
  const id = useId();
  const [search, setSearch] = useState('');
  const found = useMicroscope((state) => state.found);
  const classes = useMicroscope((state) => state.seen?.classes);
  useEffect(() => actions.findRows(''), []);
  return (
    <div className="microscope__rows">
      <label className="visually-hidden" htmlFor={id}>
        {t('microscope:rows.search')}
      </label>
      <input
        id={id}
        type="search"
        className="field__control"
        value={search}
        placeholder={t('microscope:rows.search')}
        onChange={({ target }) => {
          setSearch(target.value);
          actions.findRows(target.value);
        }}
      />
      {found && (
        <p className="soft">
          {found.total === 0
            ? t('microscope:rows.none')
            : t('microscope:rows.count', { fit: found.fit, total: found.total })}
        </p>
      )}
      <ul className="microscope__row-list" aria-label={t('microscope:rows.title')}>
        {found?.rows.map(({ row, text, label, edited }) => (
          <li key={row}>
            <RowButton row={row} text={text}>
              {label !== null && classes && <span className="soft"> · {classes[label]}</span>}
              {edited && <span> · {t('microscope:rows.edited')}</span>}
            </RowButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
