/** Whether a day (since 1970-01-01, a Thursday) is a Saturday or Sunday. */
export const isWeekend = (day: number): boolean => day % 7 === 2 || day % 7 === 3;
