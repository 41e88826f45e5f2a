# Everything that one does here starts with make; each target sets up what it needs.

SHELL := /bin/bash
.DEFAULT_GOAL := help

UV := .ci/uv
# The environment is brought up to date by the stamp below; --no-sync keeps each command quick.
RUN := $(UV) run --no-sync
STAMP := .venv/.synced
OURS := activities api bench cli client console demo desk documents domain engine installation register workflows settings.py worker.py

# Three at a time on two cores: half of a test's time is waiting for the engine. What is left over is taken from the others.
PARALLEL := -n 3 --dist worksteal --durations=10

.PHONY: help setup demo run test test-all test-quick proof pages tools get-tools bench lint format clean

help: ## 列出各项命令 · list the commands
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z%-]+):.*## (.*)/  make \1\t\2/; s/test-%/test-AREA/' | expand -t 20

setup: $(STAMP) ## 准备环境、引擎和字体，之后各项命令会自行调用 · environment, engine, fonts; the others call it
	@$(RUN) python -m installation.setup

demo: setup ## 走完整个案件流程的演示，结果在 out/demo · whole cases from draft decision to closed file
	@TINGSHU_CALLED=./tingshu $(RUN) tingshu demo

run: setup ## 启动引擎、工作进程和 API，按 Ctrl-C 停止 · engine, worker and API until Ctrl-C
	@TINGSHU_CALLED=./tingshu $(RUN) tingshu up

test: setup ## 全部检查和测试，CI 也运行这一项 · all checks and tests; what CI runs
	@mkdir -p out; $(MAKE) --no-print-directory lint >out/lint.log 2>&1 & lint=$$!; \
	$(RUN) pytest $(PARALLEL) -m "not slow"; tests=$$?; \
	wait $$lint; lint=$$?; cat out/lint.log; exit $$((tests || lint))

test-all: setup lint ## 另含耗时的测试 · the long tests too
	@$(RUN) pytest $(PARALLEL)

test-quick: $(STAMP) ## 只测领域和结构，不需要引擎 · the domain and the structure, without an engine
	@$(RUN) pytest $(PARALLEL) tests/law tests/procedure tests/structure -m "not engine and not slow"

test-%: setup ## 只测一处，例如 make test-register · one area: a folder of tests/
	@$(RUN) pytest $(PARALLEL) tests/$* -m "not slow"

proof: $(STAMP) ## 在每一种程序规定下走遍每一个切片，数字写入 docs/proof.md · every slice under every profile; its figures
	@$(RUN) python -m tests.proof

pages: $(STAMP) ## 重新生成 docs/ 中的页面和新事实的样本 · the generated pages anew, and bytes of new facts
	@$(RUN) python -m domain.pages
	@$(RUN) python -m documents.guide
	@$(RUN) python -m desk.rehearsing
	@$(RUN) python -m tests.proof.walking
	@$(RUN) python -m tests.proof --page
	@$(RUN) python -m tests.procedure.goldens

tools: $(STAMP) ## 测试另需的工具：版本、大小、如何取得 · what tests need beyond the product, and whether it is here
	@$(RUN) python -m tests.tools

get-tools: $(STAMP) ## 取得这些工具 · bring them here, from the package registries
	@$(RUN) python -m tests.tools bring

bench: setup ## 性能测量，结果在 out/bench.json · the measurements
	@$(UV) run --group bench python -m bench

lint: $(STAMP) ## 代码检查 · ruff, mypy, import-linter
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy .
	@$(RUN) lint-imports --no-logo

format: $(STAMP) ## 整理代码格式 · put the code into its form
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

clean: ## 删除环境和产出，不动 .tingshu 中的案件 · environment and output; the cases in .tingshu stay
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(STAMP): pyproject.toml uv.lock
	@# Compiled beforehand, so that the first command is as quick as the next.
	@$(UV) sync --locked --compile-bytecode
	@$(RUN) python -m compileall -q $(OURS)
	@touch $@
