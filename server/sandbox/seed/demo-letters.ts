/** A mail of the demonstration. People inside are named by the part before "@", clients by their name below. */
export type Letter = {
  /** Working days before today, and the office's time of day. */
  days: number;
  time: string;
  from: string;
  to: readonly string[];
  cc?: readonly string[];
  subject: string;
  text: string;
  id?: string;
  answers?: string;
};

/** The clients' people, by the name letters use. */
export const clients: Readonly<Record<string, string>> = {
  volkov: "Алексей Волков <alexei.volkov@steelworks.example>",
  belova: "Ирина Белова <irina.belova@steelworks.example>",
  gromov: "Виктор Громов <viktor.gromov@steelworks.example>",
  whitfield: "James Whitfield <james.whitfield@northern-rail.example>",
  cole: "Sarah Cole <sarah.cole@northern-rail.example>",
  romano: "Lucia Romano <lucia.romano@helios-energy.example>",
  ferri: "Marco Ferri <marco.ferri@helios-energy.example>",
};

/** Steelworks AO: the modernisation of Line 4, the deal everyone works on. */
export const steelworksLetters: readonly Letter[] = [
  {
    days: 10,
    time: "09:12",
    id: "line4-request",
    from: "volkov",
    to: ["anna.kern"],
    cc: ["belova"],
    subject: "Line 4: request for a revised offer",
    text: "Dear Anna,\n\nour board has approved the modernisation of Line 4 in principle. Please send a revised offer with the two options we discussed, and one contact person for all questions.\n\nKind regards\nAlexei Volkov\nPurchasing director, Steelworks AO",
  },
  {
    days: 10,
    time: "11:40",
    id: "line4-ack",
    answers: "line4-request",
    from: "anna.kern",
    to: ["volkov"],
    cc: ["belova", "pavel.orlov"],
    subject: "RE: Line 4: request for a revised offer",
    text: "Dear Alexei,\n\nthank you. You will have the revised offer by the end of next week. Please address everything to me: I speak for our whole team.\n\nBest regards\nAnna Kern",
  },
  {
    days: 9,
    time: "08:05",
    id: "line4-internal",
    from: "anna.kern",
    to: ["steelworks-team@bergmann.example"],
    cc: ["stefan.brandt"],
    subject: "Line 4: who does what",
    text: "Hello all,\n\nthe client wants a revised offer with two options. Elena: drive train and controls. Ivan: transport and customs to Novosibirsk. Pavel: site visit. Mail with the client goes through me, please.\n\nAnna",
  },
  {
    days: 9,
    time: "09:31",
    answers: "line4-internal",
    from: "elena.sokolova",
    to: ["anna.kern"],
    cc: ["ivan.petrov", "pavel.orlov"],
    subject: "RE: Line 4: who does what",
    text: "Анна, добрый день!\n\nПо приводам всё готово, расчёт пришлю завтра. Напоминаю, что скоро ухожу в отпуск: всё по Линии 4 лучше решить до этого.\n\nЕлена",
  },
  {
    days: 7,
    time: "07:48",
    id: "line4-transport",
    from: "belova",
    to: ["ivan.petrov"],
    subject: "Транспорт: сроки и страховка",
    text: "Иван, добрый день!\n\nПодскажите, пожалуйста, какие сроки доставки и кто страхует груз до площадки. Нужно для нашего бюджета.\n\nИрина Белова\nСталеплавильный завод",
  },
  {
    days: 7,
    time: "08:20",
    answers: "line4-transport",
    from: "ivan.petrov",
    to: ["belova"],
    cc: ["anna.kern"],
    subject: "RE: Транспорт: сроки и страховка",
    text: "Ирина, добрый день!\n\nОтвет подготовит Анна Керн, она ведёт проект с нашей стороны; я передал ей все данные.\n\nС уважением\nИван Петров",
  },
  {
    days: 5,
    time: "13:02",
    id: "line4-meeting",
    from: "gromov",
    to: ["dmitri.bergmann"],
    subject: "Meeting of the two boards",
    text: "Dear Mr Bergmann,\n\nbefore we sign I would like to meet you in person, an hour will do. Could your office propose dates in the next two weeks?\n\nViktor Gromov\nVice president, Steelworks AO",
  },
  {
    days: 4,
    time: "10:25",
    answers: "line4-meeting",
    from: "katrin.vogel",
    to: ["anna.kern"],
    cc: ["dmitri.bergmann"],
    subject: "RE: Meeting of the two boards",
    text: "Hello Anna,\n\nDmitri will gladly meet Mr Gromov. He is nearly booked out, never before ten, and wants half an hour with you before. Can you find a slot and answer the client?\n\nKatrin",
  },
  {
    days: 3,
    time: "16:10",
    id: "line4-offer",
    from: "anna.kern",
    to: ["volkov"],
    cc: ["belova", "pavel.orlov"],
    subject: "Line 4: revised offer",
    text: "Dear Alexei,\n\nplease find our revised offer with both options. The price holds for 30 days. I am happy to walk you through it.\n\nBest regards\nAnna Kern",
  },
  {
    days: 2,
    time: "08:15",
    answers: "line4-offer",
    from: "volkov",
    to: ["anna.kern"],
    cc: ["belova"],
    subject: "RE: Line 4: revised offer",
    text: "Dear Anna,\n\nthank you, option B looks right. Two questions on commissioning will follow.\n\nAlexei Volkov",
  },
  {
    days: 1,
    time: "09:03",
    id: "line4-bypass",
    from: "volkov",
    to: ["elena.sokolova"],
    subject: "Line 4: commissioning, two questions",
    text: "Dear Elena,\n\nhow long does the line stand still for option B, and who is on site during commissioning? We need this before Friday.\n\nAlexei Volkov",
  },
];

