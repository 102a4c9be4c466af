-- The key tables of TenantCrypt, schema version 1, for H2. ${schema} is quoted already.
-- Statements end with a semicolon at the end of a line.

create schema if not exists ${schema};

-- A tenant; $platform is the driver's own. The seal covers the seals of all its key rows too.
create table if not exists ${schema}.`tenant` (
  tenant varchar(63) not null,
  tier varchar(63) not null,
  attributes character large object not null,
  kek varchar(2048) not null,
  state varchar(16) not null,
  epoch bigint not null,
  created_at timestamp(3) with time zone not null,
  seal varbinary(64) not null,
  primary key (tenant)
);

-- A version of a key. A destroyed one stays as a tombstone: its number is never used again.
create table if not exists ${schema}.`key` (
  tenant varchar(63) not null,
  purpose varchar(16) not null,
  version integer not null check (version >= 1),
  id char(32) not null,
  state varchar(16) not null,
  kek varchar(2048) not null,
  kms_key_id varchar(2048) not null,
  wrapped varbinary(1048576) not null,
  more_copies varbinary(1048576) not null,
  key_check varbinary(64) not null,
  created_at timestamp(3) with time zone not null,
  activated_at timestamp(3) with time zone,
  retired_at timestamp(3) with time zone,
  destroyed_at timestamp(3) with time zone,
  seal varbinary(64) not null,
  primary key (tenant, purpose, version),
  unique (id),
  foreign key (tenant) references ${schema}.`tenant` (tenant)
);

-- item 'column': a protected column; 'head': the highest policy revision, its seal covers the
-- seals of all columns; 'schema': the version of these tables in "revision", without a seal.
create table if not exists ${schema}.`registry` (
  item varchar(16) not null,
  table_name varchar(512) not null,
  column_name varchar(256) not null,
  domain varchar(1024) not null,
  family varchar(32) not null,
  mode varchar(32) not null,
  storage varchar(32) not null,
  migration varchar(32) not null,
  revision bigint not null,
  seal varbinary(64) not null,
  primary key (item, table_name, column_name)
);

-- Messages reserved for sealing, over all instances, for each column key.
create table if not exists ${schema}.`usage` (
  tenant varchar(63) not null,
  purpose varchar(16) not null,
  version integer not null,
  domain varchar(1024) not null,
  reserved bigint not null check (reserved >= 0),
  changed_at timestamp(3) with time zone not null,
  primary key (tenant, purpose, version, domain)
);

-- A running driver: what it can read, how long it believes what it has read.
create table if not exists ${schema}.`instance` (
  id char(32) not null,
  driver_version varchar(64) not null,
  formats varchar(256) not null,
  policy_revision bigint not null,
  key_ttl_ms bigint not null,
  ring_ttl_ms bigint not null,
  stale_ms bigint not null,
  ring_epoch bigint not null,
  started_at timestamp(3) with time zone not null,
  heartbeat_at timestamp(3) with time zone not null,
  primary key (id)
);

-- A long operation, resumable: what it is to do, and how far it is.
create table if not exists ${schema}.`job` (
  id char(32) not null,
  kind varchar(32) not null,
  tenant varchar(63),
  state varchar(16) not null,
  specification character large object not null,
  progress character large object not null,
  owner char(32),
  lease_until timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  seal varbinary(64) not null,
  primary key (id)
);

-- One chain for each run of an instance and tenant.
create table if not exists ${schema}.`audit` (
  run char(32) not null,
  tenant varchar(63) not null,
  sequence bigint not null,
  at timestamp(3) with time zone not null,
  kind varchar(64) not null,
  event character large object not null,
  previous varbinary(64) not null,
  hash varbinary(64) not null,
  primary key (run, tenant, sequence)
);

insert into ${schema}.`registry`
  (item, table_name, column_name, domain, family, mode, storage, migration, revision, seal)
  select 'schema', '', '', '', '', '', '', '', 1, x''
  where not exists (select 1 from ${schema}.`registry` where item = 'schema');
