// How much of a person's own data Retort takes, and why no more.

/** All files of an import together: what a phone's memory holds twice. */
export const MOST_BYTES = 50_000_000;

/** What the values of a packed table may unpack to, in bytes, or characters of texts. */
export const MOST_UNPACKED_BYTES = 4 * MOST_BYTES;

export const MOST_ROWS = 500_000;

/** Of all columns of a packed table: 500,000 rows of twenty. */
export const MOST_VALUES = 10_000_000;

/** More kinds than this are an id or a free text, not a label that a small model could learn. */
export const MOST_LABELS = 1000;

/** Characters of a text that are kept: about four for each of the 256 word pieces that a model reads at most. */
export const MOST_CHARACTERS = 1000;

/** Brackets within brackets in a JSON file; what people write has fewer than ten. */
export const MOST_DEPTH = 32;
