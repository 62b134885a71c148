/** How often the program is told that the operator is still there, in milliseconds: three times in the minute that it holds. */
export const RENEWED = 20_000;
