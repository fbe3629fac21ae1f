// The word behind the fence of a block, and what it promises.

/** 'session': commands behind prompts, with output; 'plain': says nothing. */
export type BlockLanguage = 'shell' | 'session' | 'plain' | 'output' | 'query' | 'config' | 'code' | 'other-shell';

const WORDS: Readonly<Record<Exclude<BlockLanguage, 'plain'>, string>> = {
  shell: 'sh bash shell zsh ksh dash ash shellscript bashrc',
  session: 'console shell-session shellsession sh-session bash-session terminal term cmdline command commands cli tty',
  output:
    'output out log logs stdout stderr result results trace stacktrace syslog ascii diagram mermaid plantuml puml dot graphviz ditaa',
  query:
    'sql mysql postgresql postgres pgsql plpgsql psql plsql tsql sqlite mssql oracle hql cql promql metricsql logql traceql kql kusto spl splunk graphql cypher influxql flux lucene esql es elasticsearch mongodb mongo redis jmespath jsonata sparql',
  config:
    'yaml yml json json5 jsonc jsonl ndjson toml ini conf cfg config properties env dotenv nginx apache apacheconf htaccess xml html hcl terraform tf dockerfile docker makefile systemd unit diff patch csv tsv crontab cron haproxy sshconfig ssh-config jinja jinja2 j2 cisco ios junos http bind zone rego cue nix puppet kubernetes helm markdown md rst toc css protobuf proto',
  code: 'python py python3 ruby rb perl pl php javascript js typescript ts go golang java kotlin scala groovy lua c cpp c++ csharp cs rust rs r swift awk sed expect elixir erlang haskell jsx tsx',
  'other-shell':
    'powershell pwsh ps ps1 posh bat batch cmd dos winbatch fish csh tcsh nu nushell vbs vbscript applescript',
};

const KINDS: ReadonlyMap<string, BlockLanguage> = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as BlockLanguage] as const),
  ),
);

/** The first word of an info string, without what generators of sites put around it: '{.bash}', 'language-sh', 'bash:title'. */
export const infoWord = (info: string): string =>
  /^\s*\{?\s*\.?(?:language-|lang-|lang=|brush:\s*)?"?([\w+#.-]*)/.exec(info.toLowerCase())?.[1]?.replace(/\.$/, '') ??
  '';

/** What the block is said to be; a word that nobody knows says nothing. */
export const languageOf = (info: string): BlockLanguage => KINDS.get(infoWord(info)) ?? 'plain';
