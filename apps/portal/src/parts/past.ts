/** What the address calls the day. */
export const PAST = 'on';

/** A day of the past that the address names (`?on=2026-01-31`), and the instant it ended (UTC); undefined for now. */
export function pastDay(parameters: URLSearchParams): { day: string; end: string } | undefined {
  const day = parameters.get(PAST) ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || day >= today()) return undefined;
  return { day, end: `${day}T23:59:59.999Z` };
}

export const today = () => new Date().toISOString().slice(0, 10);
