import { definePlugin, service } from '@kapwa/core';
import { z } from 'zod';

interface Weather {
  today(place: string): Promise<number>;
}

const WeatherToday = service<Weather>('weather.today');

definePlugin({
  name: 'typed',
  options: z.strictObject({}),
  uses: [WeatherToday],
  setup(kit) {
    const weather: Weather = kit.inject(WeatherToday);
    const maybe: Weather | undefined = kit.seek(WeatherToday)();
    kit.provide(WeatherToday, weather);
    // @ts-expect-error what is provided must be what the token stands for
    kit.provide(WeatherToday, { today: (place: number) => place });
    // @ts-expect-error a service that may be missing has to be asked for
    kit.seek(WeatherToday)().today('Manila');
    // @ts-expect-error the token knows the methods
    weather.tomorrow('Manila');
    return void maybe;
  },
});
