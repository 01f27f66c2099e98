// A place to drop files on: whether something is held over it, and what its element listens to.

import { type DragEvent, useState } from 'react';

export function useDrop(onDrop: (transfer: DataTransfer) => void) {
  const [over, setOver] = useState(false);
  return {
    over,
    listeners: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        onDrop(event.dataTransfer);
      },
    },
  };
}
