import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { printApiSchema } from '../../apps/api/src/print-schema.js';

let printed: string;
let schema: GraphQLSchema;
beforeAll(async () => {
  printed = await printApiSchema();
  schema = buildSchema(printed);
});

describe('the schema', () => {
  it('is the committed one; run "npm run schema" after a change and review the difference', () => {
    expect(printed).toBe(readFileSync('docs/api/schema.graphql', 'utf8'));
  });

  it('describes every type, field, argument and enum value', () => {
    const bare: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type) || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
      // What a reader would not learn anything from: the roots.
      if (!type.description && !['Query', 'Mutation'].includes(type.name)) bare.push(type.name);
      if (isEnumType(type))
        bare.push(
          ...type
            .getValues()
            .filter((value) => !value.description)
            .map((value) => `${type.name}.${value.name}`),
        );
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) bare.push(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : []) {
          if (!argument.description && argument.name !== 'input')
            bare.push(`${type.name}.${field.name}(${argument.name})`);
        }
      }
    }
    expect(bare).toEqual([]);
  });

  it('returns errors from every mutation, and takes one input', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      expect(field.args.map((argument) => argument.name)).toEqual(['input']);
      expect(printed).toMatch(
        new RegExp(`type ${String(field.type).replace('!', '')} \\{[^}]*\\berrors: \\[Error!\\]!`, 's'),
      );
    }
  });
});
