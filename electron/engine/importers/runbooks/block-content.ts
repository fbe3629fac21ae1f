// Queries and configs by how they look, for blocks that do not say what they are, or that say shell and are none.

const SQL =
  /^\s*(?:SELECT\s[\s\S]+?\sFROM\b|SELECT\s+[\w.@(*]+[^|]*;|INSERT\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:OR\s+REPLACE\s+)?(?:UNIQUE\s+)?(?:TABLE|INDEX|USER|ROLE|DATABASE|VIEW|FUNCTION|EXTENSION|SCHEMA)\b|ALTER\s+(?:TABLE|SYSTEM|DATABASE|USER|ROLE|INDEX)\b|DROP\s+(?:TABLE|INDEX|USER|DATABASE|VIEW|ROLE|SCHEMA)\b|SHOW\s+(?:FULL\s+)?(?:PROCESSLIST|ENGINE|SLAVE|REPLICA|MASTER|STATUS|VARIABLES|GLOBAL|TABLES|DATABASES|GRANTS|ALL\b|\w+\s*;)|EXPLAIN\s+(?:ANALYZE\s+)?(?:SELECT|\()|WITH\s+\w+\s+AS\s*\(|GRANT\s+\w[\s\S]+\sON\s|REVOKE\s+\w[\s\S]+\sON\s|TRUNCATE\s+TABLE\b|(?:BEGIN|COMMIT|ROLLBACK|VACUUM|ANALYZE|REINDEX|FLUSH|KILL|CALL|EXEC|USE)\b[^|\n]*;|(?:START|STOP)\s+(?:SLAVE|REPLICA)\b|CHANGE\s+(?:MASTER|REPLICATION)\b|SET\s+(?:GLOBAL|SESSION)\b|--\s+\w[^\n]*\n\s*(?:SELECT|UPDATE|DELETE|INSERT|WITH)\b)/i;
const PROMQL_CALL =
  /^\s*(?:sum|avg|max|min|count|rate|irate|increase|delta|idelta|deriv|topk|bottomk|quantile|histogram_quantile|absent|absent_over_time|predict_linear|label_replace|label_join|changes|resets|stddev|stdvar|count_values|group|sort|sort_desc|round|ceil|floor|clamp_max|clamp_min|clamp|time|vector|scalar|\w+_over_time)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(/;
const PROMQL_SELECTOR =
  /^\s*[a-zA-Z_:][\w:]*\{[^}\n]*[=!~]"?[^}]*\}|^\s*[a-zA-Z_:][\w:]*(?:_total|_bytes|_seconds|_count|_sum|_bucket|_info|_ratio|_percent)\b(?!\s+-)|^\s*(?:up|ALERTS|\w+:\w+(?::\w+)?)\s*(?:\{|(?:==|!=|>|<|>=|<=)\s*[\d.]+\s*$)/;
const PROMQL_RANGE =
  /^\s*[a-zA-Z_:][\w:]*(?:\{[^}]*\})?\s*\[\d+[smhdwy](?::[^\]]*)?\]|^\s*\(?\s*[a-zA-Z_:][\w:]*\s*(?:[-+*/%]|==|!=|>=?|<=?)\s*[a-zA-Z_:(][\w:]*(?:[{([\s]|$).*(?:==|!=|>=?|<=?)\s*[\d.]+\s*$/;
const LOGQL = /^\s*(?:\w+\s*\(\s*)*\{\s*\w+\s*(?:=~?|!=|!~)\s*["`]/;
const KQL =
  /^\s*[\w().'"-]+[^\n]*\n\s*\|\s*(?:where|project|summarize|extend|order|sort|take|top|join|count|distinct|render|parse|make-series|mv-expand|limit)\b|^\s*\|\s*(?:where|project|summarize|extend)\b/;
const SPL = /^\s*(?:search\s+)?(?:index|sourcetype|source)\s*=\s*\S+.*(?:\||$)/i;
const ES = /^\s*(?:GET|POST|PUT|DELETE|HEAD|PATCH)\s+\/?[_\w.*{<-][^\s]*(?:\s*$|\s*\n|\s+HTTP\/)/;
const MONGO = /^\s*(?:db|rs|sh)\.\w+[.(]/;
const REDIS =
  /^\s*(?:INFO|CONFIG (?:GET|SET)|CLIENT (?:LIST|KILL)|SLOWLOG GET|CLUSTER \w+|KEYS|SCAN \d+|MEMORY \w+|DBSIZE|FLUSHALL|FLUSHDB)\b[^|;&]*$/;

/** Name of the language of queries that a block is in; null: it is none. */
export function queryIn(content: string): string | null {
  const text = content.slice(0, 20_000).replace(/^(?:\s*(?:--|#|\/\/)[^\n]*\n)+/, '');
  if (SQL.test(text)) return isShellAfterAll(text) ? null : 'SQL';
  if (MONGO.test(text)) return 'MongoDB';
  if (LOGQL.test(text)) return 'LogQL';
  if (PROMQL_CALL.test(text) || PROMQL_SELECTOR.test(text) || PROMQL_RANGE.test(text))
    return isFunction(text) ? null : 'PromQL';
  if (KQL.test(text)) return 'KQL';
  if (SPL.test(text) && !/^\s*\w+=\S*\s*$/.test(text)) return 'SPL';
  if (ES.test(text)) return 'HTTP';
  return REDIS.test(text) ? 'Redis' : null;
}

/** `select` and `set` are words of the shell as well, `kill 123;` is one of its commands; those are written small. */
const isShellAfterAll = (text: string): boolean =>
  /^\s*(?:select|set|kill|exec|use|begin|call|show)\s/.test(text) && !/\bfrom\b|;\s*$/.test(text);

const isFunction = (text: string): boolean => /^\s*\w+\s*\(\)\s*\{/.test(text);

/** What kind of config a block is; null: it is none. */
export function configIn(content: string): string | null {
  const text = content.slice(0, 50_000).trim();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const share = (pattern: RegExp): number =>
    lines.filter((line) => pattern.test(line)).length / Math.max(1, lines.length);
  if (/^[{[]/.test(text) && /[}\]]$/.test(text) && (isJson(text) || share(/^\s*(?:["}\]{[]|\/\/)/) > 0.8))
    return 'JSON';
  if (/^<(?:\?xml|!DOCTYPE|[a-zA-Z][\w:-]*(?:\s[^<>]*)?>[\s\S]*<\/)/.test(text)) return 'XML';
  if (/^(?:---|\+\+\+) \S+.*\n(?:---|\+\+\+) |^@@ -\d|^diff --git /m.test(text)) return 'a diff';
  if (/^\s*\[[\w .:@/-]+\]\s*$/m.test(text) && share(/^\s*(?:\[[^\]]+\]\s*$|[\w.-]+\s*=|[#;])/) > 0.7)
    return 'an ini file';
  if (
    /^\s*(?:server|location|upstream|http|events|stream|zone|backend|frontend|listen|global|defaults)\b[^\n;|]*\{?\s*$/m.test(
      text,
    ) &&
    share(/^\s*(?:[\w~/$"^.*-]+[^\n]*[;{]\s*$|\}|#)/) > 0.8 &&
    /;\s*$/m.test(text)
  )
    return 'a server config';
  if (/^\s*(?:resource|variable|provider|module|data|output|locals|terraform)\b[^\n]*\{\s*$/m.test(text)) return 'HCL';
  if (
    /^(?:FROM \S+|RUN |COPY |ENTRYPOINT )/m.test(text) &&
    share(/^\s*(?:FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|ARG|WORKDIR|EXPOSE|USER|LABEL|VOLUME|#)/) > 0.6
  )
    return 'a Dockerfile';
  if (
    share(/^\s*(?:(?:[\d*,/-]+\s+){5}\S|@(?:reboot|hourly|daily|weekly|monthly)\s|#)/) === 1 &&
    lines.some((line) => !line.trim().startsWith('#'))
  )
    return 'a crontab';
  if (
    lines.length > 0 &&
    share(/^\s*(?:- )?["']?[\w./@ -]+["']?:(?:\s|$)|^\s*- \S|^\s*#|^---\s*$|^\s{2,}\S/) === 1 &&
    /^\s*(?:- )?["']?[\w./@ -]+["']?:(?:\s|$)/m.test(text)
  )
    return 'YAML';
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
