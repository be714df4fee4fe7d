import { fold } from '../normalise.js';

/** What may stand between a word such as `batch` and its number. */
const LINK_WORDS =
  '(?:tag|no|nos|nr|num|number|numbers|numero|numeros|n|id|ids|code|is|was|are|ni|na|es|est|de|del|ang|ay|namba|nambari|ya|la|nomor|do|da|of|the|du|vaccines?|vaccins?|vacunas?|vacinas?|vaksin|chanjo|bakuna|drugs?|medicines?|dawa|kits?|رقم|هو|هي|नंबर|संख्या|है|नम्बर|নম্বর|নাম্বার|نمبر|ቁጥር|#)';

/** Things whose numbers need no further word: `batch 0712345678` is a batch. */
const NUMBERED_THINGS = [
  'batch batches lot lots invoice invoices receipt receipts imei imsi iccid isbn issn iban swift serial',
  's/n sn sku barcode gtin ean upc awb waybill tracking consignment shipment grn lpo voucher vouchers',
  'account accounts acct acc a/c ac paybill till passport aadhaar aadhar uid cnic nic nida nin bvn nhif nssf',
  'sha philhealth sss tin pan gstin vat kra pin otp ssn mrn uhid abha pnr doi pmid nct claim prc umid',
  'reference ref refno transaction txn trx utr confirmation asset plate policy meter plot parcel docket',
  'id code token chassis engine udi catalogue catalog npi hmis',
  'lote lotes factura facturas pedido pedidos recibo recibos cuenta cuentas curp rfc dni nie nss folio expediente clabe codigo referencia cedula matricula',
  'facture factures commande commandes recu recus compte comptes dossier dossiers cheque matricule rib',
  'kundi bechi akaunti ankara risiti stakabadhi kitambulisho shehena oda kumbukumbu msimbo hundi',
  'resibo kuwenta loteng order kodigo',
  'fatura conta cpf cnpj rg cartao rekening faktur pesanan nik resi kk bpjs kwitansi kode',
  'बैच लॉट खाता खाते बिल आधार रसीद ऑर्डर चालान पासपोर्ट कोड आईडी',
  'ব্যাচ লট হিসাব অ্যাকাউন্ট রসিদ চালান অর্ডার পাসপোর্ট কোড আইডি',
  'بیچ کھاتہ اکاؤنٹ رسید آرڈر شناختی بل کوڈ پاسپورٹ',
  'دفعة الدفعة تشغيلة التشغيلة فاتورة الفاتورة طلب الطلب طلبية الطلبية حساب الحساب حسابي هوية الهوية إيصال الايصال الإيصال جواز الجواز المرجع مرجع شحنة الشحنة معاملة المعاملة كود الكود رمز الرمز',
  'መለያ ባች ደረሰኝ ሂሳብ ኮድ',
];

/** No number of a thing although one of the words stands there: `country code`, `M-Pesa account`. */
const NOT_BEFORE =
  '(?<!(?:country|area|dial|dialing|dialling|calling|caller|city|pesa|mpesa|gcash|maya|momo|money|bkash|nagad|easypaisa|jazzcash|airtel|wave)[\\s-])';

/** Persons and places that are rung up: their number needs `no`, `#`, `id` or the like before it. */
const RUNG_UP =
  'patients?|clients?|members?|membership|staff|employee|student|household|hh|facility|school|vehicle|shop|store|room|ward|bed|box|lab|cases?|kits?|models?|parts?|reg|reports?|requests?|items?|products?|tests?|po|notes?|delivery|dispatch|requisition|contract|tender|booking|appeal|complaint|petition|bill|stock|container|device|equipment|check|book|page|entry|row|question|version|release|survey|cluster|paciente|patiente?|mgonjwa|kaya|pasyente|papel|contrato|contrat|bon|surat|मरीज|मरीज़|রোগী|مريض|المريض|مریض|ታካሚ|enrol?lment|enrol?lee';
