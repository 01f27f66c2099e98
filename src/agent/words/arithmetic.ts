// Words of arithmetic: operators said and written, operations that one word names, sums with parentheses, and what people
// count in stories.

export type Operator = '+' | '-' | '*' | '/' | '^';

export const SAID: Readonly<Record<Operator, readonly string[]>> = {
  '+': ['plus', 'plus', 'plus', 'added to', 'and', 'with'],
  '-': ['minus', 'minus', 'minus', 'less', 'take away', 'subtract', 'without'],
  '*': ['times', 'times', 'times', 'multiplied by', 'x', 'multiplied with', 'by'],
  '/': ['divided by', 'divided by', 'over', 'divided through', 'split by', 'shared by', 'divide by'],
  '^': ['to the power of', 'to the power', 'raised to', 'to the', 'raised to the power of'],
};
export const SYMBOLS: Readonly<Record<Operator, readonly string[]>> = {
  '+': ['+'],
  '-': ['-', '-', '−'],
  '*': ['*', '*', 'x', '×'],
  '/': ['/', '/', '÷'],
  '^': ['^', '**'],
};

export const NOUNS = (
  'apples, chairs, boxes, pages, tickets, eggs, cookies, books, seats, bottles, stickers, coins, plants, cards, photos, bricks, ' +
  'candies, pens, shirts, cupcakes, tiles, bags, marbles, sandwiches, emails, miles, songs, games, plates, points, dollars, flyers, ' +
  'oranges, muffins, balloons, pencils, crayons, toys, flowers, trees, roses, lemons, bagels, donuts, slices, pizzas, brownies, ' +
  'batteries, screws, nails, beads, shells, stamps, notebooks, folders, posters, badges, cups, spoons, forks, candles, gifts, ' +
  'letters, magazines, puzzles, blocks, buttons, ribbons, socks, hats, gloves, towels, blankets, pillows, grapes, carrots, ' +
  'tomatoes, potatoes, pancakes, waffles, sausages, burgers, hot dogs, juice boxes, peaches, pears, strawberries, nuts, chocolates, ' +
  'lollipops, tulips, seeds, fish, chickens, sheep, goats, horses, birds, cats, players, guests, tourists, votes, likes, files'
).split(', ');
export const COMPANY = (
  'people, friends, kids, students, guests, players, colleagues, us, roommates, teams, families, workers, classes, tables, groups, ' +
  'neighbors, children, cousins, brothers, sisters, grandkids, employees, nurses, soldiers, hikers, pirates, campers, scouts, fans, ' +
  'musicians, customers, visitors, passengers, teachers, volunteers, coworkers, buddies, pupils, babies, dogs'
).split(', ');

/** Operations that one word names, with the constant it brings: half, double, squared … */
export const BY_WORD: readonly { tail: string; before: string; after: string; verb: string }[] = [
  {
    tail: '/ 2',
    before: 'half of, half, one half of, a half of',
    after: 'halved, in half, cut in half, split in half, divided in half',
    verb: 'halve, take half of, cut in half, split in half',
  },
  {
    tail: '* 2',
    before: 'double, twice, two times, the double of, twice as much as, double of',
    after: 'doubled, twice, two times, twice over',
    verb: 'double, double up',
  },
  {
    tail: '* 3',
    before: 'triple, three times, the triple of, thrice, triple of',
    after: 'tripled, three times, thrice',
    verb: 'triple, treble',
  },
  {
    tail: '/ 4',
    before: 'a quarter of, one quarter of, one fourth of, a fourth of, quarter of',
    after: 'in quarters, divided in quarters',
    verb: 'take a quarter of, find a quarter of, get a fourth of',
  },
  {
    tail: '/ 3',
    before: 'a third of, one third of, third of, the third part of',
    after: 'in thirds, divided in thirds, cut in thirds',
    verb: 'take a third of, find a third of',
  },
  {
    tail: '/ 5',
    before: 'a fifth of, one fifth of',
    after: 'in fifths, divided in fifths',
    verb: 'take a fifth of, find a fifth of',
  },
  {
    tail: '/ 10',
    before: 'a tenth of, one tenth of',
    after: 'in tenths, divided in tenths',
    verb: 'take a tenth of, find a tenth of',
  },
  { tail: '* 4', before: 'quadruple, four times', after: 'quadrupled, four times', verb: 'quadruple' },
  { tail: '^ 2', before: 'the square of, square of', after: 'squared, sq, to the square', verb: 'square' },
  { tail: '^ 3', before: 'the cube of, cube of', after: 'cubed', verb: 'cube' },
  {
    tail: '^ 0.5',
    before:
      'the square root of, square root of, sqrt of, sqrt, root of, the root of, the sqrt of, the square root for',
    after: 'square root, square rooted, sqrt',
    verb: 'take the square root of, find the square root of, take the root of, square root',
  },
];

