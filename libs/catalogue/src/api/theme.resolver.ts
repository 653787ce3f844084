import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type RequestContext } from '#libs/identity';
import { groupedByKey, LanguageTagScalar } from '#libs/platform';
import { chooseLabel } from '../policies/theme-label.js';
import { Themes } from '../queries/themes.js';
import { themeLoader } from './loaders.js';
import { ThemeType, toThemeType } from './theme.type.js';

@Resolver(() => ThemeType)
export class ThemeResolver {
  constructor(@Inject(Themes) private readonly queries: Themes) {}

  @Access('ANYONE')
  @Query(() => [ThemeType], { description: 'The themes of the taxonomy, each tree from its root down.' })
  async themes(
    @Args('roots', { type: () => Boolean, nullable: true, description: 'True: only those without a broader theme.' })
    roots?: boolean | null,
  ): Promise<ThemeType[]> {
    return (await this.queries.all(roots ?? false)).map(toThemeType);
  }

  @Access('ANYONE')
  @Query(() => ThemeType, { nullable: true, description: 'A theme by its code; null when there is none.' })
  async theme(
    @Args('code', { description: 'Its code, in letters of either case.' }) code: string,
  ): Promise<ThemeType | null> {
    const row = await this.queries.byCode(code);
    return row ? toThemeType(row) : null;
  }

  @ResolveField(() => String, {
    description:
      'Its name in the language asked for; where there is none, in that language’s base form, English, or any.',
  })
  label(
    @Parent() parent: ThemeType,
    @Args('language', {
      type: () => LanguageTagScalar,
      nullable: true,
      description: 'The language; English when absent.',
    })
    language?: string | null,
  ): string {
    return chooseLabel(parent.labelsByLanguage, language);
  }

  @ResolveField(() => ThemeType, { nullable: true, description: 'The next broader theme; null for a root.' })
  broader(@Parent() parent: ThemeType, @Context() context: RequestContext) {
    return parent.broaderUuid === null ? null : themeLoader(context, this.queries).load(parent.broaderUuid);
  }

  @ResolveField(() => [ThemeType], { description: 'The next narrower themes.' })
  narrower(@Parent() parent: ThemeType, @Context() context: RequestContext): Promise<ThemeType[]> {
    return context.loaders
      .get('narrowerThemes', async (ids: readonly string[]) =>
        groupedByKey(ids, (await this.queries.narrowerOf(ids)).map(toThemeType), (theme) => theme.broaderUuid ?? ''),
      )
      .load(parent.uuid);
  }
}
