// Commands that only read: the network.
import { all, any, each, only, type Rule, type Rules, some, verbs, without } from './reading-rules.ts';

const IP_OPTION = /^-(?:[46sdojph]|br|brief|c|color|stats|statistics|details|oneline|json|pretty)$/;
const IP_OBJECT = /^(?:a|addr|address|l|link|r|route|n|neigh|neighbor|neighbour|ru|rule|maddr|mroute)$/;
const ip: Rule = ({ args, plain: [object = '', verb = 'show'] }) =>
  args.every((arg) => !arg.startsWith('-') || IP_OPTION.test(arg)) &&
  IP_OBJECT.test(object) &&
  ['show', 'list', 'ls', 'get', 'sh'].includes(verb);

/** A plain GET or HEAD over HTTP that keeps nothing. */
const curl: Rule = ({ args, has }) =>
  !has(
    'XdFoOTKcDQJ',
    '--request',
    '--data',
    '--form',
    '--output',
    '--remote-name',
    '--remote-header-name',
    '--upload-file',
    '--config',
    '--cookie-jar',
    '--dump-header',
    '--quote',
    '--json',
    '--trace',
    '--stderr',
    '--libcurl',
    '--etag-save',
    '--url-query',
    '--next',
    '--hsts',
    '--alt-svc',
    '--create-dirs',
    '--mail-from',
    '--telnet-option',
    '--proto',
  ) && !args.some((arg) => /^(?!https?:)[a-z][a-z0-9+.]*:\/\//i.test(arg));

const iptables: Rule = all(
  some(/^(?:-[nvx]*[LS][nvx]*|--list|--list-rules)$/),
  only(/^(?:-[LSnvxt]+|--list|--list-rules|--numeric|--verbose|--line-numbers|[A-Za-z_]\w*)$/),
);

const openssl: Rule = all(
  verbs(['x509', 's_client', 'verify', 'version', 'crl', 'ciphers']),
  without(
    '',
    '-out',
    '-keyout',
    '-CAcreateserial',
    '-writerand',
    '-CA',
    '-engine',
    '-provider',
    '-provider-path',
    '-sess_out',
    '-keylogfile',
    '-msgfile',
    '-signkey',
    '-config',
  ),
);

const ping: Rule = all(some(/^-\w*c\d*$/), without('f', '--flood'));

export const readingNetwork: Rules = {
  ...each('host nslookup traceroute tracepath netstat whois showmount', any),
  ...each('ping ping6', ping),
  ...each('iptables ip6tables', iptables),
  fping: without('l', '--loop'),
  dig: without('fk'),
  mtr: all(some(/^(?:-\w*r\w*|--report(?:-wide)?)$/), without('F', '--filename')),
  ss: without('KDF', '--kill', '--diag', '--filter'),
  ip,
  ethtool: only(/^(?:-[iSkgcamnPTl]|[A-Za-z][\w.-]*|[\uE000-\uF8FF])$/),
  arp: only(/^-[anve]+$/),
  nc: all(some(/^-\w*z/), without('lLecso')),
  nft: verbs(['list'], /^-[ans]+$/),
  conntrack: only(/^(?:-[LSC]|--dump|--stats|--count)$/),
  resolvectl: verbs(['status', 'query', 'statistics']),
  curl,
  wget: all(
    some(/^--spider$/),
    without('oOaPie', '--output', '--append-output', '--execute', '--config', '--post', '--method'),
  ),
  openssl,
  lldpctl: only(/^[A-Za-z][\w.-]*$/),
};
