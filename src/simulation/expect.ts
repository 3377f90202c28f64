import type { Answer } from './api-client.js';

/** The body of an answer with this status. @throws Error with the answer when it has another one */
export function bodyOf<T>(answer: Answer<T>, status: number): T {
  if (answer.status === status) return answer.body;
  throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** Whether an answer refuses with one of these codes. */
export function isRefusal(answer: Answer<unknown>, ...codes: string[]): boolean {
  return codes.includes(String((answer.body as { code?: string } | null)?.code));
}
