export function findPython(...modules: string[]): string | undefined;
export function findLlama(): string | undefined;
export function findLlamaCompletion(): string | undefined;
export function findOnnxWeb(): string | undefined;
