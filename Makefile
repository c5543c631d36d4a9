# recall: what a newcomer, a developer and CI type. `make run` and `make test` do all the set-up.

SWIFT    ?= swift
PREFIX   ?= /usr/local
DEMO     ?= demo
SCRATCH  ?= .build
BENCH_REPORT ?= bench.json
PATIENTS ?= 30000
SECONDS  ?= 20
JOBS     := $(if $(RECALL_JOBS),--jobs $(RECALL_JOBS))
BUILD     = $(SWIFT) build --scratch-path $(SCRATCH) $(JOBS)
# The program for use holds the Swift runtime itself: it runs where no Swift is installed.
RELEASE   = $(BUILD) -c release --static-swift-stdlib
# Debian packages: what to compile with, and what the tests drive.
BUILD_PACKAGES = libpq-dev libreadline-dev libsqlite3-dev
# A mail transfer agent for the tests of sending; whoever has another keeps it, and those are skipped.
MTA_PACKAGE    = $(if $(wildcard /usr/sbin/sendmail),,exim4-daemon-light)
TEST_PACKAGES  = $(BUILD_PACKAGES) openssl postgresql sqlite3 tmux $(MTA_PACKAGE)
BENCH_PACKAGES = $(TEST_PACKAGES)

.PHONY: run build test trust fuzz fuzzers golden bench crowd simulate whole-clinic pg-shell check install uninstall deb deb-test release acceptance format clean packages test-packages

run: packages
	@$(BUILD) --product recall
	@exec $(SCRATCH)/debug/recall demo $(DEMO)

build: packages
	$(BUILD)

# Everything that is tested from inside. The program from outside is `make acceptance`, on the
# release build: once is enough. FILTER=… runs what it names, of either.
test: test-packages
	@$(call tested,$(if $(FILTER),--filter $(FILTER),--skip AcceptanceTests))

# What trust rests on, tried and counted in one table: kills, power cuts, sick disks, outages, races,
# fuzzing, roles, simulated clinics; exit 1 when a promise was broken. A sample, in about a quarter of an
# hour once it is built; the seed it prints repeats it: SEED=n. WHOLE=1 tries all of it, for hours.
trust: release fuzzers test-packages
	@rm -f $(CURDIR)/$(SCRATCH)/trust.counts
	@seed=$(or $(SEED),$$(date +%s)); \
	$(if $(WHOLE),echo "all of it: that takes hours",echo "a sample; the same again: make trust SEED=$$seed"); \
	export RECALL_TRUST_LEDGER=$(CURDIR)/$(SCRATCH)/trust.counts RECALL_TRUST_SEED=$$seed \
	  RECALL_PROGRAM=$(CURDIR)/$(SCRATCH)/release/recall $(if $(WHOLE),RECALL_TRUST_WHOLE=1); \
	sh Tests/Fuzz/fuzz.sh .build-fuzz/release/recall-fuzz .build-fuzz $(if $(WHOLE),$(SECONDS),5) || true; \
	( $(call tested,--filter TrustTests) ); status=$$?; \
	echo; sort -t '	' -k 3 $(SCRATCH)/trust.counts | awk -F '\t' -f Tests/trust.awk || status=1; \
	[ -n "$(WHOLE)" ] || echo "seed $$seed"; exit $$status

# Looks for input that breaks a promise, with libFuzzer (Tests/Fuzz): SECONDS each, ENTRY="csv fhir".
fuzz: fuzzers
	@sh Tests/Fuzz/fuzz.sh .build-fuzz/release/recall-fuzz .build-fuzz $(SECONDS) $(ENTRY)

# The fuzzers are a build of their own: every module is instrumented, and libFuzzer has the main program.
fuzzers: packages
	@RECALL_FUZZ=1 $(SWIFT) build --scratch-path .build-fuzz $(JOBS) -c release --product recall-fuzz \
	  -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer

# The golden conversations (Tests/Golden), and what else is made from the sources, written anew after a change that is meant. Read the diff.
golden: test-packages
	RECALL_GOLDEN=write $(SWIFT) test --scratch-path $(SCRATCH) $(JOBS) --filter 'GoldenConversation|OutcomeTable|RulePage|ErrorList'
	git diff --stat -- Tests/Golden scripts/OUTCOMES.md scripts/RULES.md Sources/Manual/Guides/errors.md

# The shipped scripts and words, proved safe.
check: packages
	@$(BUILD) --product recall
	@$(SCRATCH)/debug/recall --clinic . script check

