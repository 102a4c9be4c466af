#!/bin/sh
# Rotates and wraps anew what keys.rotation and the message limits want, and goes on with what the
# runs before have begun. For cron and for Kubernetes: see crontab and cronjob.yaml beside.
#
# URL, user, policy and the password come from a file of properties or from the environment
# (TENANTCRYPT_URL, TENANTCRYPT_USER, TENANTCRYPT_PASSWORD), never from the command line.
: "${TENANTCRYPT_JAR:=/opt/tenantcrypt/tenantcrypt.jar}"
dir=$(mktemp -d) || exit 70
trap 'rm -rf "$dir"' EXIT
{
java -jar "$TENANTCRYPT_JAR" key due --run --json --rate 2000 --workers 2 --wait 10m "$@"
echo "$?" >"$dir/code"
} 2>&1 | tee "$dir/out"
code=$(cat "$dir/code")
# 4: something waits, such as a rotation in its grace. The next run goes on with it, so nobody is to
# be called, unless a database or a KMS did not answer: that is told by a line of its own.
if [ "$code" -eq 4 ] && ! grep -Eq '"type":"(failed|error)"' "$dir/out"; then
  exit 0
fi
exit "$code"
