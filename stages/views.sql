-- The questions that people come with, as views over the tables of this dataset. Each purchase is counted once in each row that
-- sums money; sums are by currency, of what was awarded and what was paid apart, and never of ceilings. Each view says what its
-- denominator is: what was looked at before something was found. A code is SCHEME:IDENTIFIER, and null where none is known.

-- holders: which bodies have a vendor's technology, on what best evidence, and how surely?
-- Denominator: the public bodies among organisations; of these, only those whose records were read (coverage). Independent sources
-- are distinct observers: a body's own records of one kind are one, whatever their number.
create or replace view holders as
select body.id as body, any_value(body.name) as body_name, any_value(nullif(concat_ws(':', body.scheme, body.identifier), '')) as body_code,
       any_value(body.country) as body_country, any_value(body_kind) as body_kind, vendor, any_value(vendor_name) as vendor_name, any_value(nullif(concat_ws(':', vendor_scheme, vendor_identifier), '')) as vendor_code, min(grade) as best_grade,
       arg_min(certainty, (grade, id)) as best_certainty, arg_min(id, (grade, id)) as best_exposure, arg_min(wording, (grade, id)) as best_wording,
       count(*) as exposures, count(distinct channel) as channels,
       len(list_distinct(flatten(list(source_groups)))) as independent_sources,
       list(distinct sense order by sense) as senses, list(distinct device_status order by device_status) as device_statuses
from exposures where effect = 'holds'
group by body.id, coalesce(body.id, body.name), vendor;

-- bought: which purchases of a vendor's goods are there, once for each vendor and purchase?
-- Denominator: purchases; those of which no text names a flagged vendor are not here. How surely one is named, the exposure says; a
-- supplier whose name is only like the vendor's counts here too. The name is the body's own, as in holders:
-- null where records name only its offices.
create or replace view bought as
select distinct l.vendor, v.name as vendor_name, nullif(concat_ws(':', v.scheme, v.identifier), '') as vendor_code, l.purchase, p.deal, p.date, p.buyer.id as body,
       if(o.id is null, p.buyer.name, o.name) as body_name,
       if(o.id is null, nullif(concat_ws(':', p.buyer.scheme, p.buyer.identifier), ''), nullif(concat_ws(':', o.scheme, o.identifier), '')) as body_code, p.currency, p.awarded, p.paid,
       p.converted, p.vat, p.vat_basis, p.attribution, p.in_force
from exposure_purchases l join purchases p on p.id = l.purchase left join organisations o on o.id = p.buyer.id left join vendors v on v.id = l.vendor
where l.counts;

-- spending: how much was awarded and paid for a vendor's goods, without double counting?
-- Denominator: the purchases in bought; unvalued says of how many no amount is known. A lot's value is not the thing's own. A
-- purchase of two vendors' goods stands in the rows of each: never sum over vendors.
create or replace view spending as
select vendor, any_value(vendor_name) as vendor_name, any_value(vendor_code) as vendor_code, currency, attribution, vat, vat_basis, count(*) as purchases,
       count(distinct body) as bodies, sum(awarded) as awarded, sum(paid) as paid,
       count(*) filter (awarded is null) as unvalued, count(*) filter (paid is null) as payment_unknown
from bought group by vendor, currency, attribution, vat, vat_basis;

-- measures_beside: how much was bought and paid before and after each measure that names the vendor, and did it bind the buyer?
-- Denominator: the purchases in bought, each once for each measure, beside the earliest of the measure's listings of the vendor,
-- whatever entries of more of its companies came later; never sum over measures. Where the record gives no day of the purchase and
-- the contract's first day, purchase_was says that the contract began before or after: when it was concluded is not known.
create or replace view measures_beside as
with beside as (
  select e.vendor, e.vendor_name, l.measure, l.title, l.bound, l.purchase_was, x.purchase
  from exposures e join exposure_purchases x on x.exposure = e.id, unnest(e.listings) as u(l)
  where x.counts
  qualify row_number() over (partition by e.vendor, l.measure, x.purchase order by l."from" nulls last, l.date_text, l.purchase_was, l.bound, e.id) = 1
)
select b.vendor, any_value(b.vendor_name) as vendor_name, b.measure, any_value(b.title) as title, b.bound, b.purchase_was, p.currency, p.attribution, p.vat, p.vat_basis, count(*) as purchases,
       sum(p.awarded) as awarded, sum(p.paid) as paid