# A throw-away PostgreSQL server, and a shell in which psql and recall find it: they end together.
pg-shell: test-packages
	@folder=$$(mktemp -u /tmp/recall-pg-shell-XXXXXX) && mkfifo -m 600 $$folder.words && \
	{ sh Tests/RecallTestSupport/cluster.sh $$folder <$$folder.words >$$folder.said & } && \
	exec 3>$$folder.words && \
	until grep -q ready $$folder.said; do kill -0 $$! || exit 1; sleep 0.2; done && \
	echo "a server for this shell: recall demo shared --store postgresql:///postgres" && \
	{ PGHOST=$$folder PGUSER=postgres $${SHELL:-sh} 3>&- || true; } && exec 3>&- && wait && \
	rm -f $$folder.words $$folder.said

format:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

release: packages
	$(RELEASE) --product recall

# The built program, from outside: transcripts, a terminal, kills. On the release build.
acceptance: release test-packages
	@export RECALL_PROGRAM=$(CURDIR)/$(SCRATCH)/release/recall; \
	$(call tested,--filter AcceptanceTests)

bench: release
	@$(call need,$(BENCH_PACKAGES))
	@$(RELEASE) --product recall-bench
	@$(SCRATCH)/release/recall-bench $(SCRATCH)/release/recall $(BENCH_REPORT)

# Many callers on one store, some killed, some stalled: counts, and exit 1 when an invariant breaks.
# STORE=postgresql is a throw-away server; SEED=n repeats the decisions of that run.
crowd: release
	@$(call need,$(TEST_PACKAGES))
	@$(RELEASE) --product recall-crowd
	@$(SCRATCH)/release/recall-crowd $(SCRATCH)/release/recall $(or $(STORE),sqlite) $(SEED)

# Tens of thousands of patients over sixty working days, by the real rules, watched by others.
# The seed it prints repeats it: make simulate SEED=…
simulate:
	@$(BUILD) -c release --product recall-simulate
	@$(SCRATCH)/release/recall-simulate $(PATIENTS) $(SEED)

# Consoles, teams, post, imports, faults and the clock in one process, all from one seed. What broke is
# repeated by the line it prints; SEEDS=n does so many, TELL=1 shows everything that happened, and
# STORE=postgresql has each on a throw-away server.
whole-clinic:
	@$(BUILD) -c release --product recall-whole-clinic
	@SWIFT_DETERMINISTIC_HASHING=1 $(if $(TELL),RECALL_TELL=1) $(if $(STORE),RECALL_STORE=$(STORE)) \
	  $(SCRATCH)/release/recall-whole-clinic $(or $(SEED),$$(date +%s)) $(or $(SEEDS),1)

# Everything that a user of this computer needs, under PREFIX: the program, its scripts and languages,
# the manual, and completions for bash, zsh and fish. What a clinic has made is never touched.
install: release
	@$(RELEASE) --product recall-manual
	@SHARE="$(DESTDIR)$(PREFIX)/share" BIN="$(DESTDIR)$(PREFIX)/bin" BUILT="$(SCRATCH)/release" \
	  sh Sources/Install/install.sh

uninstall:
	@SHARE="$(DESTDIR)$(PREFIX)/share" BIN="$(DESTDIR)$(PREFIX)/bin" sh Sources/Install/uninstall.sh

# A Debian package in $(SCRATCH); deb-test installs it in a bare Debian 12, makes a call and removes it.
deb: release
	@$(call need,dpkg-dev)
	@$(RELEASE) --product recall-manual
	@sh Sources/Install/Debian/package.sh "$(SCRATCH)"

deb-test: deb
	@$(call need,debootstrap)
	@sh Sources/Install/Debian/try.sh "$(SCRATCH)"

clean:
	rm -rf $(SCRATCH)

# Runs tests; what failed stands once more at the end, where it is found.
define tested
mkdir -p $(SCRATCH); \
{ $(SWIFT) test --scratch-path $(SCRATCH) $(JOBS) $(1) 2>&1; echo $$? >$(SCRATCH)/test.status; } | \
  tee $(SCRATCH)/test.log; \
status=$$(cat $(SCRATCH)/test.status); \
if [ "$$status" != 0 ]; then echo; echo "What failed:"; \
  grep -A 4 -E '^✘ Test .* recorded an issue|(error|warning|Fatal error): ' $(SCRATCH)/test.log | \
  tail -n 80; exit "$$status"; fi
endef

packages:
	@$(call need,$(BUILD_PACKAGES))

test-packages:
	@$(call need,$(TEST_PACKAGES))

# Installs what is missing; without root it prints the one line that does.
define need
missing=""; for p in $(1); do \
  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ]; then \
    echo "installing$$missing"; \
    export DEBIAN_FRONTEND=noninteractive; \
    (apt-get install -y --no-install-recommends $$missing || \
      { apt-get update && apt-get install -y --no-install-recommends $$missing; }) >/dev/null; \
  else echo "These Debian packages are missing. Please run this once, then the same make again:"; \
    echo "  sudo apt-get install -y$$missing"; exit 1; fi; fi
endef
