import { Inject } from '@nestjs/common';
import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Contributions, ContributionType, contributionLoader } from '#libs/contributions';
import { Access, type RequestContext } from '#libs/identity';
import { Payload, Refusal, uuidOf } from '#libs/platform';
import { AttachFile } from '../commands/attach-file.js';
import { DetachFile } from '../commands/detach-file.js';
import { Files } from '../queries/files.js';
import { AttachFileInput, DetachFileInput } from './file.inputs.js';
import { FileType, fileLoader } from './file.type.js';

@ObjectType({ description: 'The contribution as it is now, and its new file.' })
export class FilePayload extends Payload {
  @Field(() => ContributionType, { nullable: true, description: 'The contribution after the change; null on failure.' })
  contribution: ContributionType | null;

  @Field(() => FileType, {
    nullable: true,
    description: 'The file that was attached; null on failure, and when one was taken out.',
  })
  file: FileType | null;
}

@Resolver()
export class FileCommandsResolver {
  constructor(
    @Inject(AttachFile) private readonly attach: AttachFile,
    @Inject(DetachFile) private readonly detach: DetachFile,
    @Inject(Contributions) private readonly contributions: Contributions,
    @Inject(Files) private readonly files: Files,
  ) {}

  @Access('CONTRIBUTOR')
  @Mutation(() => FilePayload, {
    description:
      'Makes what you uploaded a file of a contribution. Of a published one, it starts or changes the pending next revision; at most 20 files.',
  })
  async attachFile(@Args('input') input: AttachFileInput, @Context() context: RequestContext): Promise<FilePayload> {
    const id = uuidOf('Contribution', input.contribution, ['contribution']);
    const uploadId = uuidOf('Upload', input.upload, ['upload']);
    const change = { id, version: input.version, note: input.note };
    const fileId = await named(() => this.attach.execute(context.actor, change, { uploadId, name: input.name }));
    return this.payload(context, id, fileId);
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => FilePayload, {
    description: 'Takes a file out of a contribution. Revisions that were submitted keep theirs.',
  })
  async detachFile(@Args('input') input: DetachFileInput, @Context() context: RequestContext): Promise<FilePayload> {
    const id = uuidOf('Contribution', input.contribution, ['contribution']);
    const fileId = uuidOf('File', input.file, ['file']);
    const change = { id, version: input.version, note: input.note };
    await named(() => this.detach.execute(context.actor, change, fileId));
    return this.payload(context, id);
  }

  private async payload(context: RequestContext, id: string, fileId?: string): Promise<FilePayload> {
    context.loaders.clear();
    return {
      contribution: await contributionLoader(context, this.contributions).load(id),
      file: fileId ? await fileLoader(context, this.files).load(fileId) : null,
      errors: [],
    };
  }
}

/** Commands of contributions call the contribution `id` and its parts by their own names. */
async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  const names: Record<string, string> = { id: 'contribution', attach: 'upload', detach: 'file' };
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.faults.map((fault) => ({ ...fault, path: fault.path?.map((key) => names[key] ?? key) })));
  }
}
