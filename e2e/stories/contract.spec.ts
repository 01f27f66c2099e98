import { expect, test } from './test';

// Whoever looks for a control by the name that DESIGN gives it, whole or in part, must find just one.
test('each name of the page’s contract belongs to one control', async ({ retort, page }) => {
  await retort.open();
  const names = {
    region: ['Experiment', 'Training', 'Chat', 'Runs'],
    combobox: ['Task', 'Teacher', 'Student', 'Method', 'Backend'],
    slider: ['Temperature (T)', 'Lambda (λ)'],
    button: ['Distill', 'Pause', 'Resume', 'Step', 'Stop', 'Reset', 'Export run', 'Send'],
    textbox: ['Message'],
    radiogroup: ['Talk to'],
    radio: ['Student', 'Teacher', 'Baseline'],
    img: ['Loss curves', 'Accuracy'],
  } as const;
  for (const [role, all] of Object.entries(names)) {
    for (const name of all)
      await expect(page.getByRole(role as keyof typeof names, { name }), `${role} ${name}`).toHaveCount(1);
  }
  await expect(page.getByRole('log')).toHaveCount(1);
});
