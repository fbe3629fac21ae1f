// Commands that only read: services and their logs, time, mail, databases, packages, containers and clusters.
import {
  all,
  any,
  each,
  exactly,
  isUnknown,
  only,
  type Rule,
  type Rules,
  verbAt,
  verbs,
  without,
} from './reading-rules.ts';

const KUBE_VALUE = /^(?:-n|--namespace|--context|--cluster|--kubeconfig|--user)$/;
const KUBE_READS = [
  'get',
  'describe',
  'logs',
  'top',
  'version',
  'api-resources',
  'api-versions',
  'explain',
  'events',
  'rollout status',
  'rollout history',
  'auth can-i',
  'config view',
  'config current-context',
  'config get-contexts',
];
const kube: Rule = (given) => {
  const at = verbAt(given.args, /^-[vA]$/, KUBE_VALUE);
  const clusterInfo = given.args[at] === 'cluster-info' && given.args[at + 1] !== 'dump';
  return (
    (clusterInfo || verbs(KUBE_READS, /^-[vA]$/, KUBE_VALUE)(given)) &&
    !given.has('', '--output-directory', '--raw', '--as')
  );
};

const docker = verbs([
  ...['ps', 'logs', 'inspect', 'images', 'stats', 'top', 'version', 'info', 'port', 'diff', 'history', 'system df'],
  ...['container ls', 'container ps', 'container inspect', 'container logs', 'container stats', 'image ls'],
  ...[
    'image inspect',
    'network ls',
    'network inspect',
    'volume ls',
    'volume inspect',
    'node ls',
    'node inspect',
    'node ps',
  ],
  ...['service ls', 'service ps', 'service inspect', 'service logs', 'stack ls', 'stack ps', 'stack services'],
]);

const SYSTEMCTL_ALONE = /^(?:--no-pager|--failed|--all|--full|--quiet|--no-legend|-[alq]+)$/;
const systemctl: Rule = (given) =>
  !given.has('HM', '--host', '--machine', '--now') &&
  (given.args.every((arg) => SYSTEMCTL_ALONE.test(arg)) ||
    verbs(
      [
        ...[
          'status',
          'is-active',
          'is-failed',
          'is-enabled',
          'is-system-running',
          'list-units',
          'list-timers',
          'list-jobs',
        ],
        ...['list-sockets', 'list-unit-files', 'list-dependencies', 'show', 'cat', 'get-default'],
      ],
      SYSTEMCTL_ALONE,
    )(given));

const aws: Rule = ({ args: [service = '', verb = ''], has }) =>
  !has('', '--cli-input-json', '--cli-input-yaml', '--endpoint-url') &&
  !isUnknown(service + verb) &&
  ((/^(?:describe|list)-[a-z0-9-]+$/.test(verb) && /^[a-z][a-z0-9-]*$/.test(service)) ||
    `${service} ${verb}` === 's3 ls' ||
    `${service} ${verb}` === 'sts get-caller-identity');

const journalctl = without(
  '',
  '--vacuum-size',
  '--vacuum-time',
  '--vacuum-files',
  '--rotate',
  '--flush',
  '--sync',
  '--relinquish-var',
  '--smart-relinquish-var',
  '--setup-keys',
  '--update-catalog',
  '--cursor-file',
  '--force',
);

export const readingServices: Rules = {
  systemctl,
  journalctl,
  service: ({ args }) => args.length === 2 && args[1] === 'status',
  'systemd-analyze': only(/^(?:time|blame|critical-chain)$/),
  loginctl: verbs(['list-sessions', 'list-users', 'session-status', 'user-status']),
  chronyc: ({ args }) => /^(?:-n )?(?:tracking|sources(?: -v)?|sourcestats(?: -v)?|activity)$/.test(args.join(' ')),
  ntpq: only(/^-[pn46]+$/),
  ...each('ntpstat pg_isready', any),
  mailq: ({ args }) => args.length === 0,
  postqueue: only(/^-[pj]$/),
  exim: only(/^-bp[cr]?$/),
  'rabbitmq-diagnostics': verbs(['ping', 'status', 'check_running', 'check_local_alarms', 'alarms', 'cluster_status']),
  rabbitmqctl: ({ args: [verb = ''] }) => /^(?:status|cluster_status|list_[a-z_]+)$/.test(verb),
  mysqladmin: only(/^(?:status|ping|processlist|extended-status|version|variables)$/),
  'redis-cli': ({ args }) => args.length === 1 && /^(?:info|ping|dbsize|lastsave|role)$/i.test(args[0] ?? ''),
  nginx: ({ args }) => args.length > 0 && args.every((arg) => /^-[tTvVq]+$/.test(arg)),
  ...each('apachectl apache2ctl', ({ args }) => args.length === 1 && /^(?:-[tSMv]|configtest)$/.test(args[0] ?? '')),
  sshd: ({ args }) => args.length === 1 && /^-[tT]$/.test(args[0] ?? ''),
  'named-checkconf': only(/^(?:-z|\/[\w/.-]+)$/),
  dpkg: all(
    ({ args }) => /^-/.test(args[0] ?? ''),
    only(/^(?:-[lsLS]|--list|--status|--listfiles|--search|[a-z0-9/][\w.+:*/-]*)$/),
  ),
  rpm: all(
    ({ args }) => /^-q/.test(args[0] ?? ''),
    only(/^(?:-q[acdfilpR]*|--last|--changelog|--requires|--provides|[a-zA-Z0-9/][\w.+:*/-]*)$/),
  ),
  'apt-cache': verbs(['policy', 'show', 'search', 'depends', 'rdepends', 'madison']),
  apt: verbs(['list', 'show', 'search', 'policy']),
  ...each('kubectl oc', kube),
  ...each('docker podman', docker),
  crictl: verbs(['ps', 'pods', 'logs', 'images', 'inspect', 'stats', 'info', 'version']),
  helm: verbs(['list', 'ls', 'status', 'history', 'version']),
  aws,
  consul: verbs(['members', 'info', 'version']),
  vault: exactly('status'),
  etcdctl: verbs(
    ['endpoint health', 'endpoint status', 'member list', 'alarm list', 'version'],
    /^--(?:endpoints|cacert|cert|key|write-out)=/,
  ),
  amtool: verbs(['alert query', 'silence query', 'config show', 'cluster show'], /^--alertmanager\.url=/),
};