/** Three operands in words; letters stand for numbers. */
export const GROUPED: readonly { value: string; said: readonly string[] }[] = [
  {
    value: '( A + B ) * C',
    said: [
      '(A plus B) times C',
      'A plus B, all times C',
      'the sum of A and B times C',
      'the sum of A and B multiplied by C',
      'A plus B in parentheses times C',
    ],
  },
  {
    value: 'C * ( A + B )',
    said: [
      'C times (A plus B)',
      'C times the sum of A and B',
      'C multiplied by the sum of A and B',
      'C times A plus B in brackets',
    ],
  },
  {
    value: '( A + B ) / C',
    said: [
      '(A plus B) divided by C',
      'A plus B, all divided by C',
      'the sum of A and B divided by C',
      'the sum of A and B over C',
      'A and B together split C ways',
    ],
  },
  {
    value: '( A - B ) * C',
    said: [
      '(A minus B) times C',
      'A minus B, all times C',
      'the difference of A and B times C',
      'the difference between A and B multiplied by C',
    ],
  },
  {
    value: '( A - B ) / C',
    said: [
      '(A minus B) divided by C',
      'A minus B, all over C',
      'the difference between A and B divided by C',
      'the difference of A and B over C',
    ],
  },
  {
    value: 'A * B + C',
    said: [
      'the product of A and B plus C',
      'A times B, plus C',
      'A lots of B plus C more',
      'A times B and C more on top',
    ],
  },
  {
    value: 'A * B - C',
    said: [
      'the product of A and B minus C',
      'A times B, minus C',
      'A lots of B less C',
      'C less than A times B',
      'C less than the product of A and B',
    ],
  },
  {
    value: 'A * B * C',
    said: [
      'the product of A, B and C',
      'A by B by C',
      'A times B times C',
      'A multiplied by B multiplied by C',
      'A, B and C multiplied together',
    ],
  },
  {
    value: '( A + B ) / 2',
    said: [
      'the average of A and B',
      'the mean of A and B',
      'average of A and B',
      'the average between A and B',
      'A and B on average',
      'mean of A and B',
    ],
  },
  {
    value: '( A + B + C ) / 3',
    said: [
      'the average of A, B and C',
      'the mean of A, B and C',
      'average of A B C',
      'the average of A and B and C',
      'the mean value of A, B and C',
      'average A, B, C',
    ],
  },
  {
    value: 'A / B + C',
    said: [
      'A divided by B, plus C',
      'A over B plus C',
      'the quotient of A and B plus C',
      'A divided by B and then C more',
    ],
  },
  {
    value: 'A + B - C',
    said: [
      'A plus B minus C',
      'the sum of A and B minus C',
      'A and B together minus C',
      'A and B together without C',
      'C less than the sum of A and B',
    ],
  },
  {
    value: 'A / 2 + B',
    said: ['half of A plus B', 'A halved plus B', 'half of A and B more', 'half A plus B'],
  },
  {
    value: 'A / 2 - B',
    said: ['half of A minus B', 'half of A less B', 'half A minus B', 'B less than half of A'],
  },
  {
    value: 'A * 2 + B',
    said: ['double A plus B', 'twice A plus B', 'A doubled plus B', 'two times A plus B'],
  },
  {
    value: 'A * 2 - B',
    said: ['double A minus B', 'twice A minus B', 'A doubled minus B', 'B less than twice A'],
  },
  { value: 'A * 3 + B', said: ['triple A plus B', 'three times A plus B', 'A tripled plus B'] },
  { value: 'A ^ 2 + B', said: ['A squared plus B', 'the square of A plus B', 'A squared and B more'] },
  { value: 'A ^ 2 - B', said: ['A squared minus B', 'the square of A minus B', 'B less than A squared'] },
  { value: 'A ^ 2 + B ^ 2', said: ['A squared plus B squared', 'the sum of A squared and B squared'] },
  { value: 'A ^ 0.5 + B', said: ['the square root of A, plus B', 'root A plus B', 'sqrt A plus B'] },
];
