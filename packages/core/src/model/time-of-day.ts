/** How a time of day is written: `HH:MM`, 24 hours. */
export const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
