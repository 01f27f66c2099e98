export function findPython(...modules: string[]): string | undefined;
export function findLlama(): string | undefined;
