// What a block of a document is: a command, output, a query, a config. What is taken for a command can be run by an operator at
// three in the morning, so each line of this table is a promise.
import { describe, expect, test } from 'vitest';
import { readBlock } from '../../electron/engine/importers/runbooks/block-reading.ts';

/** The commands that are read; null: it stays text. */
function commandsIn(info: string, content: string): readonly string[] | null {
  const reading = readBlock(info, content);
  return reading.kind === 'commands'
    ? reading.lines.map(({ text }) => text).filter((text) => text.trim() !== '')
    : null;
}

type Case = readonly [what: string, info: string, content: string, commands: readonly string[] | null];

const cases: readonly Case[] = [
  // prompts
  ['a dollar prompt', 'shell', '$ df -h', ['df -h']],
  ['two dollar prompts', 'bash', '$ df -h\n$ df -i', ['df -h', 'df -i']],
  [
    'a dollar prompt and its output',
    'console',
    '$ df -h\nFilesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        50G   48G  2.0G  96% /',
    ['df -h'],
  ],
  ['output of one word', 'bash', '$ systemctl is-active nginx\nactive', ['systemctl is-active nginx']],
  ['output that looks like a command', 'bash', '$ cat run.sh\nrm -rf /srv/data\nsystemctl stop nginx', ['cat run.sh']],
  ['a root prompt', 'bash', '# df -h', ['df -h']],
  [
    'root prompts with output',
    '',
    '# systemctl status nginx\n● nginx.service - web server\n   Loaded: loaded',
    ['systemctl status nginx'],
  ],
  ['a comment over a command', 'bash', '# Check the disk\ndf -h', ['# Check the disk', 'df -h']],
  [
    'a comment that begins with a program',
    'bash',
    '# find the biggest files\ndu -x / | sort -n',
    ['# find the biggest files', 'du -x / | sort -n'],
  ],
  ['a comment alone', 'bash', '# kill the process', null],
  ['a comment within a session', 'bash', '$ df -h\n# now the inodes\n$ df -i', ['df -h', '# now the inodes', 'df -i']],
  [
    'root prompts behind dollar prompts',
    'shell',
    "$ oc debug node/x\n# sysctl -a | grep 'fs.file-'\nfs.file-max = 1597016\n# lsof -n",
    ['oc debug node/x', "sysctl -a | grep 'fs.file-'", 'lsof -n'],
  ],
  ['user@host', '', 'ops@web1:~$ uptime', ['uptime']],
  ['root@host', '', 'root@web1:/var/log# ls -l', ['ls -l']],
  [
    'brackets around it',
    '',
    '[root@web1 ~]# free -m\n              total        used\nMem:           7822        5123',
    ['free -m'],
  ],
  ['a virtual environment', 'console', '(venv) ops@web1:~$ uptime', ['uptime']],
  ['sh-4.4#', '', 'sh-4.4# ps aux', ['ps aux']],
  ['a percent prompt', 'console', '% kubectl get pods', ['kubectl get pods']],
  ['a fancy prompt', 'zsh', '❯ kubectl get pods', ['kubectl get pods']],
  ['a greater-than prompt', '', '> kubectl get pods', ['kubectl get pods']],
  ['prompts in a block of text', 'text', '$ uptime\n 15:30:00 up 10 days', ['uptime']],
  ['an amount of money', '', '$ 5.00 per hour', null],
  ['a prompt without a command', 'console', '$ ', []],
  // continuations, quotes, heredocs
  [
    'a backslash at the end',
    'bash',
    'kubectl get pods \\\n  -n prod \\\n  -o wide',
    ['kubectl get pods \\', '  -n prod \\', '  -o wide'],
  ],
  [
    'a backslash behind a prompt',
    'console',
    '$ kubectl get pods \\\n>   -n prod\nNAME   READY',
    ['kubectl get pods \\', '  -n prod'],
  ],
  ['a quote over lines', 'console', "$ echo 'one\n> two'\none\ntwo", ["echo 'one", "two'"]],
  ['an apostrophe in prose', 'console', "$ echo it's\n$ df -h", ["echo it's", 'df -h']],
  ['a heredoc', 'bash', "cat <<'EOF' > /etc/x\nkey: value\nEOF", ["cat <<'EOF' > /etc/x", 'key: value', 'EOF']],
  ['a heredoc behind a prompt', 'console', '$ cat <<EOF\nName: x\nEOF\nName: x', ['cat <<EOF', 'Name: x', 'EOF']],
  ['a loop', 'bash', 'for n in 1 2 3; do\n  echo "$n"\ndone', ['for n in 1 2 3; do', '  echo "$n"', 'done']],
  [
    'a case',
    'bash',
    'case "$1" in\n  start) systemctl start x ;;\nesac',
    ['case "$1" in', '  start) systemctl start x ;;', 'esac'],
  ],
  ['a function', 'sh', 'fix() {\n  echo fixed\n}\nfix', ['fix() {', '  echo fixed', '}', 'fix']],
  ['a script with its first line', 'bash', '#!/bin/bash\nset -e\necho hello', ['#!/bin/bash', 'set -e', 'echo hello']],
  ['a script of another language', 'bash', '#!/usr/bin/env python3\nprint("x")', null],
  // without prompts
  ['one command in shell', 'sh', 'systemctl restart nginx', ['systemctl restart nginx']],
  ['a command that nobody knows, marked as shell', 'bash', 'fixctl rebalance --all', ['fixctl rebalance --all']],
  ['a command that nobody knows, not marked', '', 'fixctl rebalance --all', null],
  ['a known command, not marked', '', 'kubectl get pods -n prod', ['kubectl get pods -n prod']],
  [
    'a command with output below, no prompt',
    'bash',
    'df -h\nFilesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        50G   48G  2.0G  96% /',
    ['df -h'],
  ],
  ['sudo', '', 'sudo systemctl restart nginx', ['sudo systemctl restart nginx']],
  ['a script by its path', 'bash', './failover.sh --to ams2', ['./failover.sh --to ams2']],
  ['a path that is only named', '', '/etc/nginx/nginx.conf', null],
  ['an assignment and a use', 'bash', 'NS=prod\nkubectl get pods -n "$NS"', ['NS=prod', 'kubectl get pods -n "$NS"']],
  ['info with attributes', 'bash {linenos=true}', 'df -h', ['df -h']],
  ['info of pandoc', '{.sh}', 'df -h', ['df -h']],
  // output
  [
    'a table of pods',
    '',
    'NAME      READY   STATUS    RESTARTS   AGE\nweb-0     1/1     Running   0          3d',
    null,
  ],
  [
    'a table marked as bash',
    'bash',
    'NAME      READY   STATUS    RESTARTS   AGE\nweb-0     1/1     Running   0          3d',
    null,
  ],
  ['a log', 'bash', '2026-11-20T03:12:44Z ERROR connection refused', null],
  ['syslog', '', 'Nov 20 03:12:44 web1 kernel: Out of memory', null],
  ['marked as output', 'output', '$ df -h', null],
  ['ping', 'shell', 'PING web1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1', null],
  ['an error', 'bash', '-bash: foo: command not found', null],
  ['key = value', '', 'fs.file-max = 1597016', null],
  ['headers', 'shell', 'HTTP/1.1 503 Service Unavailable\nServer: nginx', null],
  ['prose', '', 'Check the disk and then restart the service.', null],
  ['a tree', '', '├── etc\n└── var', null],
  ['an alert', '', 'Filesystem on {{ $labels.device }} has only 3% left.', null],
  // queries
  ['SQL', 'sql', 'SELECT 1', null],
  ['SQL, not marked', '', 'SELECT pid, state FROM pg_stat_activity;', null],
  ['SQL marked as bash', 'bash', 'SELECT * FROM users WHERE id = 1;', null],
  ['an update', '', "UPDATE jobs SET state = 'new' WHERE id = 1;", null],
  ['PromQL', 'promql', 'up == 0', null],
  ['PromQL, not marked', '', 'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job)', null],
  [
    'PromQL marked as shell',
    'shell',
    'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes < 0.05',
    null,
  ],
  ['PromQL, a comparison', '', 'up == 0', null],
  ['LogQL', '', '{app="web"} |= "error"', null],
  ['KQL', '', 'Heartbeat\n| where TimeGenerated > ago(5m)\n| summarize count() by Computer', null],
  ['SPL', '', 'index=web status=500 | stats count by host', null],
  ['a console of Elasticsearch', '', 'GET _cluster/health', null],
  ['Mongo', '', 'db.currentOp()', null],
  ['a prompt of MySQL', 'console', 'mysql> SHOW SLAVE STATUS\\G', null],
  ['a prompt of PostgreSQL', '', 'postgres=# SELECT 1;', null],
  ['a query inside a command', 'bash', 'psql -c "SELECT 1"', ['psql -c "SELECT 1"']],
  // configs and code
  ['YAML', 'yaml', 'replicas: 3', null],
  ['YAML, not marked', '', 'spec:\n  replicas: 3\n  paused: true', null],
  ['JSON', '', '{ "a": 1 }', null],
  ['an ini file', '', '[mysqld]\nmax_connections = 500', null],
  ['nginx', '', 'server {\n  listen 80;\n  location / {\n    return 503;\n  }\n}', null],
  ['a crontab', '', '0 3 * * * /usr/local/bin/backup', null],
  ['a Dockerfile', '', 'FROM debian:12\nRUN apt-get update', null],
  ['a diff', '', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b', null],
  ['Python', 'python', 'print(1)', null],
  ['PowerShell', 'powershell', 'Restart-Service nginx', null],
  ['Windows', '', 'C:\\> net stop w3svc', null],
  ['a prompt of Python', '', '>>> import os', null],
  ['a router', '', 'core-sw01# show interfaces status', null],
  ['empty', 'bash', '\n', null],
];

describe('a block of a document', () => {
  test.each(cases)('%s', (_what, info, content, commands) => {
    expect(commandsIn(info, `${content}\n`)).toEqual(commands === null ? null : commands);
  });
});
