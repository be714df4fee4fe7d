/** A rule that is proposed for a new community, in the languages it is known in. */
export interface ProposedRule {
  readonly key: string;
  /** By BCP 47 tag. */
  readonly text: Readonly<Record<string, string>>;
}

/** What most communities agree on; they change it into their own words. */
export const proposedRules: readonly ProposedRule[] = [
  {
    key: 'be-kind',
    text: {
      en: 'Be kind, also when you disagree.',
      fil: 'Maging mabait, kahit hindi kayo magkasundo.',
      sw: 'Kuwa mwema, hata msipokubaliana.',
      hi: 'विनम्र रहें, असहमत होने पर भी।',
      ar: 'لنكن لطفاء حتى عند الاختلاف.',
      es: 'Sean amables, también cuando no estén de acuerdo.',
      fr: 'Soyez aimables, même quand vous n’êtes pas d’accord.',
    },
  },
  {
    key: 'keep-contacts-private',
    text: {
      en: 'Keep phone numbers and home addresses out of the groups.',
      fil: 'Huwag ilagay sa mga grupo ang mga numero ng telepono at tirahan.',
      sw: 'Usiweke nambari za simu wala anwani za nyumbani kwenye vikundi.',
      hi: 'समूहों में फ़ोन नंबर और घर के पते न लिखें।',
      ar: 'لا تُنشر في المجموعات أرقام الهواتف أو عناوين المنازل.',
      es: 'No escriban en los grupos números de teléfono ni direcciones.',
      fr: 'Ne mettez dans les groupes ni numéros de téléphone ni adresses.',
    },
  },
  {
    key: 'no-invite-links',
    text: {
      en: 'Invite links come from an admin, in private. Please do not pass them on.',
      fil: 'Ang mga link ng imbitasyon ay galing sa admin, nang pribado. Pakiusap, huwag ipasa sa iba.',
      sw: 'Viungo vya mwaliko hutumwa na msimamizi, faraghani. Tafadhali usivisambaze.',
      hi: 'आमंत्रण लिंक एडमिन निजी संदेश में भेजते हैं। कृपया उन्हें आगे न भेजें।',
      ar: 'روابط الدعوة يرسلها أحد المشرفين على انفراد. يُرجى عدم تمريرها.',
      es: 'Los enlaces de invitación los envía un administrador, en privado. Por favor, no los reenvíen.',
      fr: 'Les liens d’invitation sont envoyés par un admin, en privé. Merci de ne pas les faire suivre.',
    },
  },
];
