/** Version of the tables below; a state file of another version is rebuilt from the blocks. */
export const tablesVersion = 1;

/** World state, history, transactions by id, and the height that they stand for. */
export const tables = `
create table if not exists state (
  ns text not null, key blob not null, value blob not null, block integer not null, tx integer not null,
  primary key (ns, key)
) without rowid;
create table if not exists history (
  ns text not null, key blob not null, block integer not null, tx integer not null, value blob,
  primary key (ns, key, block, tx)
) without rowid;
create table if not exists tx (
  block integer not null, tx integer not null, id blob, code integer not null,
  seconds integer not null, nanos integer not null,
  primary key (block, tx)
) without rowid;
create unique index if not exists tx_id on tx (id) where id is not null;
create table if not exists head (
  one integer primary key check (one = 1), height integer not null, hash blob not null, commit_hash blob not null,
  config_block integer not null
);
`;
