# The commands of this project. `make run` and `make test` install what they need.

PROFILE ?= release
DIRECTORY = $(if $(filter dev,$(PROFILE)),debug,$(PROFILE))

.PHONY: help run test check soak bench pages mutants

help:
	@echo "make run    build, and show the demo with a private database under ./data"
	@echo "make test   install what the tests need, and run all of them"
	@echo "make check  format and lints only"
	@echo "make soak   kill the app and its database 200 times each under load, and play a million random operations"
	@echo "make mutants  mutate rules, book and ledger, and see that the tests notice: docs/MUTANTS.md"
	@echo "make bench  measure, and write the table of docs/PERFORMANCE.md"
	@echo "make pages  measure every page in a browser, and write docs/PAGES.md"

# PROFILE=dev builds faster and runs slower.
run:
	@postgres=$$(bin/postgres) || exit 1; \
	cargo build --locked --profile $(PROFILE) || exit 1; \
	BECKON_POSTGRES_BIN="$${BECKON_POSTGRES_BIN:-$$postgres}" exec target/$(DIRECTORY)/beckon demo

check:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

test: check
	@postgres=$$(bin/postgres) && browser=$$(bin/browser) || exit 1; \
	export BECKON_POSTGRES_BIN="$${BECKON_POSTGRES_BIN:-$$postgres}" $$browser; \
	cargo test --locked --no-fail-fast

# Longer than a test run may take. CRASH_SEED and MODEL_SEED repeat a run.
soak:
	@postgres=$$(bin/postgres) || exit 1; \
	export BECKON_POSTGRES_BIN="$${BECKON_POSTGRES_BIN:-$$postgres}" CRASHES="$${CRASHES:-200}"; \
	export MODEL_OPERATIONS="$${MODEL_OPERATIONS:-1000000}" TERMS_SEEDS="$${TERMS_SEEDS:-500}" WHOLE_SEEDS="$${WHOLE_SEEDS:-200}"; \
	cargo test --locked --release --test it crash:: model:: -- --nocapture --test-threads 1

# Takes some minutes of a quiet machine. PARTS="payments spends" measures only those and writes nothing.
bench:
	@postgres=$$(bin/postgres) || exit 1; \
	export BECKON_POSTGRES_BIN="$${BECKON_POSTGRES_BIN:-$$postgres}"; \
	cargo bench --locked --bench paths -- $(PARTS)

# Needs node, for Lighthouse. ONLY="overview invited" measures only those; ONLY=looks leaves Lighthouse out and writes nothing.
pages:
	@postgres=$$(bin/postgres) && browser=$$(bin/browser) && bin/lighthouse >/dev/null || exit 1; \
	export BECKON_POSTGRES_BIN="$${BECKON_POSTGRES_BIN:-$$postgres}" $$browser; \
	cargo bench --locked --bench pages -- $(ONLY)

# Half an hour or more of a quiet machine.
mutants:
	@bin/mutants
