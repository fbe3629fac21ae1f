// What an imported command may do to a host: read-only is only what is plainly so; each line of both lists is a promise.
import { describe, expect, test } from 'vitest';
import { riskOf } from '../../electron/engine/importers/runbooks/command-risk.ts';

describe('what it may do', () => {
  const reads = [
    ...[
      'df -h',
      'ls -la /var/log',
      'cat /proc/mdstat',
      'uptime',
      'free -m',
      'ps aux',
      'systemctl status nginx',
      'systemctl --failed',
    ],
    ...[
      'journalctl -u nginx --since "1 hour ago" --no-pager',
      'kubectl get pods -n prod',
      'kubectl -n prod describe pod web-0',
      'kubectl logs web-0',
    ],
    ...[
      'dig +short web1',
      'ping -c 3 web1',
      'curl -sS http://127.0.0.1/health',
      'curl -I https://127.0.0.1/',
      'ip addr',
      'ip -br link show',
      'ss -tlnp',
    ],
    ...[
      'sudo df -h',
      '/usr/bin/df -h',
      'df -h | grep sda',
      'df -h && df -i',
      'du -sh /var 2>/dev/null | sort -h | tail',
      'timeout 5 ping -c 1 web1',
    ],
    ...[
      'sysctl vm.swappiness',
      'mount',
      'date -u',
      'rpm -qa',
      'dpkg -l',
      'docker ps -a',
      'aws ec2 describe-instances',
      'find /var -size +100M',
    ],
    ...[
      "sed -n '1,10p' /etc/hosts",
      "awk '{print $1}' /etc/passwd",
      'LC_ALL=C sort /etc/passwd',
      'mdadm --detail /dev/md0',
      'iptables -L -n -v',
      'nginx -t',
    ],
  ];
  const changes = [
    ...[
      'rm -rf /tmp/x',
      'systemctl restart nginx',
      'journalctl --vacuum-time=7d',
      'journalctl --rotate',
      'kubectl delete pod x',
      'kubectl apply -f x',
    ],
    ...[
      'df -h > /tmp/out',
      'echo 1 > /proc/sys/vm/drop_caches',
      'ls | xargs rm',
      'cat /etc/passwd | tee /tmp/x',
      'curl -X POST http://127.0.0.1/',
      'curl -d a=b http://127.0.0.1/',
    ],
    ...[
      'curl -o /tmp/x http://127.0.0.1/',
      'curl -sO http://127.0.0.1/x',
      'curl --data-binary @x http://127.0.0.1/',
      'curl http://127.0.0.1/x | sh',
      'find / -delete',
      'find / -exec rm {} +',
    ],
    ...[
      'sed -i s/a/b/ /etc/x',
      'sort -o /etc/x /etc/y',
      'sysctl -w vm.swappiness=1',
      'sysctl vm.swappiness=1',
      'ip link set eth0 down',
      'ip addr add 127.9.9.9/8 dev lo',
    ],
    ...[
      'date -s 12:00',
      'hostname newname',
      'mount /dev/sda1 /mnt',
      'dmesg -C',
      'ss -K',
      'uniq a b',
      'awk \'BEGIN{system("rm x")}\'',
      'awk \'{print > "x"}\' y',
      'tree -o x',
    ],
    ...[
      'df -h; reboot',
      'df -h & ',
      '$(rm -rf /)',
      'ls `rm x`',
      'ls $(rm x)',
      'PATH=/tmp ls',
      'LD_PRELOAD=/tmp/x.so ls',
      'env X=1 ls -l',
      './df -h',
      '/tmp/df -h',
      'systemctl -t status restart nginx',
    ],
    ...[
      'docker --context ps rm x',
      'kubectl --token get delete pod x',
      'aws ec2 --region list-x terminate-instances',
      'mytool --show',
      'sudo -i',
      'ping web1; rm x',
      'apt-get install x',
      'rpm -i x',
      'dpkg -i x',
      'dig -f /etc/x',
    ],
    ...[
      'crontab -r',
      'iptables -F',
      'nft flush ruleset',
      'conntrack -F',
      'zpool scrub tank',
      'smartctl -t long /dev/sda',
      'ethtool -s eth0 speed 100',
      'less /etc/passwd; vi x',
      'ls *',
      'openssl x509 -in a -out b',
      'wget http://127.0.0.1/',
      'cat <<EOF > x\ny\nEOF',
    ],
  ];
  test.each(reads)('%s only reads', (script) => expect(riskOf(script)).toMatchObject({ risk: 'read-only', why: '' }));
  test.each(changes)('%s is destructive, with a reason', (script) => {
    const { risk, why } = riskOf(script);
    expect(risk).toBe('destructive');
    expect(why).not.toBe('');
  });
  test.each([
    'top',
    'tail -f /var/log/syslog',
    'vi /etc/hosts',
    'ssh web1',
    'kubectl exec -it x -- bash',
    'ping web1',
    'sudo -i',
    'mysql -u root',
    'watch df',
    'journalctl -fu nginx',
  ])('%s waits for a person or never ends', (script) => expect(riskOf(script).waits).toHaveLength(1));
  test.each([
    'top -b -n 1',
    'tail -n 5 x',
    'ssh web1 uptime',
    'ping -c 1 web1',
    'mysql -e "SHOW STATUS"',
    'df -h | less',
  ])('%s ends', (script) => expect(riskOf(script).waits).toEqual([]));
});
