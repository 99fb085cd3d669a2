/**
 * How often a property is tried. The unit tests run at every save, so they try a sample; the laws, which run before a merge, try
 * all of it: there `EVENTWRIGHT_THOROUGH` is set.
 */
export const thorough: boolean = process.env.EVENTWRIGHT_THOROUGH === '1';

/** How many tries a property gets: few, or many where there is time. */
export const tries = (few: number, many: number): number => (thorough ? many : few);
