import type { CustomerField } from '../domain/fields.ts';

/**
 * What other programs call our fields of customers, in seven languages, written as folded words. A leading `~` marks a weaker
 * word, used only where no stronger one is present (`~~` weaker still). One word names one field of a table.
 * "Annual revenue" is the size of the customer's company, never what the customer paid: it is in no list.
 */
export const CUSTOMER_SYNONYMS: Readonly<Partial<Record<CustomerField, readonly string[]>>> = {
  customer_id: [
    ...['cust id', 'client id', 'customer number', 'customer no', 'customer key', 'kunden nr', 'kundennummer'],
    ...['kunden id', 'id client', 'n client', 'numero client', 'code client', 'klantnummer', 'klant id', 'id cliente'],
    ...['codice cliente', 'numero cliente', 'id klienta', 'klient id', 'nr klienta', 'numer klienta'],
    ...['~account id', '~contact id', '~record id', '~user id', '~account number', '~subscriber id', '~member id'],
    ...['~~id', '~~customer', '~~client', '~~kunde', '~~cliente', '~~klant', '~~klient'],
  ],
  name: [
    ...['customer name', 'full name', 'company name', 'firma', 'kundenname', 'nom', 'raison sociale', 'nombre'],
    ...['razon social', 'ragione sociale', 'naam', 'nazwa'],
  ],
  email: [
    ...['email address', 'mail', 'customer email', 'contact email', 'e mail adresse', 'courriel', 'adresse e mail'],
    ...['correo', 'correo electronico', 'indirizzo email', 'requester email', 'user email', 'billing email'],
    ...[
      'payer email',
      'buyer email',
      'from email address',
      'sender email',
      'email cliente',
      'email client',
      'email kunde',
    ],
  ],
  account_name: ['account', 'organization', 'organisation', 'company'],
  revenue_total: [
    ...['total revenue', 'total spent', 'total spend', 'lifetime spend', 'lifetime spent', 'lifetime revenue'],
    ...[
      'historic customer lifetime value',
      'total sales',
      'total charges',
      'total amount',
      'revenue to date',
      'gesamtumsatz',
      'umsatz gesamt',
    ],
    ...['chiffre d affaires', 'ca total', 'ingresos totales', 'fatturato totale', 'totale omzet', 'total volume'],
    ...['~revenue', '~umsatz', '~ca', '~ingresos', '~fatturato', '~omzet', '~przychod'],
  ],
  order_count: [
    ...['orders', 'total orders', 'orders count', 'number of orders', 'num orders', 'payment count', 'purchases'],
    ...['anzahl bestellungen', 'bestellungen', 'nombre de commandes', 'commandes', 'pedidos', 'ordini', 'bestellingen'],
  ],
  avg_order_value: [
    ...['aov', 'average order value', 'average order', 'panier moyen', 'warenkorb', 'durchschnittlicher bestellwert'],
  ],
  refunded_total: ['refunded volume', 'total refunded', 'refunds total', 'refunded amount total'],
  first_order_at: ['first order', 'first order date', 'first purchase', 'first purchase date', 'erste bestellung'],
  last_order_at: [
    ...['last order', 'last order date', 'last purchase', 'last purchase date', 'letzte bestellung', 'letzter kauf'],
    ...['derniere commande', 'ultima compra', 'ultimo ordine', 'laatste bestelling'],
  ],
  last_activity_at: ['last activity', 'last activity date', 'last active', 'last seen', 'last request at'],
  created_at: [
    ...['sign up', 'sign up date', 'signed up', 'signed up at', 'signup at', 'customer since', 'acquired at'],
    ...['acquisition date', 'registered', 'registration date', 'client depuis', 'kunde seit', 'cliente desde'],
    ...['activated at', 'started at', 'subscribed at', '~date added', 'profile created on', 'cliente dal'],
    ...['klant sinds', '~created', '~create date', '~created date', '~date created', '~start date'],
    ...['~erstellt am', '~angelegt am', '~date de creation', '~fecha de alta', '~data creazione', '~aangemaakt op'],
  ],
  updated_at: [
    ...['updated', 'updated on', 'last updated', 'last update', 'update date', 'last modified', 'last modified date'],
    ...['modified', 'modified at', 'modified on', 'modified date', 'date modified', 'snapshot date', 'as of', 'stand'],
    ...['aktualisiert am', 'geandert am', 'letzte anderung', 'modifie le', 'date de modification', 'mis a jour le'],
    ...['fecha de modificacion', 'actualizado', 'data modifica', 'ultima modifica', 'gewijzigd op', 'bijgewerkt op'],
    ...['data modyfikacji', 'zmodyfikowano', 'atualizado em'],
  ],
  renewal_date: [
    ...['contract end', 'contract end date', 'subscription end', 'renews at', 'vertragsende', 'verlangerungsdatum'],
    ...['current period ends at', 'current period end', 'current term end', '~next billing at', '~next billing date'],
    ...['~expires at', '~expiry date', 'date de renouvellement', 'fecha de renovacion', 'data rinnovo'],
  ],
  churned_at: [
    ...['churn date', 'cancel date', 'cancelled at', 'canceled at', 'cancellation date', 'termination date'],
    ...['churned on', 'churned date', 'date churned', 'cancelled on', 'canceled on', 'cancelled date', 'canceled date'],
    ...['date cancelled', 'date canceled', 'cancelation date', 'ended on', 'ended at', 'left on', 'left at'],
    ...['deactivated at', 'deactivated on', 'terminated at', 'terminated on', 'gekundigt am', 'austrittsdatum'],
    ...['kuendigungsdatum', 'kundigungsdatum', 'date de resiliation', 'data disdetta', 'fecha de baja', '~end date'],
  ],
  churned: [
    ...['churn', 'churn flag', 'has churned', 'is churned', 'attrition', 'attrition flag', 'canceled', 'cancelled'],
    ...['abgewandert', 'gekundigt', 'resilie', 'abbandonato', 'exited'],
  ],
  tenure_months: [
    ...['tenure', 'months active', 'months on book', 'customer age', 'vertragsdauer', 'anciennete', 'mesi cliente'],
    ...['antiguedad', '~account length'],
  ],
  country: ['country code', 'country region', 'land', 'pays', 'pais', 'paese', 'kraj', '~billing country'],
  segment: ['customer type', 'kundentyp', 'kundensegment', 'segmento', '~tier', '~lifecycle stage', '~~type'],
  industry: ['branche', 'secteur', 'settore', 'sector'],
  status: ['state', 'customer status', 'account status', 'statut', 'estado', 'stato'],
  tags: ['tag', 'labels', 'label'],
  plan: [
    'plan tier',
    'plan name',
    'subscription plan',
    'tarif',
    'abo',
    'piano',
    'abonnement',
    '~contract',
    '~subscription',
  ],
  currency: ['currency code', 'currency iso code', 'wahrung', 'waehrung', 'devise', 'moneda', 'valuta', 'waluta'],
  acquisition_cost: ['cac', 'acquisition costs', 'cost of acquisition', 'akquisitionskosten', 'cout d acquisition'],
  acquisition_channel: [
    ...[
      'lead source',
      'original source',
      'utm source',
      'herkunft',
      'quelle',
      '~source',
      '~channel',
      '~canal',
      '~kanal',
    ],
  ],
  retention_cost: ['retention spend', 'retention costs', 'bindungskosten'],
  cost_to_serve: ['service cost', 'support cost', 'servicing cost', 'servicekosten'],
  mrr: [
    ...['monthly recurring revenue', 'monthly charges', 'monthly charge', 'monthly revenue', 'monthly fee'],
    ...['mensilita', 'monatsbeitrag', 'monatlicher umsatz', 'revenu mensuel', 'cuota mensual'],
  ],
  arr: ['annual recurring revenue'],
  contract_value: ['tcv', 'total contract value', 'acv', 'vertragswert'],
  margin: ['gross margin', 'margin pct', 'margin %', 'margin percent', 'marge', 'deckungsbeitrag', 'margine', 'margen'],
  contacts: [
    ...['support contacts', 'customer service calls', 'number customer service calls', 'number of contacts', 'tickets'],
    ...['num tickets', 'ticket count', 'contacts count', 'number of tickets', 'support tickets', 'calls'],
  ],
  repeat_contacts: ['repeat calls', 'repeated contacts', 'callbacks'],
  transfers: ['transfer count', 'number of transfers', 'transferred', 'is transferred', 'weiterleitungen'],
  channel_switches: ['switches', 'channel changes'],
  ces: ['effort score', 'customer effort score', 'effort', 'aufwand'],
  csat: ['satisfaction', 'satisfaction score', 'zufriedenheit'],
  nps: ['nps score', 'net promoter score'],
  referred_by: ['referrer id', 'referral customer id', 'referrer'],
  treatment: ['treatment group', 'test group', 'experiment arm'],
};