/** Papers and goods, whose number may follow at once or be named before: `nambari ya fomu`. */
const PAPERS =
  'files?|forms?|cards?|tickets?|samples?|specimens?|certificate|licen[cs]e|permit|records?|folder|folio|registration|registry|register|booklet|coupon|tag|label|title|deed|cylinder|vial|carton|crate|pallet|cheque|protocolo?|enquiry|formularios?|formulaires?|fiche|carnet|bordereau|fomu|kadi|faili|sertipiko|tarjeta|carte|registro|muestra|echantillon|sampuli|formulir|kartu|berkas|prontuario|cadastro|फॉर्म|कार्ड|फाइल|फ़ाइल|प्रमाणपत्र|पंजीकरण|पंजीयन|दर्ता|नमूना|কার্ড|ফর্ম|ফাইল|নিবন্ধন|রেজিস্ট্রেশন|নমুনা|استمارة|الاستمارة|ملف|الملف|بطاقة|البطاقة|شهادة|الشهادة|عينة|العينة|فارم|کارڈ|فائل|رجسٹریشن|[የበለ]?ቅጽ|[የበለ]?ካርድ|[የበለ]?ፋይል|[የበለ]?ምዝገባ';

const NUMBER_WORDS =
  '(?:no|nos|nr|num|number|numbers|numero|numeros|nambari|namba|nomor|n|id|ids|code|ref|serial|#|رقم|नंबर|नम्बर|नं|संख्या|क्रमांक|क्र|নম্বর|নাম্বার|নং|نمبر|ቁጥር)';
/** What a paper is for, between it and its number: `carnet de vaccination no 77...`. */
const PURPOSE =
  "(?:\\s(?:de|du|des|d|of|for|ya|wa|la|cha|del|da|do|ng|untuk)[\\s'’](?!\\d)\\p{L}{2,20}){0,2}";

const SIGNS = "[\\s:.,#=()°º'-]{0,4}";
const TOKEN = '(?:[a-z]{0,6}[-/]?)?\\d[\\da-z./_-]{0,39}';
const BLOCKS = '\\d{3,6}(?:[ -]\\d{2,4}){1,4}(?!\\d)';
const AND = '(?:\\s?[,&;]\\s?|\\s(?:and|or|y|et|na|at|o|ou|e|dan|و|और|ও|اور)\\s?)';
const BEGIN = '(?<![\\p{L}\\p{M}\\d])';

const BLOCK_THINGS =
  'account|acct|a/c|card|visa|mastercard|iban|imei|imsi|iccid|aadhaar|aadhar|uid|cnic|isbn|philhealth|sss|umid|nss|clabe|cuenta|compte|carte|tarjeta|akaunti|kadi|rekening|conta|cartao|nida|nin|nhs|npi|खाता|आधार|حساب|الحساب|بطاقة|হিসাব|অ্যাকাউন্ট|اکاؤنٹ|شناختی';

/**
 * Patterns for things with a number that is not a phone number, and their numbers; then for
 * numbers written in blocks (accounts, cards, persons in a register). For text in small letters.
 *
 * Built when first asked for, because importing must cost nothing.
 */
export function numberedThings(): readonly RegExp[] {
  const ofAThing = `${NOT_BEFORE}(?:${alternatives(NUMBERED_THINGS)})${SIGNS}(?:${LINK_WORDS}${SIGNS}){0,4}`;
  const withNumberWord = `(?:${RUNG_UP}|${PAPERS})${PURPOSE}${SIGNS}(?:${NUMBER_WORDS}${SIGNS}){1,2}(?:(?:is|ni|es|est|ay)\\s)?`;
  const numberOf = `${NUMBER_WORDS}[\\s.]{1,2}(?:(?:ya|cha|la|de|del|of|the|du|da|do|ng|sa)\\s){0,2}(?:${PAPERS})${SIGNS}`;
  const paper = `(?:${PAPERS})\\s(?=\\d{8})`;
  const plain = `(?:${ofAThing}|${paper})(?<!\\+)`;
  const blocks = `(?:${withNumberWord}|${numberOf})(?<!\\+)(?:${BLOCKS})?`;
  const things = `${BEGIN}(?:${plain}|${blocks})(?:(?<=\\d)|${TOKEN}(?:${AND}${TOKEN}){0,12})`;
  const inBlocks = `${BEGIN}(?:${BLOCK_THINGS})${SIGNS}(?:${LINK_WORDS}${SIGNS}){0,4}(?<!\\+)\\d{2,6}(?:[ -]\\d{1,7}){1,6}(?!\\d)`;
  return [new RegExp(things, 'gu'), new RegExp(inBlocks, 'gu')];
}

function alternatives(rows: readonly string[]): string {
  const words = [...new Set(rows.join(' ').split(' '))].map((word) =>
    fold(word).text.toLowerCase(),
  );
  return words.sort((one, other) => other.length - one.length).join('|');
}
