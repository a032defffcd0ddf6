import { readAfresh } from './agent.ts';

/** Each try reads the agent once, some microseconds; hostile ones must not buy more. */
const MOST_TRIES = 48;

/**
 * A user agent in at most so many characters that still tells what the whole one tells: pieces are left out, larger ones
 * first, from the end, as long as its reading stays the same. `undefined` where a few tries find none.
 */
export function shortenAgent(agent: string, most: number): string | undefined {
  if (agent.length <= most) return agent;
  const told = JSON.stringify(readAfresh(agent));
  const tellsSame = (text: string) => JSON.stringify(readAfresh(text)) === told;
  const head = agent.slice(0, Math.max(0, most));
  if (tellsSame(head)) return head;
  return leaveOut(agent, most, tellsSame);
}

/** Of the whole: how large the pieces are that are left out. */
const PARTS = [0.5, 0.25, 0.125, 0.06, 0.03, 0.015];

function leaveOut(agent: string, most: number, tellsSame: (text: string) => boolean): string | undefined {
  let text = agent;
  let tries = 0;
  for (const part of PARTS) {
    const size = Math.ceil(agent.length * part);
    for (let end = text.length; end > 0; end -= size) {
      if (text.length <= most) return text;
      if (++tries > MOST_TRIES) return undefined;
      const shorter = `${text.slice(0, Math.max(0, end - size))} ${text.slice(end)}`;
      if (tellsSame(shorter)) text = shorter;
    }
  }
  return text.length <= most ? text : undefined;
}
