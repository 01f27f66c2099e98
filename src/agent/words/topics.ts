// The terms of distillation that the agent explains, each in a sentence. What people call them: corpus/tools/explain.json.

/** Each term, and what it is. */
export const TOPICS: Readonly<Record<string, string>> = {
  distillation: 'training a small student to copy the answers of a large teacher',
  teacher: 'the large trained model whose answers the student learns from',
  student: 'the small model that learns from the teacher',
  baseline: 'the same small model trained on hard labels alone',
  temperature: 'it softens the probabilities, so that the second best answers show',
  lambda: 'the weight of the hard labels against the soft targets',
  logits: 'the raw scores of a model before softmax',
  soft_targets: "the teacher's probabilities for every answer",
  hard_labels: 'the one right answer for each example',
  kl: 'how far two distributions are apart, here student and teacher',
  cross_entropy: 'minus the log of the probability of the right answer',
  learning_rate: 'how far each step moves the weights',
  loss: 'one number for how wrong the model is, which training lowers',
  token: 'a piece of text, which the model reads and writes one at a time',
};
