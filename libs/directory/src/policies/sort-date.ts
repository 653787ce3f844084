/** The first day that a date known to the day, month or year can mean. */
export function firstDayOf(partialDate: string): string {
  const [year, month = '01', day = '01'] = partialDate.split('-');
  return `${year}-${month}-${day}`;
}
