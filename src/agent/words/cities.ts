// Cities the time tool knows: canonical lower-case name -> IANA zone, grouped by zone, and other names for them (nicknames,
// abbreviations, spellings, countries with one obvious clock). Not a gazetteer: a world's worth of well-known ones.

import { isOneSlipFrom } from './typos';

const BY_ZONE: Readonly<Record<string, string>> = {
  'Europe/London':
    'london, manchester, edinburgh, glasgow, liverpool, birmingham, bristol, leeds, cardiff, belfast',
  'Europe/Dublin': 'dublin',
  'Europe/Paris': 'paris, lyon, marseille, bordeaux, toulouse',
  'Europe/Berlin': 'berlin, munich, hamburg, frankfurt, cologne, stuttgart, dresden, leipzig',
  'Europe/Madrid': 'madrid, barcelona, seville, valencia, bilbao',
  'Europe/Lisbon': 'lisbon, porto',
  'Europe/Rome': 'rome, milan, naples, venice, florence, turin',
  'Europe/Vienna': 'vienna, salzburg',
  'Europe/Zurich': 'zurich, geneva, basel, bern',
  'Europe/Amsterdam': 'amsterdam, rotterdam',
  'Europe/Brussels': 'brussels, antwerp',
  'Europe/Copenhagen': 'copenhagen',
  'Europe/Stockholm': 'stockholm, gothenburg',
  'Europe/Oslo': 'oslo, bergen',
  'Europe/Helsinki': 'helsinki',
  'Atlantic/Reykjavik': 'reykjavik',
  'Europe/Prague': 'prague',
  'Europe/Warsaw': 'warsaw, krakow',
  'Europe/Budapest': 'budapest',
  'Europe/Bucharest': 'bucharest',
  'Europe/Sofia': 'sofia',
  'Europe/Belgrade': 'belgrade',
  'Europe/Zagreb': 'zagreb',
  'Europe/Athens': 'athens',
  'Europe/Istanbul': 'istanbul, ankara',
  'Europe/Kyiv': 'kyiv',
  'Europe/Moscow': 'moscow, saint petersburg',
  'Europe/Riga': 'riga',
  'Europe/Tallinn': 'tallinn',
  'Europe/Vilnius': 'vilnius',
  'Africa/Cairo': 'cairo',
  'Africa/Casablanca': 'casablanca, marrakesh',
  'Africa/Tunis': 'tunis',
  'Africa/Algiers': 'algiers',
  'Africa/Lagos': 'lagos, abuja',
  'Africa/Accra': 'accra',
  'Africa/Dakar': 'dakar',
  'Africa/Nairobi': 'nairobi',
  'Africa/Addis_Ababa': 'addis ababa',
  'Africa/Kampala': 'kampala',
  'Africa/Johannesburg': 'johannesburg, cape town, durban',
  'Asia/Dubai': 'dubai, abu dhabi',
  'Asia/Qatar': 'doha',
  'Asia/Riyadh': 'riyadh, jeddah',
  'Asia/Jerusalem': 'jerusalem, tel aviv',
  'Asia/Beirut': 'beirut',
  'Asia/Amman': 'amman',
  'Asia/Baghdad': 'baghdad',
  'Asia/Tehran': 'tehran',
  'Asia/Karachi': 'karachi, lahore, islamabad',
  'Asia/Kolkata': 'mumbai, delhi, bangalore, chennai, kolkata, hyderabad, pune',
  'Asia/Dhaka': 'dhaka',
  'Asia/Colombo': 'colombo',
  'Asia/Kathmandu': 'kathmandu',
  'Asia/Tashkent': 'tashkent',
  'Asia/Almaty': 'almaty',
  'Asia/Bangkok': 'bangkok, phuket',
  'Asia/Ho_Chi_Minh': 'hanoi, saigon',
  'Asia/Jakarta': 'jakarta',
  'Asia/Makassar': 'bali',
  'Asia/Singapore': 'singapore',
  'Asia/Kuala_Lumpur': 'kuala lumpur',
  'Asia/Manila': 'manila, cebu',
  'Asia/Hong_Kong': 'hong kong',
  'Asia/Macau': 'macau',
  'Asia/Taipei': 'taipei',
  'Asia/Shanghai': 'beijing, shanghai, shenzhen, guangzhou, chengdu, wuhan',
  'Asia/Seoul': 'seoul, busan',
  'Asia/Tokyo': 'tokyo, osaka, kyoto, sapporo, nagoya, fukuoka',
  'Australia/Sydney': 'sydney, canberra',
  'Australia/Melbourne': 'melbourne',
  'Australia/Brisbane': 'brisbane',
  'Australia/Adelaide': 'adelaide',
  'Australia/Perth': 'perth',
  'Pacific/Auckland': 'auckland, wellington, christchurch',
  'Pacific/Honolulu': 'honolulu',
  'Pacific/Fiji': 'suva',
  'America/Anchorage': 'anchorage',
  'America/Los_Angeles': 'los angeles, san francisco, san diego, seattle, portland, las vegas, sacramento',
  'America/Denver': 'denver, salt lake city',
  'America/Phoenix': 'phoenix',
  'America/Chicago': 'chicago, houston, dallas, austin, new orleans, minneapolis, nashville, kansas city',
  'America/New_York':
    'new york, boston, miami, washington, atlanta, philadelphia, orlando, pittsburgh, charlotte, cleveland',
  'America/Detroit': 'detroit',
  'America/Toronto': 'toronto, montreal, ottawa',
  'America/Vancouver': 'vancouver',
  'America/Edmonton': 'calgary, edmonton',
  'America/Winnipeg': 'winnipeg',
  'America/Halifax': 'halifax',
  'America/Mexico_City': 'mexico city, guadalajara',
  'America/Cancun': 'cancun',
  'America/Havana': 'havana',
  'America/Panama': 'panama city',
  'America/Puerto_Rico': 'san juan',
  'America/Jamaica': 'kingston',
  'America/Bogota': 'bogota, medellin',
  'America/Lima': 'lima',
  'America/Guayaquil': 'quito',
  'America/Caracas': 'caracas',
  'America/Santiago': 'santiago',
  'America/La_Paz': 'la paz',
  'America/Montevideo': 'montevideo',
  'America/Argentina/Buenos_Aires': 'buenos aires',
  'America/Sao_Paulo': 'sao paulo, rio de janeiro, brasilia',
};

