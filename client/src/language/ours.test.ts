import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeOurs } from './ours.ts';

test('names that nobody else uses are enough', () => {
  for (const path of ['/w/a.event.yaml', '/w/a.event.yml', '/w/eventwright.yaml']) assert.equal(mayBeOurs(path, ''), true, path);
});

test('names that others use need a mark in the text', () => {
  for (const path of ['/w/a.event.json', '/w/samples/a.json', '/w/a.sample.yaml', '/w/asyncapi.yaml', '/w/a.ndjson', '/w/samples/a.http']) {
    assert.equal(mayBeOurs(path, '{"name": "left-pad"}'), false, path);
    assert.equal(mayBeOurs(path, '{"specversion": "1.0"}'), true, path);
  }
});

test('foreign files are left alone, whatever they say', () => {
  for (const path of ['/w/package.json', '/w/docker-compose.yaml', '/w/eventwright.yaml.bak'])
    assert.equal(mayBeOurs(path, 'event: specversion'), false, path);
});
