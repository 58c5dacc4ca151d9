/** What the words of headers mean, in eight languages, folded (lower case, no accents). A word may have several meanings. */
const WORDS = {
  customer: `
    customer customers client clients buyer purchaser donor donors policyholder respondent patron consumer shopper payer subscriber member account accounts user
    requester reporter requestor kunde kunden kd kdnr debitor debitoren besteller kaufer abonnent mitglied cliente
    clientes clienti acheteur comprador acquirente klant klanten koper klient klienta klientow kontrahent nabywca
  `,
  order: `
    order orders sale sales purchase purchases basket gift gifts donation donations premium invoice invoices transaction payment receipt checkout booking deal
    opportunity bestellung bestellungen bestell auftrag auftrage rechnung verkauf kauf zahlung beleg bon buchung
    commande commandes cde vente ventes achat achats facture factures paiement pedido pedidos venta ventas compra
    compras factura fatura pago pagamento ordine ordini acquisto acquisti fattura vendita bestelling bestel aankoop
    factuur verkoop betaling zamowienie zamowienia zamowien zakup zakupu faktura faktury sprzedaz sprzedazy platnosc
    platnosci transakcja venda
  `,
  contact: `
    ticket case conversation message call chat request incident issue interaction event vorgang anfrage anruf
    gesprach nachricht meldung demande appel llamada consulta chiamata richiesta gesprek melding zgloszenie
    zgloszenia rozmowa chamado atendimento
  `,
  key: `
    id ids no nr num number key code ref reference n nummer numer numero kennung referenz cod codigo codice
    referencia kod uuid guid identifier identifiant identificador identificativo identyfikator
  `,
  count: 'count qty anzahl zahl nombre nb cantidad quantita aantal liczba ilosc quantidade qtd',
  date: `
    date day datetime timestamp time on at datum tag am uhrzeit zeitpunkt le jour fecha data giorno dia dzien dag op
    em el
  `,
  created: `
    created creation create placed submitted opened received erstellt erfasst angelegt eingegangen eingang erstell
    cree creee passee creado creada creacion realizado creato creazione aangemaakt geplaatst zlozenia zlozono
    utworzenia utworzono criado criacao added
  `,
  amount: `
    amount total sum value betrag summe wert gesamt gesamtbetrag gesamtsumme montant somme valeur importe monto suma
    valor importo totale valore bedrag totaal waarde kwota wartosc razem preis price prix precio prezzo prijs cena
    preco
  `,
  gross: 'gross net brutto netto ttc ht brut bruto lordo neto liquido grand',
  including: 'incl excl inkl exkl including excluding inc ex mit ohne con avec sans',
  tax: 'tax vat gst mwst ust steuer tva iva btw podatek',
  price: 'price preis prix precio prezzo prijs cena preco amount',
  unit: 'unit einzel stuck stk piece unitaire unitario unitaria stuks jednostkowa',
  status: 'status state stage statut estado stato situacao stan etat zustand',
  email: 'email mail courriel correo emailadresse mailadresse',
  name: 'name nom nombre nome naam nazwa fullname',
  company: 'company organization organisation firma societe entreprise empresa azienda bedrijf',
  group: 'group segment gruppe groupe grupo gruppo groep grupa class klasse kategorie',
  first: `
    first erst erste erster erstes erstmalig premier premiere primer primera primero primo prima eerste pierwsze
    pierwszy pierwszego primeiro primeira
  `,
  last: `
    last latest letzt letzte letzter letztes dernier derniere ultimo ultima laatste ostatnie ostatni ostatniego
  `,
  activity: 'activity active seen login visit aktivitat besuch activite visite actividad',
  begin: `
    start started begin beginn since seit depuis desde dal sinds debut inicio inizio activated joined registered
    registration signup subscribed eintritt poczatek
  `,
  end: 'end ends ende expiry expires expiration ablauf fin fine einde koniec fim',
  contract: `
    contract subscription membership term period vertrag abo laufzeit contrat abonnement contrato suscripcion
    contratto abbonamento contract umowa umowy assinatura
  `,
  next: 'next nachste prochain prochaine proximo proxima prossimo volgende nastepna',
  billing: 'billing renewal renew renews charge invoice verlangerung renouvellement rinnovo',
  refund: 'refund refunds refunded erstattung erstattet rembourse remboursement reembolso',
  agent: 'agent assignee operator staff bearbeiter',
  messages: 'messages replies comments emails',
  reason: 'reason topic category grund motif motivo reden powod thema kategorie',
  score: 'score rating bewertung note punteggio ocena',
  survey:
    'survey surveyed satisfaction csat zufriedenheit umfrage enquete encuesta satisfaccion sondaggio soddisfazione',
  plan: 'plan tariff tarif product package',
  recurring: 'recurring monthly mtl monatlich mensuel mensual mensile maandelijks',
  /** Words that narrow nothing down. */
  filler: `
    of the e de du des der die das del della di do da la los van het een d l a to date current full record profile
    base overall historic address adresse in eur usd gbp chf pln brl euro
  `,
} as const;

export type Term = keyof typeof WORDS;

const MEANINGS = new Map<string, Set<Term>>();
for (const [term, words] of Object.entries(WORDS)) {
  for (const word of words.trim().split(/\s+/)) MEANINGS.set(word, (MEANINGS.get(word) ?? new Set()).add(term as Term));
}

/** Letters that German and Dutch put between the parts of a word. */
const LINKS = ['', 's', 'n', 'en', 'es'];
const SHORTEST_COMPOUND = 6;
const SHORTEST_PART = 2;

/** What each word of a header can mean, compounds taken apart; null when a word means nothing known. */
export function meaningsOf(words: readonly string[]): readonly ReadonlySet<Term>[] | null {
  const meanings: ReadonlySet<Term>[] = [];
  for (let i = 0; i < words.length; i++) {
    // "Order number" is a key and "number of orders" a count.
    const word = words[i + 1] === 'of' && /^(?:number|num|no|nr)$/.test(words[i]!) ? 'count' : words[i]!;
    const parts = MEANINGS.has(word) ? [word] : partsOf(word);
    if (parts === null) return null;
    for (const part of parts) meanings.push(MEANINGS.get(part)!);
  }
  return meanings;
}

/** `rechnungsbetrag` → rechnung, betrag; null when a part is not known. */
function partsOf(word: string): readonly string[] | null {
  if (word.length < SHORTEST_COMPOUND) return null;
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART + 1; at--) {
    const head = word.slice(0, at);
    const known = LINKS.some((link) => head.endsWith(link) && MEANINGS.has(head.slice(0, head.length - link.length)));
    if (!known) continue;
    const stem = LINKS.map((link) => head.slice(0, head.length - link.length)).find(
      (one, i) => head.endsWith(LINKS[i]!) && MEANINGS.has(one),
    )!;
    const rest = word.slice(at);
    const tail = MEANINGS.has(rest) ? [rest] : partsOf(rest);
    if (tail !== null) return [stem, ...tail];
  }
  return null;
}
