// The finished teachers of task "agent": the shipped one, and one from the person's own files.

import type { DialogueSet } from '../data/dialogues-file';
import type { AgentTeacher } from '../tasks/task';
import type { Commands } from '../protocol/messages';
import type { Post } from './post';
import { ShippedTeacher } from './shipped-teacher';
import { readTeacher, type TeacherModel } from './teacher-model';

export class Teachers {
  #loaded: TeacherModel | null = null;
  #shipped: TeacherModel | null = null;
  readonly #source: ShippedTeacher;

  constructor(
    private readonly post: Post,
    base: () => string,
    get?: typeof fetch,
  ) {
    this.#source = new ShippedTeacher(post, base, get);
  }

  /** Takes a teacher from files; throws RetortError where they are no model. */
  async load(files: Commands['teacher.load']): Promise<void> {
    this.#loaded = await readTeacher('loaded', files);
    this.#tell(this.#loaded);
  }

  /** The teacher that the chat talks with: the person's own, else the shipped one, downloaded at first use. */
  async current(): Promise<TeacherModel> {
    return this.#loaded ?? this.shipped();
  }

  /** The same, if it is here already. */
  get atHand(): TeacherModel | null {
    return this.#loaded ?? this.#shipped;
  }

  async shipped(): Promise<TeacherModel> {
    if (this.#shipped) return this.#shipped;
    this.#shipped = await this.#source.model();
    if (!this.#loaded) this.#tell(this.#shipped);
    return this.#shipped;
  }

  /** The shipped teacher as an experiment takes it, with the transcripts that it wrote. */
  async shippedForTraining(): Promise<AgentTeacher> {
    const [model, transcripts] = await Promise.all([this.shipped(), this.#source.transcripts()]);
    return { ...model, transcripts };
  }

  /** The dialogues that the shipped teacher learnt. */
  dialogues(): Promise<DialogueSet> {
    return this.#source.dialogues();
  }

  get loaded(): TeacherModel | null {
    return this.#loaded;
  }

  #tell({ source, parameters }: TeacherModel): void {
    this.post('teacher.ready', { source, parameters });
  }
}
