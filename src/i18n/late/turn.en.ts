// What is said in English in a turn of the chat.

export const en = {
  intent: 'Intent',
  intents: 'Probability of each intent, by model',
  openArguments:
    'The tool {{tool}} was not run: the words do not say plainly {{missing}}. A classifier finds the intent, not the arguments; the agent task finds both.',
  reply: 'Reply',
  plan: 'Plan',
  noTool: 'no tool',
  toolCall: 'Tool call: {{name}}',
  running: 'running…',
  thinking: 'thinking…',
  stopped: 'stopped',
  tokens: '{{count}} tokens, {{seconds}} s',
  everyToken: 'Every token',
  tokensHelp: 'Point at a word, or focus it and move with the arrow keys: how sure was each model of it?',
  tokenChance: 'Probability of “{{token}}”',
  space: 'space',
  agreed: '{{votes}} of {{of}} opinions agreed',
  tokensHelpTouch: 'Touch a word: how sure was each model of it?',
} as const;
