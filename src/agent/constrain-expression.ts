// The grammar of an arithmetic argument: operands from a fixed supply, + - * / ^ between them, balanced parentheses.
// Every prefix that it allows can be finished. It knows no precedence: calculate's parser does.

import { buildTrie, unexpectedToken, type Grammar } from './token-trie';
import type { TokenCodec } from './types';

const OPERATORS = ['+', '-', '*', '/', '^'];
const MOST_GROUPS = 3;

interface State {
  /** What is left of the supply. */
  left: ReadonlyMap<string, number>;
  wantsOperand: boolean;
  open: number;
  groups: number;
  operators: number;
}

const total = (supply: ReadonlyMap<string, number>): number =>
  [...supply.values()].reduce((a, b) => a + b, 0);

/** The symbols that may come next. "(" only where two operands are left, an operator only where one is: no dead ends. */
function symbols({ left, wantsOperand, open, groups }: State): string[] {
  const operands = total(left);
  if (!wantsOperand) return [...(operands > 0 ? OPERATORS : []), ...(open > 0 ? [')'] : [])];
  const values = [...left].flatMap(([value, times]) => (times > 0 ? [value] : []));
  return operands > 1 && groups < MOST_GROUPS ? [...values, '('] : values;
}

function after(state: State, symbol: string): State {
  if (symbol === '(') return { ...state, open: state.open + 1, groups: state.groups + 1 };
  if (symbol === ')') return { ...state, open: state.open - 1 };
  if (!state.wantsOperand) return { ...state, wantsOperand: true, operators: state.operators + 1 };
  const left = new Map(state.left).set(symbol, state.left.get(symbol)! - 1);
  return { ...state, left, wantsOperand: false };
}

/** One number alone is an expression only where the supply has no second. */
const mayEnd = (state: State): boolean =>
  !state.wantsOperand && state.open === 0 && (state.operators > 0 || total(state.left) === 0);

/**
 * Writes an expression and then the ending token.
 * @param supply how often each operand may occur; not empty.
 */
export function* expression(
  supply: ReadonlyMap<string, number>,
  codec: TokenCodec,
  ending: number,
): Grammar<string> {
  const written: string[] = [];
  let state: State = { left: supply, wantsOperand: true, open: 0, groups: 0, operators: 0 };
  let node = buildTrie(symbols(state), codec);
  for (;;) {
    // a symbol may be whole ("1") and still go on ("12"): both ways stay open until the next token
    const next = node.text === undefined ? null : after(state, node.text);
    const nextRoot = next && buildTrie(symbols(next), codec);
    const id = yield [
      ...node.children.keys(),
      ...(nextRoot ? nextRoot.children.keys() : []),
      ...(next && mayEnd(next) ? [ending] : []),
    ];
    const child = node.children.get(id);
    if (child) {
      node = child;
      continue;
    }
    if (!next || !nextRoot) throw unexpectedToken(id);
    written.push(node.text!);
    if (id === ending && mayEnd(next)) return written.join(' ');
    const begun = nextRoot.children.get(id);
    if (!begun) throw unexpectedToken(id);
    [state, node] = [next, begun];
  }
}
