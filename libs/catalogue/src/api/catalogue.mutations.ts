import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { Access, type RequestContext } from '#libs/identity';
import { LanguageTagScalar, Payload } from '#libs/platform';
import { ReviseRecommendation } from '../commands/revise-recommendation.js';
import { SaveTheme } from '../commands/save-theme.js';
import { Recommendations } from '../queries/recommendations.js';
import { Themes } from '../queries/themes.js';
import { RecommendationType, toRecommendationType } from './recommendation.type.js';
import { RecommendationWordsInput } from './recommendation-words.input.js';
import { ThemeType, toThemeType } from './theme.type.js';

@InputType({ description: 'The name of a theme in one language.' })
export class ThemeLabelInput {
  @Field(() => LanguageTagScalar, { description: 'The language.' })
  language: string;

  @Field({ description: 'The name, 1 to 200 characters.' })
  @Length(1, 200)
  label: string;
}

@InputType({ description: 'What is said of a theme; it takes the place of all that was said before.' })
export class SaveThemeInput {
  @Field({ description: 'Code, in capital letters; stays the same for ever.' })
  @Length(1, 60)
  code: string;

  @Field(() => [ThemeLabelInput], { description: 'One name for each language, at least one.' })
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => ThemeLabelInput)
  labels: ThemeLabelInput[];

  @Field({ description: 'What the concept covers, at most 2,000 characters.' })
  @MaxLength(2_000)
  definition: string;

  @Field(() => [String], { description: 'Other words for it, of any language; at most 100 of 100 characters.' })
  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  synonyms: string[];

  @Field(() => String, { nullable: true, description: 'Code of the next broader theme; absent for a root.' })
  @IsOptional()
  @MaxLength(60)
  broader?: string | null;
}

@InputType({ description: 'A theme in the version that was seen, and what is said of it now.' })
export class ChangeThemeInput extends SaveThemeInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@InputType({ description: 'What a recommendation says from now on; source and addressees stay.' })
export class ReviseRecommendationInput extends RecommendationWordsInput {
  @Field({ description: 'Its code.' })
  @Length(1, 60)
  code: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  version: number;
}

@ObjectType({ description: 'The theme as it is now.' })
export class ThemePayload extends Payload {
  @Field(() => ThemeType, { nullable: true, description: 'The theme; null on failure.' })
  theme: ThemeType | null;
}

@ObjectType({ description: 'The recommendation as it reads now.' })
export class RecommendationPayload extends Payload {
  @Field(() => RecommendationType, { nullable: true, description: 'The recommendation; null on failure.' })
  recommendation: RecommendationType | null;
}

@ObjectType('ThemeLabel', { description: 'The name of a theme in one language.' })
export class ThemeLabelType {
  @Field(() => LanguageTagScalar, { description: 'The language.' })
  language: string;

  @Field({ description: 'The name.' })
  label: string;
}

@Resolver(() => ThemeType)
export class ThemeLabelsResolver {
  @ResolveField(() => [ThemeLabelType], { description: 'All its names, by language.' })
  labels(@Parent() theme: ThemeType): ThemeLabelType[] {
    return Object.entries(theme.labelsByLanguage)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([language, label]) => ({ language, label }));
  }
}

@Resolver()
export class CatalogueMutationsResolver {
  constructor(
    @Inject(SaveTheme) private readonly theme: SaveTheme,
    @Inject(ReviseRecommendation) private readonly revise: ReviseRecommendation,
    @Inject(Themes) private readonly themes: Themes,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
  ) {}

  @Access('ADMINISTRATOR')
  @Mutation(() => ThemePayload, { description: 'Adds a theme to the taxonomy.' })
  async createTheme(@Args('input') input: SaveThemeInput, @Context() context: RequestContext): Promise<ThemePayload> {
    await this.theme.create(context.actor, input.code, { ...input, broader: input.broader ?? null });
    return this.themePayload(input.code, context);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => ThemePayload, { description: 'Changes what is said of a theme, in place.' })
  async changeTheme(@Args('input') input: ChangeThemeInput, @Context() context: RequestContext): Promise<ThemePayload> {
    const said = { ...input, broader: input.broader ?? null };
    await this.theme.change(context.actor, input.code, input.version, said);
    return this.themePayload(input.code, context);
  }

  @Access('ADMINISTRATOR')
  @Mutation(() => RecommendationPayload, {
    description: 'Gives a recommendation a new version. Its links turn suspect: ask heldLinks before, how many.',
  })
  async reviseRecommendation(
    @Args('input') input: ReviseRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<RecommendationPayload> {
    await this.revise.execute(context.actor, input);
    context.loaders.clear();
    const row = await this.recommendations.byCode(input.code);
    return { recommendation: row ? toRecommendationType(row) : null, errors: [] };
  }

  private async themePayload(code: string, context: RequestContext): Promise<ThemePayload> {
    context.loaders.clear();
    const row = await this.themes.byCode(code);
    return { theme: row ? toThemeType(row) : null, errors: [] };
  }
}
