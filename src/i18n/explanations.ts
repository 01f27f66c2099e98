// The catalogue's explanations in English, by the keys that the build left in their place (scripts/vite/late-languages.ts). Without a
// build they are where they were written, and none is here.

export const explanations: Readonly<Record<string, string>> = JSON.parse('{"catalogue":"en"}');
