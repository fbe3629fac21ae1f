// A command of a document as it is written into a draft: words, placeholders, and where values go.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCommand } from '../../electron/engine/importers/runbooks/command-step.ts';
import { createDraft } from '../../electron/engine/importers/runbooks/draft-builder.ts';
import { quoteWord, splitWords } from '../../electron/engine/importers/runbooks/shell-words.ts';

function imported(script: string) {
  const draft = createDraft();
  const lines = script.split('\n').map((_, index) => index + 1);
  const made = addCommand(draft, { script, lines, title: 'Do it', about: '' });
  const { on: _on, ...body } = (draft.steps[0]?.body ?? {}) as Record<string, unknown>;
  return {
    made,
    body,
    risk: draft.steps[0]?.risk,
    inputs: Object.fromEntries([...draft.inputs].map(([name, { type }]) => [name, type])),
    draft,
  };
}

describe('words', () => {
  test('any words, quoted and split, are the same words', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).filter((word) => !/[\0]/.test(word)),
          { minLength: 1 },
        ),
        (words) => {
          const { words: back, syntax } = splitWords(words.map(quoteWord).join(' '));
          expect(back).toEqual(words);
          expect([...syntax]).toEqual([]);
        },
      ),
    );
  });

  test.each([
    ['echo "a b" \'c d\' e\\ f', ['echo', 'a b', 'c d', 'e f']],
    ['echo "a\\"b" "c\\d"', ['echo', 'a"b', 'c\\d']],
    ["echo ''", ['echo', '']],
    ['a\\\n b', ['a', 'b']],
  ])('%s', (text, words) => expect(splitWords(text).words).toEqual(words));

  test.each([
    'a | b',
    'a > b',
    'ls *.log',
    'echo $X',
    'echo "$X"',
    'a && b',
    'A=1 b',
    'ls ~',
    'echo `x`',
    'a {b,c}',
    'a # b',
    'a &',
    '(a)',
  ])('%s needs a shell', (text) => expect(splitWords(text).syntax.size).toBeGreaterThan(0));
});

