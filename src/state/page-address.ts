/** The page's own address with a hash, without what says how it is shown (?embed=…). */
export const pageAddress = (hash: string): string => {
  const address = new URL(hash, location.href);
  address.search = '';
  return address.href;
};
