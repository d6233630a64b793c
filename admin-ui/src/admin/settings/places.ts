import { words } from './words';

export interface Place {
  country: string;
  postal_code: string;
  latitude: number;
  longitude: number;
}

/** Lines such as "DE, 10119, 52.5305, 13.4020", with commas, semicolons or tabs between. */
export function placesOf(text: string): Place[] {
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [country = '', postal_code = '', north = '', east = ''] = line.split(/[,;\t]/).map((it) => it.trim());
      const [latitude, longitude] = [Number(north), Number(east)];
      const isRight = /^[A-Z]{2}$/.test(country) && postal_code && north && east && !Number.isNaN(latitude + longitude);
      if (!isRight) throw new Error(words.placesWrong(line));
      return { country, postal_code, latitude, longitude };
    });
}