from beside b join purchases p on p.id = b.purchase
group by b.vendor, b.measure, b.bound, b.purchase_was, p.currency, p.attribution, p.vat, p.vat_basis;

-- cameras: how many cameras of a vendor has a body, by source?
-- Denominator: devices of each source. Sources may describe the same devices: never sum over sources. Of claims devices is null:
-- nobody counted any, and how many they say there are stands in stated_in_texts, at the place that they name, which is no body; a
-- number that is of a whole (stated_over) says nothing of any part of it. A claim may be of other technology than cameras. A holder
-- may be private, which holder_public says; those in a row without a holder may be many holders', and are no body's.
create or replace view cameras as
select holder, holder_name, any_value(nullif(concat_ws(':', holder_scheme, holder_identifier), '')) as holder_code, any_value(holder_public) as holder_public, site, vendor, vendor_name, source, device_status, sum(devices) filter (source <> 'claim') as devices,
       list(distinct stated order by stated) filter (stated is not null) as stated_in_texts,
       list(distinct stated_over order by stated_over) filter (stated_over is not null) as stated_over
from deployments group by holder, holder_name, site, vendor, vendor_name, source, device_status;

-- integrators: which suppliers sold a vendor's goods without being the vendor?
-- Denominator: the purchases in bought with a supplier that is known. Members of a consortium are listed; the value is theirs
-- together and stands beside each of them, so that it cannot be summed over suppliers.
create or replace view integrators as
select b.vendor, b.vendor_name, s.id as supplier, s.name as supplier_name, nullif(concat_ws(':', s.scheme, s.identifier), '') as supplier_code, b.purchase, b.body, b.body_name, b.body_code,
       b.date, b.currency, b.awarded as awarded_together,
       len(p.suppliers) as members
from bought b join purchases p on p.id = b.purchase, unnest(p.suppliers) as u(s)
where not exists (select 1 from exposures e join exposure_purchases l on l.exposure = e.id
                  where l.purchase = b.purchase and e.vendor = b.vendor and e.channel = 'supplier' and e.relation in ('same entity', 'family'));

-- dormant_functions: which functions are there, and are they off?
-- Denominator: functions of devices whose configuration was read, and those that texts and contracts name; what was refused is
-- unknown, which is not dormant. off is yes where an account of the device says so, and unknown where all that is said is that the
-- function is there, or was paid for, or ought to be off: count by it. A function that is there, and of which another account of the
-- device says that it is on, is not here; one that is off by one account and on by another is, with enabled beside it.
create or replace view dormant_functions as
select if(state = 'dormant', 'yes', 'unknown') as off, * from capabilities
where state = 'dormant' or said = 'dormant' and modality <> 'denies' or state in ('present', 'bought') and not list_contains(beside, 'enabled');

-- enabled_functions: which functions are switched on, and when was that last seen?
-- Denominator: functions of devices whose configuration was read.
create or replace view enabled_functions as
select * from capabilities where state = 'enabled';

-- first_statements: who said it first?
-- Denominator: the claims of texts that were read and say on which day they were published. Claims without a day cannot be first:
-- the day on which a text was fetched says only that it was not published later.
create or replace view first_statements as
select c.subject, c.kind, c.predicate, c.object, c.place, c.thing, s.source_name, s.source_group, t.published_on as published, t.title, t.publisher, c.quote, c.id as claim
from claims c join texts t on t.id = c.text join claim_sources s on s.claim = c.id
where t.published_on is not null
qualify row_number() over (partition by c.subject, c.kind, c.predicate, c.object, c.place, c.thing order by t.published_on, c.id) = 1;

-- answers: what was answered, as texts report it, and as whoever asked tells it in a table of replies?
-- Denominator: the claims of texts that were read, and the rows of replies. No answer here does not mean that none was given, and
-- that somebody did not answer admits nothing.
create or replace view answers as
select 'claim' as known_by, c.subject as about, c.speaker.affiliation as who, c.speaker.role as role, null as question, null as asked, c.modality as outcome,
       c.quote as answer, t.published_on as day, t.publisher as source, c.kind, c.predicate, null as vendor, null as organisation, c.id as row_id
