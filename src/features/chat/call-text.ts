// A call as the chat shows it: convert(5, km, mi).

export const callText = ({ name, args }: { name: string; args: readonly string[] }): string =>
  `${name}(${args.join(', ')})`;
