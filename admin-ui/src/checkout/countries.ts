/** First letter by first letter: `ADE` is AD and AE. */
const CODES =
  'ADEFGILMORTUWXZ BABDEFGHIJLMNOQRSTWYZ CADFGHIKLMNORVWYZ DEJKMOZ ECEGRST FIJKOR GABDEFGHILMNPQRTWY HKNRTU IDELMNQST JEMOP KEGHIMNRWYZ LABCIKRSTUVY MACDEFGKLMNOQRSTUVWXYZ NACEGILOPRZ OM PAEFGHKLMRSTY QA REOSUW SABCEGIKLMNORSTVXZ TCDGHJKLMNORTVWZ UAGSYZ VACEGNU WFS XK YET ZAMW'
    .split(' ')
    .flatMap(([first, ...seconds]) => seconds.map((second) => `${first}${second}`));

export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

const listed: Record<string, { code: string; name: string }[]> = {};

/** In the order of the language; sorted once, for the page is drawn often. */
export function countries(locale: string): { code: string; name: string }[] {
  listed[locale] ??= CODES.map((code) => ({ code, name: countryName(code, locale) })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
  return listed[locale];
}
