// Lets the words of the glossary in the page's texts lead to their entries. The glossary is loaded when the page stands.

import { Fragment, type MouseEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Piece } from '../catalog/glossary-links';
import { usePage } from '../state/hooks';
import { type RenderTerms, TermsContext } from '../ui/terms';
import './linked-terms.css';

/** What one sees first comes first. */
const LATER_MS = 1500;

type Linked = (text: string) => Piece[];

export function LinkedTerms({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [linked, setLinked] = useState<Linked | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      import('../catalog/glossary-links').then(
        ({ linked }) => setLinked(() => linked),
        () => undefined, // the network is gone: texts stay plain
      );
    }, LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  const render = useCallback<RenderTerms>(
    (text, about) => {
      if (!linked) return text;
      const pieces = linked(text);
      const more =
        about === undefined
          ? []
          : linked(about).filter(({ id }) => id && !pieces.some((piece) => piece.id === id));
      return (
        <>
          {pieces.map((piece, i) => (
            <PieceOf key={i} {...piece} />
          ))}
          {more.map((piece, i) => (
            <Fragment key={i}>
              {' '}
              {t('app.see')} <PieceOf {...piece} />.
            </Fragment>
          ))}
        </>
      );
    },
    [linked, t],
  );
  return <TermsContext value={render}>{children}</TermsContext>;
}

function PieceOf({ text, id }: Piece) {
  const lookUp = usePage((state) => state.lookUp);
  if (id === undefined) return text;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
    event.stopPropagation();
    lookUp(id);
  };
  return (
    <a className="term" href={`?term=${id}`} onClick={open}>
      {text}
    </a>
  );
}
