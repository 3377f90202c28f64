const ITALIAN = [
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici',
  'diciassette diciotto diciannove',
]
  .join(' ')
  .split(' ');
const ITALIAN_TENS = ['', '', 'venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta'];

/** 0 to 999 in Italian words: 21 ventuno, 23 ventitré, 103 centotré; larger ones stay digits, which voices read too. */
export function italianNumber(n: number): string {
  if (!isSpelled(n)) return String(n);
  if (n < 20) return ITALIAN[n] ?? '';
  if (n < 100) return italianTens(Math.floor(n / 10), n % 10);
  const hundreds = n < 200 ? 'cento' : `${ITALIAN[Math.floor(n / 100)]}cento`;
  if (n % 100 === 0) return hundreds;
  const rest = n % 100 === 3 ? 'tré' : italianNumber(n % 100);
  return `${rest.startsWith('ott') ? hundreds.slice(0, -1) : hundreds}${rest}`;
}

function italianTens(tens: number, ones: number): string {
  const word = ITALIAN_TENS[tens] ?? '';
  if (ones === 0) return word;
  // The vowel goes before uno and otto, and a final tre carries its accent.
  if (ones === 1 || ones === 8) return `${word.slice(0, -1)}${ITALIAN[ones]}`;
  return `${word}${ones === 3 ? 'tré' : ITALIAN[ones]}`;
}

const ENGLISH = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const ENGLISH_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** 0 to 999 in English words: 21 twenty-one, 103 one hundred and three; larger ones stay digits. */
export function englishNumber(n: number): string {
  if (!isSpelled(n)) return String(n);
  if (n < 20) return ENGLISH[n] ?? '';
  if (n < 100) return [ENGLISH_TENS[Math.floor(n / 10)], ...(n % 10 === 0 ? [] : [ENGLISH[n % 10]])].join('-');
  const hundreds = `${ENGLISH[Math.floor(n / 100)]} hundred`;
  return n % 100 === 0 ? hundreds : `${hundreds} and ${englishNumber(n % 100)}`;
}

function isSpelled(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= 999;
}

const CHINESE = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CHINESE_UNITS: Record<number, string> = { 1000: '千', 100: '百', 10: '十', 1: '' };

/** 0 to 9999 as Chinese says them: 12 十二, 20 二十, 103 一百零三, 110 一百一十. */
export function chineseNumber(n: number): string {
  if (n < 0 || n > 9999 || !Number.isInteger(n)) return String(n);
  if (n < 10) return CHINESE[n] ?? '';
  const text = [1000, 100, 10, 1].reduce((said, unit) => said + chinesePlace(n, unit, said), '');
  // Only a leading ten loses its one: 十二, but 一百一十.
  return text.replace(/^一十/, '十');
}

function chinesePlace(n: number, unit: number, said: string): string {
  const digit = Math.floor(n / unit) % 10;
  if (digit > 0) return `${CHINESE[digit]}${CHINESE_UNITS[unit]}`;
  // One zero stands for a gap, and only when something follows.
  return said !== '' && !said.endsWith('零') && n % unit > 0 ? '零' : '';
}
