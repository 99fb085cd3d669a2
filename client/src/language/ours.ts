/** Files whose name alone says that they may be ours: for activation, and for finding a first one in a workspace. */
export const ourFiles =
  '**/{*.event.{yaml,yml,json},eventwright.{yaml,yml},*.sample.{json,yaml,yml,http},asyncapi*.{yaml,yml,json},*.asyncapi.{yaml,yml,json}}';

/**
 * Whether a document is reason enough to start the server. Names that nobody else uses are; names that others use too need a
 * mark of ours in the beginning of their text. The engine decides what is really ours.
 */
export function mayBeOurs(path: string, beginning: string): boolean {
  if (/(?:\.event\.ya?ml|(?:^|\/)eventwright\.ya?ml)$/u.test(path)) return true;
  const isCandidate =
    /(?:\.event\.json|\.sample\.(?:json|ya?ml|http)|\/samples\/[^/]+\.(?:json|ya?ml|ndjson|jsonl|http)|asyncapi[^/]*\.(?:ya?ml|json)|\.(?:ndjson|jsonl))$/u.test(
      path,
    );
  return isCandidate && /\b(?:(?:ce-)?specversion|asyncapi|detail-type|event|eventType|TopicArn|iglu)\b/iu.test(beginning);
}
