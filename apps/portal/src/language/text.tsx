import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from './languages';

type Plain = Record<string, string | number | boolean | Date | null | undefined>;

/** Translates: `text('find.title')`. Where a value is part of the name (`stance.SUPPORTS`), `text.of('stance', value)`. */
export function useText() {
  const intl = useIntl();
  const text = (id: MessageId, values?: Plain) => intl.formatMessage({ id }, values);
  return Object.assign(text, {
    /** The word for a value of an enumeration of the API. */
    of: (group: string, value: string, values?: Plain) => intl.formatMessage({ id: `${group}.${value}` }, values),
    /** The name of a language, by its tag. */
    language: (tag: string) => intl.formatDisplayName(tag, { type: 'language' }) ?? tag,
    number: (value: number) => intl.formatNumber(value),
    percent: (value: number) => intl.formatNumber(value, { style: 'percent' }),
    /** 1.2 MB. */
    bytes(size: number) {
      const power = size < 1000 ? 0 : size < 1_000_000 ? 1 : 2;
      const unit = (['byte', 'kilobyte', 'megabyte'] as const)[power];
      return intl.formatNumber(size / 1000 ** power, {
        style: 'unit',
        unit,
        maximumFractionDigits: power === 2 ? 1 : 0,
      });
    },
    list: (values: readonly string[]) => intl.formatList(values, { type: 'conjunction' }),
    /** 8 June 2017. */
    date: (instant: string) => intl.formatDate(instant, { dateStyle: 'long' }),
    /** 8 June 2017, 14:05. */
    time: (instant: string) => intl.formatDate(instant, { dateStyle: 'long', timeStyle: 'short' }),
    /** 3 days ago. */
    ago(instant: string) {
      const seconds = (new Date(instant).getTime() - Date.now()) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
      return intl.formatRelativeTime(Math.trunc(seconds / size), unit, { numeric: 'auto' });
    },
    /** A date known to the year, the month or the day (EDTF): 2017, June 2017, 8 June 2017. */
    partialDate(date: string) {
      const [, month, day] = date.split('-');
      return intl.formatDate(new Date(date), {
        timeZone: 'UTC',
        year: 'numeric',
        ...(month ? { month: 'long' } : {}),
        ...(day ? { day: 'numeric' } : {}),
      });
    },
  });
}

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A text with elements among its values: <Text id="home.lead" values={{ b: (words) => <b>{words}</b> }} /> */
export function Text({
  id,
  values,
}: {
  id: MessageId;
  values?: Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;
}) {
  return <FormattedMessage id={id} values={values as never} />;
}
