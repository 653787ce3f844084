import { uuidOf } from '#libs/platform';
import type { ContentInput } from '../commands/content-resolution.js';
import { ContributionKind } from '../policies/content.js';
import type {
  ImplementationOptionInput,
  NewContribution,
  PositionPaperInput,
  ReviseContributionInput,
  TechnologyNoteInput,
} from './contribution.inputs.js';

type FieldsInput =
  | Partial<PositionPaperInput & TechnologyNoteInput & ImplementationOptionInput>
  | ReviseContributionInput;

/** The one kind given in a oneOf input, with its fields. */
export function chosenKind(input: NewContribution): { kind: ContributionKind; fields: FieldsInput; name: string } {
  if (input.positionPaper)
    return { kind: ContributionKind.POSITION_PAPER, fields: input.positionPaper, name: 'positionPaper' };
  if (input.technologyNote)
    return { kind: ContributionKind.TECHNOLOGY_NOTE, fields: input.technologyNote, name: 'technologyNote' };
  return {
    kind: ContributionKind.IMPLEMENTATION_OPTION,
    fields: input.implementationOption ?? {},
    name: 'implementationOption',
  };
}

/** Fields of an input as the commands take them: ids read, and explicit nulls of lists read as empty. */
export function toContentInput(fields: FieldsInput): ContentInput {
  const ids = (type: 'Organisation' | 'Person' | 'Contribution', values: string[] | null | undefined, path: string) =>
    values === undefined ? undefined : (values ?? []).map((id, index) => uuidOf(type, id, [path, String(index)]));
  const list = <Item>(values: Item[] | null | undefined) => (values === undefined ? undefined : (values ?? []));
  const { costEstimate } = fields;
  return {
    title: fields.title ?? undefined,
    abstract: fields.abstract === null ? '' : fields.abstract,
    body: fields.body,
    language: fields.language ?? undefined,
    audience: fields.audience ?? undefined,
    embargoUntil: fields.embargoUntil,
    organisationIds: ids('Organisation', fields.organisations, 'organisations'),
    authorIds: ids('Person', fields.authors, 'authors'),
    event: fields.event,
    themes: list(fields.themes),
    systems: list(fields.systems),
    statement: fields.statement,
    asks: list(fields.asks),
    technology: fields.technology,
    maturity: fields.maturity,
    standards: list(fields.standards),
    limits: list(fields.limits),
    architecture: fields.architecture,
    prerequisites: list(fields.prerequisites),
    risks: list(fields.risks),
    costEstimate: costEstimate && { ...costEstimate, basis: costEstimate.basis ?? null },
    durationMonths: fields.durationMonths && { ...fields.durationMonths },
    dependsOn: ids('Contribution', fields.dependsOn, 'dependsOn'),
  };
}
