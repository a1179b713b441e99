/// The schema `bare`: the views of the present over tables that hold nothing else, with the indexes such tables would have.
enum PresentOnly {
  static let script = """
    set client_min_messages = warning;
    drop schema if exists bare cascade;
    create schema bare;
    grant all on schema bare to countersign_reader;
    create table bare.artifact_state as select * from countersign_private.artifact_state where valid_to = 'infinity';
    create unique index on bare.artifact_state (artifact);
    create table bare.pointer as select * from countersign_private.pointer where valid_to = 'infinity';
    create unique index on bare.pointer (artifact, environment, colour) include (version, weight);
    create index on bare.pointer (version);
    create table bare.promotion_state as select * from countersign_private.promotion_state where valid_to = 'infinity';
    create unique index on bare.promotion_state (promotion) include (state);
    create index on bare.promotion_state (state, promotion desc);
    analyze bare.artifact_state, bare.pointer, bare.promotion_state;
    do $$
    declare
      v record;
      body text;
    begin
      set local search_path = pg_catalog;
      for v in select viewname from pg_views where schemaname = 'countersign' loop
        body := pg_get_viewdef(format('countersign.%I', v.viewname)::regclass);
        body := regexp_replace(body, '\\(\\s*SELECT countersign_private\\.present_only\\(\\) AS present_only\\)', 'true', 'g');
        -- Every move of a pointer is history, and has no present-only table.
        if v.viewname <> 'pointer_move' then
          body := regexp_replace(body, 'countersign_private\\.(artifact_state|pointer|promotion_state)\\M', 'bare.\\1', 'g');
        end if;
        execute format('create view bare.%I as %s', v.viewname, body);
        execute format('alter view bare.%I owner to countersign_reader', v.viewname);
      end loop;
    end $$;
    grant usage on schema bare to countersign_reader, countersign_viewer;
    grant select on all tables in schema bare to countersign_reader, countersign_viewer
    """
}
