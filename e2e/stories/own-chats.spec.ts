// A person's own chats with tool calls: imported, distilled by the agent, talked with.
import { expect, test } from './test';

const rooms = ['kitchen', 'cellar', 'attic', 'study'];
const tool = {
  type: 'function',
  function: {
    name: 'setLight',
    description: 'Turns a light on or off.',
    parameters: {
      type: 'object',
      properties: { room: { type: 'string' }, on: { type: 'boolean' } },
      required: ['room', 'on'],
    },
  },
};
const line = (i: number) => {
  const room = rooms[i % 4]!;
  const on = i % 8 < 4;
  const call = { name: 'setLight', arguments: JSON.stringify({ room, on }) };
  return JSON.stringify({
    messages: [
      { role: 'system', content: 'You are a house.' },
      { role: 'user', content: `Number ${i}: light ${on ? 'on' : 'off'} in the ${room}, please` },
      { role: 'assistant', content: null, tool_calls: [{ id: 'a', type: 'function', function: call }] },
      { role: 'tool', tool_call_id: 'a', content: 'done' },
      { role: 'assistant', content: `The ${room} is ${on ? 'bright' : 'dark'} now.` },
      ...(i === 0 ? [{ role: 'user', content: 'And the cellar?' }] : []),
    ],
    tools: [tool],
  });
};
const chats = Array.from({ length: 80 }, (_, i) => line(i)).join('\n');

test('chats with tools of one’s own are distilled into an agent that calls them', async ({
  retort,
  page,
}) => {
  await retort.open();
  const data = await retort.openData();
  await data.choose.setInputFiles({
    name: 'house.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(chats),
  });
  const preview = data.dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('80 of 80 chats will be kept');
  // what is said of chats speaks of chats
  await expect(preview).not.toContainText(/\brows?\b|columns?/);
  // all of a chat's turns are learnt
  await expect(preview).not.toContainText('four turns');
  await data.dialog.getByRole('textbox', { name: 'Name' }).fill('House');
  await data.dialog.getByRole('button', { name: 'Keep data set' }).click();
  await expect(retort.select('Task').locator('option:checked')).toHaveText('Tool-using agent');
  await expect(retort.select('Data set').locator('option:checked')).toHaveText('House');
  // the shipped teacher does not know these tools
  await expect(retort.select('Teacher').locator('option', { hasText: 'Shipped' })).toHaveCount(0);

  await retort.select('Teacher').selectOption('transformer-1x48');
  await retort.select('Student').selectOption('transformer-1x48');
  await retort.experiment.getByText('More settings').click();
  await retort.experiment.getByRole('spinbutton', { name: 'Steps', exact: true }).fill('60');
  await retort.experiment.getByRole('spinbutton', { name: 'Teacher’s passes' }).fill('40');
  await retort.button('Distill').click();
  await retort.waitForEnd();

  await retort.talkTo('Student');
  const suggestions = retort.chat.getByRole('group', { name: 'Suggestions' });
  await expect(suggestions).toContainText('light');
  await suggestions.getByRole('button').first().click();
  await expect(retort.toolCall('setLight').first()).toContainText(/setLight\(/);
  // nothing of it is asked of the page
  await expect(page.getByRole('alert')).toHaveCount(0);
});
