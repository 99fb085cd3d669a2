/*
 * Whether an English word names one thing or many. Nothing here is sure: a word that could be either, or that nobody counts, counts
 * as neither, since a wrong hint about somebody's grammar costs more than a missed one.
 */

/** A word, in lower case, that names one thing and has a plural that looks different. */
export function namesOne(word: string): boolean {
  if (!/^[a-z]{3,}$/.test(word) || /(s|ed|ing|ware|list|ful|[ai]ble)$/.test(word)) return false;
  return !irregularPlurals.has(word) && !uncountable.has(word) && !collections.has(word) && !notNouns.has(word);
}

/** A word, in lower case, that names many things and has a singular that looks different. */
export function namesMany(word: string): boolean {
  if (shortPlurals.has(word)) return true;
  if (!/^[a-z]{4,}[^su]s$/.test(word) && !/^[a-z]{3}[^aiosu]s$/.test(word)) return false;
  return !singularsInS.has(word) && !alwaysPlural.has(word) && !/(is|ous|ics|ness)$/.test(word);
}

/** The name with its last word in the plural: `orderLine` becomes `orderLines`. */
export function pluralOf(name: string): string {
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`;
  return /(x|z|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

/** The name with its last word in the singular: `addresses` becomes `address`. */
export function singularOf(name: string): string {
  if (/[a-z]{2}ies$/i.test(name)) return `${name.slice(0, -3)}y`;
  return /(ss|x|zz|ch|sh)es$/i.test(name) ? name.slice(0, -2) : name.slice(0, -1);
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const shortPlurals = wordsIn('ids apis uris urls ips skus tags keys');

const irregularPlurals = wordsIn(
  'children people men women mice feet teeth geese oxen criteria phenomena strata errata addenda memoranda alumni cacti fungi nuclei stimuli radii foci loci schemata stigmata',
);

/** What is not counted, or is written alike for one and for many. */
const uncountable = wordsIn(
  `data metadata media info information content body text history evidence feedback equipment furniture luggage baggage traffic weather money cash advice
   research knowledge music news series species sheep fish deer aircraft spacecraft staff personnel inventory stock mail email spam code telemetry geometry
   access progress merchandise produce jewelry clothing food water air energy power work homework training support help input output storage memory capacity
   tech custom discovery json xml csv html yaml sql pii gdpr consent`,
);

/** One thing that is many by its nature. */
const collections = wordsIn(
  `array list set map collection group team crew family audience crowd fleet batch bundle bag basket cart queue stack heap pool buffer chain tree graph table matrix
   vector tensor tuple pair triple range interval span bounds box bbox path route itinerary trace track trail breadcrumb polygon polyline line ring point position
   coordinate location shape sequence order sort hierarchy breakdown selection mix portfolio catalog catalogue menu playlist thread conversation transcript agenda schedule
   timeline calendar roster backlog log journal ledger feed stream history archive dictionary index scope payload result response page window slice chunk
   chart histogram distribution signature hash fingerprint embedding mask palette gallery album library population cohort segment stacktrace stackframe query filter`,
);

/** Words at the end of a name that make it no noun: `assignedTo`, `dependsOn`. */
const notNouns = wordsIn(
  `to from by on in at of for with without within into onto over under after before since until via per and or not all any each both none some many few more most other
   others next previous prev current new old only also else same own etc bcc allow deny include exclude has have can should must may known unknown available raw
   done gone seen taken given shown known left sent sold bought paid held kept met made built lost found won written drawn chosen broken spoken frozen hidden
   required optional required valid invalid active inactive open close closed first last latest`,
);

/** Words in -s that name one thing, or none that is counted. */
const singularsInS = wordsIn(
  `alias atlas bias canvas christmas pancreas pyjamas texas kansas arkansas paris james thomas lucas has was does goes chaos kudos macos pathos ethos cosmos rhinos
   lens cons pros news series species means always sometimes perhaps besides afterwards whereas thanks yes this these those plus minus gas lbs
   https sms dns gps aws ios tls cms css rss sqs sns kms dbms hls hds cvs sas nas vps pos crs gis ics mms rds ecs eks fts rts ats bps fps kbps mbps gbps rps tps qps
   contains includes excludes matches equals exists starts ends begins supports allows requires applies belongs needs wants
   loves likes follows depends refers relates describes represents replaces inherits extends implements`,
);

/** Words that have no other form, and what is called so although it is one text: `notes`, `terms`. */
const alwaysPlural = wordsIn(
  `details contents notes comments remarks instructions directions specifications specs terms conditions credentials settings preferences params parameters args
   arguments headers cookies properties attributes options flags features goods savings earnings premises headquarters clothes glasses scissors trousers
   hours minutes seconds days weeks months years millis micros nanos cents bytes bits pixels degrees percents dollars euros units meters metres miles grams kilos
   sales thanks congratulations regards surroundings belongings proceeds whereabouts outskirts odds customs abilities basics logistics graphics`,
);