/** Northern Rail, Helios Energy and the house itself. */
export const otherLetters: readonly Letter[] = [
  {
    days: 9,
    time: "15:20",
    id: "depot-tender",
    from: "cole",
    to: ["pavel.orlov"],
    cc: ["sophie.albrecht"],
    subject: "Depot automation: tender documents",
    text: "Dear Pavel,\n\nthe tender documents are attached to our portal. Questions until the 20th, in writing.\n\nSarah Cole\nProcurement, Northern Rail",
  },
  {
    days: 8,
    time: "07:30",
    answers: "depot-tender",
    from: "pavel.orlov",
    to: ["cole"],
    cc: ["sophie.albrecht"],
    subject: "RE: Depot automation: tender documents",
    text: "Dear Sarah,\n\nthank you. Sophie collects our questions, you will have one list from me.\n\nPavel Orlov",
  },
  {
    days: 6,
    time: "11:11",
    from: "whitfield",
    to: ["stefan.brandt"],
    subject: "A word before the tender closes",
    text: "Stefan,\n\ncould we have fifteen minutes this week? Nothing formal.\n\nJames",
  },
  {
    days: 6,
    time: "14:02",
    id: "solar-price",
    from: "romano",
    to: ["lukas.maier"],
    cc: ["ferri", "thomas.weiss"],
    subject: "Helios: price of the inverter hall",
    text: "Dear Lukas,\n\nwe are 4 % above what I can sign. Please come back to me, and to me only, with a number.\n\nLucia Romano\nCFO, Helios Energy",
  },
  {
    days: 5,
    time: "09:40",
    answers: "solar-price",
    from: "thomas.weiss",
    to: ["lukas.maier"],
    cc: ["stefan.brandt"],
    subject: "RE: Helios: price of the inverter hall",
    text: "Lukas,\n\n2 % is possible if payment is 30 days. Not in writing before we spoke.\n\nThomas",
  },
  {
    days: 4,
    time: "15:45",
    from: "ferri",
    to: ["lukas.maier", "jonas.richter"],
    subject: "Service contract, draft 3",
    text: "Hello both,\n\ndraft 3 with our remarks. Who is our contact for service from now on?\n\nMarco Ferri",
  },
  {
    days: 3,
    time: "08:30",
    from: "maria.lindner",
    to: ["anna.kern", "pavel.orlov", "lukas.maier"],
    cc: ["felix.otto"],
    subject: "Contract templates, version 7",
    text: "Dear colleagues,\n\nplease use version 7 from today. Liability and export control have changed.\n\nMaria",
  },
  {
    days: 3,
    time: "06:15",
    from: "olga.smirnova",
    to: ["anna.kern"],
    subject: "Счёт 2041: не хватает акта",
    text: "Анна, добрый день!\n\nПо счёту 2041 не хватает подписанного акта. Без него не закрою месяц.\n\nОльга",
  },
  {
    days: 2,
    time: "12:00",
    from: "helen.carter",
    to: ["sales@bergmann.example"],
    subject: "Hanover fair: who is coming?",
    text: "Hi all,\n\nplease tell me by Friday which days you are at the stand.\n\nHelen",
  },
  {
    days: 1,
    time: "10:30",
    from: "whitfield",
    to: ["pavel.orlov", "natalia.kuznetsova"],
    subject: "Site visit at the depot",
    text: "Dear Pavel, dear Natalia,\n\nthe depot can receive you on any weekday from 8:00. Please bring safety shoes.\n\nJames Whitfield",
  },
];
