// A text in which words of the field lead to their explanations. Which words those are and where they lead, the page says
// (app/linked-terms.tsx); until it does, the text is plain.

import { createContext, type ReactNode, useContext } from 'react';

interface TermsProps {
  children: string;
  /** What the text is about: its words, too, lead on, where the text does not have them. */
  about?: string | undefined;
}

export type RenderTerms = (text: string, about: string | undefined) => ReactNode;

export const TermsContext = createContext<RenderTerms>((text) => text);

export const Terms = ({ children, about }: TermsProps) => useContext(TermsContext)(children, about);
