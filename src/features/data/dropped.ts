// What was dropped: files, and folders by their names, which a page cannot read as files.

export interface Dropped {
  files: File[];
  folders: string[];
}

/** To be called while the event is handled: afterwards its list is empty. */
export function dropped({ items, files }: Pick<DataTransfer, 'items' | 'files'>): Dropped {
  const found: Dropped = { files: [], folders: [] };
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) found.folders.push(entry.name);
    else if (file) found.files.push(file);
  }
  return found.files.length + found.folders.length > 0 ? found : { files: [...files], folders: [] };
}
