/** Asked at every checkpoint of a long piece of work; the host decides when the answer turns true. */
export interface Cancel {
  readonly cancelled: boolean;
}

export const never: Cancel = Object.freeze({ cancelled: false });

/** Thrown at a checkpoint of cancelled work, and caught once, where the work was started. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('The work was cancelled, because its input changed.');
  }
}

export function checkpoint(cancel: Cancel): void {
  if (cancel.cancelled) throw new Cancelled();
}
