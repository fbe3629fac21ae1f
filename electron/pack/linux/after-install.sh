#!/bin/sh
# After the files of the package are in place. In the place of electron-builder's own script, which would put a link to the
# executable at /usr/bin/watchfloor: there the package has a program of its own.
set -e

# Chromium's sandbox wants user namespaces, or a helper of root's where ordinary users may not make them. Asked as an
# ordinary user: root always may.
if runuser -u nobody -- unshare --user true 2>/dev/null; then
  chmod 0755 /opt/Watchfloor/chrome-sandbox
else
  chmod 4755 /opt/Watchfloor/chrome-sandbox
fi

# Ubuntu 24.04 and later let a program make user namespaces only when an AppArmor profile names it.
profile=/opt/Watchfloor/resources/apparmor-profile
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" /etc/apparmor.d/watchfloor
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/watchfloor || true
  fi
fi

if command -v update-desktop-database >/dev/null; then
  update-desktop-database /usr/share/applications || true
fi
