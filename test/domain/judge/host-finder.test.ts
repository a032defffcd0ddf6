import { describe, expect, it } from 'vitest';
import {
  hostFinder,
  registeredLabel,
  subdomainLabels,
} from '../../../shared/domain/judge/tables/host-finder.ts';

/** Of tables of its own, as those of the house are read once. */
const find = (host: string) =>
  hostFinder({
    social: 'insta instagram l.insta.example\n- nobody.example',
    search: 'goo goo.* ~hoo.example',
  })(host);

describe('a host in the tables', () => {
  it.each([
    ['instagram.com', { fact: { medium: 'social', app: 'insta' }, before: '' }],
    ['m.instagram.com', { fact: { medium: 'social', app: 'insta' }, before: 'm' }],
    ['a.b.instagram.com', { fact: { medium: 'social', app: 'insta' }, before: 'a.b' }],
    ['l.insta.example', { fact: { medium: 'social', app: 'insta' }, before: '' }],
    // Known, under no name.
    ['www.nobody.example', { fact: { medium: 'social' }, before: 'www' }],
    ['search.hoo.example', { fact: { medium: 'search', app: 'goo' }, before: '' }],
    ['www.goo.de', { fact: { medium: 'search', app: 'goo' }, before: 'www' }],
    ['goo.co.uk', { fact: { medium: 'search', app: 'goo' }, before: '' }],
    ['mail.goo.com.br', { fact: { medium: 'search', app: 'goo' }, before: 'mail' }],
    ['goo.org', { fact: { medium: 'search', app: 'goo' }, before: '' }],
  ])('%s is found by whole labels, the longest known name first', (host, found) =>
    expect(find(host)).toEqual(found),
  );

  it.each([
    'notinstagram.com',
    'instagram.com.evil.example',
    'hoo.example',
    'goo.shop',
    'goo',
    'insta.example',
    '',
  ])('%j is nobody’s', (host) => expect(find(host)).toBeUndefined());
});

describe('a host without tables', () => {
  it.each([
    ['www.ecosia.org', 'ecosia', ['www']],
    ['shop.example.co.uk', 'example', ['shop']],
    ['news.m.example.com.br', 'example', ['news', 'm']],
    ['www.go.com', 'go', ['www']],
    ['a.co.example', 'co', ['a']],
    ['example.de', 'example', []],
    ['localhost', 'localhost', []],
  ])('%s is registered as %s, below %j', (host, label, below) => {
    expect(registeredLabel(host)).toBe(label);
    expect(subdomainLabels(host)).toEqual(below);
  });
});