from claims c join texts t on t.id = c.text where c.reply or c.kind = 'denial' or c.modality = 'denies'
union all
select 'reply', coalesce(r.about, r.vendor), r.who, r.role, r.question, r.asked, r.outcome, r.answer, r.answered, r.source, null, null, coalesce(v.id, r.vendor),
       o.id, r.id
from replies r left join vendors v on v.id = r.who_id
     left join organisations o on o.id = r.who_id or o.scheme || ':' || o.identifier = r.who_id;

-- removals: what was removed, or is to be?
-- Denominator: exposures. A contract that ended removes nothing.
create or replace view removals as
select id as exposure, body.id as body, body.name as body_name, nullif(concat_ws(':', body.scheme, body.identifier), '') as body_code, vendor, vendor_name,
       nullif(concat_ws(':', vendor_scheme, vendor_identifier), '') as vendor_code, channel, device_status, date, date_kind, grade, wording
from exposures where effect = 'lowers';

-- limits: what cannot be said, and how often?
-- Denominator: beside each row, the rows among which it was counted. The documents are those that a run is given: neither the
-- lists of vendors, nor an archive beside what is in it.
create or replace view limits as
with inputs as (
  select * from documents where status <> 'archive' and coalesce(format, '') not in ('watch', 'earlier')
)
select 'exposures with a contract of which it is not known whether it is in force' as what, count(*) filter (in_force = 'unknown' and deal is not null) as how_many, count(*) filter (deal is not null) as of_all from exposures
union all select 'exposures without a day', count(*) filter (date is null), count(*) from exposures
union all select 'exposures of which it is unclear what was bought', count(*) filter (sense = 'unclear'), count(*) from exposures
union all select 'exposures that rest on what a text claims alone', count(*) filter (grade = 'D'), count(*) from exposures
union all select 'purchases without a value', count(*) filter (awarded is null), count(*) from purchases
union all select 'purchases of which it is not known what was paid', count(*) filter (paid is null), count(*) from purchases
union all select 'purchases without a known supplier', count(*) filter (supplier_known <> 'stated'), count(*) from purchases
union all select 'purchases of which no text and no supplier is known, so that nothing could be sought in them', count(*) filter (title is null and line is null and len(texts) = 0 and len(suppliers) = 0), count(*) from purchases
union all select 'purchases without a known buyer', count(*) filter (buyer.name is null and buyer.identifier is null), count(*) from purchases
union all select 'documents that no format reads', count(*) filter (status = 'unread'), count(*) from inputs
union all select 'documents that could not be read, or not to the end', count(*) filter (status in ('rejected', 'incomplete')), count(*) from inputs;

-- repeated_lots: which purchases may be one that has two lot codes, and would be counted twice?
-- Denominator: pairs of purchases with a lot code, a supplier and a value. The same supplier, value and currency, no different buyers,
-- and the words of the one, as far as they go or their first forty, in those of the other, or its code: a contract that one body
-- puts out to tender for another has a code of each. They may be two all the same, such as two lots, or years, of one service at one price.
create or replace view repeated_lots as
with lots as (
  select p.id, p.lot, p.title, lower(p.title) as low, p.buyer.id as buyer, p.buyer.name as buyer_name, p.awarded, p.currency, p.date,
         (select list(s.id order by s.id) from unnest(p.suppliers) as u(s)) as sold, p.suppliers[1].name as supplier_name
  from purchases p where p.lot is not null and p.awarded is not null and p.title is not null and len(p.suppliers) > 0
)
select a.id as purchase, b.id as other, a.lot, b.lot as other_lot, coalesce(a.buyer_name, b.buyer_name) as body_name, a.supplier_name, a.awarded, a.currency,
       a.date, b.date as other_date, a.title, b.title as other_title
