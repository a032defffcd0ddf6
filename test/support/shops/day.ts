/**
 * A day of a shop, invented: what its customers did, told once as plain figures and once as the deliveries that each
 * platform would send of it. The expected sums are added up from the figures alone.
 */
export type Doing = {
  id: number;
  /** Gross minor units of its goods, each with how much of it is tax. */
  lines: { gross: number; tax: number }[];
  discount: number;
  shipping: { gross: number; tax: number };
  code: 'ADA10' | 'FREE' | undefined;
  minute: number;
  /** A line that was edited out before anything was paid back. */
  removed: boolean;
  refunds: { id: number; ofLine: boolean; ofShipping: boolean; minute: number; fails: boolean }[];
  end: 'stays' | 'cancelled' | 'test' | 'unpaid';
};

export type Sending = { topic: string; body: string };

/** A generator of its own: the same seed is the same day. */
export function diceOf(seed: number): (most: number) => number {
  let state = seed >>> 0 || 1;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % most;
  };
}

export function aDay(seed: number, count = 200): Doing[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const line = () => {
      const gross = 101 + dice(15_000);
      return { gross, tax: Math.floor((gross * 19) / 119) };
    };
    const lines = [line(), line(), ...(dice(3) === 0 ? [line()] : [])];
    const code = (['ADA10', 'FREE', undefined] as const)[dice(3)];
    const end = dice(20) === 0 ? 'cancelled' : dice(25) === 0 ? 'test' : dice(25) === 0 ? 'unpaid' : 'stays';
    const shippingGross = 390 + dice(200);
    const paidBackAt = 700 + dice(200);
    const refunds =
      end === 'stays' && dice(4) === 0
        ? Array.from({ length: 1 + dice(2) }, (__, at) => ({
            id: index * 10 + at + 1,
            ofLine: at === 0,
            ofShipping: at === 1 || dice(2) === 0,
            minute: paidBackAt + at * 100,
            fails: dice(6) === 0,
          }))
        : [];
    return {
      id: 5_000_000_001 + index,
      lines,
      discount: dice(2) === 0 ? dice(90) : 0,
      shipping: { gross: shippingGross, tax: Math.floor((shippingGross * 19) / 119) },
      code,
      minute: dice(400),
      removed: end === 'stays' && dice(8) === 0,
      refunds: refunds.filter(({ ofShipping }, at) => at === 0 || (ofShipping && !refunds[0]?.ofShipping)),
      end,
    };
  });
}

const kept = ({ lines, removed }: Doing) => (removed ? lines.slice(0, -1) : lines);
/** The discount lies on the first line, which is never edited out; its tax is what remains of the line's. */
export const taxOfFirst = (doing: Doing): number => {
  const [first] = doing.lines;
  return first ? Math.floor(((first.gross - doing.discount) * 19) / 119) : 0;
};
const netOfLine = (doing: Doing, at: number): number => {
  const line = doing.lines[at];
  if (!line) return 0;
  return at === 0 ? line.gross - doing.discount - taxOfFirst(doing) : line.gross - line.tax;
};

export const grossOf = (doing: Doing, lines = kept(doing)): number =>
  lines.reduce((sum, { gross }) => sum + gross, 0) - doing.discount + doing.shipping.gross;
export const netOf = (doing: Doing, lines = kept(doing)): number =>
  lines.reduce((sum, _, at) => sum + netOfLine(doing, at), 0);
/** A refund of a line is of the first. */
export const refundGross = (doing: Doing, { ofLine, ofShipping }: Doing['refunds'][number]): number =>
  (ofLine ? (doing.lines[0]?.gross ?? 0) - doing.discount : 0) + (ofShipping ? doing.shipping.gross : 0);
const refundNet = (doing: Doing, { ofLine }: Doing['refunds'][number]): number =>
  ofLine ? netOfLine(doing, 0) : 0;

export type Expected = { orders: number; net: number };

/** What Ada's code brought. `exact`: the platform tells each refund's net part; else all refunds take their ratio. */
export function expectedOf(
  day: readonly Doing[],
  tells: 'exact' | 'ratio',
  edits: boolean,
  fails: boolean,
): Expected {
  let [orders, net] = [0, 0];
  for (const doing of day) {
    if (doing.code !== 'ADA10' || doing.end !== 'stays') continue;
    const lines = edits ? kept(doing) : doing.lines;
    const whole = netOf(doing, lines);
    const held = doing.refunds.filter((refund) => !(fails && refund.fails));
    const paidBack = held.reduce((sum, refund) => sum + refundGross(doing, refund), 0);
    const taken =
      tells === 'exact'
        ? held.reduce((sum, refund) => sum + refundNet(doing, refund), 0)
        : Math.floor((2 * whole * paidBack + grossOf(doing, lines)) / (2 * grossOf(doing, lines)));
    orders += 1;
    net += whole - taken;
  }
  return { orders, net };
}

export const stamp = (minute: number): string =>
  new Date(Date.parse('2026-10-05T00:00:00Z') + minute * 60_000).toISOString().slice(0, 19);
export const text = (minor: number): string => (minor / 100).toFixed(2);
