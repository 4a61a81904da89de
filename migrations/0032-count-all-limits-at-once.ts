import { sql, type Kysely } from 'kysely';

// Counts a call in several fixed windows, or in none of them; then it tells of the first that is full. The order of
// the keys is that of the locks. Plans are kept while the table grows, and only an index is right for any size.
const takePlaces = sql`
  create function take_places(keys bytea[], counts integer[], minutes integer[], owners uuid[], hashes bytea[])
    returns table (place integer, is_taken boolean, used integer, resets_at timestamptz, seconds_left integer,
      is_told boolean)
    language plpgsql set enable_seqscan = off as $$
  #variable_conflict use_column
  declare
    full_place integer;
    full_window limit_counters;
  begin
    -- Read first: so a refused call mostly writes nothing, and waits for nobody.
    for i in 1 .. cardinality(keys) loop
      select * into full_window from limit_counters
        where key = keys[i] and resets_at > now() and used >= counts[i];
      if found then
        full_place := i;
        exit;
      end if;
    end loop;
    if full_place is null then
      for i in 1 .. cardinality(keys) loop
        -- To the millisecond: a JavaScript date holds no more, and a window is identified by its end.
        insert into limit_counters as counter (key, used, resets_at, device_owner, device_hash)
          values (keys[i], 1, date_trunc('milliseconds', now()) + make_interval(mins => minutes[i]),
            owners[i], hashes[i])
          on conflict (key) do update set
            used = case when counter.resets_at <= now() then 1 else counter.used + 1 end,
            is_hit_told = counter.resets_at > now() and counter.is_hit_told,
            resets_at = case when counter.resets_at <= now() then excluded.resets_at else counter.resets_at end
          where counter.resets_at <= now() or counter.used < counts[i];
        if not found then
          -- The rows have been locked since they were counted in, so nobody has seen it.
          update limit_counters set used = used - 1 where key = any (keys[:i - 1]);
          select * into full_window from limit_counters where key = keys[i];
          full_place := i;
          exit;
        end if;
      end loop;
    end if;
    if full_place is not null then
      -- Told as it was read: a right password may have deleted the counter since.
      return query select full_place, false, full_window.used, full_window.resets_at,
        greatest(1, ceil(extract(epoch from full_window.resets_at - now())))::integer, full_window.is_hit_told;
    else
      return query select given.place::integer, true, counter.used, counter.resets_at,
          greatest(1, ceil(extract(epoch from counter.resets_at - now())))::integer, counter.is_hit_told
        from unnest(keys) with ordinality as given (key, place)
        join limit_counters as counter on counter.key = given.key order by given.place;
    end if;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await takePlaces.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function take_places(bytea[], integer[], integer[], uuid[], bytea[])`.execute(db);
}
