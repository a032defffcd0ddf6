import { wrong } from '../../../shared/domain/reasons.ts';
import { invalid } from './refusal.ts';

type Params = Record<string, string>;

/**
 * On `PUT …/external/{externalId}` the body may say the name, too. It must be the address's, or begin with it and go
 * on with "?": fronts that decode a path cut it there, and only the body still knows. Answers parameters with the
 * whole name, and the body without it; throws a refusal when the two are names of different things.
 */
export function namedInBody(params: Params, body: unknown): { params: Params; body: unknown } {
  const { externalId } = params;
  if (externalId === undefined || typeof body !== 'object' || body === null || !('externalId' in body))
    return { params, body };
  const { externalId: said, ...rest } = body;
  if (said === null || said === '' || said === externalId) return { params, body: rest };
  if (typeof said === 'string' && said.startsWith(`${externalId}?`))
    return { params: { ...params, externalId: said }, body: rest };
  throw invalid(wrong('externalId', 'not-the-address'));
}
