import { isObject } from '../shape.ts';

/** A FHIR HumanName, or the first useful of several, as `FAMILY, Given`; empty where there is none. */
export function displayName(value: unknown): string {
  const names = (Array.isArray(value) ? value : [value]).filter(isObject);
  const name = names.find((each) => each['use'] === 'official') ?? names[0];
  if (name === undefined) return '';
  const { family, given, text } = name;
  const first = Array.isArray(given)
    ? given.filter((each) => typeof each === 'string').join(' ')
    : '';
  const last = typeof family === 'string' ? family.toUpperCase() : '';
  const whole = [last, first].filter((part) => part !== '').join(', ');
  return whole === '' && typeof text === 'string' ? text : whole;
}