/** City -> IANA time zone. */
export const CITIES: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_ZONE).flatMap(([zone, names]) => names.split(', ').map((name) => [name, zone] as const)),
);

/** Names of time zones themselves -> IANA time zone; what people mean by "est" is the east's time, summer or winter. */
export const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    UTC: 'utc, gmt, zulu time',
    'America/New_York': 'eastern time, eastern, est, edt',
    'America/Chicago': 'central time, cst, cdt',
    'America/Denver': 'mountain time, mst, mdt',
    'America/Los_Angeles': 'pacific time, pacific, pst, pdt',
    'Europe/Paris': 'cet, cest, central european time',
    'Europe/Athens': 'eet, eastern european time',
    'Europe/London': 'bst',
    'Asia/Kolkata': 'ist, indian standard time',
    'Asia/Tokyo': 'jst',
    'Asia/Singapore': 'sgt',
    'Australia/Sydney': 'aest, aedt',
    'Australia/Perth': 'awst',
  }).flatMap(([zone, names]) => names.split(', ').map((name) => [name, zone] as const)),
);

/** Another name -> city. */
export const CITY_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'new york': 'nyc, new york city, manhattan, brooklyn, the big apple, newyork',
    'los angeles': 'la, hollywood, california',
    'san francisco': 'sf, san fran, frisco',
    'las vegas': 'vegas, nevada',
    washington: 'dc, washington dc',
    philadelphia: 'philly, pennsylvania',
    chicago: 'chi-town, illinois',
    dallas: 'texas',
    miami: 'florida',
    denver: 'colorado',
    phoenix: 'arizona',
    portland: 'oregon',
    nashville: 'tennessee',
    minneapolis: 'minnesota',
    detroit: 'michigan',
    atlanta: 'georgia',
    charlotte: 'north carolina',
    cleveland: 'ohio',
    boston: 'massachusetts',
    'new orleans': 'louisiana',
    'salt lake city': 'utah',
    toronto: 'ontario',
    montreal: 'quebec',
    vancouver: 'british columbia',
    calgary: 'alberta',
    brisbane: 'queensland',
    perth: 'western australia',
    honolulu: 'hawaii',
    anchorage: 'alaska',
    'mexico city': 'cdmx, mexico',
    'sao paulo': 'brazil',
    'rio de janeiro': 'rio',
    'buenos aires': 'argentina',
    bogota: 'colombia',
    lima: 'peru',
    santiago: 'chile',
    havana: 'cuba',
    kingston: 'jamaica',
    london: 'england, uk, the uk, britain',
    edinburgh: 'scotland',
    cardiff: 'wales',
    dublin: 'ireland',
    paris: 'france',
    berlin: 'germany',
    madrid: 'spain',
    lisbon: 'portugal, lisboa',
    rome: 'italy, roma',
    milan: 'milano',
    vienna: 'austria, wien',
    zurich: 'switzerland',
    amsterdam: 'holland, the netherlands, netherlands',
    brussels: 'belgium',
    copenhagen: 'denmark',
    stockholm: 'sweden',
    oslo: 'norway',
    helsinki: 'finland',
    reykjavik: 'iceland',
    prague: 'praha, czech republic',
    bucharest: 'romania',
    sofia: 'bulgaria',
    belgrade: 'serbia',
    zagreb: 'croatia',
    tallinn: 'estonia',
    riga: 'latvia',
    vilnius: 'lithuania',
    warsaw: 'poland',
    budapest: 'hungary',
    athens: 'greece',
    istanbul: 'turkey',
    kyiv: 'kiev, ukraine',
    moscow: 'russia',
    'saint petersburg': 'st petersburg',
    cairo: 'egypt',
    casablanca: 'morocco',
    marrakesh: 'marrakech',
    lagos: 'nigeria',
    accra: 'ghana',
    nairobi: 'kenya',
    'cape town': 'capetown, south africa',
    johannesburg: 'joburg',
    dubai: 'the emirates, uae',
    beirut: 'lebanon',
    amman: 'jordan',
    baghdad: 'iraq',
    tunis: 'tunisia',
    algiers: 'algeria',
    dakar: 'senegal',
    kampala: 'uganda',
    'addis ababa': 'ethiopia',
    dhaka: 'bangladesh',
    colombo: 'sri lanka',
    quito: 'ecuador',
    caracas: 'venezuela',
    montevideo: 'uruguay',
    'la paz': 'bolivia',
    suva: 'fiji',
    doha: 'qatar',
    riyadh: 'saudi arabia',
    'tel aviv': 'israel',
    tehran: 'iran',
    karachi: 'pakistan',
    mumbai: 'bombay',
    delhi: 'new delhi, india',
    bangalore: 'bengaluru',
    chennai: 'madras',
    kolkata: 'calcutta',
    kathmandu: 'nepal',
    bangkok: 'thailand',
    saigon: 'ho chi minh city, hcmc',
    hanoi: 'vietnam',
    jakarta: 'indonesia',
    'kuala lumpur': 'kl, malaysia',
    manila: 'the philippines, philippines',
    'hong kong': 'hk, hongkong',
    taipei: 'taiwan',
    beijing: 'china, peking',
    seoul: 'korea, south korea',
    tokyo: 'japan',
    auckland: 'new zealand, nz',
  }).flatMap(([city, names]) => names.split(', ').map((name) => [name, city] as const)),
);

