import { Inject } from '@nestjs/common';
import { Args, Context, Field, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, Length, MaxLength } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { Payload } from '#libs/platform';
import { SaveSystem } from '../commands/save-system.js';
import { Confidence } from '../policies/terms.js';
import { Systems } from '../queries/systems.js';
import { InformationSystemType, toInformationSystemType } from './information-system.type.js';

@InputType({ description: 'What is said of an information system.' })
export class SaveSystemInput {
  @Field({ description: 'Short name in capital letters, digits and hyphens, e.g. EURODAC; stays the same for ever.' })
  @Length(1, 60)
  code: string;

  @Field({ description: 'Full name, at most 300 characters.' })
  @Length(1, 300)
  name: string;

  @Field(() => [String], { description: 'Other names and former abbreviations; at most 50. Searches find it by them.' })
  @ArrayMaxSize(50)
  @MaxLength(200, { each: true })
  synonyms: string[];

  @Field(() => String, { nullable: true, description: 'What sort of system it is, in words.' })
  @IsOptional()
  @MaxLength(300)
  kind?: string | null;

  @Field(() => String, { nullable: true, description: 'Who runs it.' })
  @IsOptional()
  @MaxLength(300)
  operator?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  @IsOptional()
  @MaxLength(2_000)
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'Whose data it holds.' })
  @IsOptional()
  @MaxLength(2_000)
  dataSubjects?: string | null;

  @Field(() => String, { nullable: true, description: 'Which biometric data it holds.' })
  @IsOptional()
  @MaxLength(2_000)
  biometrics?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it stands, with its date where known.' })
  @IsOptional()
  @MaxLength(2_000)
  statusNote?: string | null;

  @Field({ description: 'Where this is known from, in words and addresses.' })
  @Length(1, 2_000)
  source: string;

  @Field(() => Confidence, { description: 'How sure the facts of this record are.' })
  confidence: Confidence;
}

@InputType({ description: 'An information system in the version that was seen, and what is said of it now.' })
export class ChangeSystemInput extends SaveSystemInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@ObjectType({ description: 'The information system as it is now.' })
export class SystemPayload extends Payload {
  @Field(() => InformationSystemType, { nullable: true, description: 'The system; null on failure.' })
  system: InformationSystemType | null;
}

@Resolver()
export class SystemMutationsResolver {
  constructor(
    @Inject(SaveSystem) private readonly save: SaveSystem,
    @Inject(Systems) private readonly systems: Systems,
  ) {}

  @Access('ADMINISTRATOR')
  @Mutation(() => SystemPayload, { description: 'Adds an information system.' })
  async createSystem(
    @Args('input') input: SaveSystemInput,
    @Context() context: RequestContext,
  ): Promise<SystemPayload> {
    await this.save.create(context.actor, input.code, said(input));
    return this.payload(input.code, context);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => SystemPayload, { description: 'Changes what is said of an information system, in place.' })
  async changeSystem(
    @Args('input') input: ChangeSystemInput,
    @Context() context: RequestContext,
  ): Promise<SystemPayload> {
    await this.save.change(context.actor, input.code, input.version, said(input));
    return this.payload(input.code, context);
  }

  private async payload(code: string, context: RequestContext): Promise<SystemPayload> {
    context.loaders.clear();
    const row = await this.systems.byCode(code);
    return { system: row ? toInformationSystemType(row) : null, errors: [] };
  }
}

function said({ name, synonyms, source, confidence, ...more }: SaveSystemInput) {
  const { kind, operator, purpose, dataSubjects, biometrics, statusNote } = more;
  return { name, synonyms, source, confidence, kind, operator, purpose, dataSubjects, biometrics, statusNote };
}
