// The part of the protocol by which models leave the page: which forms there are for a model, and one written as a file to
// download. Progress is told unasked, under the number of the export.

import * as v from 'valibot';
import { ARMS } from '../catalog/arms';
import { modelCardSchema } from './model-card';

const localised = v.object({ en: v.string(), 'zh-CN': v.string() });

/** How many bits a weight has, or what else a form lets one choose. */
export const exportChoiceSchema = v.object({ id: v.string(), label: localised });
export type ExportChoice = v.InferOutput<typeof exportChoiceSchema>;

export const snippetSchema = v.object({
  /** "Python", "JavaScript", "llama.cpp". */
  language: v.string(),
  code: v.string(),
});
export type Snippet = v.InferOutput<typeof snippetSchema>;

/** Why a model cannot leave in a form; remedy: what the page can do about it at once. */
const unfitSchema = v.object({ why: localised, remedy: v.optional(v.literal('plainCopy')) });
export type Unfit = v.InferOutput<typeof unfitSchema>;

const formSchema = v.object({
  id: v.string(),
  label: localised,
  /** Null where this model can leave in it. */
  unfit: v.nullable(unfitSchema),
  choices: v.array(v.object({ ...exportChoiceSchema.entries, snippets: v.array(snippetSchema) })),
});
export type ExportForm = v.InferOutput<typeof formSchema>;

export const exportCommandSchemas = {
  /** The forms in which a model can leave; answered by them and the model's card. */
  'model.forms': v.object({ model: v.string() }),
  /** Writes a model in a form; answered by the file. Another one under way is cancelled. */
  'model.export': v.object({
    exportId: v.number(),
    model: v.string(),
    form: v.string(),
    choice: v.string(),
  }),
  'model.cancelExport': v.object({}),
  /** Takes back a run that PyTorch went on with, as the same run; answered by its id. */
  'run.takeBack': v.object({ name: v.string(), blob: v.blob() }),
} as const;

export const exportReplySchemas = {
  'model.forms': v.object({
    card: modelCardSchema,
    /** Id of the catalogue's size that it has; null where it has another. */
    size: v.nullable(v.string()),
    forms: v.array(formSchema),
    /** The models of its run that are on this device, itself among them, by who they were there. */
    ofRun: v.array(v.object({ id: v.string(), arm: v.picklist(ARMS) })),
  }),
  'model.export': v.object({ name: v.string(), blob: v.blob() }),
  'run.takeBack': v.object({ run: v.string() }),
} as const;

export const exportEventSchemas = {
  /** In any unit; done = total means finished. */
  'model.exportProgress': v.object({ exportId: v.number(), done: v.number(), total: v.number() }),
} as const;
