# What an application needs of HashiCorp Vault or OpenBao whose KEKs are the keys tenantcrypt-* of
# the transit engine at transit/. The KEK's URI is vault://HOST/transit/tenantcrypt-{tenant}, or
# vault://HOST/transit/tenantcrypt-shared for one that all tenants share.
#
#   vault policy write tenantcrypt vault-policy.hcl
#   vault write transit/keys/tenantcrypt-shared type=aes256-gcm96 derived=true
#
# Not among it: making, rotating, configuring, exporting and deleting keys.

# Fresh data keys. Without this one they are made in the driver and wrapped by "encrypt".
path "transit/datakey/plaintext/tenantcrypt-*" {
  capabilities = ["update"]
}

# Wraps. Never "create": with it, Vault makes a key that is missing, also for a mistyped name.
path "transit/encrypt/tenantcrypt-*" {
  capabilities = ["update"]
}

# Unwraps.
path "transit/decrypt/tenantcrypt-*" {
  capabilities = ["update"]
}

# Whether the key is there, derived and in use.
path "transit/keys/tenantcrypt-*" {
  capabilities = ["read"]
}

# Tells a token that died from one that may not do it, and keeps it alive. The policy "default" has
# these two as well.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
