import type { FeaturesQuery, SqlDialect } from '../domain/featuresSql.ts';

/**
 * The query that counts the features of customers (docs/features.md) from two tables, `customers` and `interactions`,
 * in the dialect of a database. It uses nothing that the two dialects do not share but for matching and word borders.
 */
export function renderFeaturesSql(query: FeaturesQuery): readonly string[] {
  return [
    REMARKS,
    `WITH\n${[asked(query), LOG, ORDERS, DAYS, CALIBRATION, EVENTS, gaps(query), contacts(query), FEATURES].join(',\n')}\n`,
    'SELECT * FROM customers RIGHT JOIN features USING (customer_id) ORDER BY customer_id;\n',
  ];
}

const REMARKS = `-- Features of customers, for: cx-roi score features.csv
-- customers: customer_id and whatever else is known of a customer (segment, created_at, margin, ...).
-- interactions: customer_id, occurred_at (UTC), type (purchase, refund, support, ...), amount (above 0, refunds too),
-- order_id, channel, direction (inbound, outbound), cost. A column that you do not have: NULL AS cost, in a view.
-- Amounts are in one currency; each interaction stands in one row. For shops; see docs/features.md.
`;

function asked({ asOf }: FeaturesQuery): string {
  const day =
    asOf === null
      ? "SELECT max(CAST(occurred_at AS date)) AS as_of FROM interactions WHERE amount > 0 OR (type <> 'renewal' AND (type NOT IN ('purchase', 'refund') OR amount IS NOT NULL))"
      : `SELECT DATE ${literal(asOf)} AS as_of`;
  return `asked AS (${day})`;
}

const LOG = `log AS (
  SELECT customer_id, CAST(occurred_at AS date) AS day, as_of, type, CAST(amount AS decimal(18, 4)) AS amount,
    CAST(order_id AS varchar) AS order_id, CAST(cost AS decimal(18, 4)) AS cost,
    lower(trim(CAST(channel AS varchar))) AS channel, lower(trim(CAST(direction AS varchar))) AS direction
  FROM interactions CROSS JOIN asked
  -- As in a file, a sale without an amount is no sale.
  WHERE amount IS NOT NULL OR type NOT IN ('purchase', 'refund')
)`;

/** Rows with one order id are one order; a refund belongs to the order whose id it names. */
const ORDERS = `paid AS (
  SELECT customer_id, day, amount,
    CASE WHEN order_id IS NULL THEN 'row ' || row_number() OVER () ELSE 'id ' || order_id END AS order_key
  FROM log WHERE type = 'purchase' AND day <= as_of
),
returned AS (
  SELECT customer_id, day, amount, 'id ' || order_id AS order_key
  FROM log WHERE type = 'refund' AND amount > 0 AND day <= as_of
),
orders AS (
  SELECT customer_id, order_key, min(day) AS day, sum(amount) AS amount FROM paid GROUP BY customer_id, order_key
),
refunded AS (
  SELECT customer_id, order_key, sum(amount) AS refunds FROM returned GROUP BY customer_id, order_key
),
-- Refunds that name no earlier order: which one they take back depends on all others, so those histories stay NULL.
loose AS (
  SELECT DISTINCT returned.customer_id AS customer_id
  FROM returned LEFT JOIN orders
    ON orders.customer_id = returned.customer_id AND orders.order_key = returned.order_key
  WHERE orders.order_key IS NULL OR returned.day < orders.day
),
settled AS (
  SELECT customer_id, day, coalesce(amount, 0) AS amount, coalesce(refunds, 0) AS refunds,
    coalesce(amount > 0 AND refunds >= amount, false) AS taken_back
  FROM orders LEFT JOIN refunded USING (customer_id, order_key)
)`;

const DAYS = `days AS (
  SELECT customer_id, day, count(*) AS orders, sum(greatest(amount - refunds, 0)) AS spend,
    row_number() OVER (PARTITION BY customer_id ORDER BY day) AS place
  FROM settled WHERE NOT taken_back GROUP BY customer_id, day
),
split AS (
  SELECT as_of - CAST(floor((as_of - min(day)) / 3.0) AS integer) AS until FROM days CROSS JOIN asked GROUP BY as_of
),
histories AS (
  SELECT customer_id, sum(orders) AS orders, min(day) AS first_day, max(day) AS last_day, count(*) - 1 AS repeats,
    count(*) FILTER (WHERE place > 1 AND spend > 0) AS paid_days,
    coalesce(sum(spend) FILTER (WHERE place > 1 AND spend > 0), 0) AS spend,
    count(*) FILTER (WHERE day > until) AS days_after
  FROM days CROSS JOIN split GROUP BY customer_id
),
amounts AS (
  SELECT customer_id, sum(amount) AS gross, sum(greatest(refunds - amount, 0)) AS unmatched
  FROM settled GROUP BY customer_id
),
refunds AS (SELECT customer_id, sum(amount) AS refunds FROM returned GROUP BY customer_id)`;

