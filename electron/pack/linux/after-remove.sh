#!/bin/sh
# After the files of the package are gone. Data folders of people are theirs and stay. Debian calls this with "upgrade" as
# well, rpm with the number of versions left: then the profile is still wanted.
set -e

case $1 in
  upgrade | failed-upgrade | abort-upgrade | 1) exit 0 ;;
esac

profile=/etc/apparmor.d/watchfloor
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

if command -v update-desktop-database >/dev/null; then
  update-desktop-database /usr/share/applications || true
fi
