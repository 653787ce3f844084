import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Configuration, ConfigurationError } from './configuration.js';

describe('configuration', () => {
  it('stands by itself', () => {
    expect(new Configuration({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      allowedHosts: [],
      home: resolve('.roundtable'),
      publicUrl: undefined,
      databaseUrl: undefined,
      databasePool: 10,
      meilisearch: undefined,
      demoPassword: undefined,
      logLevel: 'info',
    });
  });

  it('takes what is set; what is set to nothing is not set', () => {
    const read = new Configuration({
      HOST: ' 0.0.0.0 ',
      PORT: '0',
      ALLOWED_HOSTS: 'one.example, two.example,,',
      ROUNDTABLE_HOME: '/srv/rt',
      DATABASE_URL: 'postgresql://u:p@h:5432/d?sslmode=require',
      DATABASE_POOL: '',
      MEILI_URL: 'http://engine:7700',
      MEILI_KEY: 'masterKeyForTests',
      DEMO_PASSWORD: '  ',
      LOG_LEVEL: 'silent',
    });
    expect(read).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      allowedHosts: ['one.example', 'two.example'],
      home: '/srv/rt',
      databaseUrl: 'postgresql://u:p@h:5432/d?sslmode=require',
      databasePool: 10,
      meilisearch: { url: 'http://engine:7700', masterKey: 'masterKeyForTests', prefix: 'roundtable' },
      demoPassword: undefined,
      logLevel: 'silent',
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', '0x50'],
    ['DATABASE_URL', 'mysql://u@h/d'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_POOL', '1'],
    ['DATABASE_POOL', '201'],
    ['MEILI_URL', 'engine:7700'],
    ['MEILI_URL', 'http://user:secret@engine:7700'],
    ['MEILI_KEY', 'short'],
    ['MEILI_PREFIX', 'a b'],
    ['EMBEDDINGS_URL', 'http://user:secret@engine:7700'],
    ['EMBEDDINGS_KEY', 'sec\nret'],
    ['EMBEDDINGS_KEY', 'séc—ret'],
    ['DEMO_PASSWORD', 'short'],
    ['LOG_LEVEL', 'verbose'],
    ['OCR_LANGUAGES', 'eng,eng'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => new Configuration({ [name]: value })).toThrow(new RegExp(`- ${name} must .+ It is for: .+\\.`));
  });

  it('takes languages for the text of images that are installed, and tells which are', () => {
    expect(new Configuration({}).ocrLanguages).toEqual([]);
    expect(new Configuration({ OCR_LANGUAGES: ' fra, eng ,' }).ocrLanguages).toEqual(['fra', 'eng']);
    for (const value of ['tlh', '../eng', 'eng,tlh'])
      expect(() => new Configuration({ OCR_LANGUAGES: value })).toThrow(
        /OCR_LANGUAGES must name installed languages: installed are (.+, )?eng(, .+)?; others come by "npm install/,
      );
  });

  it('tells all faults in one readable list, and no secrets', () => {
    let message = '';
    try {
      new Configuration({ PORT: 'x', DATABASE_URL: 'mysql://u:hunter2@h/d', DEMO_PASSWORD: 'hunter2', LOG_LEVEL: 'x' });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      message = (error as Error).message;
    }
    const [head, ...lines] = message.split('\n');
    expect(head).toBe('Some settings are wrong:');
    expect(lines.map((line) => /^ {2}- ([A-Z_]+) /.exec(line)?.[1])).toEqual([
      'PORT',
      'DATABASE_URL',
      'DEMO_PASSWORD',
      'LOG_LEVEL',
    ]);
    expect(message).not.toMatch(/hunter2/);
  });
});
