// Lets other tasks of this thread run (messages, aborts, timers) in the middle of a long computation. A message, not
// setTimeout, which browsers slow down to 4 ms; not a promise, which would run before any task.

/** Resolves in a later task of the event loop, as soon as there is room. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
