-- The key tables of TenantCrypt, schema version 1, for MariaDB and MySQL, where a schema is a
-- database. ${schema} is quoted already. Statements end with a semicolon at the end of a line.
-- Times are milliseconds since 1970-01-01 00:00 UTC: no time zone of a session can move them.

create database if not exists ${schema} character set utf8mb4 collate utf8mb4_bin;

-- A tenant; $platform is the driver's own. The seal covers the seals of all its key rows too.
create table if not exists ${schema}.`tenant` (
  `tenant` varchar(63) character set ascii collate ascii_bin not null,
  `tier` varchar(63) character set utf8mb4 collate utf8mb4_bin not null,
  `attributes` mediumtext character set utf8mb4 collate utf8mb4_bin not null,
  `kek` varchar(2048) character set utf8mb4 collate utf8mb4_bin not null,
  `state` varchar(16) character set ascii collate ascii_bin not null,
  `epoch` bigint not null,
  `created_at` bigint not null,
  `seal` varbinary(64) not null,
  primary key (`tenant`)
) engine=InnoDB row_format=dynamic;

-- A version of a key. A destroyed one stays as a tombstone: its number is never used again.
create table if not exists ${schema}.`key` (
  `tenant` varchar(63) character set ascii collate ascii_bin not null,
  `purpose` varchar(16) character set ascii collate ascii_bin not null,
  `version` integer not null check (`version` >= 1),
  `id` char(32) character set ascii collate ascii_bin not null,
  `state` varchar(16) character set ascii collate ascii_bin not null,
  `kek` varchar(2048) character set utf8mb4 collate utf8mb4_bin not null,
  `kms_key_id` varchar(2048) character set utf8mb4 collate utf8mb4_bin not null,
  `wrapped` mediumblob not null,
  `more_copies` mediumblob not null,
  `key_check` varbinary(64) not null,
  `created_at` bigint not null,
  `activated_at` bigint,
  `retired_at` bigint,
  `destroyed_at` bigint,
  `seal` varbinary(64) not null,
  primary key (`tenant`, `purpose`, `version`),
  unique (`id`),
  foreign key (`tenant`) references ${schema}.`tenant` (`tenant`)
) engine=InnoDB row_format=dynamic;

-- item 'column': a protected column; 'head': the highest policy revision, its seal covers the
-- seals of all columns; 'schema': the version of these tables in "revision", without a seal.
create table if not exists ${schema}.`registry` (
  `item` varchar(16) character set ascii collate ascii_bin not null,
  `table_name` varchar(384) character set utf8mb4 collate utf8mb4_bin not null,
  `column_name` varchar(256) character set utf8mb4 collate utf8mb4_bin not null,
  `domain` varchar(1024) character set utf8mb4 collate utf8mb4_bin not null,
  `family` varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
  `mode` varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
  `storage` varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
  `migration` varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
  `revision` bigint not null,
  `seal` varbinary(64) not null,
  primary key (`item`, `table_name`, `column_name`)
) engine=InnoDB row_format=dynamic;

-- Messages reserved for sealing, over all instances, for each column key. An index holds 3072
-- bytes at most, hence the shorter domain.
create table if not exists ${schema}.`usage` (
  `tenant` varchar(63) character set ascii collate ascii_bin not null,
  `purpose` varchar(16) character set ascii collate ascii_bin not null,
  `version` integer not null,
  `domain` varchar(720) character set utf8mb4 collate utf8mb4_bin not null,
  `reserved` bigint not null check (`reserved` >= 0),
  `changed_at` bigint not null,
  primary key (`tenant`, `purpose`, `version`, `domain`)
) engine=InnoDB row_format=dynamic;

-- A running driver: what it can read, how long it believes what it has read.
create table if not exists ${schema}.`instance` (
  `id` char(32) character set ascii collate ascii_bin not null,
  `driver_version` varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  `formats` varchar(256) character set utf8mb4 collate utf8mb4_bin not null,
  `policy_revision` bigint not null,
  `key_ttl_ms` bigint not null,
  `ring_ttl_ms` bigint not null,
  `stale_ms` bigint not null,
  `ring_epoch` bigint not null,
  `started_at` bigint not null,
  `heartbeat_at` bigint not null,
  primary key (`id`)
) engine=InnoDB row_format=dynamic;

-- A long operation, resumable: what it is to do, and how far it is.
create table if not exists ${schema}.`job` (
  `id` char(32) character set ascii collate ascii_bin not null,
  `kind` varchar(32) character set utf8mb4 collate utf8mb4_bin not null,
  `tenant` varchar(63) character set ascii collate ascii_bin,
  `state` varchar(16) character set ascii collate ascii_bin not null,
  `specification` mediumtext character set utf8mb4 collate utf8mb4_bin not null,
  `progress` mediumtext character set utf8mb4 collate utf8mb4_bin not null,
  `owner` char(32) character set ascii collate ascii_bin,
  `lease_until` bigint,
  `created_at` bigint not null,
  `changed_at` bigint not null,
  `seal` varbinary(64) not null,
  primary key (`id`)
) engine=InnoDB row_format=dynamic;

-- One chain for each run of an instance and tenant.
create table if not exists ${schema}.`audit` (
  `run` char(32) character set ascii collate ascii_bin not null,
  `tenant` varchar(63) character set ascii collate ascii_bin not null,
  `sequence` bigint not null,
  `at` bigint not null,
  `kind` varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  `event` mediumtext character set utf8mb4 collate utf8mb4_bin not null,
  `previous` varbinary(64) not null,
  `hash` varbinary(64) not null,
  primary key (`run`, `tenant`, `sequence`)
) engine=InnoDB row_format=dynamic;

insert into ${schema}.`registry`
  (`item`, `table_name`, `column_name`, `domain`, `family`, `mode`, `storage`, `migration`,
  `revision`, `seal`)
  values ('schema', '', '', '', '', '', '', '', 1, '')
  on duplicate key update `item` = `item`;
