export function servePage(port: number): Promise<{ url: string; close: () => Promise<void> }>;