from lots a join lots b on a.awarded = b.awarded and a.currency is not distinct from b.currency and a.sold = b.sold and a.lot < b.lot
where a.sold[1] is not null and coalesce(a.buyer, b.buyer) is not distinct from coalesce(b.buyer, a.buyer)
  and (contains(b.low, left(a.low, 40)) or contains(a.low, left(b.low, 40)) or contains(b.low, lower(a.lot)) or contains(a.low, lower(b.lot)));

-- running_contracts: which contracts were running on the as-of day? Name your own buyers in where body in (…).
-- Denominator: purchases; of those with in_force unknown nothing can be said, and without --as-of that is all of them.
create or replace view running_contracts as
select p.buyer.id as body, if(o.id is null, p.buyer.name, o.name) as body_name,
       if(o.id is null, nullif(concat_ws(':', p.buyer.scheme, p.buyer.identifier), ''), nullif(concat_ws(':', o.scheme, o.identifier), '')) as body_code, p.deal, p.id as purchase, p.title, p.line, p.suppliers, p."from", p."to", p.in_force_known, p.renewal_by, p.known_from,
       (select list(distinct e.vendor order by e.vendor) from exposures e join exposure_purchases l on l.exposure = e.id where l.purchase = p.id) as vendors
from purchases p left join organisations o on o.id = p.buyer.id where p.in_force = 'yes';

-- rules: which measures may bind the body, whose goods it has?
-- Denominator: the measures in measures that name the vendor. Not here are those of another country, which bind it by nothing
-- that this dataset knows, and bodies whose country is not known: whether a measure is of their country cannot be said.
create or replace view rules as
select distinct e.body.id as body, e.body.name as body_name, nullif(concat_ws(':', e.body.scheme, e.body.identifier), '') as body_code, e.vendor, e.vendor_name, l.measure, l.title, l.kind, l.binds, l.bound, l."from", l."to", m.does, l.bound_basis, l.verified, m.source
from exposures e, unnest(e.listings) as u(l) left join measures m on m.id = l.measure
where l.bound <> 'no' and e.body.country is not null;

-- attestations: which suppliers to ask what they delivered?
-- Denominator: the suppliers of the purchases in bought; who sold something else, such as the insurance of a thing, delivered none of
-- it. Natural persons have no name here.
create or replace view attestations as
select s.id as supplier, any_value(s.name) as supplier_name, any_value(nullif(concat_ws(':', s.scheme, s.identifier), '')) as supplier_code, count(distinct x.purchase) as purchases,
       list(distinct e.vendor order by e.vendor) as vendors, max(p.date) as newest, bool_or(p.in_force = 'yes') as any_in_force
from exposures e join exposure_purchases x on x.exposure = e.id join purchases p on p.id = x.purchase, unnest(p.suppliers) as u(s)
where s.id is not null and x.counts group by s.id;

-- price_lists: which lines of calls, awards and contracts name a flagged vendor's goods, under its own brand or another's?
-- Denominator: items with a text. A line that is offered was not bought by that. A brand that needs a word of its trade beside it is
-- here where the line has one; goods that only a model number tells are in rebrands.
create or replace view price_lists as
with named as (
  select i.*, lower(i.text) as low, lower(b.brand) as word, b.vendor, b.brand, b.relation, b.scope, b.confidence, b.verified, b.needs, b.context
  from items i join brands b on contains(lower(i.text), lower(b.brand)) where b.needs <> 'model'
)
select process, level, item, text, unit_amount, currency, vendor, brand, relation, scope, confidence, verified
from named where regexp_matches(low, '(^|[^\pL\pN])' || regexp_escape(word) || '([^\pL\pN]|$)') and
  (needs = 'nothing' or regexp_matches(replace(low, word, ' '), '(^|[^\pL\pN])(' || replace(array_to_string(context, '([^\pL\pN]|$)|') || '([^\pL\pN]|$)', '*([^\pL\pN]|$)', '') || ')'));

-- catalogue_items: which goods are offered, in catalogues and on the price lists of frameworks?
-- Denominator: products, and the lines of frameworks that have a price. Nobody has anything by it.
create or replace view catalogue_items as
select 'catalogue' as offered_in, id, maker, model, null as text, cast(null as decimal(38,9)) as unit_amount, null as currency, null as framework from products
union all
select 'price list', i.id, null, null, i.text, i.unit_amount, i.currency, p.title
from items i join (select process, any_value(title) as title from purchases where kind = 'framework' group by process) p on p.process = i.process
where i.unit_amount is not null;