/** The same histories as they were known on the day of the split. */
const CALIBRATION = `orders_then AS (
  SELECT customer_id, order_key, min(day) AS day, sum(amount) AS amount
  FROM paid CROSS JOIN split WHERE day <= until GROUP BY customer_id, order_key
),
refunded_then AS (
  SELECT customer_id, order_key, sum(amount) AS refunds
  FROM returned CROSS JOIN split WHERE day <= until GROUP BY customer_id, order_key
),
known_then AS (
  SELECT customer_id, min(day) AS first_day, max(day) AS last_day, count(DISTINCT day) - 1 AS repeats
  FROM orders_then LEFT JOIN refunded_then USING (customer_id, order_key)
  WHERE NOT coalesce(amount > 0 AND refunds >= amount, false) GROUP BY customer_id
)`;

const EVENTS = `events AS (
  SELECT customer_id, min(day) AS first_day, count(*) FILTER (WHERE day <= as_of) AS interactions,
    count(*) FILTER (WHERE type = 'purchase' AND day <= as_of) AS purchases,
    count(*) FILTER (WHERE type IN ('renewal', 'cancellation', 'plan_change')) AS of_contracts
  FROM log GROUP BY customer_id
)`;

function gaps({ contractGaps }: FeaturesQuery): string {
  const isPeriod = contractGaps.map(([from, to]) => `gap BETWEEN ${from} AND ${to}`).join(' OR ');
  return `gaps AS (
  SELECT customer_id, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
  FROM (SELECT DISTINCT customer_id, day FROM paid) AS paid_days
),
periods AS (
  SELECT customer_id, count(*) FILTER (
    WHERE ${isPeriod}
  ) AS contract_gaps FROM gaps GROUP BY customer_id
)`;
}

/** A contact costs what was recorded, else what its channel was said to cost, else the published default. */
function contacts({ dialect, contactCosts, defaults }: FeaturesQuery): string {
  const given = Object.entries(contactCosts).map(([channel, cost]) => ` WHEN ${literal(channel)} THEN ${cost}`);
  const stated = given.length === 0 ? 'CAST(NULL AS decimal(18, 4))' : `CASE channel${given.join('')} END`;
  return `priced AS (
  SELECT customer_id, direction, coalesce(cost, ${stated}) AS price,
    CASE WHEN ${matches(dialect, defaults.selfService)} THEN ${defaults.selfServiceCost} ELSE ${defaults.cost} END AS default_price
  FROM log WHERE type = 'support' AND day <= as_of
),
contacts AS (
  SELECT customer_id, count(*) FILTER (WHERE direction IS NULL OR direction <> 'outbound') AS inbound,
    sum(coalesce(price, default_price)) AS service, count(*) FILTER (WHERE price IS NULL) AS at_default
  FROM priced GROUP BY customer_id
)`;
}

function matches(dialect: SqlDialect, pattern: string): string {
  if (dialect === 'postgres') return `channel ~ ${literal(pattern.replaceAll('\\b', '\\y'))}`;
  return `regexp_matches(channel, ${literal(pattern)})`;
}

const FEATURES = `everyone AS (SELECT customer_id FROM customers UNION SELECT customer_id FROM interactions),
features AS (
  SELECT everyone.customer_id AS customer_id, as_of AS features_as_of,
    coalesce(events.interactions, 0) AS interactions_to_date, events.first_day AS first_interaction_day,
    coalesce(events.purchases, 0) AS purchases_to_date,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.orders, 0) END AS standing_orders,
    coalesce(amounts.gross, 0) AS gross_to_date, coalesce(refunds.refunds, 0) AS refunds_to_date,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(amounts.unmatched, 0) END AS unmatched_refunds_to_date,
    CASE WHEN loose.customer_id IS NULL THEN histories.first_day END AS first_purchase_day,
    CASE WHEN loose.customer_id IS NULL THEN histories.last_day END AS last_purchase_day,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.repeats, 0) END AS repeat_purchase_days,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.repeats, 0) END AS priced_repeat_days,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.paid_days, 0) END AS paid_repeat_days,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.spend, 0) END AS repeat_spend_to_date,
    until AS calibration_until,
    CASE WHEN loose.customer_id IS NULL THEN known_then.first_day END AS calibration_first_purchase_day,
    CASE WHEN loose.customer_id IS NULL THEN known_then.last_day END AS calibration_last_purchase_day,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(known_then.repeats, 0) END AS calibration_repeat_days,
    CASE WHEN loose.customer_id IS NULL THEN coalesce(histories.days_after, 0) END AS holdout_purchase_days,
    coalesce(events.of_contracts, 0) AS contract_events, coalesce(periods.contract_gaps, 0) AS contract_gaps,
    coalesce(contacts.inbound, 0) AS inbound_contacts_to_date,
    CASE WHEN EXISTS (SELECT 1 FROM log WHERE type = 'support') THEN coalesce(contacts.service, 0) END AS service_to_date,
    coalesce(contacts.at_default, 0) AS contacts_at_default_price
  FROM everyone CROSS JOIN asked LEFT JOIN split ON true
  LEFT JOIN events USING (customer_id) LEFT JOIN histories USING (customer_id) LEFT JOIN amounts USING (customer_id)
  LEFT JOIN refunds USING (customer_id) LEFT JOIN known_then USING (customer_id) LEFT JOIN periods USING (customer_id)
  LEFT JOIN contacts USING (customer_id) LEFT JOIN loose USING (customer_id)
)`;

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
