import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { inKeyOrder, Payload, uuidOf } from '#libs/platform';
import { RetryExtraction } from '../commands/retry-extraction.js';
import { Extractions } from '../queries/extractions.js';
import { Files } from '../queries/files.js';
import { ExtractionState, ExtractionType } from './extraction.type.js';
import { FileType, fileLoader } from './file.type.js';

@InputType({ description: 'A file that is to be read again.' })
export class RetryExtractionInput {
  @IsString()
  @Field(() => ID, { description: 'The file.' })
  file: string;
}

@ObjectType({ description: 'The file, which waits to be read.' })
export class RetryExtractionPayload extends Payload {
  @Field(() => FileType, { nullable: true, description: 'The file; null on failure.' })
  file: FileType | null;
}

@Resolver(() => FileType)
export class FileExtractionResolver {
  constructor(
    @Inject(Extractions) private readonly extractions: Extractions,
    @Inject(RetryExtraction) private readonly retry: RetryExtraction,
    @Inject(Files) private readonly files: Files,
  ) {}

  @ResolveField(() => ExtractionType, { description: 'How far it is read, so that its text can be found and quoted.' })
  async extraction(@Parent() file: FileType, @Context() context: RequestContext): Promise<ExtractionType> {
    const row = await context.loaders
      .get('file.extraction', async (ids: readonly string[]) =>
        inKeyOrder(ids, await this.extractions.ofFiles(ids), (found) => found.fileId),
      )
      .load(file.uuid);
    if (row) return Object.assign(new ExtractionType(), row);
    const waiting = {
      pageCount: null,
      pagesRead: 0,
      language: null,
      notes: [],
      recognisedPages: [],
      forRecognition: false,
      failure: null,
      attempts: 0,
      finishedAt: null,
    };
    return { state: ExtractionState.PENDING, ...waiting };
  }

  @Access('CONTRIBUTOR')
  @Mutation(() => RetryExtractionPayload, {
    description: 'Has a file read again, for instance after it could not be; for analysts and whoever handed it in.',
  })
  async retryExtraction(
    @Args('input') input: RetryExtractionInput,
    @Context() context: RequestContext,
  ): Promise<RetryExtractionPayload> {
    const id = uuidOf('File', input.file, ['file']);
    await this.retry.execute(context.actor, id);
    context.loaders.clear();
    return { file: await fileLoader(context, this.files).load(id), errors: [] };
  }
}
