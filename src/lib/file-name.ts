// A name that every file system takes, made of one that a person gave.

/** Letters, digits, dots, hyphens and underscores are kept, the rest becomes one hyphen each; at most 60 characters. */
export const fileName = (name: string, otherwise: string): string =>
  name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60) || otherwise;
