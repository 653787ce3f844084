export enum CoverageDimension {
  THEME = 'THEME',
  KIND = 'KIND',
  STANCE = 'STANCE',
  ORGANISATION_KIND = 'ORGANISATION_KIND',
  ORGANISATION = 'ORGANISATION',
  EVENT = 'EVENT',
  YEAR = 'YEAR',
}

/** How a dimension is read from a row of coverage links `x`: a value, and joins it needs. Links without a value give ''. */
export interface DimensionSql {
  value: string;
  join: string;
  /** One link can have several values, so one contribution can stand in several cells. */
  many: boolean;
}

export const DIMENSION_SQL: Record<CoverageDimension, DimensionSql> = {
  THEME: {
    value: `coalesce(theme.code, '')`,
    join: 'left join revision_theme xt on xt.revision_id = x.revision_id left join theme on theme.id = xt.theme_id',
    many: true,
  },
  KIND: { value: 'x.kind', join: '', many: false },
  STANCE: { value: 'x.stance', join: '', many: false },
  ORGANISATION_KIND: {
    // One row a kind, not an organisation: two firms behind one paper are one contribution of industry.
    value: `coalesce(xk.kind, '')`,
    join: `left join lateral (select distinct g.kind from revision_organisation o join organisation g on g.id = o.organisation_id
      where o.revision_id = x.revision_id) xk on true`,
    many: true,
  },
  ORGANISATION: {
    value: `coalesce(xo.organisation_id::text, '')`,
    join: 'left join revision_organisation xo on xo.revision_id = x.revision_id',
    many: true,
  },
  EVENT: { value: `coalesce(event.slug, '')`, join: 'left join event on event.id = x.event_id', many: false },
  YEAR: { value: `extract(year from x.published_at at time zone 'UTC')::int::text`, join: '', many: false },
};