const themselves = (names: Iterable<string>): [string, string][] => [...names].map((name) => [name, name]);
const NAMES = new Map([...CITY_ALIASES, ...themselves(CITIES.keys()), ...themselves(ZONES.keys())]);
const LONGEST = Math.max(...[...NAMES.keys()].map((name) => name.split(' ').length));

/**
 * Cities named in a normalised sentence, by name or alias, also with one slip ("barcelon"), the exact ones first. A longer
 * name hides the shorter one in it ("new york city").
 */
export function citiesIn(words: readonly string[]): string[] {
  return [...new Set([...scan(words, (name) => NAMES.get(name)), ...scan(words, slipped)])];
}

/** Names by first letter and length, which a slip leaves or changes by one. */
const BY_SHAPE = new Map<string, string[]>();
for (const name of NAMES.keys()) {
  for (const length of [name.length - 1, name.length, name.length + 1]) {
    const shape = `${name[0]!}${length}`;
    BY_SHAPE.set(shape, [...(BY_SHAPE.get(shape) ?? []), name]);
  }
}

function slipped(typed: string): string | undefined {
  const exact = NAMES.get(typed);
  if (exact) return exact;
  const name = BY_SHAPE.get(`${typed[0] ?? ''}${typed.length}`)?.find((known) => isOneSlipFrom(typed, known));
  return name && NAMES.get(name);
}

function scan(words: readonly string[], cityOf: (name: string) => string | undefined): string[] {
  const found = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
      const city = cityOf(words.slice(at, at + length).join(' '));
      if (!city) continue;
      found.add(city);
      at += length - 1;
      break;
    }
  }
  return [...found];
}