-- undecided_models: which models of flagged vendors' goods were seen or bought, that nobody has decided about?
-- Denominator: of_all, the accounts of devices and the texts that name the model; who registered a network card made no model by it.
-- That a model is undecided says that no row of decisions bears on its match: nobody of yours has looked at it. Capitals make no model.
create or replace view undecided_models as
select m.vendor, any_value(m.vendor_name) as vendor_name, min(coalesce(d.device.model, m.found)) as model, count(*) as of_all,
       count(*) filter (m.decision is null) as undecided, list(distinct m.channel order by m.channel) as channels,
       bool_or(m.certainty = 'names the model') as documented_model, min(m.id) as first_match
from matches m left join (select account, any_value(device) as device from things group by account) d on d.account = m.subject
where (m.certainty = 'names the model' or d.device.model is not null) and m.relation <> 'none' and m.channel <> 'network card'
group by m.vendor, lower(coalesce(d.device.model, m.found))
having count(*) filter (m.decision is null) > 0;

-- rebrands: which goods are a flagged vendor's under another firm's brand?
-- Denominator: whatever matches were looked for in: suppliers, texts, devices and claims.
create or replace view rebrands as
select m.vendor, m.relation, m.brand, b.scope, b.confidence, b.verified, m.channel, m.subject_kind, m.subject, m.found, m.quote, m.certainty, m.reasons_against
from matches m left join brands b on b.vendor = m.vendor and b.brand = m.brand where m.relation = 'rebrand';

-- renewals: which contracts about a vendor's goods must be renewed, or end, within 90 days after the as-of day?
-- Denominator: exposures with a contract whose last day is known, but for those of which it is known that they do not run, such as
-- one that was terminated. Empty without --as-of.
create or replace view renewals as
select e.id as exposure, e.body.id as body, e.body.name as body_name, nullif(concat_ws(':', e.body.scheme, e.body.identifier), '') as body_code, e.vendor, e.vendor_name, p.deal, p.title, p."to", p.renewal_by, p.until, p.in_force
from exposures e join exposure_purchases x on x.exposure = e.id join purchases p on p.id = x.purchase, dataset d
where coalesce(p.renewal_by, p."to") between d.as_of and d.as_of + 90 and p.in_force <> 'no';

-- unknowns: what is not known of a body's exposures, by office?
-- Denominator: of_all, the exposures of the office. The office is the buyer's name in the record where that is not the body's;
-- the department is the body's parent, null where no record names one or they disagree.
create or replace view unknowns as
select e.body.id as body, any_value(e.body.name) as body_name, any_value(nullif(concat_ws(':', e.body.scheme, e.body.identifier), '')) as body_code, min(coalesce(e.office, e.body.name)) as office, any_value(b.parent_name) as department, count(*) as of_all,
       count(*) filter (e.in_force = 'unknown') as in_force_unknown, count(*) filter (e.device_status = 'unknown') as devices_unknown,
       count(*) filter (len(e.functions) = 0) as functions_unknown, count(*) filter (e.date is null) as day_unknown
from exposures e left join organisations b on b.id = e.body.id group by e.body.id, lower(coalesce(e.office, e.body.name));

-- reproduction: what must be at hand to give this answer again, byte by byte?
-- Denominator: every input of the run. The same program over the same digests, with the same as-of day, gives this dataset.
create or replace view reproduction as
select d.dataset, d.program, d.as_of, o.digest, o.path, o.status from dataset d, documents o where o.member is null or o.member = '';

