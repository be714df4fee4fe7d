/** A moment as people in one time zone read it. */
export interface ClockFace {
  /** `08:05` */
  time(moment: number): string;
  /** `Monday 1 March 2027` */
  day(moment: number): string;
}

/** Reads the clock on the wall of a time zone, the same on every machine. */
export function clockFace(timeZone: string): ClockFace {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  // The comma behind the weekday comes and goes with versions of the language data.
  const parts = (moment: number): Record<string, string> =>
    Object.fromEntries(day.formatToParts(moment).map(({ type, value }) => [type, value]));
  return {
    time: (moment) => time.format(moment),
    day(moment) {
      const { weekday, day: date, month, year } = parts(moment);
      return `${weekday} ${date} ${month} ${year}`;
    },
  };
}
