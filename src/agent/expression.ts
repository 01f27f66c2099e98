// Which texts are arithmetic: numbers, + - * / ^ between them, balanced parentheses, single spaces or none. The gate in
// front of the evaluator, so that nothing else of its language (functions, units, assignment) can be reached.

const LONGEST = 120;

/** Numbers, marks; a sign belongs to a number only where an operand is due. */
function symbols(text: string): string[] | null {
  const found: string[] = [];
  const next = /\s*(?:(\d+(?:\.\d+)?)|([-+*/^()]))\s*/y;
  while (next.lastIndex < text.length) {
    const match = next.exec(text);
    if (!match) return null;
    const [, number, mark] = match;
    const before = found[found.length - 1];
    const signed =
      number !== undefined && before === '-' && /^$|^[-+*/^(]$/.test(found[found.length - 2] ?? '');
    if (signed) found[found.length - 1] = `-${number}`;
    else found.push(number ?? mark!);
  }
  return found;
}

const isOperand = (symbol: string): boolean => /^-?\d/.test(symbol);

/** Whether a text is an arithmetic expression. */
export function isExpression(text: string): boolean {
  const list = text.length <= LONGEST ? symbols(text) : null;
  if (!list) return false;
  let open = 0;
  let wantsOperand = true;
  for (const symbol of list) {
    if (symbol === '(') open++;
    else if (symbol === ')') open--;
    else if (isOperand(symbol) !== wantsOperand) return false;
    else wantsOperand = !wantsOperand;
    if (open < 0 || (symbol === '(' && !wantsOperand) || (symbol === ')' && wantsOperand)) return false;
  }
  return open === 0 && !wantsOperand;
}

/** The same expression with negative numbers in parentheses, so that "-7 ^ 2" squares -7. */
export function protectSigns(expression: string): string {
  return (symbols(expression) ?? [])
    .map((symbol) => (/^-\d/.test(symbol) ? `(${symbol})` : symbol))
    .join(' ');
}
