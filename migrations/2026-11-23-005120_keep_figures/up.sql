-- What the staff's overview shows of everybody: counted each hour, as it would read whole tables at each look.
CREATE TABLE figures (
    one boolean NOT NULL DEFAULT true CONSTRAINT figures_once CHECK (one),
    counted_at timestamptz NOT NULL,
    programs jsonb NOT NULL,
    CONSTRAINT figures_pk PRIMARY KEY (one)
);
