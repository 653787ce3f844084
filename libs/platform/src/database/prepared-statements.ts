const MOST = 300;

/**
 * Names of the statements that PostgreSQL keeps prepared: those that look rows up by their keys, which take longer to plan than to
 * run. What pages, counts or gathers is planned for its values each time, since they decide what is cheap. The number is bounded,
 * because a server keeps them for every connection.
 */
export class PreparedStatements {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly most = MOST,
    private readonly prefix = 'lookup',
  ) {}

  /** Undefined for a statement that isn't prepared. */
  nameOf(sql: string, always: boolean): string | undefined {
    const known = this.names.get(sql);
    if (known || this.names.size >= this.most || !(always || isLookup(sql))) return known;
    const name = `${this.prefix}_${this.names.size}`;
    this.names.set(sql, name);
    return name;
  }
}

function isLookup(sql: string): boolean {
  return /^\s*select\b/i.test(sql) && !/\b(limit|with|distinct|group by|count)\b/i.test(sql);
}
