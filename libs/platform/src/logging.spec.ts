import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { withoutValues } from './logging.js';

describe('an error in the log', () => {
  it('says what failed, and nothing of the values of the statement', () => {
    const driver = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      constraint: 'account_email',
      detail: 'Key (email)=(somebody@example.org) already exists.',
    });
    const failed = new QueryFailedError(
      'insert into account values ($1, $2)',
      ['somebody@example.org', 's3cret'],
      driver,
    );
    const told = withoutValues(new Error('It could not be kept.', { cause: failed }));
    expect(told).toMatchObject({
      message: 'It could not be kept.',
      cause: { name: 'QueryFailedError', code: '23505', constraint: 'account_email', stack: expect.any(String) },
    });
    expect(JSON.stringify(told)).not.toMatch(/somebody|s3cret/);
  });

  it('is told also when it is none', () => {
    expect(withoutValues('gone')).toEqual({ message: 'gone' });
  });
});
