// Actions that are not needed before the first paint: their code is loaded when the first of them is called.

/** What a person does, which resolves to nothing that the caller waits for. */
type Deeds<A> = { [K in keyof A]: (...given: never[]) => void | Promise<void> };

/**
 * The same actions; each resolves when it is done, or when what went wrong has been told.
 * @param names of all of them
 */
export function lateActions<A extends Deeds<A>>(
  names: Record<keyof A, true>,
  load: () => Promise<A>,
  complain: (error: unknown) => void,
): A {
  let loading: Promise<A> | null = null;
  const deed = async (name: keyof A, given: never[]): Promise<void> => {
    loading ??= load();
    loading.catch(() => (loading = null)); // the download failed: it is tried again at the next use
    try {
      await (await loading)[name](...given);
    } catch (error) {
      complain(error);
    }
  };
  const entries = (Object.keys(names) as (keyof A)[]).map((name) => [
    name,
    (...given: never[]) => deed(name, given),
  ]);
  return Object.fromEntries(entries) as A;
}
