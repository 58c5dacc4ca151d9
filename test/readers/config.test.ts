import { describe, expect, it } from 'vitest';
import { configMembers } from '../../src/readers/config.ts';

describe('a config', () => {
  it('is YAML or JSON, whose members are given as written', async () => {
    const yaml =
      'margin: 40%\nhorizon: 24\ncontactCost:\n  phone: 5.5\nmap:\n  amount: Net Sales\neffortHalfLife: null\n';
    const members = {
      margin: '40%',
      horizon: 24,
      contactCost: { phone: 5.5 },
      map: { amount: 'Net Sales' },
      effortHalfLife: null,
    };
    expect(Object.fromEntries(await configMembers(yaml, 'cx-roi.config.yaml'))).toEqual(members);
    expect(Object.fromEntries(await configMembers(JSON.stringify(members), 'cx-roi.config.json'))).toEqual(members);
    expect((await configMembers('# nothing\n', 'cx-roi.config.yaml')).size).toBe(0);
    expect(Object.fromEntries(await configMembers('asOf: 2024-02-29\nid: "007"\n', 'cx-roi.config.yaml'))).toEqual({
      asOf: '2024-02-29',
      id: '007',
    });
  });

  it('gives __proto__ as a member like any other', async () => {
    expect([...(await configMembers('__proto__: 1\n', 'c.yaml')).keys()]).toEqual(['__proto__']);
  });

  it('refuses what is no list of options and says what helps', async () => {
    await expect(configMembers('- horizon\n', 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('no list of options'),
      hint: expect.stringContaining('one option a line'),
      location: { file: 'c.yaml' },
    });
  });

  it('names line and column of a syntax error', async () => {
    await expect(configMembers('margin: 1\nmap: {a: b\n', 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      location: { line: 3 },
    });
    await expect(configMembers('margin: 1\nmargin: 2\n', 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      location: { line: 2, column: 1 },
    });
  });
});
