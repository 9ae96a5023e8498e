#!/bin/sh
# The tests of the report need a browser. Installs Chromium where there is none; where that is impossible it says so,
# and those tests are skipped with the reason.
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root="sudo -n"; else as_root="false"; fi
    echo "installing Chromium for the tests of the report"
    if $as_root apt-get -qq update >/dev/null && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi
cat >&2 <<'NOTE'
**************************************************************************
  No Chromium, and it cannot be installed from here.
  THE BROWSER TESTS OF THE REPORT WILL BE SKIPPED; all others run.
  Install a package named chromium, chromium-browser or google-chrome.
**************************************************************************
NOTE
exit 0