-- denominators: what was read, by source and month: records, buyers, suppliers and money?
-- Denominator: itself: it is that of every other view. A purchase that stands in two sources is counted in both: sum over months,
-- never over sources. What could not be read is beside it in the columns of its source, for a document has no month. What was
-- cancelled, or is not yet decided, is among the purchases and not in the money: valued is how many have a value in it.
create or replace view denominators as
with stands as (
  select distinct p.id, d.format, coalesce(strftime(p.date, '%Y-%m'), 'unknown') as month
  from purchases p, unnest(p.origins) as u(o) join documents d on d.digest = o.digest and coalesce(d.member, '') = coalesce(o.member, '')
  where d.format is not null
), sold as (
  select s.format, s.month, p.currency, count(distinct t.id) as suppliers
  from stands s join purchases p on p.id = s.id, unnest(p.suppliers) as u(t) group by s.format, s.month, p.currency
), unread as (
  select format, count(*) filter (status in ('rejected', 'incomplete')) as documents_not_read, sum(rejected) as units_rejected
  from documents where format is not null group by format
)
select s.format, s.month, p.currency, count(*) as purchases, count(distinct p.deal) as deals,
       count(distinct p.buyer.id) as buyers, coalesce(any_value(x.suppliers), 0) as suppliers,
       count(p.awarded) filter (p.status not in ('cancelled', 'pending')) as valued,
       sum(p.awarded) filter (p.status not in ('cancelled', 'pending')) as awarded, count(p.paid) as with_payment, sum(p.paid) as paid,
       any_value(r.documents_not_read) as documents_not_read, any_value(r.units_rejected) as units_rejected
from stands s join purchases p on p.id = s.id left join unread r on r.format = s.format
     left join sold x on x.format = s.format and x.month = s.month and x.currency is not distinct from p.currency
group by s.format, s.month, p.currency;

-- news: what is new since the dataset that the run was compared with, and why?
-- Denominator: exposures, findings, deployments and listings of both datasets; of purchases, those that exposures are about, and
-- of devices those in which a vendor was found. Empty without --against.
-- Where sources_differ is no, the program, a decision or the question changed, and not the world.
create or replace view news as
select c.kind, c."table", c.vendor, c.vendor_name, c.body, c.body_name, nullif(concat_ws(':', c.body_scheme, c.body_identifier), '') as body_code, c.list, c.deal, c.columns, c.why, c.sources_differ, c.came, c.went, c.wording,
       c.row, c.earlier_row, c.id as change, e.wording as exposure
from changes c left join exposures e on c."table" = 'exposures' and e.id = c.row
where case c."table" when 'purchases' then exists (select 1 from exposure_purchases l where l.purchase = c.row)
                     when 'devices' then exists (select 1 from matches m where m.subject = c.row) else true end;

-- months: of how many records of each kind does a source tell, by month, and what of it could not be read?
-- Denominator: itself: with denominators, which adds buyers, suppliers and money, it is that of every other view. The month is
-- that of a record's own day, and 'unknown' where it gives none; a record that stands in two sources is counted in both: sum over
-- months, never over sources. What no format reads has the source 'unknown'; what could not be read has no month.
create or replace view months as
with dated as (
  select 'purchase' as record, id, "date" as day, origins from purchases
  union all select 'process', id, "date", origins from processes
  union all select 'award', id, "date", origins from awards
  union all select 'contract', id, signed, origins from contracts
  union all select 'device', id, coalesce(seen, supplied, removed), origins from devices
  union all select 'function of a device', id, as_of, origins from functions
  union all select 'text', id, published_on, origins from texts
  union all select 'claim', c.id, t.published_on, c.origins from claims c left join texts t on t.id = c.text
  union all select 'entry of a list', id, "from", origins from list_entries
  union all select 'membership', id, as_of, origins from memberships
  union all select 'change of a membership', id, "date", origins from membership_events
)
select d.format as source, r.record, coalesce(strftime(r.day, '%Y-%m'), 'unknown') as month, count(distinct r.id) as how_many
from dated r, unnest(r.origins) as u(o) join documents d on d.digest = o.digest and coalesce(d.member, '') = coalesce(o.member, '')
where d.format is not null group by all
union all
select coalesce(format, 'unknown'), case status when 'unread' then 'document that no format reads' else 'document that could not be read, or not to its end' end, 'unknown', count(*)
from documents where status in ('unread', 'rejected', 'incomplete') group by all
union all
select format, 'record that could not be read', 'unknown', sum(rejected) from documents where format is not null group by all having sum(rejected) > 0;