describe('where values go', () => {
  test.each<readonly [string, Record<string, unknown>, Record<string, string>]>([
    ['ping -c 3 <host>', { argv: ['ping', '-c', '3', `\${inputs.host}`] }, { host: 'host' }],
    [
      'kubectl -n {{ namespace }} get pods',
      { argv: ['kubectl', '-n', `\${inputs.namespace}`, 'get', 'pods'] },
      { namespace: 'string', host: 'host' },
    ],
    [
      'kubectl get pods -n <YOUR_NAMESPACE>',
      { argv: ['kubectl', 'get', 'pods', '-n', `\${inputs.namespace}`] },
      { namespace: 'string', host: 'host' },
    ],
    [`df -P \${MOUNT}`, { argv: ['df', '-P', `\${inputs.mount}`] }, { mount: 'string', host: 'host' }],
    ['df -P $MOUNT', { argv: ['df', '-P', `\${inputs.mount}`] }, { mount: 'string', host: 'host' }],
    [
      'tail -n <lines> /var/log/syslog',
      { argv: ['tail', '-n', `\${inputs.lines}`, '/var/log/syslog'] },
      { lines: 'integer', host: 'host' },
    ],
    ['nc -zv web1 <port>', { argv: ['nc', '-zv', 'web1', `\${inputs.port}`] }, { port: 'integer', host: 'host' }],
    [
      'systemctl restart [SERVICE_NAME]',
      { argv: ['systemctl', 'restart', `\${inputs.service_name}`] },
      { service_name: 'string', host: 'host' },
    ],
    [
      'kubectl logs POD_NAME',
      { argv: ['kubectl', 'logs', `\${inputs.pod_name}`] },
      { pod_name: 'string', host: 'host' },
    ],
    ['ping -c 1 x.x.x.x', { argv: ['ping', '-c', '1', `\${inputs.x_x_x_x}`] }, { x_x_x_x: 'string', host: 'host' }],
    ['kill XXX', { argv: ['kill', `\${inputs.xxx}`] }, { xxx: 'string', host: 'host' }],
    [
      'curl http://<host>:9090/-/healthy',
      { argv: ['curl', `http://\${inputs.host}:9090/-/healthy`] },
      { host: 'host' },
    ],
    [
      'kubectl get pods | grep <name>',
      { script: 'kubectl get pods | grep "$1"\n', args: [`\${inputs.name}`] },
      { name: 'string', host: 'host' },
    ],
    [
      'grep "<text> at" /var/log/x > /tmp/y',
      { script: 'grep "$1 at" /var/log/x > /tmp/y\n', args: [`\${inputs.text}`] },
      { text: 'string', host: 'host' },
    ],
    [
      "NODE_NAME='<value of instance label from alert>'\ndf -h | grep $NODE_NAME",
      { script: 'NODE_NAME="$1"\ndf -h | grep $NODE_NAME\n', args: [`\${inputs.node_name}`] },
      { node_name: 'string', host: 'host' },
    ],
    [
      'echo \'{"name":"<name>"}\' | jq .',
      { script: 'echo \'{"name":"\'"$1"\'"}\' | jq .\n', args: [`\${inputs.name}`] },
      { name: 'string', host: 'host' },
    ],
    [
      `rm -f \${DIR}/*.log`,
      { script: 'rm -f "$1"/*.log\n', args: [`\${inputs.dir}`] },
      { dir: 'string', host: 'host' },
    ],
    [
      'curl -u admin:<password> http://127.0.0.1/',
      { script: 'curl -u admin:"$IN_PASSWORD" http://127.0.0.1/\n', secrets: { IN_PASSWORD: `\${inputs.password}` } },
      { password: 'secret', host: 'host' },
    ],
    [
      `kubectl -n \${NS:-default} get pods`,
      { argv: ['kubectl', '-n', `\${inputs.ns}`, 'get', 'pods'] },
      { ns: 'string', host: 'host' },
    ],
    ["docker ps --format '{{.Names}}'", { argv: ['docker', 'ps', '--format', '{{.Names}}'] }, { host: 'host' }],
    ["awk '{print $1}' /etc/passwd", { argv: ['awk', '{print $1}', '/etc/passwd'] }, { host: 'host' }],
    ['echo $HOME', { script: 'echo $HOME\n' }, { host: 'host' }],
    [`for i in 1 2; do echo \${i}x; done`, { script: 'for i in 1 2; do echo $i""x; done\n' }, { host: 'host' }],
    ['sort < in.txt > out.txt', { script: 'sort < in.txt > out.txt\n' }, { host: 'host' }],
    [
      "curl -d '<a><b>1</b></a>' http://127.0.0.1/",
      { script: "curl -d '<a><b>1</b></a>' http://127.0.0.1/\n" },
      { host: 'host' },
    ],
    [
      'if [[ -f /x ]]; then echo <name>; fi',
      { argv: ['bash', '-c', 'if [[ -f /x ]]; then echo "$1"; fi', 'bash', `\${inputs.name}`] },
      { name: 'string', host: 'host' },
    ],
    [
      'f() { echo "$1"; }\nf <name>',
      { script: 'f() { echo "$1"; }\nf "$IN_NAME"\n', env: { IN_NAME: `\${inputs.name}` } },
      { name: 'string', host: 'host' },
    ],
  ])('%s', (script, body, inputs) => {
    const made = imported(script);
    expect(made.body).toEqual(body);
    expect(made.inputs).toEqual(inputs);
  });

  test.each([
    ['<command> --now', 'the program itself'],
    ["cat <<'EOF'\n<name>\nEOF", 'quoted heredoc'],
    [`echo \${X%.*} \${#X}`, 'expansion in braces'],
    ['echo $(( <count> + 1 ))', 'calculation'],
  ])('%s stays text', (script, why) => {
    const { made } = imported(script);
    expect('why' in made ? made.why : '').toContain(why);
  });

  test('a value inside code of another program takes no quotes, blanks or signs of a shell, and never stands in an argument that is code', () => {
    for (const script of [
      "ssh web1 'systemctl restart <service>'",
      'psql -c "SELECT * FROM <table>"',
      "bash -c 'echo <service>'",
    ]) {
      const { draft, body } = imported(script);
      const [name] = [...draft.inputs.keys()].filter((one) => one !== 'host');
      const { pattern = '' } = draft.inputs.get(name ?? '') ?? {};
      expect(new RegExp(`^(?:${pattern})$`).test("x'; rm -rf /")).toBe(false);
      expect(new RegExp(`^(?:${pattern})$`).test('nginx')).toBe(true);
      expect(JSON.stringify(body.argv ?? body.script)).not.toContain(`\${inputs`);
    }
  });
});
