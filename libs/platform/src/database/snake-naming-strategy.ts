import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** Tables and columns in snake_case; constraint names are given by hand, since violations are mapped by them. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snake(className);
  }

  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return snake([...embeddedPrefixes, customName ?? propertyName].join('_'));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snake(`${relationName}_${referencedColumnName}`);
  }

  override primaryKeyName(tableOrName: { name: string } | string): string {
    return `pk_${this.plain(tableOrName)}`;
  }

  override foreignKeyName(tableOrName: { name: string } | string, columnNames: string[]): string {
    return `fk_${this.plain(tableOrName)}_${columnNames.join('_')}`;
  }

  private plain(tableOrName: { name: string } | string): string {
    const name = typeof tableOrName === 'string' ? tableOrName : tableOrName.name;
    return name.split('.').at(-1) ?? name;
  }
}
