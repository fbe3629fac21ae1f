// Programs by name, for telling a command from prose, output or a config where the document does not say which it is. Being in
// this list says nothing about what a program does: `reading-commands.ts` alone says what only reads.

const NAMES = `
alias amtool ansible ansible-playbook apachectl apache2ctl apk apt apt-cache apt-get arp arping at atq awk aws az
badblocks base64 bash basename bc blkid brctl bridge btrfs bunzip2 bzip2
cat cd cephadm ceph certbot cfdisk chage chattr chcon chgrp chkconfig chmod chown chpasswd chroot chronyc cksum clush cmp
column conntrack consul cp cpupower crictl crm cron crontab cryptsetup csplit curl cut
date dbus-send dd debugfs df diff dig dmesg dmidecode dmsetup dnf do-release-upgrade docker docker-compose dpkg
dpkg-reconfigure drbdadm du dumpe2fs
e2fsck easyrsa echo efibootmgr egrep elasticsearch-plugin env etcdctl ethtool eval exim exit export
faillock fallocate fdisk fgrep file filebeat find findmnt firewall-cmd flock fping free fsck fsfreeze fstrim ftp fuser
gcloud gdb gdisk getcap getenforce getent getfacl getsebool git glances go gpg gparted grep groupadd groups growpart grpcurl
grub-install grub-mkconfig grub2-mkconfig gsutil gunzip gzip
halt haproxy hdparm head helm hexdump history hostname hostnamectl host htop httpd http
id ifconfig ifdown ifup iftop influx init initctl insmod iostat iotop ip ipmitool iptables ip6tables iptables-restore
iptables-save iperf iperf3 ipcs ipset ipvsadm istioctl iw
java jcmd jmap jobs join journalctl jps jq jstack jstat
k9s kafka-consumer-groups kafka-topics kdestroy keepalived keytool kill killall kinit klist kubeadm kubectl kubelet kubectx
kubens kustomize
last lastb lastlog ldapsearch ldapmodify ldconfig less linkerd ln locale localectl logger loginctl logrotate ls lsattr lsblk
lscpu lshw lsmod lsof lspci lsusb lvchange lvconvert lvcreate lvdisplay lvextend lvreduce lvremove lvresize lvs
lxc
mail mailq make maintenance man md5sum mdadm megacli memcached mkdir mkfs mkfs.ext4 mkfs.xfs mknod mkswap mktemp modprobe
mongo mongodump mongorestore mongosh monit more mount mountpoint mpstat mtr multipath mv mysql mysqladmin mysqlbinlog
mysqlcheck mysqldump mysqld_safe
named-checkconf named-checkzone nano nc ncat ncdu netcat netplan netstat newgrp nft nginx nice nl nmap nmcli node nodetool
nohup nomad npm nslookup nsenter nstat ntpdate ntpq ntpstat numactl nvidia-smi nvme
oc omreport openssl opcontrol openvpn orachk
pacman parted partprobe passwd patroni patronictl pcs perf perl pg_basebackup pg_ctl pg_ctlcluster pg_dump pg_dumpall
pg_isready pg_lsclusters pg_repack pg_restore pgbouncer pgrep php pidof pidstat ping ping6 pip pip3 pkill pmap podman pm2
postcat postfix postmap postqueue postsuper poweroff ps psql pstree puppet pvcreate pvdisplay pvmove pvresize pvs pwd pwck
python python2 python3
rabbitmq-diagnostics rabbitmqctl rclone rcp read readlink realpath reboot redis-cli renice repquota resize2fs restic restorecon
rg rke rkhunter rm rmdir rmmod rndc route rpm rsync ruby runuser
salt salt-call sar sccli scp screen sealert sed semanage seq service sestatus set setenforce setfacl setsebool sfdisk sftp
sgdisk sg_scan sh sha1sum sha256sum showmount shutdown skopeo slapcat sleep smartctl smbclient snmpget snmpwalk sort source
sqlcmd sqlite3 sqlplus squeue ss ssh ssh-add ssh-copy-id ssh-keygen ssh-keyscan sshpass sshuttle start stat stop strace
strings stress su sudo sudoedit supervisorctl swapoff swapon swapctl sync sysctl systemctl systemd-analyze systemd-resolve
resolvectl sysdig
tail tailf tar tc tcpdump tcptraceroute tee telnet terraform test testparm tftp time timedatectl timeout tmux top touch tr
traceroute tracepath tree truncate tshark tune2fs tuned-adm
ufw ulimit umount uname uniq unlink unset unxz unzip update-alternatives update-ca-certificates update-grub update-initramfs
update-rc.d upsc upscmd uptime useradd userdel usermod
vacuumdb varnishadm varnishlog varnishstat vault velero vgchange vgdisplay vgextend vgreduce vgs vi vim virsh visudo vmstat
vtysh
w wait wall watch wc wget which who whoami wipefs wg
xargs xfs_growfs xfs_info xfs_repair xz
yarn yum yq
zcat zfs zgrep zip zkCli.sh zkServer.sh zless zpool zypper
`;

const programs: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** Keywords and builtins with which a line of a script may begin. */
const BUILTINS = new Set(
  'if then else elif fi for while until do done case esac function { } ! [ [[ : . export local readonly return break continue trap shift true false printf umask declare typeset exec type command pushd popd let shopt unalias hash getopts'.split(
    ' ',
  ),
);

/** The name of a program without its folder. */
export const programName = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

export const isProgram = (word: string): boolean =>
  programs.has(programName(word)) || /^(?:mkfs|fsck)\.\w+$/.test(word);
export const isBuiltin = (word: string): boolean => BUILTINS.has(word);

/** Words of prose that no command has as an argument by itself. */
const PROSE =
  /^(?:the|a|an|is|are|was|were|be|been|of|and|or|if|then|this|that|these|those|your|our|you|we|it|its|should|will|would|must|can|may|has|have|had|not|when|where|which|what|how|why|there|here|any|some|more|most|than|into|because|please|make|sure|see|note|all|each|every|with|without|from|for|to|in|on|by|as|at|after|before|but|also|only|using|via|until)$/i;

/** How much words read like a sentence: words of prose among them. */
export const proseWords = (words: readonly string[]): number =>
  words.filter((word) => PROSE.test(word.replaceAll(/[.,:;!?]+$/g, ''))).length;

/** Programs that take one of their arguments for code, or hand it on to a shell: a value inside such a text could become code. */
const READS_CODE =
  /^(?:ssh|pssh|clush|sshpass|rsh|sh|bash|dash|zsh|ksh|su|eval|source|\.|psql|mysql|mariadb|sqlite3|sqlplus|sqlcmd|cqlsh|clickhouse-client|influx|mongo|mongosh|[gm]?awk|sed|perl|python[\d.]*|ruby|node|php|lua|jq|yq|xargs|watch|find|parallel|ansible|salt|exec|nsenter|chroot|screen|tmux|runuser|script|crontab|at|batch|powershell|pwsh|cmd|trap|expect|tclsh|gdb|bc|dc|vtysh)$/;

export const readsCode = (word: string): boolean => READS_CODE.test(programName(word));
