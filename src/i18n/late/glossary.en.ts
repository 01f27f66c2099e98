// What is said in English around the glossary's entries, which are in catalog/glossary.

export const en = {
  close: 'Close the glossary',
  search: 'Search the glossary',
  placeholder: 'A word, or a question…',
  terms: 'Terms',
  choose: 'Choose a term, or ask: “why T squared”, “can a teacher be too big”.',
  none: 'No entry has to do with this. Try another word, or clear the search to see all terms.',
  all: 'All terms',
  also: 'Also: {{names}}',
  comma: ', ',
  shown: 'Lessons that show it:',
  related: 'Beside it:',
  from: 'From the glossary',
  unknown: 'The glossary has no answer to this. The nearest it has:',
  askModel: 'Ask the model instead',
} as const;
